import { sql } from 'kysely';
import type { Waiting, WaitingSource } from '../../foundation/index.ts';
import { isOfForce } from '../planning/index.ts';
import { endOf } from '../register/due.ts';
import { windowHref } from './window.ts';

/** For those of a force, the open windows in which it has sent nothing. */
export const windowsWaiting: WaitingSource = async (actor, tx) => {
	if (!isOfForce(actor)) return [];
	const { rows } = await sql<{ id: string; title: string; until: Temporal.PlainDate }>`
		select w.id, w.title, w.until_on as until from followup.window w
		where followup.today() between w.from_on and w.until_on
			and not exists (select from followup.window_update u where u.window_id = w.id)
		order by w.until_on limit 20`.execute(tx);
	return rows.map(
		({ id, title, until }): Waiting => ({
			kind: 'Update window',
			text: `Send an update: ${title}`,
			href: windowHref({ id }),
			due: endOf(until),
		}),
	);
};

import type { AccountActor, Tx, Waiting, WaitingSource } from '../../foundation/index.ts';
import { todayIn } from '../../programmes/index.ts';
import { endOf } from '../register/due.ts';
import { citePart, isStaff } from '../register/view.ts';
import { partsDue, submittedOf, waitsFor } from './due.store.ts';
import { ahead } from './due.ts';

/** As many as a home page can bear; the register has them all. */
const most = 20;
const kind = 'Follow-up';

/** Parts: for whoever is asked, what is due soon or overdue; for inspectors, what waits to be verified. */
export const partsWaiting: WaitingSource = async (actor, tx) => {
	if (isStaff(actor)) return toVerify(tx, actor);
	const whose = actor.organisation?.kind;
	const speaks = actor.roles.some((role) => role !== 'force contributor');
	if ((whose !== 'force' && whose !== 'policing body') || !speaks) return [];
	const force = whose === 'force' ? (actor.organisation?.id ?? null) : (actor.organisation?.force ?? null);
	if (force === null) return [];
	const until = (await todayIn(tx)).add({ days: ahead });
	const parts = await partsDue(tx, { force, as: whose, theirs: true, since: null, until });
	const waiting = parts.slice(0, most).map(
		({ cited, title, path, on }): Waiting => ({
			kind,
			text: `${cited}: ${shortened(title)}`,
			href: path,
			due: endOf(on),
		}),
	);
	if (parts.length > most)
		waiting.push({
			kind,
			text: `${parts.length - most} more are due or overdue`,
			href: '/followup?state=open',
		});
	return waiting;
};

async function toVerify(tx: Tx, actor: AccountActor): Promise<Waiting[]> {
	if (!actor.roles.includes('inspector') && !actor.roles.includes('HM Inspector')) return [];
	const mine = (await submittedOf(tx)).filter((one) => waitsFor(one, actor.account));
	const waiting = mine.slice(0, most).map(({ number, letter, force }): Waiting => {
		const cited = citePart({ number }, { letter });
		const of = force === null ? '' : `, ${force}`;
		return { kind, text: `Verify ${cited}${of}`, href: `/followup/${number}` };
	});
	if (mine.length > most)
		waiting.push({
			kind,
			text: `${mine.length - most} more wait to be verified`,
			href: '/followup?state=submitted+for+verification',
		});
	return waiting;
}

function shortened(text: string): string {
	return text.length <= 100 ? text : `${text.slice(0, 99).trimEnd()}…`;
}

import { sql } from 'kysely';
import { mayTry, type Waiting, type WaitingSource } from '../../foundation/index.ts';
import { endOf } from '../register/due.ts';
import { isStaff } from '../register/view.ts';
import { callHref } from './call.ts';
import { isOfForce } from './fields.ts';
import { planHref, planPolicy } from './plan.ts';

const kind = 'Action plan';
/** As many as a home page can bear. */
const most = 20;

/** For those of a force, the plans that they are to hand in; for staff, those that nobody has checked. */
export const plansWaiting: WaitingSource = async (actor, tx) => {
	if (isOfForce(actor)) {
		const { rows } = await sql<{ call: string; title: string; due: Temporal.PlainDate; plan: string | null }>`
			select c.id as call, c.title, c.due_on as due, p.id as plan
			from followup.plan_call c left join followup.plan p on p.call_id = c.id
			where coalesce(p.version, 0) = 0 order by c.due_on limit ${most}`.execute(tx);
		return rows.map(
			({ call, title, due, plan }): Waiting => ({
				kind,
				text: `Hand in: ${title}`,
				href: plan === null ? callHref({ id: call }) : planHref({ id: plan }),
				due: endOf(due),
			}),
		);
	}
	if (!isStaff(actor) || !mayTry(actor, planPolicy.can.check)) return [];
	const { rows } = await sql<{ id: string; number: string; title: string; force: string }>`
		select p.id, p.number, c.title, o.name as force
		from followup.plan p join followup.plan_call c on c.id = p.call_id
			join foundation.organisation o on o.id = p.force_id
		where p.version > 0 and not exists (select from followup.plan_intake i
			where i.plan_id = p.id and i.version = p.version)
		order by p.number limit ${most}`.execute(tx);
	return rows.map(({ id, number, title, force }) => ({
		kind,
		text: `Check AP-${number}: ${title}, ${force}`,
		href: planHref({ id }),
	}));
};

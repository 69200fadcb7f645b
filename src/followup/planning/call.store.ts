import { sql } from 'kysely';
import { asInvalid, type Problems, Refused, type Tx } from '../../foundation/index.ts';
import type { PlanCall, PlanElement } from './call.ts';
import { type PlanState, planStates } from './plan.ts';

function calls(tx: Tx) {
	return tx
		.selectFrom('followup.plan_call')
		.select([
			'id',
			'programme_id',
			'programme',
			'title',
			'message',
			'due_on as due',
			'asked_at as askedAt',
			'asked_by_name as askedBy',
			'illustrative',
		]);
}

type Row = Awaited<ReturnType<ReturnType<typeof calls>['executeTakeFirstOrThrow']>>;

function callIn({ programme_id, programme, ...row }: Row): PlanCall {
	return { ...row, programme: { id: programme_id, name: programme } };
}

/** As far as whoever asks may see them: a force, what it was asked. */
export async function callsOf(tx: Tx): Promise<PlanCall[]> {
	return (await calls(tx).orderBy('due_on', 'desc').orderBy('programme').execute()).map(callIn);
}

export async function callById(tx: Tx, id: string): Promise<PlanCall | null> {
	const row = await calls(tx).where('id', '=', id).executeTakeFirst();
	return row === undefined ? null : callIn(row);
}

export type NewCall = {
	programme: { id: string; name: string; illustrative?: boolean };
	title: string;
	message: string | null;
	due: Temporal.PlainDate;
};

/** Prepared; no force sees it before it is asked. */
export async function addCall(tx: Tx, { programme, title, message, due }: NewCall): Promise<string> {
	const once = { programme: 'Plans are asked for in this programme already' };
	const { id } = await asInvalid({ plan_call_programme_id_key: once }, () =>
		tx
			.insertInto('followup.plan_call')
			.values({
				programme_id: programme.id,
				programme: programme.name,
				title,
				message,
				due_on: due,
				illustrative: programme.illustrative ?? false,
			})
			.returning('id')
			.executeTakeFirstOrThrow(),
	);
	return id;
}

export async function changeCall(
	tx: Tx,
	id: string,
	{ title, message, due }: Omit<NewCall, 'programme'>,
): Promise<void> {
	await tx
		.updateTable('followup.plan_call')
		.set({ title, message, due_on: due })
		.where('id', '=', id)
		.execute();
}

/** From now on the forces of the programme see it. Asking twice is asking once. */
export async function askForPlans(tx: Tx, id: string): Promise<void> {
	await asInvalid({ call_elements: { '': 'Say first what a plan has to speak about' } }, () =>
		tx
			.updateTable('followup.plan_call')
			.set({ asked_at: sql<Temporal.Instant>`app.now()` })
			.where('id', '=', id)
			.where('asked_at', 'is', null)
			.execute(),
	);
}

export async function elementsOf(tx: Tx, call: string): Promise<PlanElement[]> {
	return tx
		.selectFrom('followup.plan_element')
		.select(['id', 'number', 'name', 'says'])
		.where('call_id', '=', call)
		.orderBy('number')
		.execute();
}

const wrong: Record<string, Problems> = {
	element_named: { name: 'There is an element of this name already' },
	element_asked: { '': 'Forces have read this element, so it stays as it is' },
};

export async function addElement(
	tx: Tx,
	call: string,
	element: Pick<PlanElement, 'name' | 'says'>,
): Promise<string> {
	const { id } = await asInvalid(wrong, () =>
		tx
			.insertInto('followup.plan_element')
			.values({ call_id: call, ...element })
			.returning('id')
			.executeTakeFirstOrThrow(),
	);
	return id;
}

export async function changeElement(
	tx: Tx,
	id: string,
	element: Pick<PlanElement, 'name' | 'says'>,
): Promise<void> {
	await asInvalid(wrong, () =>
		tx.updateTable('followup.plan_element').set(element).where('id', '=', id).execute(),
	);
}

export async function removeElement(tx: Tx, call: PlanCall, id: string): Promise<void> {
	if (call.askedAt !== null) throw new Refused('Forces have read this element, so it stays.');
	await tx.deleteFrom('followup.plan_element').where('id', '=', id).execute();
}

/** What became of it at one of the forces of the programme. */
export type CalledForce = {
	force: { id: string; slug: string; name: string };
	/** Null: the force has not begun. */
	plan: {
		id: string;
		number: number;
		state: PlanState;
		version: number;
		published: number;
		/** Of the first version. */
		handedInAt: Temporal.Instant | null;
		late: boolean;
		/** The newest version that the inspectorate has checked. */
		checked: number;
	} | null;
};

export async function forcesOfCall(tx: Tx, call: PlanCall): Promise<CalledForce[]> {
	const { rows } = await sql<{
		id: string;
		slug: string;
		name: string;
		plan: string | null;
		number: string | null;
		state: PlanState | null;
		version: number;
		published: number;
		handedInAt: Temporal.Instant | null;
		late: boolean | null;
		checked: number | null;
	}>`
		select f.id, coalesce(f.slug, f.id::text) as slug, o.name, p.id as plan, p.number, p.state, p.version, p.published,
			v.at as "handedInAt", v.late,
			(select max(i.version) from followup.plan_intake i where i.plan_id = p.id) as checked
		from programmes.programme_force of
			join programmes.force f on f.id = of.force_id join foundation.organisation o on o.id = f.id
			left join followup.plan p on p.call_id = ${call.id} and p.force_id = f.id
			left join followup.plan_version v on v.plan_id = p.id and v.number = 1
		where of.programme_id = ${call.programme.id} and of.excluded_because is null
		order by o.name`.execute(tx);
	return rows.map(({ id, slug, name, plan, number, state, handedInAt, late, checked, ...row }) => ({
		force: { id, slug, name },
		plan:
			plan === null
				? null
				: {
						...row,
						id: plan,
						number: Number(number),
						state: state !== null && Object.hasOwn(planStates, state) ? state : 'being written',
						handedInAt,
						late: late ?? false,
						checked: checked ?? 0,
					},
	}));
}

export type CallCounts = { forces: number; handedIn: number; checked: number; published: number };

/** Of each: how many forces are asked, and how far they are. */
export async function countsOfCalls(tx: Tx): Promise<Map<string, CallCounts>> {
	const { rows } = await sql<CallCounts & { id: string }>`
		select c.id, count(*)::integer as forces, (count(*) filter (where p.version > 0))::integer as "handedIn",
			(count(*) filter (where exists (select from followup.plan_intake i
				where i.plan_id = p.id and i.version = p.version)))::integer as checked,
			(count(*) filter (where p.published > 0))::integer as published
		from followup.plan_call c
			join programmes.programme_force of on of.programme_id = c.programme_id and of.excluded_because is null
			left join followup.plan p on p.call_id = c.id and p.force_id = of.force_id
		group by c.id`.execute(tx);
	return new Map(rows.map(({ id, ...counts }) => [id, counts]));
}

import { sql } from 'kysely';
import { z } from 'zod';
import { asInvalid, fileColumns, type Tx } from '../../foundation/index.ts';
import {
	type ActionPlan,
	type MilestoneUpdate,
	type PlanContent,
	type PlanVersion,
	planContent,
	planStates,
	standings,
} from './plan.ts';

function plans(tx: Tx) {
	return tx
		.selectFrom('followup.plan as plan')
		.innerJoin('followup.plan_call as call', 'call.id', 'plan.call_id')
		.innerJoin('programmes.force as force', 'force.id', 'plan.force_id')
		.innerJoin('foundation.organisation as organisation', 'organisation.id', 'plan.force_id')
		.select([
			'plan.id',
			'plan.number',
			'plan.state',
			'plan.version',
			'plan.published',
			'plan.illustrative',
			'plan.force_id',
			'organisation.name as forceName',
			sql<string>`coalesce(force.slug, force.id::text)`.as('forceSlug'),
			'call.id as call',
			'call.title',
			'call.programme',
			'call.programme_id',
			'call.due_on as due',
		]);
}

type Row = Awaited<ReturnType<ReturnType<typeof plans>['executeTakeFirstOrThrow']>>;

function planIn(row: Row): ActionPlan {
	const { id, version, published, illustrative, call, title, due } = row;
	return {
		...{ id, version, published, illustrative },
		number: Number(row.number),
		call: { id: call, title, due, programme: { id: row.programme_id, name: row.programme } },
		force: { id: row.force_id, slug: row.forceSlug, name: row.forceName },
		state: z.enum(namesOf(planStates)).parse(row.state),
	};
}

function namesOf<Name extends string>(table: Readonly<Record<Name, unknown>>): Name[] {
	return Object.keys(table) as Name[]; // Object.keys forgets which names these are.
}

/** As far as whoever asks may see it. */
export async function planById(tx: Tx, id: string): Promise<ActionPlan | null> {
	const row = await plans(tx).where('plan.id', '=', id).executeTakeFirst();
	return row === undefined ? null : planIn(row);
}

export type PlanFilter = {
	call?: string;
	force?: string;
	handedIn?: boolean;
	published?: boolean;
};

export async function plansOf(tx: Tx, filter: PlanFilter = {}): Promise<ActionPlan[]> {
	const { call, force, handedIn = false, published = false } = filter;
	const rows = await plans(tx)
		.$if(call !== undefined, (query) => query.where('call.id', '=', call ?? ''))
		.$if(force !== undefined, (query) => query.where('plan.force_id', '=', force ?? ''))
		.$if(handedIn, (query) => query.where('plan.version', '>', 0))
		.$if(published, (query) => query.where('plan.published', '>', 0))
		.orderBy('organisation.name')
		.orderBy('call.due_on', 'desc')
		.execute();
	return rows.map(planIn);
}

/** A force begins its plan; a colleague may have been quicker. */
export async function beginPlan(
	tx: Tx,
	{ call, force }: { call: string; force: string },
): Promise<{ id: string; number: number }> {
	const sentence = { plan_once: { '': 'A colleague has begun the plan already.' } };
	const { id, number } = await asInvalid(sentence, () =>
		tx
			.insertInto('followup.plan')
			.values({ call_id: call, force_id: force })
			.returning(['id', 'number'])
			.executeTakeFirstOrThrow(),
	);
	return { id, number: Number(number) };
}

/** What the force has written and not handed in: for it alone. */
export async function draftOf(tx: Tx, plan: string): Promise<PlanContent> {
	const { rows } = await sql<{ content: unknown }>`select followup.plan_content(${plan}) as content`.execute(
		tx,
	);
	return planContent.parse(rows[0]?.content);
}

/** Everything that was handed in, the newest first. */
export async function versionsOf(tx: Tx, plan: string): Promise<PlanVersion[]> {
	const rows = await tx
		.selectFrom('followup.plan_version')
		.select(['number', 'note', 'content', 'late', 'evidence_id as evidence', 'by_name as byName', 'at'])
		.where('plan_id', '=', plan)
		.orderBy('number', 'desc')
		.execute();
	return rows.map(({ content, ...row }) => ({ ...row, content: planContent.parse(content) }));
}

/** Of all milestones of a plan, the newest first; each with its files. */
export async function updatesOf(tx: Tx, plan: string): Promise<MilestoneUpdate[]> {
	const rows = await tx
		.selectFrom('followup.plan_update')
		.select([
			'id',
			'milestone_id as milestone',
			'number',
			'standing',
			'done_on as doneOn',
			'text',
			'by_name as byName',
			'at',
		])
		.where('plan_id', '=', plan)
		.orderBy('at', 'desc')
		.orderBy('number', 'desc')
		.execute();
	if (rows.length === 0) return [];
	const files = await tx
		.selectFrom('followup.plan_update_file as of')
		.innerJoin('foundation.file as file', 'file.id', 'of.file_id')
		.select(['of.update_id as update', 'file.id', 'file.name', 'file.size'])
		.where(sql<boolean>`of.update_id = any(${rows.map(({ id }) => id)}::uuid[])`)
		.where('file.withdrawn_at', 'is', null)
		.orderBy('file.name')
		.execute();
	return rows.map((row) => ({
		...row,
		standing: z.enum(namesOf(standings)).parse(row.standing),
		files: files
			.filter(({ update }) => update === row.id)
			.map(({ id, name, size }) => ({ id, name, size: Number(size) })),
	}));
}

/** The file of an update, for whoever may see the plan. */
export async function updateFile(tx: Tx, plan: string, file: string) {
	return tx
		.selectFrom('followup.plan_update_file as of')
		.innerJoin('followup.plan_update as update', 'update.id', 'of.update_id')
		.innerJoin('foundation.file as file', 'file.id', 'of.file_id')
		.select(fileColumns)
		.where('update.plan_id', '=', plan)
		.where('file.id', '=', file)
		.where('file.withdrawn_at', 'is', null)
		.executeTakeFirst();
}

export type Publication = {
	version: number;
	note: string | null;
	address: string | null;
	byName: string;
	at: Temporal.Instant;
};

/** The newest first. */
export async function publicationsOf(tx: Tx, plan: string): Promise<Publication[]> {
	return tx
		.selectFrom('followup.plan_publication')
		.select(['version', 'note', 'address', 'by_name as byName', 'at'])
		.where('plan_id', '=', plan)
		.orderBy('version', 'desc')
		.execute();
}

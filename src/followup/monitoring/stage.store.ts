import { sql } from 'kysely';
import { z } from 'zod';
import { asInvalid, Invalid, type Tx } from '../../foundation/index.ts';
import { type Decision, holding, type Notice, type Stage, type StageNames, stages } from './stage.ts';

export async function stageNames(tx: Tx): Promise<StageNames> {
	const rows = await tx.selectFrom('followup.stage_name').select(['stage', 'name']).execute();
	const named = (stage: Stage) => rows.find((row) => row.stage === stage)?.name ?? stage;
	return { default: named('default'), enhanced: named('enhanced') };
}

export async function nameStages(tx: Tx, names: StageNames): Promise<void> {
	for (const stage of stages)
		await tx
			.updateTable('followup.stage_name')
			.set({ name: names[stage] })
			.where('stage', '=', stage)
			.where('name', '<>', names[stage])
			.execute();
}

const notice = z.object({ at: z.string().transform((text) => Temporal.Instant.from(text)), by: z.string() });
const text = z.string();
const lists = {
	notices: z.array(notice.extend({ what: z.enum(['told', 'published', 'taken back']) })),
	criteria: z.array(
		z.object({
			id: text,
			position: z.number(),
			text,
			looks: z.array(
				z.object({
					met: z.boolean(),
					on: text.transform((day) => Temporal.PlainDate.from(day)),
					words: text,
					by: text,
				}),
			),
		}),
	),
	reasoning: z.array(notice.extend({ text })),
};

/**
 * The decisions that whoever asks may see, the newest first: of these forces, or of all. Reasoning is asked for where
 * staff read; nobody else could be given any.
 */
export async function decisionsOf(
	tx: Tx,
	{
		forces,
		ids,
		reasoning = false,
	}: { forces?: readonly string[]; ids?: readonly string[]; reasoning?: boolean },
): Promise<Decision[]> {
	const { rows } = await sql<
		Omit<Decision, 'number' | 'told' | 'published' | 'takenBack' | 'criteria' | 'reasoning'> & {
			number: number | null;
			notices: unknown;
			criteria: unknown;
			reasoning: unknown;
		}
	>`
		select s.id, (select min(n.number) from followup.stage_notice n where n.stage_id = s.id) as number,
			s.force_id as force, s.step, s.was, s.stage, s.decided_on as "on", s.reasons, s.plan,
			s.unmet_because as "unmetBecause", s.illustrative, s.decided_by_name as by, s.decided_by_role as role,
			(select coalesce(jsonb_agg(jsonb_build_object('what', n.what, 'at', n.at, 'by', n.by_name)), '[]')
				from followup.stage_notice n where n.stage_id = s.id) as notices,
			(select coalesce(jsonb_agg(jsonb_build_object('id', c.id, 'position', c.position, 'text', c.text, 'looks', (
					select coalesce(jsonb_agg(jsonb_build_object('met', l.met, 'on', l.on_day, 'words', l.words,
						'by', l.by_name) order by l.number), '[]')
					from followup.criterion_look l where l.criterion_id = c.id)) order by c.position), '[]')
				from followup.criterion c where c.stage_id = s.id) as criteria,
			${
				reasoning
					? sql`(select coalesce(jsonb_agg(jsonb_build_object('at', r.at, 'by', r.by_name, 'text', r.text)
						order by r.at), '[]') from followup.stage_reasoning r where r.stage_id = s.id)`
					: sql`'[]'::jsonb`
			} as reasoning
		from followup.stage s
		where true ${forces === undefined ? sql`` : sql`and s.force_id = any (${[...forces]}::uuid[])`}
			${ids === undefined ? sql`` : sql`and s.id = any (${[...ids]}::uuid[])`}
		order by s.force_id, s.step desc`.execute(tx);
	return rows.map(({ notices, ...row }) => {
		const known = lists.notices.parse(notices);
		const found = (what: (typeof known)[number]['what']): Notice | null =>
			known.find((one) => one.what === what) ?? null;
		return {
			...row,
			was: z.enum(stages).parse(row.was),
			stage: z.enum(stages).parse(row.stage),
			criteria: lists.criteria.parse(row.criteria),
			reasoning: lists.reasoning.parse(row.reasoning),
			told: found('told') ?? found('published'),
			published: found('published'),
			takenBack: found('taken back'),
		};
	});
}

export type NewDecision = {
	force: string;
	stage: Stage;
	on: Temporal.PlainDate;
	reasons: string;
	plan?: string | null;
	criteria?: readonly string[];
	unmetBecause?: string | null;
	/** Between colleagues. */
	reasoning?: string | null;
	/** Everybody may read it at once. */
	publish?: boolean;
	illustrative?: boolean;
};

/** What the database alone sees. */
const refused = {
	stage_waits: {
		'': 'The decision before this one is not published yet. Publish it or take it back first.',
	},
	stage_same: { stage: 'The force is in this stage already. Choose the other one' },
	stage_day: { on: 'The day must be today or earlier, and not before the last decision' },
	stage_unmet: { unmetBecause: 'Enter why it leaves this stage before every criterion is met' },
	stage_criteria: { criteria: 'Enter at least one exit criterion' },
	stage_overtaken: { '': 'Somebody else has told, published or taken back this decision in the meantime' },
	criterion_over: { '': 'Another decision holds by now, so that these criteria are over' },
	criterion_day: { on: 'The day must be today or earlier, and not before the decision' },
	criterion_same: { '': 'Somebody else has recorded this in the meantime' },
};

/** Decides in which stage a force is, as whoever acts. */
export async function decideStage(tx: Tx, decision: NewDecision): Promise<{ id: string }> {
	const { criteria = [], reasoning = null, publish = false } = decision;
	if ((decision.stage === 'enhanced') !== criteria.length > 0)
		throw new Invalid(
			decision.stage === 'enhanced'
				? refused.stage_criteria
				: { criteria: 'Exit criteria lead out of the other stage: leave this empty' },
		);
	return asInvalid(refused, async () => {
		const added = await tx
			.insertInto('followup.stage')
			.values({
				force_id: decision.force,
				stage: decision.stage,
				decided_on: decision.on,
				reasons: decision.reasons,
				plan: decision.plan ?? null,
				unmet_because: decision.unmetBecause ?? null,
				illustrative: decision.illustrative ?? false,
			})
			.returning('id')
			.executeTakeFirstOrThrow();
		if (criteria.length > 0)
			await tx
				.insertInto('followup.criterion')
				.values(
					criteria.map((criterion, index) => ({ stage_id: added.id, position: index + 1, text: criterion })),
				)
				.execute();
		if (reasoning !== null) await addReasoning(tx, added.id, reasoning);
		if (publish) await noticeStage(tx, added.id, 'published');
		return added;
	});
}

export async function addReasoning(tx: Tx, decision: string, words: string): Promise<void> {
	await tx.insertInto('followup.stage_reasoning').values({ stage_id: decision, text: words }).execute();
}

/** The force is told, everybody is, or it is taken back before anybody was. */
export async function noticeStage(
	tx: Tx,
	decision: string,
	what: 'told' | 'published' | 'taken back',
): Promise<void> {
	await asInvalid(refused, () =>
		tx.insertInto('followup.stage_notice').values({ stage_id: decision, what }).execute(),
	);
}

export async function lookAtCriterion(
	tx: Tx,
	criterion: string,
	{ met, on, words }: { met: boolean; on: Temporal.PlainDate; words: string },
): Promise<void> {
	await asInvalid(refused, () =>
		tx
			.insertInto('followup.criterion_look')
			.values({ criterion_id: criterion, met, on_day: on, words })
			.execute(),
	);
}

/** By force, the decision that holds for whoever asks. */
export async function stagesNow(tx: Tx): Promise<Map<string, Decision>> {
	const all = await decisionsOf(tx, {});
	const byForce = Map.groupBy(all, ({ force }) => force);
	return new Map(
		[...byForce].flatMap(([force, decisions]) => {
			const found = holding(decisions);
			return found === null ? [] : [[force, found] as const];
		}),
	);
}

import { sql } from 'kysely';
import { z } from 'zod';
import type { Tx } from '../../foundation/index.ts';
import type { PublicPlan, PublicResponse, PublicStage } from './answered.ts';

const day = z.iso.date().transform((text) => Temporal.PlainDate.from(text));
const force = (row: { force_id: string; force_slug: string; force_name: string }) => ({
	id: row.force_id,
	slug: row.force_slug,
	name: row.force_name,
});
type OfForce = { force_id: string; force_slug: string; force_name: string };

const responseParts = z.array(
	z.object({
		promise: z.number(),
		title: z.string().nullish().default(null),
		text: z.string(),
		answer: z.enum(['taken', 'proposed', 'none']),
		words: z.string(),
	}),
);
const alsoOf = z.array(z.object({ slug: z.string(), title: z.string() }));

type ResponseRow = OfForce & {
	release: string;
	document: string;
	title: string;
	publishedOn: Temporal.PlainDate;
	body: string;
	dueOn: Temporal.PlainDate;
	respondedOn: Temporal.PlainDate;
	daysLate: number;
	text: string;
	parts: unknown;
	also: unknown;
	chiefInvitedOn: Temporal.PlainDate | null;
	chiefComments: string | null;
	chiefBy: string | null;
	chiefOn: Temporal.PlainDate | null;
	reply: string | null;
	elsewhere: string | null;
	recorded: boolean;
	version: number;
	note: string | null;
	illustrative: boolean;
};

export type WantedResponses = {
	force?: string;
	release?: string;
	document?: string;
	/** That answer this, by its number in the register. */
	promise?: number;
};

/** What policing bodies published, in its newest version; what answers the newest report first. */
export async function responsesNow(
	tx: Tx,
	{ force: ofForce, release, document, promise }: WantedResponses,
): Promise<PublicResponse[]> {
	const where = [
		sql`not exists (select from edition.response l where l.response_id = r.response_id and l.version > r.version)`,
		...(ofForce === undefined ? [] : [sql`r.force_id = ${ofForce}`]),
		...(release === undefined ? [] : [sql`r.release_slug = ${release}`]),
		...(document === undefined ? [] : [sql`r.document_slug = ${document}`]),
		...(promise === undefined ? [] : [sql`r.parts @> ${JSON.stringify([{ promise }])}::jsonb`]),
	];
	const { rows } = await sql<ResponseRow>`
		select r.release_slug as release, r.document_slug as document, r.report_title as title,
			r.report_published_on as "publishedOn", r.force_id, r.force_slug, r.force_name, r.body_name as body,
			r.due_on as "dueOn", r.responded_on as "respondedOn", r.days_late as "daysLate", r.text,
			edition.still_asked(r.parts) as parts, edition.still_out(r.also) as also,
			r.chief_invited_on as "chiefInvitedOn", r.chief_comments as "chiefComments", r.chief_by as "chiefBy",
			r.chief_commented_on as "chiefOn", r.reply, r.elsewhere, r.recorded, r.version, r.note, r.illustrative
		from edition.response r where ${sql.join(where, sql` and `)}
		order by r.report_published_on desc, r.report_title, r.id`.execute(tx);
	return rows.map(
		({
			title,
			publishedOn,
			parts,
			also,
			chiefComments,
			chiefBy,
			chiefOn,
			force_id,
			force_slug,
			force_name,
			...row
		}) => ({
			...row,
			report: { title, publishedOn },
			force: force({ force_id, force_slug, force_name }),
			parts: responseParts.parse(parts),
			also: alsoOf.parse(also),
			chief: chiefComments === null ? null : { comments: chiefComments, by: chiefBy, on: chiefOn },
		}),
	);
}

const elements = z.array(
	z.object({
		number: z.number(),
		name: z.string(),
		says: z.string().nullish().default(null),
		text: z.string().nullish().default(null),
	}),
);
const recommendations = z.array(
	z.object({
		promise: z.number(),
		kind: z.string(),
		title: z.string().nullish().default(null),
		asked: z.string(),
		text: z.string().nullish().default(null),
	}),
);
const milestones = z.array(
	z.object({
		number: z.number(),
		element: z.number().nullish().default(null),
		promise: z.number().nullish().default(null),
		title: z.string(),
		owner: z.string(),
		due: day,
		done: day.nullish().default(null),
	}),
);

type PlanRow = OfForce &
	Omit<PublicPlan, 'force' | 'elements' | 'recommendations' | 'milestones' | 'number'> & {
		number: string;
		elements: unknown;
		recommendations: unknown;
		milestones: unknown;
	};

/** What forces published of what they will do, in its newest version; the newest first. */
export async function plansNow(
	tx: Tx,
	{ force: ofForce, number, promise }: { force?: string; number?: number; promise?: number },
): Promise<PublicPlan[]> {
	const where = [
		sql`not exists (select from edition.plan l where l.number = p.number and l.version > p.version)`,
		...(ofForce === undefined ? [] : [sql`p.force_id = ${ofForce}`]),
		...(number === undefined ? [] : [sql`p.number = ${number}`]),
		...(promise === undefined ? [] : [sql`p.recommendations @> ${JSON.stringify([{ promise }])}::jsonb`]),
	];
	const { rows } = await sql<PlanRow>`
		select p.number, p.version, p.force_id, p.force_slug, p.force_name, p.programme, p.title,
			p.published_on as "publishedOn", p.note, p.address, p.elements,
			edition.still_asked(p.recommendations) as recommendations, p.milestones, p.illustrative
		from edition.plan p where ${sql.join(where, sql` and `)} order by p.published_on desc, p.number desc`.execute(
		tx,
	);
	return rows.map(({ force_id, force_slug, force_name, ...row }) => ({
		...row,
		number: Number(row.number),
		force: force({ force_id, force_slug, force_name }),
		elements: elements.parse(row.elements),
		recommendations: recommendations.parse(row.recommendations),
		milestones: milestones.parse(row.milestones),
	}));
}

const criteria = z
	.array(z.object({ text: z.string(), met_on: day.nullish() }))
	.transform((all) => all.map(({ text, met_on }) => ({ text, metOn: met_on ?? null })));

type StageRow = OfForce &
	Omit<PublicStage, 'force' | 'criteria' | 'number'> & { number: string; criteria: unknown };

/** The decisions on how closely a force is watched, each as it stands; the newest first, which is the one that holds. */
export async function stagesOf(tx: Tx, ofForce: string): Promise<PublicStage[]> {
	const { rows } = await sql<StageRow>`
		select distinct on (m.decision_number) m.decision_number as number, m.force_id, m.force_slug, m.force_name, m.was,
			m.stage, m.stage_name as name, m.since, m.reasons, m.decided_by as "decidedBy",
			m.decided_by_role as "decidedByRole", m.criteria, m.unmet_because as "unmetBecause", m.illustrative
		from edition.monitored m where m.force_id = ${ofForce} order by m.decision_number desc, m.id desc`.execute(
		tx,
	);
	return rows.map(({ force_id, force_slug, force_name, ...row }) => ({
		...row,
		number: Number(row.number),
		force: force({ force_id, force_slug, force_name }),
		criteria: criteria.parse(row.criteria),
	}));
}

import { sql } from 'kysely';
import type { Tx } from '../../foundation/index.ts';
import type { PublicJudgment } from './judgment.ts';
import { isNewest, publishedAt } from './newest.ts';

export type WantedJudgments = {
	/** Ids of forces. */
	forces?: readonly string[];
	/** One pillar or question of a round, of all its versions. */
	question?: { framework: string; component: string };
	/** All of a round. */
	framework?: string;
	/** The address of a release. */
	release?: string;
};

type Row = Omit<PublicJudgment, 'force' | 'release' | 'given' | 'rank' | 'summaryHref'> & {
	force_id: string;
	force_slug: string;
	force_name: string;
	release: string;
	release_title: string;
	edition: number;
	published_at: Temporal.Instant;
	rank: string | null;
	given_framework: string | null;
	given_version: number | null;
	summary_at: string | null;
};

/** The public judgments of forces, or on a question, in the newest edition of each release. One query, by an index. */
export async function judgmentsNow(tx: Tx, wanted: WantedJudgments): Promise<PublicJudgment[]> {
	const { forces, question, framework = question?.framework, release } = wanted;
	const where = [
		isNewest,
		...(forces === undefined ? [] : [sql`g.force_id = any (${[...forces]}::uuid[])`]),
		...(framework === undefined ? [] : [sql`g.framework = ${framework}`]),
		...(question === undefined ? [] : [sql`g.component = ${question.component}`]),
		...(release === undefined ? [] : [sql`e.slug = ${release}`]),
	];
	const { rows } = await sql<Row>`
		select g.force_id, g.force_slug, g.force_name, e.slug as release, e.title as release_title, e.number as edition,
			${publishedAt} as published_at, g.framework, g.version, g.component, g.kind, g.pillar,
			g.pillar_title as "pillarTitle", g.title, g.asks, g.position, g.grade, g.grade_title as "gradeTitle", g.rank,
			g.given_framework, g.given_version, g.last_inspected as "lastInspected", g.carried_over as "carriedOver",
			g.judged_at as "judgedAt", g.source, g.note, g.summary, g.summary_at, g.direction,
			g.direction_note as "directionNote", g.direction_illustrative as "directionIllustrative", g.illustrative
		from edition.grade g join edition.edition e on e.id = g.edition_id
		where ${sql.join(where, sql` and `)}
		order by g.force_name, published_at desc, g.position, g.component`.execute(tx);
	return rows.map(judgmentOf);
}

function judgmentOf({
	force_id,
	force_slug,
	force_name,
	release,
	release_title,
	edition,
	published_at,
	given_framework,
	given_version,
	summary_at,
	rank,
	...row
}: Row): PublicJudgment {
	return {
		...row,
		rank: rank === null ? null : Number(rank),
		force: { id: force_id, slug: force_slug, name: force_name },
		release: { slug: release, title: release_title, edition, publishedAt: published_at },
		given: { framework: given_framework ?? row.framework, version: given_version ?? row.version },
		summaryHref: summary_at === null ? null : `/publications/${release}/${summary_at}`,
	};
}

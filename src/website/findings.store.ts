import { sql } from 'kysely';
import type { Tx } from '../foundation/index.ts';
import { type RaisedState, raisedParts, raisedStates } from './record/index.ts';

/** A judgment as it was published. */
export type PublicGrade = {
	forceSlug: string;
	forceName: string;
	framework: string;
	version: number;
	component: string;
	kind: string;
	pillar: string | null;
	title: string;
	grade: string | null;
	gradeTitle: string;
	rank: string | null;
	lastInspected: string;
	carriedOver: boolean;
	source: string | null;
	note: string | null;
	illustrative: boolean;
};

/** What forces are asked to do, and what others may learn from. */
export type PublicRaised = {
	number: number;
	kind: string;
	forceSlug: string | null;
	forceName: string | null;
	component: string | null;
	componentTitle: string | null;
	title: string | null;
	text: string;
	addressee: string | null;
	/** The number of what it belongs to. */
	parent: number | null;
	theme: string | null;
	/** In words, and the day where it is one. */
	due: string | null;
	dueOn: Temporal.PlainDate | null;
	items: readonly { letter: string; text: string; due: string | null; dueOn: Temporal.PlainDate | null }[];
	illustrative: boolean;
	/** What became of it until now, whichever edition this is; null until it is entered. */
	became: RaisedState | null;
};

export async function gradesOf(tx: Tx, edition: string): Promise<PublicGrade[]> {
	return tx
		.selectFrom('edition.grade')
		.select([
			'force_slug as forceSlug',
			'force_name as forceName',
			'framework',
			'version',
			'component',
			'kind',
			'pillar',
			'title',
			'grade',
			'grade_title as gradeTitle',
			'rank',
			'last_inspected as lastInspected',
			'carried_over as carriedOver',
			'source',
			'note',
			'illustrative',
		])
		.where('edition_id', '=', edition)
		.orderBy('force_name')
		.orderBy('position')
		.orderBy('component')
		.execute();
}

export async function raisedOf(tx: Tx, edition: string): Promise<PublicRaised[]> {
	const rows = await tx
		.selectFrom('edition.raised')
		.select([
			'number',
			'kind',
			'force_slug as forceSlug',
			'force_name as forceName',
			'component',
			'component_title as componentTitle',
			'title',
			'text',
			'addressee',
			'parent',
			'theme',
			'due',
			'due_on as dueOn',
			'items',
			'illustrative',
		])
		.where('edition_id', '=', edition)
		.orderBy(sql`force_name nulls first`)
		.orderBy('kind')
		.orderBy('number')
		.execute();
	const states = await raisedStates(
		tx,
		rows.map(({ number }) => Number(number)),
	);
	return rows.map(({ parent, ...row }) => ({
		...row,
		became: states.get(Number(row.number)) ?? null,
		number: Number(row.number),
		parent: parent === null ? null : Number(parent),
		items: raisedParts.parse(row.items),
	}));
}

/** How many of each there are, so that only pages with something on them are offered. */
export async function countsOf(
	tx: Tx,
	edition: string,
): Promise<{ grades: number; raised: number; figures: number }> {
	const { rows } = await sql<{ grades: number; raised: number; figures: number }>`
		select (select count(*)::int from edition.grade where edition_id = ${edition}) as grades,
			(select count(*)::int from edition.raised where edition_id = ${edition}) as raised,
			(select count(*)::int from edition.figure where edition_id = ${edition}) as figures`.execute(tx);
	return rows[0] ?? { grades: 0, raised: 0, figures: 0 };
}

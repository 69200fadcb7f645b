import { sql } from 'kysely';
import { z } from 'zod';
import type { PartState } from '../../followup/index.ts';
import type { Tx } from '../../foundation/index.ts';
import { isOverdueNow, raisedStates, standsIn } from './followed.store.ts';
import type { RaisedState } from './followed.ts';
import { isNewest, publishedAt } from './newest.ts';
import { type PublicRaised, stateOf } from './raised.ts';

export type WantedRaised = {
	/** Ids of forces. */
	forces?: readonly string[];
	/** What is said to all forces as well, or only that. */
	national?: 'too' | 'only';
	kinds?: readonly PublicRaised['kind'][];
	theme?: string;
	/** The address of a release. */
	release?: string;
	number?: number;
	/** Where it stands; promising practice stands nowhere. */
	states?: readonly PartState[];
	overdue?: boolean;
	/** Published on these days. */
	since?: Temporal.PlainDate;
	until?: Temporal.PlainDate;
	/** The oldest first, and not the newest. */
	oldest?: boolean;
	most?: number;
	skip?: number;
};

const day = z.iso.date().transform((text) => Temporal.PlainDate.from(text));
/** The parts of what was raised, as an edition keeps them. */
export const raisedParts = z
	.array(z.object({ letter: z.string(), text: z.string(), due: z.string().nullish(), due_on: day.nullish() }))
	.transform((all) =>
		all.map(({ letter, text, due, due_on }) => ({ letter, text, due: due ?? null, dueOn: due_on ?? null })),
	);

type Row = Omit<
	PublicRaised,
	'force' | 'release' | 'items' | 'number' | 'parent' | keyof ReturnType<typeof becameOf>
> & {
	number: string;
	parent: string | null;
	force_id: string | null;
	force_slug: string | null;
	force_name: string | null;
	release: string;
	release_title: string;
	edition: number;
	published_at: Temporal.Instant;
	items: unknown;
	total: string;
};

/** The newest first, where nothing else is said. */
export async function raisedNow(
	tx: Tx,
	wanted: WantedRaised = {},
): Promise<{ raised: PublicRaised[]; total: number }> {
	const {
		forces,
		national,
		kinds,
		theme,
		release,
		number,
		states,
		overdue = false,
		since,
		until,
		oldest = false,
		most = null,
		skip = 0,
	} = wanted;
	const whose =
		national === 'only'
			? [sql`r.force_id is null`]
			: forces === undefined
				? []
				: national === 'too'
					? [sql`(r.force_id = any (${[...forces]}::uuid[]) or r.force_id is null)`]
					: [sql`r.force_id = any (${[...forces]}::uuid[])`];
	const london = sql`(published_at at time zone 'Europe/London')::date`;
	const where = [
		isNewest,
		...whose,
		...(kinds === undefined ? [] : [sql`r.kind = any (${[...kinds]}::text[])`]),
		...(theme === undefined ? [] : [sql`r.theme = ${theme}`]),
		...(release === undefined ? [] : [sql`e.slug = ${release}`]),
		...(number === undefined ? [] : [sql`r.number = ${number}`]),
		...(states === undefined ? [] : [standsIn(states)]),
		...(overdue ? [isOverdueNow] : []),
	];
	const days = [
		sql`true`,
		...(since === undefined ? [] : [sql`${london} >= ${since.toString()}::date`]),
		...(until === undefined ? [] : [sql`${london} <= ${until.toString()}::date`]),
	];
	const { rows } = await sql<Row>`
		select *, count(*) over () as total from (
			select r.number, r.kind, e.slug as release, e.title as release_title, e.number as edition,
				${publishedAt} as published_at, r.force_id, r.force_slug, r.force_name, r.component,
				r.component_title as "componentTitle", r.parent, r.title, r.text, r.addressee, r.theme, r.due,
				r.due_on as "dueOn", r.items, r.illustrative
			from edition.raised r join edition.edition e on e.id = r.edition_id
			where ${sql.join(where, sql` and `)}
		) all_of_them where ${sql.join(days, sql` and `)}
		order by published_at ${sql.raw(oldest ? 'asc' : 'desc')}, force_name nulls first, kind, number limit ${most} offset ${skip}`.execute(
		tx,
	);
	const became = await raisedStates(
		tx,
		rows.map((row) => Number(row.number)),
	);
	return {
		raised: rows.map((row) => raisedOf(row, became.get(Number(row.number)))),
		total: Number(rows[0]?.total ?? 0),
	};
}

function becameOf(kind: string, known: RaisedState | undefined) {
	return {
		state: stateOf(kind, known),
		promise: known?.promise ?? null,
		asked: known?.asked ?? 0,
		overdue: known?.overdue ?? false,
		stateIllustrative: known?.illustrative ?? false,
	};
}

function raisedOf(row: Row, known: RaisedState | undefined): PublicRaised {
	return { ...publishedOf(row), ...becameOf(row.kind, known) };
}

function publishedOf({
	force_id,
	force_slug,
	force_name,
	release,
	release_title,
	edition,
	published_at,
	number,
	parent,
	items: parts,
	total: _,
	...row
}: Row): Omit<PublicRaised, keyof ReturnType<typeof becameOf>> {
	return {
		...row,
		number: Number(number),
		parent: parent === null ? null : Number(parent),
		force: force_id === null ? null : { id: force_id, slug: force_slug ?? '', name: force_name ?? '' },
		release: { slug: release, title: release_title, edition, publishedAt: published_at },
		items: raisedParts.parse(parts),
	};
}

/** The themes of all that is raised now, with how much there is of each. */
export async function raisedThemes(tx: Tx): Promise<{ theme: string; count: number }[]> {
	const { rows } = await sql<{ theme: string; count: string }>`
		select r.theme, count(*) as count from edition.raised r join edition.edition e on e.id = r.edition_id
		where r.theme is not null and ${isNewest} group by r.theme order by r.theme`.execute(tx);
	return rows.map(({ theme, count }) => ({ theme, count: Number(count) }));
}

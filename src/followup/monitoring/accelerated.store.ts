import { sql } from 'kysely';
import { z } from 'zod';
import { asInvalid, type Tx } from '../../foundation/index.ts';

/** A cause of concern that did not wait for its report. */
export type Accelerated = {
	id: string;
	number: number;
	force: string;
	title: string;
	/** Between colleagues; null for whoever is not of the inspectorate. */
	found: string | null;
	foundOn: Temporal.PlainDate;
	inspection: { id: string; programme: string } | null;
	release: { id: string; number: number | null; title: string; slug: string; isPublic: boolean } | null;
	raised: { id: string; number: number | null } | null;
	/** What became of it in the register, once it is public. */
	promise: number | null;
	told: readonly { on: Temporal.PlainDate; to: string; how: string | null; by: string }[];
	illustrative: boolean;
};

export function citeAccelerated({ number }: Pick<Accelerated, 'number'>): string {
	return `ACC-${number}`;
}

const told = z.array(
	z.object({
		on: z.string().transform((day) => Temporal.PlainDate.from(day)),
		to: z.string(),
		how: z.string().nullable(),
		by: z.string(),
	}),
);

/** Those that whoever asks may see: staff all, a force those whose release is public. */
export async function acceleratedOf(
	tx: Tx,
	{ force, id, staff }: { force: string; id?: string; staff: boolean },
): Promise<Accelerated[]> {
	const { rows } = await sql<{
		id: string;
		number: number;
		force: string;
		title: string;
		found: string | null;
		foundOn: Temporal.PlainDate;
		inspection: string | null;
		programme: string | null;
		release: string | null;
		releaseNumber: number | null;
		releaseTitle: string | null;
		slug: string | null;
		isPublic: boolean;
		raised: string | null;
		raisedNumber: number | null;
		promise: number | null;
		told: unknown;
		illustrative: boolean;
	}>`
		select a.id, a.number, a.force_id as force, a.title, ${staff ? sql`a.found` : sql`null`} as found,
			a.found_on as "foundOn", ${staff ? sql`i.id` : sql`null::uuid`} as inspection,
			${staff ? sql`g.name` : sql`null::text`} as programme, a.release_id as release,
			${staff ? sql`r.number` : sql`null::bigint`} as "releaseNumber",
			coalesce(e.title, ${staff ? sql`r.title` : sql`''`}) as "releaseTitle",
			coalesce(e.slug, ${staff ? sql`r.slug` : sql`''`}) as slug,
			a.release_id is not null and a.release_id = any (edition.public_releases()) as "isPublic",
			a.raised_id as raised, ${staff ? sql`j.number` : sql`null::bigint`} as "raisedNumber", p.number as promise,
			(select coalesce(jsonb_agg(jsonb_build_object('on', t.told_on, 'to', t.told_to, 'how', t.how, 'by', t.by_name)
				order by t.told_on, t.at), '[]') from followup.accelerated_told t where t.accelerated_id = a.id) as told,
			a.illustrative
		from followup.accelerated a
			${
				staff
					? sql`left join programmes.inspection i on i.id = a.inspection_id
						left join programmes.programme g on g.id = i.programme_id
						left join releases.release r on r.id = a.release_id
						left join judgments.raised j on j.id = a.raised_id`
					: sql``
			}
			left join lateral (select d.title, d.slug from edition.edition d where d.release_id = a.release_id
				and d.id = any (edition.public_ones()) order by d.number desc limit 1) e on true
			left join followup.promise p on p.raised_id = a.raised_id and p.force_id = a.force_id
		where a.force_id = ${force} ${id === undefined ? sql`` : sql`and a.id = ${id}`}
		order by a.number desc`.execute(tx);
	return rows.map(({ inspection, programme, release, raised, ...row }) => ({
		id: row.id,
		number: row.number,
		force: row.force,
		title: row.title,
		found: row.found,
		foundOn: row.foundOn,
		inspection: inspection === null ? null : { id: inspection, programme: programme ?? '' },
		release:
			release === null
				? null
				: {
						id: release,
						number: row.releaseNumber,
						title: row.releaseTitle ?? '',
						slug: row.slug ?? '',
						isPublic: row.isPublic,
					},
		raised: raised === null ? null : { id: raised, number: row.raisedNumber },
		promise: row.promise,
		told: told.parse(row.told),
		illustrative: row.illustrative,
	}));
}

export type NewAccelerated = {
	force: string;
	title: string;
	found: string;
	foundOn: Temporal.PlainDate;
	inspection?: string | null;
	release?: string | null;
	raised?: string | null;
	illustrative?: boolean;
};

/** What the database alone sees. */
const refused = {
	accelerated_day: { foundOn: 'The day must be today or earlier' },
	accelerated_inspection: { inspection: 'Choose an inspection of this force' },
	accelerated_raised: { raised: 'Choose a cause of concern of this force' },
	accelerated_raised_id_key: { raised: 'This cause of concern has been accelerated already' },
	accelerated_told_day: { on: 'The day must be today or earlier, and not before it was found' },
};

export async function addAccelerated(
	tx: Tx,
	{ force, title, found, foundOn, ...more }: NewAccelerated,
): Promise<{ id: string; number: number }> {
	return asInvalid(refused, () =>
		tx
			.insertInto('followup.accelerated')
			.values({
				force_id: force,
				title,
				found,
				found_on: foundOn,
				inspection_id: more.inspection ?? null,
				release_id: more.release ?? null,
				raised_id: more.raised ?? null,
				illustrative: more.illustrative ?? false,
			})
			.returning(['id', 'number'])
			.executeTakeFirstOrThrow(),
	);
}

/** To which inspection, release and cause of concern it belongs. */
export async function linkAccelerated(
	tx: Tx,
	id: string,
	{
		inspection,
		release,
		raised,
	}: { inspection: string | null; release: string | null; raised: string | null },
): Promise<void> {
	await asInvalid(refused, () =>
		tx
			.updateTable('followup.accelerated')
			.set({ inspection_id: inspection, release_id: release, raised_id: raised })
			.where('id', '=', id)
			.execute(),
	);
}

export async function tellAccelerated(
	tx: Tx,
	id: string,
	{ on, to, how = null }: { on: Temporal.PlainDate; to: string; how?: string | null },
): Promise<void> {
	await asInvalid(refused, () =>
		tx
			.insertInto('followup.accelerated_told')
			.values({ accelerated_id: id, told_on: on, told_to: to, how })
			.execute(),
	);
}

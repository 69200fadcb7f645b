import { sql } from 'kysely';
import { z } from 'zod';
import type { Tx } from '../../foundation/index.ts';
import { type ForceAddress, forceAddress } from './address.ts';
import { newestRegister } from './newest.ts';
import { type PublicForce, PublicRegister } from './register.ts';

const day = z.iso.date().transform((text) => Temporal.PlainDate.from(text));
const place = z.object({ column: z.number(), row: z.number(), short: z.string() });
const authorities = z.array(z.object({ code: z.string(), name: z.string() }));
const became = z.array(
	z.object({ slug: z.string(), name: z.string(), since: day, note: z.string().nullable() }),
);

type Row = {
	id: string;
	slug: string;
	name: string;
	spellings: string[];
	code: string | null;
	kind: PublicForce['kind'];
	inScope: boolean;
	scopeNote: string | null;
	region: string;
	nation: PublicForce['nation'];
	place: unknown;
	authorities: unknown;
	similar_forces: string[] | null;
	similar_source: string | null;
	similar_none_because: string | null;
	similar_illustrative: boolean;
	since: Temporal.PlainDate | null;
	until: Temporal.PlainDate | null;
	became: unknown;
	stoodOn: Temporal.PlainDate;
};

/** The newest register that is public. */
export async function registerNow(tx: Tx): Promise<PublicRegister> {
	const { rows } = await sql<Row>`
		select f.force_id as id, f.slug, f.name, f.spellings, f.code, f.kind, f.in_scope as "inScope",
			f.scope_note as "scopeNote", f.region, f.nation, f.place, f.authorities, f.similar_forces, f.similar_source,
			f.similar_none_because, f.similar_illustrative, f.since, f.until, f.became, f.stood_on as "stoodOn"
		from edition.force f where f.edition_id = ${newestRegister}`.execute(tx);
	return new PublicRegister(rows.map(forceOf), rows[0]?.stoodOn ?? null);
}

function forceOf({ stoodOn: _, ...row }: Row): PublicForce {
	const { similar_forces, similar_source, similar_none_because, similar_illustrative, ...rest } = row;
	return {
		...rest,
		place: place.nullable().parse(row.place),
		authorities: authorities.parse(row.authorities),
		became: became.parse(row.became),
		similar:
			similar_forces === null
				? null
				: {
						forces: similar_forces,
						source: similar_source,
						noneBecause: similar_none_because,
						illustrative: similar_illustrative,
					},
	};
}

/** Where an address of a force leads: here, to where it moved, or nowhere. A force that has ended is here, and says what it became. */
export async function forceAt(
	tx: Tx,
	slug: string,
): Promise<{ register: PublicRegister; address: ForceAddress | null }> {
	const register = await registerNow(tx);
	const former = register.bySlug(slug) === undefined ? await formerForce(tx, slug) : null;
	return { register, address: forceAddress(register, slug, former) };
}

/** Whose an address was that the newest register does not have. */
export async function formerForce(
	tx: Tx,
	slug: string,
): Promise<{ id: string; name: string; stoodOn: Temporal.PlainDate } | null> {
	const { rows } = await sql<{ id: string; name: string; stoodOn: Temporal.PlainDate }>`
		select f.force_id as id, f.name, f.stood_on as "stoodOn" from edition.force f where f.slug = ${slug}
		order by f.stood_on desc limit 1`.execute(tx);
	return rows[0] ?? null;
}

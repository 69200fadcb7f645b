import { sql } from 'kysely';
import type { Tx } from '../../foundation/index.ts';
import { type Standard, type StandardKind, type StandardVersion, standardKinds } from './standard.ts';

/** Every standard, by its title. */
export async function standardsOf(tx: Tx): Promise<Standard[]> {
	const rows = await standards(tx).orderBy('title').orderBy('slug').execute();
	return rows.map(standardOf);
}

export async function standardBySlug(tx: Tx, slug: string): Promise<Standard | null> {
	const row = await standards(tx).where('slug', '=', slug).executeTakeFirst();
	return row === undefined ? null : standardOf(row);
}

/** Every version of every standard, or of one, the oldest of each first. */
export async function standardVersions(
	tx: Tx,
	filter: { standard?: string } = {},
): Promise<StandardVersion[]> {
	const { standard } = filter;
	const rows = await versions(tx)
		.$if(standard !== undefined, (query) => query.where('v.standard_id', '=', standard ?? ''))
		.orderBy('s.title')
		.orderBy('s.slug')
		.orderBy(sql`v.in_force_from nulls first`)
		.orderBy('v.version')
		.execute();
	return rows.map(versionOf);
}

export async function standardVersionById(tx: Tx, id: string): Promise<StandardVersion | null> {
	const row = await versions(tx).where('v.id', '=', id).executeTakeFirst();
	return row === undefined ? null : versionOf(row);
}

function standards(tx: Tx) {
	return tx.selectFrom('evidence.standard').select(['id', 'slug', 'title', 'issuer', 'kind', 'note']);
}

function standardOf(row: Omit<Standard, 'kind'> & { kind: string }): Standard {
	return { ...row, kind: kindOf(row.kind) };
}

function kindOf(text: string): StandardKind {
	const kind = standardKinds.find((one) => one === text);
	if (kind === undefined) throw new Error(`no standard is a "${text}"`);
	return kind;
}

function versions(tx: Tx) {
	return tx
		.selectFrom('evidence.standard_version as v')
		.innerJoin('evidence.standard as s', 's.id', 'v.standard_id')
		.select([
			'v.id',
			'v.version',
			'v.in_force_from as inForceFrom',
			'v.in_force_to as inForceTo',
			'v.address',
			'v.superseded_by as supersededBy',
			'v.note',
			's.id as standardId',
			's.slug',
			's.title',
			's.issuer',
			's.kind',
			's.note as standardNote',
		]);
}

type Row = Awaited<ReturnType<ReturnType<typeof versions>['executeTakeFirstOrThrow']>>;

function versionOf({
	standardId,
	slug,
	title,
	issuer,
	kind,
	standardNote,
	...version
}: Row): StandardVersion {
	return {
		...version,
		standard: { id: standardId, slug, title, issuer, kind: kindOf(kind), note: standardNote },
	};
}

export type NewStandard = Omit<Standard, 'id' | 'slug'> & { slug?: string };

/** Adds a standard without any version yet, and returns its number and the name in its address. */
export async function addStandard(tx: Tx, standard: NewStandard): Promise<{ id: string; slug: string }> {
	const { title, issuer, kind, note } = standard;
	return tx
		.insertInto('evidence.standard')
		.values({ title, issuer, kind, note, slug: standard.slug ?? (await freeSlug(tx, slugOf(title))) })
		.returning(['id', 'slug'])
		.executeTakeFirstOrThrow();
}

export async function changeStandard(
	tx: Tx,
	id: string,
	standard: Omit<Standard, 'id' | 'slug'>,
): Promise<void> {
	await tx.updateTable('evidence.standard').set(standard).where('id', '=', id).execute();
}

export type NewVersion = Omit<StandardVersion, 'id' | 'standard'> & {
	standard: string;
	/** The version whose place it takes. */
	supersedes?: string | null;
};

/** Adds a version, and says of the one before it that this one took its place. */
export async function addStandardVersion(tx: Tx, version: NewVersion): Promise<string> {
	const { id } = await tx
		.insertInto('evidence.standard_version')
		.values({ standard_id: version.standard, ...columnsOf(version) })
		.returning('id')
		.executeTakeFirstOrThrow();
	if (version.supersedes !== undefined && version.supersedes !== null) {
		await supersedeVersion(tx, version.supersedes, { by: id, from: version.inForceFrom });
	}
	return id;
}

export async function changeStandardVersion(
	tx: Tx,
	id: string,
	version: Omit<StandardVersion, 'id' | 'standard'>,
): Promise<void> {
	await tx.updateTable('evidence.standard_version').set(columnsOf(version)).where('id', '=', id).execute();
}

/** Where nobody said until when it was in force, the day before the other began is its last. */
async function supersedeVersion(
	tx: Tx,
	id: string,
	{ by, from }: { by: string; from: Temporal.PlainDate | null },
): Promise<void> {
	await tx
		.updateTable('evidence.standard_version')
		.set({
			superseded_by: by,
			in_force_to: sql<Temporal.PlainDate | null>`coalesce(in_force_to,
				case when ${from}::date > in_force_from or in_force_from is null then ${from}::date - 1 end)`,
		})
		.where('id', '=', id)
		.execute();
}

/** Those who say which took the place of which do so one after another, so that no two make a circle. */
export async function holdVersions(tx: Tx): Promise<void> {
	await sql`select pg_advisory_xact_lock(hashtextextended('evidence.standard_version', 0))`.execute(tx);
}

function columnsOf(version: Omit<StandardVersion, 'id' | 'standard'>) {
	return {
		version: version.version,
		in_force_from: version.inForceFrom,
		in_force_to: version.inForceTo,
		address: version.address,
		superseded_by: version.supersededBy,
		note: version.note,
	};
}

/** "Code of Ethics" as it stands in an address: "code-of-ethics". */
function slugOf(title: string): string {
	const slug = title
		.normalize('NFKD')
		.toLowerCase()
		.replaceAll(/[’']/g, '')
		.replaceAll(/[^a-z0-9]+/g, '-')
		.slice(0, 80)
		.replaceAll(/^-+|-+$/g, '');
	return slug === '' ? 'standard' : slug;
}

/** A page of ours stands where a standard's would. */
const taken = ['add'];

async function freeSlug(tx: Tx, wanted: string): Promise<string> {
	const rows = await tx
		.selectFrom('evidence.standard')
		.select('slug')
		.where((eb) => eb.or([eb('slug', '=', wanted), eb('slug', 'like', `${wanted}-%`)]))
		.execute();
	const known = new Set([...taken, ...rows.map(({ slug }) => slug)]);
	let free = wanted;
	for (let number = 2; known.has(free); number += 1) free = `${wanted}-${number}`;
	return free;
}

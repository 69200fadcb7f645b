import { sql } from 'kysely';
import { BadDefinition, Failure, FrozenDefinition, type Tx } from '../../foundation/index.ts';
import { readFramework } from './check.ts';
import { type Framework, type FrameworkKey, frameworkShape } from './framework.ts';
import { fillParts } from './part.store.ts';

export type Kept = { framework: Framework; outcome: 'added' | 'unchanged' | 'replaced' };

/** A framework that could be kept, and what that would do; what was kept under this number before, if anything was. */
export type Weighed = Kept & { hash: Buffer; before: Framework | null };

/** Says what keeping a file would do, and keeps nothing. Throws what stands against it. */
export async function weighFramework(
	tx: Tx,
	{ source, file }: { source: string; file: string },
	pending: readonly Framework[] = [],
): Promise<Weighed> {
	const all = await allFrameworks(tx);
	const read = readFramework(source, file, [...all, ...pending]);
	if ('problems' in read) throw new BadDefinition(read.problems);
	const { framework, hash } = read;
	const key = { framework: framework.id, version: framework.version };
	const before = all.find(({ id, version }) => id === key.framework && version === key.version);
	if (before === undefined) return { framework, hash, outcome: 'added', before: null };
	const kept = await tx
		.selectFrom('programmes.framework_version')
		.select('hash')
		.where('framework', '=', key.framework)
		.where('version', '=', key.version)
		.executeTakeFirstOrThrow();
	if (kept.hash.equals(hash)) return { framework, hash, outcome: 'unchanged', before };
	if (await isInUse(tx, key)) throw new FrozenDefinition(await frozenBecause(tx, framework));
	return { framework, hash, outcome: 'replaced', before };
}

/** Reads a framework from its file and keeps it, unless the same version is in use and says something else. */
export async function keepFramework(
	tx: Tx,
	{ source, file }: { source: string; file: string },
): Promise<Kept> {
	// Two who bring a version at the same moment: the second sees what the first has kept.
	await sql`select pg_advisory_xact_lock(hashtextextended('programmes.framework_version', 0))`.execute(tx);
	const { framework, hash, outcome } = await weighFramework(tx, { source, file });
	if (outcome !== 'unchanged') await write(tx, framework, { source, file, hash }, outcome);
	return { framework, outcome };
}

async function write(
	tx: Tx,
	framework: Framework,
	from: { source: string; file: string; hash: Buffer },
	outcome: 'added' | 'replaced',
): Promise<void> {
	const key = { framework: framework.id, version: framework.version };
	const row = {
		...from,
		title: framework.title,
		cycle: framework.cycle,
		family: framework.scale?.family ?? null,
		content: JSON.stringify(framework),
	};
	if (outcome === 'added') {
		await tx
			.insertInto('programmes.framework_version')
			.values({ ...key, ...row })
			.execute();
	} else {
		// Whoever begins to use this version at the same moment waits for this row, or has been first.
		await tx
			.selectFrom('programmes.framework_version')
			.select('framework')
			.where('framework', '=', key.framework)
			.where('version', '=', key.version)
			.forUpdate()
			.execute();
		if (await isInUse(tx, key)) throw new FrozenDefinition(await frozenBecause(tx, framework));
		for (const table of ['programmes.framework_component', 'programmes.framework_grade'] as const) {
			await tx
				.deleteFrom(table)
				.where('framework', '=', key.framework)
				.where('version', '=', key.version)
				.execute();
		}
		await tx
			.updateTable('programmes.framework_version')
			.set({ ...row, loaded_at: sql<Temporal.Instant>`app.now()` })
			.where('framework', '=', key.framework)
			.where('version', '=', key.version)
			.execute();
	}
	await fillParts(tx, framework);
}

/** The remedy is the next number that is free. */
async function frozenBecause(tx: Tx, { id, version, title }: Framework): Promise<string> {
	const newest = await tx
		.selectFrom('programmes.framework_version')
		.select(({ fn }) => fn.max('version').as('version'))
		.where('framework', '=', id)
		.executeTakeFirstOrThrow();
	return `Version ${version} of “${title}” (${id}) is in use, so it stays as it is, and this file says something else. Write “version: ${Math.max(newest.version, version) + 1}” in the file and keep it under another name; programmes choose the version that they inspect under.`;
}

export async function isInUse(tx: Tx, { framework, version }: FrameworkKey): Promise<boolean> {
	const { used } = await tx
		.selectNoFrom(({ or, exists, selectFrom }) =>
			or([
				exists(
					selectFrom('programmes.programme_framework')
						.select('framework')
						.where('framework', '=', framework)
						.where('version', '=', version),
				),
				exists(
					selectFrom('programmes.judgment')
						.select('framework')
						.where('framework', '=', framework)
						.where('version', '=', version),
				),
			]).as('used'),
		)
		.executeTakeFirstOrThrow();
	return used === true;
}

/** Content that was read before, by its hash: it is the same for ever. */
const remembered = new Map<string, Framework>();
const mostRemembered = 200;

export async function frameworksOf(tx: Tx, keys: readonly FrameworkKey[]): Promise<Framework[]> {
	if (keys.length === 0) return [];
	return contents(tx, keys);
}

export async function frameworkOf(tx: Tx, key: FrameworkKey): Promise<Framework | null> {
	return (await frameworksOf(tx, [key]))[0] ?? null;
}

/** Every version that there is: who follows the lineage of questions needs them all. */
export async function allFrameworks(tx: Tx): Promise<Framework[]> {
	return contents(tx);
}

async function contents(tx: Tx, keys?: readonly FrameworkKey[]): Promise<Framework[]> {
	// A copy: what is remembered may be forgotten while the database answers.
	const known = new Map(remembered);
	const rows = await tx
		.selectFrom('programmes.framework_version')
		.select([
			sql<string>`encode(hash, 'hex')`.as('hash'),
			// Only what is not remembered comes over the line.
			sql`case when encode(hash, 'hex') = any (${[...known.keys()]}) then null else content end`.as(
				'content',
			),
		])
		.$if(keys !== undefined, (query) =>
			query.where(({ eb, refTuple, tuple }) =>
				eb(
					refTuple('framework', 'version'),
					'in',
					(keys ?? []).map(({ framework, version }) => tuple(framework, version)),
				),
			),
		)
		.orderBy('framework')
		.orderBy('version')
		.execute();
	return rows.map(({ hash, content }) => known.get(hash) ?? remember(hash, content));
}

/** Content is read by the shape of today, which adds what older versions of this program did not write. */
function remember(hash: string, content: unknown): Framework {
	const parsed = frameworkShape.safeParse(content);
	if (!parsed.success)
		throw new Failure('A framework in the database was written by another version of this program.');
	const oldest = remembered.keys().next().value;
	if (remembered.size >= mostRemembered && oldest !== undefined) remembered.delete(oldest);
	remembered.set(hash, parsed.data);
	return parsed.data;
}

export { listFrameworks } from './shelf.store.ts';

/** The text of its file, as it was kept. */
export async function sourceOf(
	tx: Tx,
	{ framework, version }: FrameworkKey,
): Promise<{ source: string; file: string; loadedAt: Temporal.Instant } | null> {
	const row = await tx
		.selectFrom('programmes.framework_version')
		.select(['source', 'file', 'loaded_at as loadedAt'])
		.where('framework', '=', framework)
		.where('version', '=', version)
		.executeTakeFirst();
	return row ?? null;
}

import { sql } from 'kysely';
import {
	BadDefinition,
	Failure,
	FrozenDefinition,
	installationKind,
	type Tx,
	versionText,
} from '../../foundation/index.ts';
import { catalogueOf } from './catalogue.store.ts';
import type { Catalogue } from './catalogue.ts';
import { readIndicator } from './check.ts';
import { type Indicator, type IndicatorKey, indicatorShape } from './indicator.ts';

export type Kept = { indicator: Indicator; outcome: 'added' | 'unchanged' | 'replaced' };

/** What definitions are checked against beside the sources: the indicators that are kept, and those that come with it. */
export type Company = Partial<Catalogue>;

/** Says what keeping a file would do, and keeps nothing. Throws what stands against it. */
export async function weighIndicator(
	tx: Tx,
	{ source, file }: { source: string; file: string },
	company: Company = {},
): Promise<Kept & { hash: Buffer; before: Indicator | null }> {
	const all = await allIndicators(tx);
	const read = readIndicator(source, file, {
		sources: company.sources ?? (await catalogueOf(tx)).sources,
		...company,
		indicators: [...all, ...(company.indicators ?? [])],
	});
	if ('problems' in read) throw new BadDefinition(read.problems);
	const { indicator, hash } = read;
	const before = all.find(({ id, version }) => id === indicator.id && version === indicator.version) ?? null;
	if (before === null) return { indicator, hash, outcome: 'added', before };
	const kept = await tx
		.selectFrom('figures.indicator_version')
		.select('hash')
		.where('indicator', '=', indicator.id)
		.where('version', '=', indicator.version)
		.executeTakeFirstOrThrow();
	if (kept.hash.equals(hash)) return { indicator, hash, outcome: 'unchanged', before };
	await demandFree(tx, indicator, all);
	return { indicator, hash, outcome: 'replaced', before };
}

/** Reads an indicator from its file and keeps it, unless figures rest on the same version and it says something else. */
export async function keepIndicator(
	tx: Tx,
	from: { source: string; file: string },
	company: Company = {},
): Promise<Kept> {
	// Two who bring a version at the same moment: the second sees what the first has kept.
	await sql`select pg_advisory_xact_lock(hashtextextended('figures.indicator_version', 0))`.execute(tx);
	const { indicator, hash, outcome } = await weighIndicator(tx, from, company);
	if (outcome === 'unchanged') return { indicator, outcome };
	const content = { ...from, hash, title: indicator.title, content: JSON.stringify(indicator) };
	await tx
		.insertInto('figures.indicator_version')
		.values({ indicator: indicator.id, version: indicator.version, ...content })
		.onConflict((conflict) =>
			conflict
				.columns(['indicator', 'version'])
				.doUpdateSet({ ...content, loaded_at: sql<Temporal.Instant>`app.now()` }),
		)
		.execute();
	return { indicator, outcome };
}

/**
 * A figure says by which version it was computed: what that version means stays. In a demonstration it may change, since
 * all of its figures are computed anew.
 */
async function demandFree(
	tx: Tx,
	{ id, version, title }: Indicator,
	all: readonly Indicator[],
): Promise<void> {
	const { used } = await tx
		.selectNoFrom(({ exists, selectFrom }) =>
			exists(
				selectFrom('figures.figure')
					.select('indicator')
					.where('indicator', '=', id)
					.where('version', '=', version),
			).as('used'),
		)
		.executeTakeFirstOrThrow();
	if (!used || (await installationKind(tx)) === 'demonstration') return;
	const next = 1 + Math.max(version, ...all.filter((one) => one.id === id).map((one) => one.version));
	throw new FrozenDefinition(
		`Figures rest on version ${version} of “${title}” (${id}), so it stays as it is, and this file says something else. Write “version: ${next}” in the file; the figures are then computed by the new version.`,
	);
}

/** Content that was read before, by its hash: it is the same for ever. */
const remembered = new Map<string, Indicator>();
const mostRemembered = 1000;

/** Every version of every indicator. */
export async function allIndicators(tx: Tx): Promise<Indicator[]> {
	const known = new Map(remembered);
	const rows = await tx
		.selectFrom('figures.indicator_version')
		.select([
			sql<string>`encode(hash, 'hex')`.as('hash'),
			// Only what is not remembered comes over the line.
			sql`case when encode(hash, 'hex') = any (${[...known.keys()]}) then null else content end`.as(
				'content',
			),
		])
		.orderBy('indicator')
		.orderBy('version')
		.execute();
	return rows.map(({ hash, content }) => known.get(hash) ?? remember(hash, content));
}

/** Content is read by the shape of today, which adds what older versions of this program did not write. */
function remember(hash: string, content: unknown): Indicator {
	const parsed = indicatorShape.safeParse(content);
	if (!parsed.success)
		throw new Failure('An indicator in the database was written by another version of this program.');
	const oldest = remembered.keys().next().value;
	if (remembered.size >= mostRemembered && oldest !== undefined) remembered.delete(oldest);
	remembered.set(hash, parsed.data);
	return parsed.data;
}

/** What is computed and shown: the newest version of each, and every version of a forecast, since all of them were made. */
export async function listIndicators(tx: Tx): Promise<Indicator[]> {
	const all = await allIndicators(tx);
	return all
		.filter(
			(one) =>
				one.forecast !== undefined ||
				!all.some((other) => other.id === one.id && other.version > one.version),
		)
		.sort(
			(a, b) =>
				a.theme.localeCompare(b.theme, 'en-GB') ||
				a.title.localeCompare(b.title, 'en-GB') ||
				a.version - b.version,
		);
}

/** One version, or the newest. */
export async function indicatorOf(
	tx: Tx,
	key: { indicator: string; version?: number | undefined },
): Promise<Indicator | null> {
	const all = await allIndicators(tx);
	const versions = all.filter(({ id }) => id === key.indicator);
	if (key.version === undefined) return versions.at(-1) ?? null;
	return versions.find(({ version }) => version === key.version) ?? null;
}

/** The text of its file, as it was kept. */
export async function sourceOf(
	tx: Tx,
	{ indicator, version }: IndicatorKey,
): Promise<{ source: string; file: string; loadedAt: Temporal.Instant } | null> {
	const row = await tx
		.selectFrom('figures.indicator_version')
		.select(['source', 'file', 'loaded_at as loadedAt'])
		.where('indicator', '=', indicator)
		.where('version', '=', version)
		.executeTakeFirst();
	return row ?? null;
}

/** "recorded-crime@1" */
export function indicatorText({ id, version }: Pick<Indicator, 'id' | 'version'>): string {
	return versionText(id, version);
}

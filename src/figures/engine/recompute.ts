import { sql } from 'kysely';
import { type Actor, linksToAny, type Services, type Tx } from '../../foundation/index.ts';
import { allIndicators } from '../indicators/indicator.store.ts';
import type { Indicator } from '../indicators/indicator.ts';
import { type Duck, duckOf } from '../tables/duck.ts';
import { computeEach } from './compute.ts';
import type { Defined } from './defined.ts';
import { type Difference, differenceOf, saysOtherwise } from './difference.ts';
import { addFigures, figuresOf, removeFigures } from './figure.store.ts';
import { type Figure, figureId } from './figure.ts';
import { definitions, gather } from './gather.ts';
import { type Inputs, inputsHash, sourcesOf } from './inputs.ts';

export type Recompute = {
	/** What it is done for, as it is recorded: "recorded-crime was imported". */
	because: string;
	/** Only these, by their ids; all where nothing is said. */
	indicators?: readonly string[];
	/** Only what reads one of these. */
	sources?: readonly string[];
	/** Whose transactions these are; a job's where nothing is said. */
	actor?: Actor;
	progress?(done: number, of: number, doing: string): Promise<void>;
};

export type Recomputed = {
	indicator: string;
	version: number;
	figures: number;
	added: number;
	/** Those of which something that is printed changed. */
	changed: number;
	removed: number;
};

const worker: Actor = { kind: 'worker', task: 'recompute figures' };

/**
 * Computes what depends on something that changed, and nothing else: a definition, a snapshot, the register of forces or
 * a group. Each indicator is kept in a transaction of its own, with what changed and who quotes it. What changed while it
 * was being computed is not kept but computed once more.
 */
export async function recompute(
	services: Pick<Services, 'database' | 'dataFolder'>,
	request: Recompute,
): Promise<Recomputed[]> {
	const { actor = worker, progress = async () => {} } = request;
	const { database } = services;
	const duck = await duckOf(services);
	const done: Recomputed[] = [];
	for (;;) {
		const { stale, inputs } = await database.asActor(actor, (tx) => staleOf(tx, services, request));
		if (stale.length === 0) return done;
		let of = stale.length;
		let overtaken = 0;
		await computeEach(duck, stale, inputs, async (defined, figures) => {
			await progress(stale.length - of, stale.length, `Computing ${defined.indicator.title}`);
			of -= 1;
			const kept = await database.asActor(actor, (tx) =>
				keep(tx, services, request, defined, inputs, figures),
			);
			if (kept === null) overtaken += 1;
			else done.push(kept);
		});
		await progress(stale.length, stale.length, 'Done');
		if (overtaken === 0) return done;
	}
}

async function staleOf(
	tx: Tx,
	services: Pick<Services, 'database' | 'dataFolder'>,
	request: Pick<Recompute, 'indicators' | 'sources'>,
): Promise<{ stale: Defined[]; inputs: Inputs }> {
	const wanted = wantedOf(await definitions(tx, await allIndicators(tx)), request);
	const inputs = await gather(
		tx,
		services,
		wanted.map(({ indicator }) => indicator),
	);
	const rows = await tx
		.selectFrom('figures.computation')
		.select(['indicator', 'version', sql<string>`encode(inputs, 'hex')`.as('inputs')])
		.execute();
	const known = new Map(rows.map((row) => [`${row.indicator}@${row.version}`, row.inputs]));
	const stale = wanted.filter(
		({ indicator, hash }) =>
			known.get(`${indicator.id}@${indicator.version}`) !== inputsHash(hash, indicator, inputs),
	);
	return { stale, inputs };
}

function wantedOf(
	all: readonly Defined[],
	{ indicators, sources }: Pick<Recompute, 'indicators' | 'sources'>,
): Defined[] {
	return all.filter(
		({ indicator }) =>
			(indicators === undefined || indicators.includes(indicator.id)) &&
			(sources === undefined || sourcesOf(indicator).some((source) => sources.includes(source))),
	);
}

/** Keeps the results of one indicator; null where what they come from is no longer the same. */
async function keep(
	tx: Tx,
	services: Pick<Services, 'database' | 'dataFolder'>,
	{ because }: Recompute,
	defined: Defined,
	inputs: Inputs,
	figures: readonly Figure[],
): Promise<Recomputed | null> {
	const { indicator } = defined;
	const key = { indicator: indicator.id, version: indicator.version };
	// Two who recompute at the same moment: the second sees what the first has kept.
	await sql`select pg_advisory_xact_lock(hashtextextended('figures.figure ' || ${key.indicator}, ${key.version}))`.execute(
		tx,
	);
	const from = inputsHash(defined.hash, indicator, inputs);
	const now = (await definitions(tx, [indicator]))[0];
	if (now === undefined || inputsHash(now.hash, indicator, await gather(tx, services, [indicator])) !== from)
		return null;
	const difference = differenceOf(await storedOf(tx, indicator), figures);
	const { added, changed, removed } = difference;
	await removeFigures(tx, key, [...removed, ...changed.map(({ was }) => was)]);
	await addFigures(tx, [...added, ...changed.map(({ is }) => is)]);
	const computation = { inputs: Buffer.from(from, 'hex'), figures: figures.length };
	await tx
		.insertInto('figures.computation')
		.values({ ...key, ...computation })
		.onConflict((conflict) =>
			conflict
				.columns(['indicator', 'version'])
				.doUpdateSet({ ...computation, at: sql<Temporal.Instant>`app.now()` }),
		)
		.execute();
	await tell(tx, key, because, difference);
	return {
		...key,
		figures: figures.length,
		added: added.length,
		changed: changed.filter(saysOtherwise).length,
		removed: removed.length,
	};
}

function storedOf(tx: Tx, { id, version }: Indicator): Promise<Figure[]> {
	return figuresOf(tx, { indicators: [{ indicator: id, version }], breakdown: 'all' });
}

const mostExamples = 10;

/** Records what is printed differently, with a few examples and with everybody who quotes it. */
async function tell(
	tx: Tx,
	key: { indicator: string; version: number },
	because: string,
	{ added, changed, removed }: Difference,
): Promise<void> {
	const otherwise = changed.filter(saysOtherwise);
	if (added.length + otherwise.length + removed.length === 0) return;
	const gone = [...otherwise.map(({ was }) => was), ...removed].map(figureId);
	const edges = gone.length === 0 ? [] : await linksToAny(tx, 'figure', `${key.indicator}@${key.version}/`);
	const ids = new Set(gone);
	const examples = [
		...inOrder(otherwise, ({ is }) => is).map(({ was, is }) => ({
			...placeOf(is),
			was: shown(was),
			is: shown(is),
		})),
		...inOrder(removed, (was) => was).map((was) => ({ ...placeOf(was), was: shown(was), is: null })),
		...inOrder(added, (is) => is).map((is) => ({ ...placeOf(is), was: null, is: shown(is) })),
	];
	await tx
		.insertInto('figures.recomputation')
		.values({
			...key,
			because,
			added: added.length,
			changed: otherwise.length,
			removed: removed.length,
			examples: JSON.stringify(examples.slice(0, mostExamples)),
			quoted: JSON.stringify(
				edges.filter(({ to }) => ids.has(to.id)).map(({ from, to }) => ({ ...from, figure: to.id })),
			),
		})
		.execute();
}

/** The first few by their names. */
function inOrder<T>(all: readonly T[], figureIn: (one: T) => Figure): T[] {
	const named = all.map((one) => ({ one, id: figureId(figureIn(one)) }));
	return named
		.toSorted((a, b) => (a.id < b.id ? -1 : 1))
		.slice(0, mostExamples)
		.map(({ one }) => one);
}

function placeOf({ area, since, until, breakdown }: Figure) {
	return { area, since: since.toString(), until: until.toString(), breakdown };
}

function shown({ value, marker }: Figure): string {
	return [value, marker].filter((one) => one !== null).join(', ');
}

export type Unproved = { figure: string; stored: Figure | null; computed: Figure | null };

/** Computes everything anew and sets it beside what is stored: what comes back differs, and nothing should. */
export async function verify(
	services: Pick<Services, 'database' | 'dataFolder'>,
	request: Pick<Recompute, 'indicators' | 'actor' | 'progress'> = {},
): Promise<{ figures: number; indicators: number; unproved: Unproved[] }> {
	const { actor = worker, progress = async () => {} } = request;
	const { database } = services;
	const duck: Duck = await duckOf(services);
	const { wanted, inputs } = await database.asActor(actor, async (tx) => {
		const wanted = wantedOf(await definitions(tx, await allIndicators(tx)), request);
		return {
			wanted,
			inputs: await gather(
				tx,
				services,
				wanted.map(({ indicator }) => indicator),
			),
		};
	});
	const unproved: Unproved[] = [];
	let [count, done] = [0, 0];
	await computeEach(duck, wanted, inputs, async ({ indicator }, figures) => {
		await progress(done, wanted.length, `Computing ${indicator.title}`);
		done += 1;
		count += figures.length;
		const stored = await database.asActor(actor, (tx) => storedOf(tx, indicator));
		const { added, changed, removed } = differenceOf(stored, figures);
		unproved.push(
			...changed.map(({ was, is }) => ({ figure: figureId(is), stored: was, computed: is })),
			...removed.map((was) => ({ figure: figureId(was), stored: was, computed: null })),
			...added.map((is) => ({ figure: figureId(is), stored: null, computed: is })),
		);
	});
	return { figures: count, indicators: wanted.length, unproved };
}

import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import { codeOf } from '../../foundation/index.ts';
import { nations } from '../indicators/indicator.ts';
import { tidyColumns } from '../sources/source.ts';
import { type Duck, quotedText, rowsOf } from '../tables/duck.ts';
import { isKeptAsSums, readAggregate, writeAggregate } from './aggregate.ts';
import { figuresFromSums, sumShape, sumsWithoutSmall } from './aggregate-sums.ts';
import { belongings } from './areas.ts';
import { compute } from './compute.ts';
import type { Defined } from './defined.ts';
import type { Figure } from './figure.ts';
import { type EngineSnapshot, type Inputs, sourcesOf } from './inputs.ts';
import type { Register } from './register.ts';
import { type Ends, openSession, periodsIn } from './session.ts';

/*
 * Figures that are taken out of the house: the aggregates from which anyone computes them again, written as files and
 * read from files.
 */

const sumsFile = 'sums.json';

/**
 * Writes what the figures of some areas and windows come from into a folder that DuckDB may reach, and says the names of
 * the files in order.
 */
export async function writeAggregates(
	duck: Duck,
	defined: Defined,
	inputs: Inputs,
	{ folder, ends, areas }: { folder: string; ends: Ends; areas: ReadonlySet<string> },
): Promise<string[]> {
	const { indicator } = defined;
	if (isKeptAsSums(indicator)) {
		const sums = await sumsWithoutSmall(duck, defined, inputs, { ends, areas });
		const lines = sums.map((one) => JSON.stringify(one)).toSorted();
		await writeFile(join(folder, sumsFile), `[\n${lines.join(',\n')}\n]\n`);
		return [sumsFile];
	}
	return duck.use(async (connection) => {
		const periods = await periodsIn(await openSession(connection, inputs), indicator, ends);
		const summed = belongings(inputs, nations).filter(({ area }) => areas.has(area));
		const needed = [...new Set([...areas, ...summed.map(({ force }) => force)])].toSorted();
		const names: string[] = [];
		for (const [source, snapshot] of eachSnapshot(defined, inputs.snapshots)) {
			const name = nameOf(source, snapshot);
			const path = join(folder, name);
			if (await writeAggregate(connection, indicator, { source, snapshot, periods, areas: needed, path }))
				names.push(name);
		}
		return names;
	});
}

/** Computes the figures of an indicator from its aggregates alone. */
export async function figuresFromAggregates(
	duck: Duck,
	defined: Defined,
	{ register, snapshots }: { register: Register; snapshots: Inputs['snapshots'] },
	{ folder, ends }: { folder: string; ends: Ends },
): Promise<Figure[]> {
	const { indicator } = defined;
	if (isKeptAsSums(indicator)) {
		const sums = await textOf(join(folder, sumsFile));
		const kept = z.array(sumShape).parse(JSON.parse(sums ?? '[]'));
		return figuresFromSums(defined, kept, register, [...snapshots.values()].flat());
	}
	const read = new Map<string, EngineSnapshot[]>();
	await duck.use(async (connection) => {
		for (const [source, snapshot] of eachSnapshot(defined, snapshots)) {
			const path = join(folder, nameOf(source, snapshot));
			if ((await textOf(path)) === null) continue;
			const into = `${path}.parquet`;
			const known = read.get(source) ?? [];
			known.push(await readAggregate(connection, { snapshot, path, into }));
			read.set(source, known);
		}
	});
	return compute(duck, defined, { ...register, snapshots: read }, { ends });
}

function* eachSnapshot(
	{ indicator }: Defined,
	snapshots: Inputs['snapshots'],
): Generator<[string, EngineSnapshot]> {
	for (const source of sourcesOf(indicator))
		for (const snapshot of snapshots.get(source) ?? []) yield [source, snapshot];
}

function nameOf(source: string, { id }: EngineSnapshot): string {
	return `${source}.${id}.csv`;
}

/** The columns of a data set beside those that each has: what its numbers are broken down by. */
export async function columnsIn(duck: Duck, path: string): Promise<string[]> {
	const rows = await duck.use((connection) =>
		rowsOf(connection, `describe select * from read_parquet(${quotedText(path)})`),
	);
	const known = new Set<string>(tidyColumns);
	return rows.flatMap(({ column_name: name }) => (name == null || known.has(name) ? [] : [name]));
}

async function textOf(path: string): Promise<string | null> {
	return readFile(path, 'utf8').catch((error: unknown) => {
		if (codeOf(error) === 'ENOENT') return null;
		throw error;
	});
}

import { createHash, randomUUID } from 'node:crypto';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after } from 'node:test';
import { type Indicator, indicatorShape } from '../../indicators/indicator.ts';
import { type Duck, openDuck, quotedName, quotedText } from '../../tables/duck.ts';
import type { Defined } from '../defined.ts';
import type { EngineForce, EngineGroup, EngineSnapshot, Inputs } from '../inputs.ts';

/** One row as a source ends in it; what is left out is a state of the whole, with the number that stands for itself. */
export type TidyRow = {
	area: string;
	since: string;
	until: string;
	measure: string;
	value: string | number | null;
	marker?: string;
	illustrative?: boolean;
} & { [breakdown: string]: string | number | boolean | null | undefined };

export type Shelf = {
	duck: Duck;
	folder: string;
	/** Writes a snapshot as an import would, and gives what the engine needs to know of it. */
	snapshot(rows: readonly TidyRow[], breakdowns?: readonly string[]): Promise<EngineSnapshot>;
};

export async function testShelf(): Promise<Shelf> {
	const folder = await mkdtemp(join(tmpdir(), 'inspectorate-engine-'));
	const duck = await openDuck({ folder });
	after(async () => {
		duck.close();
		await rm(folder, { recursive: true, force: true });
	});
	let made = 0;
	return {
		duck,
		folder,
		async snapshot(rows, breakdowns = []) {
			made += 1;
			const path = join(folder, `${made}.parquet`);
			const text = (value: unknown) => (value == null ? 'null' : quotedText(String(value)));
			const values = rows.map((row) =>
				[
					text(row.area),
					text(row.area),
					`${text(row.since)}::date`,
					`${text(row.until)}::date`,
					text(row.measure),
					`${text(row.value)}::decimal(18, 4)`,
					text(row.marker),
					String(row.illustrative ?? false),
					...breakdowns.map((name) => text(row[name])),
				].join(', '),
			);
			await duck.use((connection) =>
				connection.run(`copy (
					select area, area_published, since, until, measure::varchar as measure, value, marker::varchar as marker, illustrative
						${breakdowns.map((name) => `, ${quotedName(name)}::varchar as ${quotedName(name)}`).join('')}
					from (values (${values.join('), (')})) as tidy (area, area_published, since, until, measure, value, marker,
						illustrative${breakdowns.map((name) => `, ${quotedName(name)}`).join('')})
				) to ${quotedText(path)} (format parquet)`),
			);
			const parquet = createHash('sha256')
				.update(await readFile(path))
				.digest('hex');
			return { id: randomUUID(), path, parquet, breakdowns };
		},
	};
}

const always = { since: null, until: null };

export function testForce(
	code: string,
	region = 'East Midlands',
	span: Partial<EngineForce> = {},
): EngineForce {
	return { code, region, ...always, ...span };
}

export function testGroup(
	force: string,
	members: readonly string[],
	span: Partial<EngineGroup> = {},
): EngineGroup {
	return { force, members, illustrative: false, ...always, ...span };
}

/** Four forces in two regions, the one in London, and British Transport Police. */
export const testForces: readonly EngineForce[] = [
	testForce('E23000018'),
	testForce('E23000019'),
	testForce('E23000001', 'London'),
	testForce('W15000001', 'Wales'),
	testForce('BTP', 'Great Britain'),
];

export function testInputs(
	snapshots: Readonly<Record<string, readonly EngineSnapshot[]>>,
	{
		forces = testForces,
		groups = [],
	}: { forces?: readonly EngineForce[]; groups?: readonly EngineGroup[] } = {},
): Inputs {
	return { forces, groups, snapshots: new Map(Object.entries(snapshots)) };
}

/** An indicator as its file would say it; by default crimes per 1,000 people in the 12 months to each quarter's end. */
export function testIndicator(fields: Record<string, unknown> = {}): Defined {
	const indicator: Indicator = indicatorShape.parse({
		id: 'recorded-crime',
		version: 1,
		title: 'Recorded crime',
		meaning: 'How many crimes were recorded.',
		theme: 'Recorded crime',
		unit: 'crimes per 1,000 people',
		kind: 'rate',
		numerator: { source: 'crime', measure: 'offences' },
		denominator: { source: 'population', measure: 'population', over: 'last' },
		per: 1000,
		window: { months: 12, ending: 'quarter' },
		polarity: 'lower is better',
		method: 'byar',
		decimals: 1,
		...fields,
	});
	return { indicator, hash: createHash('sha256').update(JSON.stringify(indicator)).digest('hex') };
}

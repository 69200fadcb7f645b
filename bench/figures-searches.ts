// Five million searches, file by file as data.police.uk has them: imported into a snapshot, against DuckDB's own copy of
// the same files from CSV to Parquet.
import { mkdir, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { DuckDBInstance } from '@duckdb/node-api';
import { z } from 'zod';
import { importFiles, sourceNamed } from '../src/figures/index.ts';
import { quotedText } from '../src/figures/tables/duck.ts';
import { alone, inTurns, ratio, seconds, type Taken, taken } from './alone.ts';
import { forcesByName } from './figures-forces.ts';
import { openWorld, operator } from './figures-world.ts';

const rows = 5_000_000;
const months = 12;
const rounds = 3;

const task = z.object({ folder: z.string(), names: z.array(z.string()) });

export async function benchSearches(print: (line: string) => void, folder: string): Promise<void> {
	const made = join(folder, 'searches');
	await mkdir(made);
	const names = await makeFiles(made);
	let bytes = 0;
	for (const name of names) bytes += (await stat(join(made, name))).size;
	const given = { folder: made, names };
	const { ours, bare } = await inTurns(rounds, {
		bare: () => alone('figures-searches.ts', 'copyBare', given),
		ours: () => alone('figures-searches.ts', 'importAll', given),
	});
	print(
		`${rows.toLocaleString('en-GB')} searches in ${names.length} CSV files of ${Math.round(bytes / 1e6)} MB: imported in ${seconds(ours)}, copied bare in ${seconds(bare)}: ${ratio(ours, bare, 2)}; at most ${Math.round(ours.megabytes)} MB of memory against ${Math.round(bare.megabytes)} MB (at most 1,000)`,
	);
	print(`  ${ours.note}`);
	await rm(made, { recursive: true });
}

async function makeFiles(folder: string): Promise<string[]> {
	const instance = await DuckDBInstance.create(':memory:');
	const duck = await instance.connect();
	const forces = forcesByName();
	const each = Math.ceil(rows / (forces.length * months));
	const pick = (salt: number, values: readonly string[]) =>
		`[${values.map(quotedText).join(', ')}][1 + (hash(i, ${salt}) % ${values.length})::int]`;
	const names: string[] = [];
	for (const [number, slug] of forces.entries()) {
		for (let month = 1; month <= months; month += 1) {
			const two = String(month).padStart(2, '0');
			const name = `2019-${two}-${slug}-stop-and-search.csv`;
			names.push(name);
			const from = (number * months + month) * each;
			await duck.run(`copy (select
				${pick(1, ['Person search', 'Person and Vehicle search', 'Vehicle search'])} as "Type",
				strftime(make_timestamp(2019, ${month}, 1 + (hash(i, 2) % 28)::int, 8 + (hash(i, 3) % 12)::int, (hash(i, 4) % 60)::int, (hash(i, 5) % 60)::int), '%Y-%m-%dT%H:%M:%S+00:00') as "Date",
				'' as "Part of a policing operation", '' as "Policing operation",
				round(50 + (hash(i, 6) % 5000000) / 1000000.0, 6) as "Latitude", round(-3 + (hash(i, 7) % 4000000) / 1000000.0, 6) as "Longitude",
				${pick(8, ['Male', 'Male', 'Male', 'Female'])} as "Gender",
				${pick(9, ['10-17', '18-24', '25-34', 'over 34', ''])} as "Age range",
				${pick(10, ['White - English/Welsh/Scottish/Northern Irish/British', 'Asian/Asian British - Pakistani', 'Black/African/Caribbean/Black British - African', 'Other ethnic group - Not stated'])} as "Self-defined ethnicity",
				${pick(11, ['White', 'White', 'Black', 'Asian', 'Other', ''])} as "Officer-defined ethnicity",
				${pick(12, ['Misuse of Drugs Act 1971 (section 23)', 'Police and Criminal Evidence Act 1984 (section 1)'])} as "Legislation",
				${pick(13, ['Controlled drugs', 'Offensive weapons', 'Stolen goods', 'Article for use in theft'])} as "Object of search",
				${pick(14, ['A no further action disposal', 'Arrest', 'Community resolution', 'Khat or Cannabis warning'])} as "Outcome",
				${pick(15, ['True', 'False', 'False'])} as "Outcome linked to object of search",
				${pick(16, ['True', 'False', 'False', 'False'])} as "Removal of more than just outer clothing"
				from range(${from}, ${from + each}) t(i)) to ${quotedText(join(folder, name))} (header)`);
		}
	}
	instance.closeSync();
	return names;
}

/** What the ratio is of: every column as text, from all files, into one Parquet file. */
export async function copyBare(given: unknown): Promise<Taken & { note: string }> {
	const { folder, names } = task.parse(given);
	const instance = await DuckDBInstance.create(':memory:', { memory_limit: '500MB' });
	const duck = await instance.connect();
	const path = join(folder, `bare-${process.pid}.parquet`);
	const took = await taken(() =>
		duck.run(
			`copy (select * from read_csv([${names.map((name) => quotedText(join(folder, name))).join(', ')}], header = true, all_varchar = true))
		 to ${quotedText(path)} (format parquet, compression zstd)`,
		),
	);
	instance.closeSync();
	await rm(path);
	return { ...took, note: '' };
}

export async function importAll(given: unknown): Promise<Taken & { note: string }> {
	const { folder, names } = task.parse(given);
	const source = sourceNamed('stop-and-search');
	if (source === undefined) throw new Error('no source reads searches');
	const world = await openWorld('searches');
	try {
		const { result, ...took } = await taken(() =>
			importFiles(world.services, {
				source,
				files: names.map((name) => ({ name, path: join(folder, name) })),
				actor: operator,
			}),
		);
		return { ...took, note: `${result.snapshot.rows.toLocaleString('en-GB')} rows kept` };
	} finally {
		await world.close();
	}
}

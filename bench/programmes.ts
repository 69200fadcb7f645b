// The planning board and a force's front page, of a country as it is and of one with ten times the forces and twenty
// times the history: how many queries each page sends, how long it takes, and how both have grown.
import { globalSetup, globalTeardown } from '../test/setup.ts';
import { type Country, openCountry, type Size } from './programmes-world.ts';

const usual: Size = { forces: 43, programmes: 10, rounds: 1 };
const large: Size = { forces: 430, programmes: 10, rounds: 20 };
const rounds = 15;

const pages = [
	{ name: 'Planning board', path: '/planning' },
	{ name: 'Planning board as a list', path: '/planning?view=list' },
	{ name: 'Front page of a force', path: '/forces/force-0001' },
];

type Measured = { queries: number; milliseconds: number; rows: number };

export async function benchProgrammes(print: (line: string) => void): Promise<void> {
	await globalSetup();
	const small = await openCountry('usual', usual);
	const big = await openCountry('large', large);
	try {
		for (const [size, country] of [[usual, small] as const, [large, big] as const]) {
			print(
				`${size.forces} forces × ${size.programmes} programmes, ${size.rounds} ${size.rounds === 1 ? 'round' : 'rounds'} of history: ${await contents(country)}`,
			);
		}
		for (const { name, path } of pages) {
			const [here, there] = await inTurns([small, big], path);
			if (here === undefined || there === undefined) continue;
			print(
				[
					`${name}: ${here.queries} queries and ${here.milliseconds.toFixed(1)} ms;`,
					`with more, ${there.queries} and ${there.milliseconds.toFixed(1)} ms.`,
					`Queries × ${(there.queries / here.queries).toFixed(2)} (at most 2),`,
					`time × ${(there.milliseconds / here.milliseconds).toFixed(1)},`,
					`rows that it is made of × ${(there.rows / here.rows).toFixed(1)}`,
				].join(' '),
			);
		}
		print(
			'Rows that a page is made of: for the board every force, and what it is asked for in the weeks shown and the year before; for a force its own inspections and judgments. Linear is the same growth.',
		);
	} finally {
		await small.close();
		await big.close();
		await globalTeardown();
	}
}

/** One after the other, again and again: what slows the machine down for a while slows both down. */
async function inTurns(countries: readonly Country[], path: string): Promise<Measured[]> {
	const found: (Measured & { times: number[] })[] = [];
	for (const country of countries) {
		for (let i = 0; i < 3; i += 1) await ask(country, path);
		country.queries();
		await ask(country, path);
		found.push({ queries: country.queries(), milliseconds: 0, rows: await rowsOf(country, path), times: [] });
	}
	for (let round = 0; round < rounds; round += 1) {
		for (const [index, country] of countries.entries()) found[index]?.times.push(await ask(country, path));
	}
	return found.map(({ times, ...measured }) => ({
		...measured,
		milliseconds: times.toSorted((a, b) => a - b)[Math.floor(rounds / 2)] ?? 0,
	}));
}

async function ask({ app, cookie }: Country, path: string): Promise<number> {
	const begun = performance.now();
	const { statusCode } = await app.inject({ url: path, headers: { cookie } });
	if (statusCode !== 200) throw new Error(`${path} answered ${statusCode}`);
	return performance.now() - begun;
}

async function contents({ owner }: Country): Promise<string> {
	const { rows } = await owner.query<{ inspections: number; judgments: number }>(
		'select (select count(*) from programmes.inspection)::int as inspections, (select count(*) from programmes.judgment)::int as judgments',
	);
	const count = (number = 0) => number.toLocaleString('en-GB');
	return `${count(rows[0]?.inspections)} inspections, ${count(rows[0]?.judgments)} judgments`;
}

async function rowsOf({ owner }: Country, path: string): Promise<number> {
	const { rows } = await owner.query<{ count: string }>(
		path.startsWith('/planning')
			? `select (select count(*) from programmes.force) + (select count(*) from programmes.inspection
				where fieldwork_since <= current_date + 182 and fieldwork_until >= current_date - 365) as count`
			: `select (select count(*) from programmes.inspection where force_id = f.id)
				+ (select count(*) from programmes.judgment where force_id = f.id) as count
				from programmes.force f where slug = 'force-0001'`,
	);
	return Number(rows[0]?.count);
}

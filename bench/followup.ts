// A register of 50,000 promises against the same by hand in SQL: filters, counts, and likeness of words; then the whole
// pages, and how many queries the view of all forces takes with few forces and with many.
import { loadavg } from 'node:os';
import { alike } from '../src/followup/across/related.store.ts';
import { proposalsOf } from '../src/followup/across/repeats.store.ts';
import type { PromiseFilter } from '../src/followup/register/promise.filter.ts';
import { countStates, promisedByNumber, promisedOf } from '../src/followup/register/promise.store.ts';
import type { AccountActor } from '../src/foundation/database/actor.ts';
import type { Tx } from '../src/foundation/index.ts';
import { tellingStems } from '../src/judgments/index.ts';
import { globalSetup, globalTeardown } from '../test/setup.ts';
import { wordAt } from './findings-world.ts';
import { fillRegister } from './followup-world.ts';
import { type Country, openCountry } from './programmes-world.ts';

const rounds = 15;
const page = 50;
const count = (number: number) => number.toLocaleString('en-GB');

export async function benchFollowup(print: (line: string) => void): Promise<void> {
	await globalSetup();
	const small = await openCountry('few', { forces: 3, programmes: 2, rounds: 1 });
	const country = await openCountry('followup', { forces: 43, programmes: 2, rounds: 1 });
	try {
		await fillRegister(small.owner, 300);
		const { promises, parts, acts } = await fillRegister(country.owner, 50_000);
		print(
			`A register of ${count(promises)} promises with ${count(parts)} parts and ${count(acts)} acts, load of the machine ${loadavg()[0]?.toFixed(1)}:`,
		);
		await benchRegister(print, country);
		await benchLikeness(print, country);
		await benchPages(print, country, small);
	} finally {
		await small.close();
		await country.close();
		await globalTeardown();
	}
}

/** As the store is asked by a page, from the beginning of its transaction to the end. */
async function as<T>({ database, owner }: Country, work: (tx: Tx) => Promise<T>): Promise<Timed> {
	const { rows } = await owner.query<{ id: string; organisation: string }>(
		"select id, organisation_id as organisation from foundation.account where email = 'bench@test.example'",
	);
	const staff: AccountActor = {
		...{ kind: 'account', account: rows[0]?.id ?? '', name: 'Bench', email: 'bench@test.example' },
		...{ roles: ['programme manager'], session: '', method: 'password' },
		organisation: {
			...{ id: rows[0]?.organisation ?? '', kind: 'inspectorate', name: 'Inspectorate', force: null },
		},
	};
	const begun = performance.now();
	await database.asActor(staff, work);
	return { milliseconds: performance.now() - begun };
}

type Timed = { milliseconds: number };

async function bare({ owner }: Country, text: string, values: readonly unknown[] = []): Promise<Timed> {
	const begun = performance.now();
	await owner.query({ text, values: [...values] });
	return { milliseconds: performance.now() - begun };
}

const isOpen = `t.state <> all ('{rejected,"verified closed",superseded,"no longer applicable"}')`;

type Asked = { name: string; filter: PromiseFilter; where: string; values: unknown[] };

async function benchRegister(print: (line: string) => void, country: Country): Promise<void> {
	const { rows } = await country.owner.query<{ id: string }>(
		'select id from programmes.force order by id limit 1',
	);
	const force = rows[0]?.id ?? '';
	const today = Temporal.Now.plainDateISO();
	const part = (condition: string) =>
		`exists (select from followup.part t where t.promise_id = p.id and ${condition})`;
	const lists: Asked[] = [
		{ name: 'everything', filter: {}, where: 'true', values: [] },
		{ name: 'one force', filter: { force }, where: 'p.force_id = $1', values: [force] },
		{
			name: 'what is overdue',
			filter: { overdue: true },
			where: part(`${isOpen} and t.due_on < current_date`),
			values: [],
		},
		{
			name: 'one theme, waiting for verification',
			filter: { theme: 'Theme 3', states: ['submitted for verification'] },
			where: `p.theme = $1 and ${part(`t.state = 'submitted for verification'`)}`,
			values: ['Theme 3'],
		},
		{
			name: 'due within a month, open',
			filter: { open: true, dueSince: today, dueUntil: today.add({ days: 30 }) },
			where: part(`${isOpen} and t.due_on between current_date and current_date + 30`),
			values: [],
		},
		{
			name: 'a word in most of them',
			filter: { words: wordAt(0) },
			where: `p.words @@ websearch_to_tsquery('english', $1)`,
			values: [wordAt(0)],
		},
		{
			name: 'a word in few of them',
			filter: { words: wordAt(4_000) },
			where: `p.words @@ websearch_to_tsquery('english', $1)`,
			values: [wordAt(4_000)],
		},
	];
	for (const { name, filter, where, values } of lists) {
		const [list = 0, listByHand = 0, counts = 0, countsByHand = 0] = await inTurns([
			() => as(country, (tx) => promisedOf(tx, { ...filter, most: page })),
			() => bare(country, listed(where), values),
			() => as(country, (tx) => countStates(tx, filter)),
			() => bare(country, counted(where), values),
		]);
		print(
			`  ${name}: first ${page} ${list.toFixed(1)} ms, ${listByHand.toFixed(1)} ms for the bare SQL: × ${(list / listByHand).toFixed(2)}; counts by state ${counts.toFixed(1)} ms, ${countsByHand.toFixed(1)} ms: × ${(counts / countsByHand).toFixed(2)} (at most 3)`,
		);
	}
}

/** The same page without roles, policies and objects: what is due first, all of it counted, with its parts. */
const listed = (where: string) => `with found as (
		select p.id, p.number, min(t.due_on) filter (where ${isOpen}) as due, count(*) over () as total
		from followup.promise p join followup.part t on t.promise_id = p.id where ${where}
		group by p.id order by due nulls last, p.number limit ${page})
	select found.total, p.number, p.kind, p.title, p.text, p.theme, p.source, p.published_on, o.name, t.letter, t.text, t.state, t.due_on
	from found join followup.promise p on p.id = found.id left join foundation.organisation o on o.id = p.force_id
		join followup.part t on t.promise_id = p.id order by found.due nulls last, p.number, t.letter`;

const counted = (where: string) => `select t.state, count(*), count(distinct p.id),
		count(*) filter (where ${isOpen} and t.due_on < current_date)
	from followup.promise p join followup.part t on t.promise_id = p.id where ${where} group by grouping sets ((t.state), ())`;

async function benchLikeness(print: (line: string) => void, country: Country): Promise<void> {
	const { rows } = await country.owner.query<{ number: string; force: string; stems: string[] }>(
		`select p.number, p.force_id as force, tsvector_to_array(p.words) as stems from followup.promise p
		where p.older_id = 'older 40'`,
	);
	const { number = '0', force = '', stems = [] } = rows[0] ?? {};
	const query = tellingStems(stems)
		.map((stem) => `'${stem}'`)
		.join(' | ');
	const [ours = 0, hand = 0, letters = 0] = await inTurns([
		() =>
			as(country, async (tx) => {
				const promised = await promisedByNumber(tx, Number(number));
				return promised === null ? [] : alike(tx, promised);
			}),
		() =>
			bare(
				country,
				`select p.id, p.text, ts_rank(p.words, $1::tsquery) / least(length(p.words), $2::int) as likeness
				from followup.promise p where p.words @@ $1::tsquery order by 3 desc limit 60`,
				[query, stems.length],
			),
		() => trigrams(country, Number(number)),
	]);
	print(
		`  likeness of one to all others: ${ours.toFixed(1)} ms, ${hand.toFixed(1)} ms for the bare SQL: × ${(ours / hand).toFixed(2)} (at most 3); by triples of letters and no index ${letters.toFixed(1)} ms`,
	);
	const [proposals = 0] = await inTurns([() => as(country, (tx) => proposalsOf(tx, force))]);
	const [each] = (
		await country.owner.query<{ count: number }>(
			'select count(*)::int as count from followup.promise where force_id = $1',
			[force],
		)
	).rows;
	print(
		`  what one force was asked before, of ${count(each?.count ?? 0)} promises: ${proposals.toFixed(1)} ms`,
	);
}

/** Where the server brings them. */
async function trigrams(country: Country, number: number): Promise<Timed> {
	const { rows } = await country.owner.query<{ there: boolean }>(
		"select to_regproc('edition.similarity') is not null as there",
	);
	if (rows[0]?.there !== true) return { milliseconds: Number.NaN };
	return bare(
		country,
		`select p.id, edition.similarity(p.text, q.text) from followup.promise p, followup.promise q
		where q.number = $1 order by 2 desc limit 60`,
		[number],
	);
}

async function benchPages(print: (line: string) => void, country: Country, small: Country): Promise<void> {
	const pages = [
		['The register', '/followup'],
		['The register of one force, overdue', '/followup?force=force-0001&state=overdue'],
		['All forces across the years', '/followup/across'],
		['One force across the years', '/followup/across/force-0001'],
		['What was said before, of one force', '/followup/across/repeats?force=force-0001'],
		['What took longest to close', '/followup/across/closed'],
	] as const;
	const [home = 0] = await inTurns([() => ask(country, '/home')]);
	for (const [name, path] of pages) {
		const [time = 0] = await inTurns([() => ask(country, path)]);
		const [many, few] = [await queriesOf(country, path), await queriesOf(small, path)];
		print(
			`${name}: ${time.toFixed(1)} ms (a bare page ${home.toFixed(1)} ms); ${many} queries with 43 forces, and ${few} with three`,
		);
	}
}

async function queriesOf(country: Country, path: string): Promise<number> {
	await ask(country, path);
	country.queries();
	await ask(country, path);
	return country.queries();
}

async function ask({ app, cookie }: Country, path: string): Promise<Timed> {
	const begun = performance.now();
	const { statusCode } = await app.inject({ url: path, headers: { cookie } });
	if (statusCode !== 200) throw new Error(`${path} answered ${statusCode}`);
	return { milliseconds: performance.now() - begun };
}

/** One after the other, again and again: what slows the machine down for a while slows all of them down. */
async function inTurns(works: readonly (() => Promise<Timed>)[]): Promise<number[]> {
	const times: number[][] = works.map(() => []);
	for (let round = -2; round < rounds; round += 1) {
		for (const [index, work] of works.entries()) {
			const { milliseconds } = await work();
			if (round >= 0) times[index]?.push(milliseconds);
		}
	}
	return times.map((some) => some.toSorted((a, b) => a - b)[Math.floor(rounds / 2)] ?? 0);
}

// Search over 100,000 items of evidence and findings against the same by hand in SQL; the thread of a question with 500
// items, and a moderation board of 43 forces and 12 questions, against a bare page: how long, and how many queries.
import type { AccountActor } from '../src/foundation/database/actor.ts';
import { search } from '../src/judgments/search/search.store.ts';
import { globalSetup, globalTeardown } from '../test/setup.ts';
import { fillFindings, type Made, wordAt } from './findings-world.ts';
import { type Country, openCountry } from './programmes-world.ts';

const rounds = 25;
const count = (number: number) => number.toLocaleString('en-GB');

export async function benchFindings(print: (line: string) => void): Promise<void> {
	await globalSetup();
	const country = await openCountry('findings', { forces: 43, programmes: 10, rounds: 1, questions: 12 });
	try {
		const made = await fillFindings(country.owner, { items: 80_000, findings: 20_000, itemsOfQuestion: 500 });
		await benchSearch(print, country, made);
		await benchPages(print, country, made);
	} finally {
		await country.close();
		await globalTeardown();
	}
}

/** Words from one in nearly every text to one in few. */
const places = [0, 40, 400, 4_000];

async function benchSearch(print: (line: string) => void, country: Country, made: Made): Promise<void> {
	print(`Search over ${count(made.items)} items of evidence and ${count(made.findings)} findings:`);
	const staff = await somebody(country);
	for (const place of places) {
		const word = wordAt(place);
		const [page = 0, ours = 0, hand = 0] = await inTurns([
			() => ask(country, `/search/evidence?words=${word}`),
			() => searchAs(country, staff, word),
			() => byHand(country, word),
		]);
		const { total } = await byHand(country, word);
		print(
			[
				`  a word in ${count(total)} of them: ${ours.toFixed(1)} ms under the reader’s policy,`,
				`${hand.toFixed(1)} ms for the bare SQL: × ${(ours / hand).toFixed(2)} (at most 3);`,
				`the whole page ${page.toFixed(1)} ms`,
			].join(' '),
		);
	}
}

async function somebody({ owner }: Country): Promise<AccountActor> {
	const { rows } = await owner.query<{ id: string; organisation: string }>(
		"select id, organisation_id as organisation from foundation.account where email = 'bench@test.example'",
	);
	return {
		kind: 'account',
		account: rows[0]?.id ?? '',
		name: 'Bench',
		email: 'bench@test.example',
		roles: ['programme manager'],
		organisation: {
			id: rows[0]?.organisation ?? '',
			kind: 'inspectorate',
			name: 'Inspectorate',
			force: null,
		},
		session: '',
		method: 'password',
	};
}

const everything = {
	force: null,
	question: null,
	what: null,
	kind: null,
	tone: null,
	since: null,
	until: null,
} as const;

/** A search as the page asks for it, from the beginning of its transaction to the end. */
async function searchAs({ database }: Country, staff: AccountActor, words: string) {
	const begun = performance.now();
	await database.asActor(staff, (tx) => search(tx, { ...everything, words }, 1));
	return { milliseconds: performance.now() - begun };
}

/** The same answer without roles, policies and pages: everything that matches, counted and ranked, and twenty with extracts. */
async function byHand({ owner }: Country, word: string): Promise<{ milliseconds: number; total: number }> {
	const begun = performance.now();
	const { rows } = await owner.query<{ total: string }>({
		name: 'by hand',
		text: `with q as (select websearch_to_tsquery('english', $1) as query), found as materialized (
				select 'evidence' as what, i.id, i.number, v.happened_on as day, ts_rank(v.words, query) as rank
					from q join evidence.version v on v.words @@ query join evidence.item i on i.id = v.item_id and i.latest = v.number
				union all
				select 'finding', f.id, f.number, f.added_at::date, ts_rank(f.words, query)
					from q join judgments.finding f on f.words @@ query
				union all
				select 'raised', r.id, r.number, r.added_at::date, ts_rank(r.words, query)
					from q join judgments.raised r on r.words @@ query
			), page as (select * from found order by rank desc, day desc, number desc limit 20)
			select (select count(*) from found) as total, p.*, v.title, o.name,
				ts_headline('english', coalesce(v.text, f.text, r.text), (select query from q), 'MaxWords=45, MinWords=20, MaxFragments=2')
			from page p
			left join evidence.item i on p.what = 'evidence' and i.id = p.id
			left join evidence.version v on v.item_id = i.id and v.number = i.latest
			left join judgments.finding f on p.what = 'finding' and f.id = p.id
			left join judgments.raised r on p.what = 'raised' and r.id = p.id
			left join foundation.organisation o on o.id = coalesce(i.force_id, f.force_id, r.force_id)
			order by p.rank desc, p.day desc, p.number desc`,
		values: [word],
	});
	return { milliseconds: performance.now() - begun, total: Number(rows[0]?.total ?? 0) };
}

async function benchPages(print: (line: string) => void, country: Country, made: Made): Promise<void> {
	const question = 'question-1';
	const pages = [
		{
			name: `Thread of a question with ${count(made.many.items)} items`,
			large: made.many.path,
			small: made.few.path,
			less: `${made.few.items} items`,
		},
		{
			name: `Moderation board of ${made.wide.forces} forces × ${made.wide.questions} questions`,
			large: made.wide.path,
			small: made.narrow.path,
			less: `${made.narrow.forces} forces`,
		},
		{
			name: `Moderation board of one question for ${made.wide.forces} forces`,
			large: `${made.wide.path}/${question}`,
			small: `${made.narrow.path}/${question}`,
			less: `${made.narrow.forces} forces`,
		},
	];
	for (const { name, large, small, less } of pages) {
		const [page, bare] = await inTurns([() => ask(country, large), () => ask(country, '/home')]);
		if (page === undefined || bare === undefined) continue;
		const [many, few] = [await queriesOf(country, large), await queriesOf(country, small)];
		print(
			`${name}: ${page.toFixed(1)} ms against ${bare.toFixed(1)} ms of a bare page: × ${(page / bare).toFixed(1)} (at most 10); ${many} queries, and ${few} with ${less}`,
		);
	}
}

async function queriesOf(country: Country, path: string): Promise<number> {
	await ask(country, path);
	country.queries();
	await ask(country, path);
	return country.queries();
}

async function ask({ app, cookie }: Country, path: string): Promise<{ milliseconds: number }> {
	const begun = performance.now();
	const { statusCode } = await app.inject({ url: path, headers: { cookie } });
	if (statusCode !== 200) throw new Error(`${path} answered ${statusCode}`);
	return { milliseconds: performance.now() - begun };
}

/** One after the other, again and again: what slows the machine down for a while slows all of them down. */
async function inTurns(works: readonly (() => Promise<{ milliseconds: number }>)[]): Promise<number[]> {
	const times: number[][] = works.map(() => []);
	for (let round = -5; round < rounds; round += 1) {
		for (const [index, work] of works.entries()) {
			const { milliseconds } = await work();
			if (round >= 0) times[index]?.push(milliseconds);
		}
	}
	return times.map((some) => some.toSorted((a, b) => a - b)[Math.floor(rounds / 2)] ?? 0);
}

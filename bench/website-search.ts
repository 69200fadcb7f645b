// The public's search over 200,000 published sections against the same answer by hand in SQL: how long, and how many
// queries; and what a section ahead of its instant, or an older edition beside a newer one, costs.
import type pg from 'pg';
import { globalSetup, globalTeardown } from '../test/setup.ts';
import { wordAt } from './findings-world.ts';
import { type Country, openCountry } from './programmes-world.ts';

const rounds = 9;
const sections = 200_000;
const count = (number: number) => number.toLocaleString('en-GB');

export async function benchWebsiteSearch(print: (line: string) => void): Promise<void> {
	await globalSetup();
	const country = await openCountry('website', { forces: 43, programmes: 1, rounds: 1 });
	try {
		await fill(country.owner);
		print(`Search over ${count(sections)} published sections:`);
		const asked = [0, 40, 400, 4_000].map((place) => ({ what: 'a word', words: wordAt(place) }));
		asked.push({ what: 'two words', words: `${wordAt(40)} ${wordAt(41)}` });
		asked.push({ what: 'a phrase', words: `"${wordAt(40)} ${wordAt(60)}"` });
		for (const { what, words } of asked) await compare(print, country, what, words);
		const { rows } = await country.owner.query<{ word: string }>(`select ${likeEnglish('29')} as word`);
		const misspelt = rows[0]?.word.replace(/(.)(.)(.)$/, '$2$1$3') ?? '';
		const [guessed = 0, suggestions = 0] = await inTurns([
			() => ask(country, `/search?q=${misspelt}`),
			() => ask(country, '/search/suggestions?q=report'),
		]);
		print(`  a word that nobody wrote, with those that look like it: ${guessed.toFixed(1)} ms`);
		print(`  suggestions: ${suggestions.toFixed(1)} ms`);
	} finally {
		await country.close();
		await globalTeardown();
	}
}

async function compare(print: (line: string) => void, country: Country, what: string, words: string) {
	const path = `/search?${new URLSearchParams({ q: words })}`;
	const [page = 0, hand = 0] = await inTurns([() => ask(country, path), () => byHand(country, words)]);
	country.queries();
	await ask(country, path);
	const queries = country.queries();
	const { total } = await byHand(country, words);
	print(
		`  ${what} in ${count(total)} of them: ${page.toFixed(1)} ms for the page, ${hand.toFixed(1)} ms for the bare SQL: × ${(page / hand).toFixed(2)} (at most 3); ${queries} queries`,
	);
}

/** Words are drawn so that a few are in nearly every text, and most in hardly any. */
const word = (place: string) => `('q' || translate((${place})::text, '0123456789', 'bcdfghjklm') || 'x')`;

/** What stands among the words that are looked through for spellings: as different from each other as those of English. */
const likeEnglish = (place: string) =>
	`left(translate(md5((${place})::text), '0123456789abcdef', 'etaoinshrdlcumwf'), 5 + (${place}) % 6)`;

/** Sections of 150 words in 100 editions of as many releases. Each is put together from three of many passages. */
async function fill(owner: pg.Client): Promise<void> {
	await owner.query('set session_replication_role = replica');
	await owner.query('select setseed(0.5)');
	// Indexes are made once, of everything, and are the same as if they had grown.
	const { rows: indexes } = await owner.query<{ name: string; made: string }>(
		"select indexrelid::regclass::text as name, pg_get_indexdef(indexrelid) as made from pg_index where indrelid in ('edition.entry'::regclass, 'edition.word'::regclass) and not indisprimary",
	);
	for (const { name } of indexes) await owner.query(`drop index ${name}`);
	for (const statement of [
		`create temporary table made as select n, gen_random_uuid() as release, gen_random_uuid() as edition
			from generate_series(1, 100) n`,
		`create temporary table passage as select p, string_agg(${word('floor(5000 * power(random(), 4))::int')}, ' ') as words
			from generate_series(0, 19999) p, generate_series(1, 50) w group by p`,
		'create index on passage (p)',
		`insert into releases.release (id, slug, title, kind, state, release_at)
			select release, 'release-' || n, 'Report ' || n, 'reports', 'approved', now() - interval '1 day' from made`,
		`insert into edition.edition (id, release_id, number, slug, title, kind, release_at, content_hash, records_hash,
				approved_at)
			select edition, release, 1, 'release-' || n, 'Report ' || n, 'reports', now() - interval '1 day', sha256('a'),
				sha256('a'), now() - interval '2 days' from made`,
		`insert into edition.force (edition_id, force_id, stood_on, slug, name, spellings, kind, in_scope, region)
			select (select edition from made limit 1), gen_random_uuid(), current_date, 'force-' || f, 'Force ' || f, '{}',
				'territorial', true, 'North' from generate_series(1, 43) f`,
		`insert into edition.entry (edition_id, kind, force_slug, force_name, address, title, path, words, year, illustrative)
			select m.edition, case when s % 50 = 0 then 'document' else 'section' end, 'force-' || f, 'Force ' || f,
				'/publications/release-' || m.n || '/report#s' || s, 'Report part ' || ${word('floor(5000 * random())::int')},
				array['Report ' || m.n, 'A report'], a.words || ' ' || b.words || ' ' || c.words, 2015 + m.n % 10, false
			from made m cross join generate_series(1, ${sections / 100}) s cross join lateral (select 1 + s % 43 as f) f
			join passage a on a.p = (m.n * 7919 + s * 104729) % 20000
			join passage b on b.p = (m.n * 6007 + s * 15485863::bigint) % 20000
			join passage c on c.p = (m.n * 3571 + s * 32452843::bigint) % 20000`,
		`insert into edition.word (edition_id, word) select edition, ${likeEnglish('w')} from made, generate_series(0, 4999) w
			on conflict do nothing`,
		...indexes.map(({ made }) => made),
		'reset session_replication_role',
		'analyze',
		'vacuum (analyze) edition.entry',
	])
		await owner.query(statement);
}

/** The same answer without roles, policies and pages: everything that matches, counted and ranked, and twenty with extracts. */
async function byHand({ owner }: Country, words: string): Promise<{ milliseconds: number; total: number }> {
	const begun = performance.now();
	const { rows } = await owner.query<{ total: string }>({
		name: 'by hand',
		text: `with q as (select websearch_to_tsquery('english', $1) as query), found as materialized (
				select e.id, e.year, ts_rank(e.found, query, 1) as rank from q join edition.entry e on e.found @@ query
			), page as (select * from found order by rank desc, year desc, id limit 20)
			select (select count(*) from found) as total, e.title, e.address, e.path, e.kind, e.force_name,
				ts_headline('english', e.words, (select query from q), 'MaxWords=35, MinWords=15, MaxFragments=2')
			from page p join edition.entry e on e.id = p.id order by p.rank desc, p.year desc, p.id`,
		values: [words],
	});
	return { milliseconds: performance.now() - begun, total: Number(rows[0]?.total ?? 0) };
}

let asker = 0;

/** Each from an address of its own: nobody is asked to wait. */
async function ask({ app }: Country, path: string): Promise<{ milliseconds: number }> {
	asker = (asker + 1) % 200;
	const begun = performance.now();
	const { statusCode } = await app.inject({ url: path, remoteAddress: `10.0.0.${asker}` });
	if (statusCode !== 200) throw new Error(`${path} answered ${statusCode}`);
	return { milliseconds: performance.now() - begun };
}

/** One after the other, again and again: what slows the machine down for a while slows all of them down. */
async function inTurns(works: readonly (() => Promise<{ milliseconds: number }>)[]): Promise<number[]> {
	const times: number[][] = works.map(() => []);
	for (let round = -3; round < rounds; round += 1) {
		for (const [index, work] of works.entries()) {
			const { milliseconds } = await work();
			if (round >= 0) times[index]?.push(milliseconds);
		}
	}
	return times.map((some) => some.toSorted((a, b) => a - b)[Math.floor(rounds / 2)] ?? 0);
}

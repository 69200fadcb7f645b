import assert from 'node:assert/strict';
import { test } from 'node:test';
import { clockAt } from '../../../test/posted.ts';
import { addBareEdition, bare, inHours, newRelease, publishers, step } from '../../../test/releases.ts';
import { testService } from '../../../test/service.ts';
import { perform } from '../../foundation/index.ts';
import { releaseMoves } from '../../releases/gathering/releasing.store.ts';
import { forceNamed, withOwnName } from './named.ts';
import { corrected, meantBy, piecesOf } from './query.ts';

const service = await testService();
const { visitor, shiftClock } = service;
const people = await publishers(service);
const worker = { kind: 'worker', task: 'test' } as const;

type Entry = { kind?: string; title: string; words: string; force?: string; year?: number; address?: string };
const forces = [
	{
		slug: 'northshire',
		name: 'Northshire Police',
		spellings: ['Northshire Constabulary', 'Old Riding Police'],
	},
	{ slug: 'southshire', name: 'Southshire Police', spellings: [] },
];
const minute = (instant: Temporal.Instant) => instant.round({ smallestUnit: 'minute', roundingMode: 'ceil' });

/** Freezes an edition that holds the register and these entries. */
async function frozen(id: string, entries: readonly Entry[]): Promise<void> {
	await service.database.asActor(worker, async (tx) => {
		const edition = await addBareEdition(tx, id);
		for (const [index, { slug, name, spellings }] of forces.entries()) {
			await tx
				.insertInto('edition.force')
				.values({
					edition_id: edition,
					force_id: `00000000-0000-4000-8000-00000000000${index}`,
					...{
						slug,
						name,
						spellings,
						kind: 'territorial',
						stood_on: Temporal.PlainDate.from('2026-11-21'),
						in_scope: true,
						region: 'North',
					},
				})
				.execute();
		}
		for (const {
			kind = 'section',
			title,
			words,
			force,
			year = 2026,
			address = `/publications/x#${title}`,
		} of entries) {
			await tx
				.insertInto('edition.entry')
				.values({
					...{ edition_id: edition, kind, title, words, year, address, illustrative: false },
					path: ['The report', 'A part'],
					force_slug: force ?? null,
					force_name: forces.find(({ slug }) => slug === force)?.name ?? null,
				})
				.execute();
		}
		await perform(releaseMoves(bare), tx, worker, { id, action: 'freeze' });
	});
}

async function approved(title: string, entries: readonly Entry[]) {
	const releaseAt = minute(inHours(24));
	const { id } = await newRelease(service, { title, releaseAt });
	await step(service, people.manager, id, 'submit');
	await frozen(id, entries);
	await step(service, people.inspector, id, 'approve');
	return { id, releaseAt };
}

const get = (url: string) => visitor().get(url);
const body = async (query: string) => (await get(`/search?${query}`)).body;
const total = (page: string) => Number(/([\d,]+) results?\b/.exec(page)?.[1]?.replaceAll(',', '') ?? 0);
const titles = (page: string) =>
	[...page.matchAll(/app-found__title"><a[^>]*>([^<]*)</g)].map(([, title]) => title);

const first: Entry[] = [
	{
		title: 'Custody',
		words: 'Detainees wait in custody for <b>hours</b> & days.',
		force: 'northshire',
		year: 2026,
	},
	{
		title: 'Burglary',
		words: 'Victims of burglary are seen. Nobody waits in custody there.',
		force: 'southshire',
		year: 2018,
	},
	{
		kind: 'judgment',
		title: 'Custody: Good',
		words: 'How well are detainees kept?',
		force: 'northshire',
		year: 2018,
	},
	{
		kind: 'indicator',
		title: 'Custody incidents',
		words: 'Recorded each year.',
		address: '/methods/custody',
	},
	...Array.from({ length: 45 }, (_, index) => ({ title: `Part ${index}`, words: 'Something of wardens.' })),
];

test('nothing of what is not public is found, counted, suggested or guessed; from its instant all of it is', async () => {
	await shiftClock('0');
	const quiet = await body('q=custody');
	assert.match(quiet, /Nothing that is published matches “custody”/);
	const { releaseAt } = await approved('Held', first);
	await clockAt(service, releaseAt, -20);
	const before = await body('q=custody');
	assert.equal(
		before.replaceAll(/name="_form" value="[^"]+"/g, ''),
		quiet.replaceAll(/name="_form" value="[^"]+"/g, ''),
	);
	assert.doesNotMatch(await body('q=custdoy'), /Did you mean/);
	assert.deepEqual((await get('/search/suggestions?q=cus')).json(), { suggestions: [] });

	await clockAt(service, releaseAt, 0);
	const page = await body('q=custody');
	assert.equal(total(page), 4);
	assert.deepEqual(titles(page).slice(0, 3).sort(), ['Custody', 'Custody incidents', 'Custody: Good']);
	assert.match(page, /<mark>custody<\/mark> for &lt;b&gt;hours&lt;\/b&gt; &amp; days/);
	assert.match(await body('q=custdoy'), /Did you mean <a[^>]*href="\/search\?q=custody">custody<\/a>/);
	assert.deepEqual((await get('/search/suggestions?q=cust')).json().suggestions, [
		{ text: 'Custody incidents', kind: 'indicator', address: '/methods/custody' },
	]);
	assert.deepEqual(
		(await get('/search/suggestions?q=old%20rid'))
			.json()
			.suggestions.map(({ text }: { text: string }) => text),
		['Northshire Police'],
	);
});

test('phrases, words that are not wanted, forces, kinds and years narrow what is found', async () => {
	for (const [query, count] of [
		['q="wait in custody"', 2],
		['q=custody -burglary', 3],
		['q=custody&force=southshire', 1],
		['q=custody&kind=judgments', 1],
		['q=custody&kind=reports&year=2018', 1],
		['q=custody&year=2018', 2],
		['q=burglary or incidents', 2],
	] as const)
		assert.equal(total(await body(query)), count, query);
	// The counts beside the choices say what each would find.
	const page = await body('q=custody&kind=judgments');
	assert.match(page, />Reports and letters \(2\)</);
	assert.match(page, />Judgments \(1\)</);
	assert.match(page, /Remove the filter <\/span>Kind: Judgments/);
});

test('a force is found by any spelling, and its own name is looked for too', async () => {
	const page = await body('q=old riding custody');
	assert.match(page, /href="\/police-forces\/northshire">Northshire Police</);
	assert.match(
		page,
		/href="\/search\?q=custody&amp;force=northshire">Search for “custody” about this force only/,
	);
	assert.equal(total(page), 2);
	assert.match(await body('q=Northshire%20Constabulary'), /href="\/police-forces\/northshire"/);
	assert.doesNotMatch(await body('q=custody'), /app-best/);
});

test('a newer edition is found in the place of the older one, and what was withdrawn is not found', async () => {
	await shiftClock('0');
	const { id, releaseAt } = await approved('To be corrected', [
		{ title: 'Zebra', words: 'One zebra and one quagga.' },
	]);
	await clockAt(service, releaseAt, 5);
	assert.equal(total(await body('q=quagga')), 1);
	await step(service, people.manager, id, 'correct', 'A quagga was none');
	await step(service, people.manager, id, 'submit');
	await frozen(id, [{ title: 'Zebra', words: 'Two zebras.' }]);
	assert.equal(total(await body('q=quagga')), 1);
	await step(service, people.inspector, id, 'approve');
	assert.equal(total(await body('q=quagga')), 0);
	assert.equal(total(await body('q=zebra')), 1);
	await step(service, people.editor, id, 'withdraw', 'There was no zebra');
	assert.equal(total(await body('q=zebra')), 0);
	assert.doesNotMatch(await body('q=zebraz'), /Did you mean/);
});

test('whatever is typed into the address is answered with a sentence', async () => {
	for (const [query, sentence, status] of [
		['', /Search judgments, reports, letters/, 200],
		['q=a', /Enter at least 2 letters or numbers/, 422],
		['q=%22-%26%21', /Enter at least 2 letters or numbers/, 422],
		[`q=${'long '.repeat(2000)}`, /Search for 200 characters or fewer/, 422],
		['q=the of and', /stand in almost everything/, 422],
		['q=-custody', /Enter a word that you want to find/, 422],
		['q=wardens&page=99', /There is no page “99” of these results. They have 3 pages/, 200],
		['q=wardens&page=-1', /There is no page “-1”/, 200],
		['q=wardens&page=9999999999999999999999', /There is no page “99999999999999999999”/, 200],
		[
			'q=custody&force=atlantis&kind=gold&year=MMXX',
			/no force at the address “atlantis”[\s\S]*no kind called “gold”[\s\S]*“MMXX” is not a year/,
			200,
		],
		['q=custody&q=burglary&force=a&force=b&page=1&page=2', /4 results/, 200],
		['q=%00custody%00', /4 results/, 200],
		[`q=${encodeURIComponent('"unclosed -(& | ! <-> :* \\ %')}`, /Nothing that is published matches/, 200],
		[`q=${encodeURIComponent('<script>alert(1)</script>')}`, /matches “&lt;script&gt;/, 200],
		['q=\ud800%F0%9F%91%AE custody', /result|Nothing/, 200],
		['q=custody&__proto__=x&constructor=y&kind=toString', /no kind called “toString”/, 200],
	] as const) {
		const answer = await get(`/search?${query}`);
		assert.equal(answer.statusCode, status, query.slice(0, 60));
		assert.match(answer.body, sentence, query.slice(0, 60));
	}
	for (const query of ['', 'q=a', 'q=%00', `q=${'x'.repeat(9000)}`, "q='%3A* %26 (", 'q=a&q=b'])
		assert.deepEqual(
			(await get(`/search/suggestions?${query}`)).json(),
			{ suggestions: [] },
			query.slice(0, 60),
		);
});

test('the page is there in Welsh, with what is in English marked', async () => {
	const { body: page } = await get('/cy/search?q=custody');
	assert.match(page, /<html lang="cy"/);
	assert.match(page, /<body[^>]* lang="en">/);
	assert.match(page, /<h1[^>]*><span lang="cy">Chwilio<\/span><\/h1>/);
	assert.match(page, /<form method="get" action="\/cy\/search"/);
	assert.match(page, /Enter|4 results/);
	assert.doesNotMatch(page, /[\uE000-\uE0FF]/);
});

test('the words of a search name a force by its longest spelling, whatever stands around it', () => {
	const all = [...forces, { slug: 'north', name: 'North', spellings: [] }];
	const named = (words: string) => forceNamed(words, all)?.slug ?? null;
	assert.equal(named('Burglary in “NORTHSHIRE” & elsewhere'), 'northshire');
	assert.equal(named('north'), 'north');
	assert.equal(named('northshires'), null);
	const old = forceNamed('old riding custody', all);
	assert.equal(old?.rest, 'custody');
	assert.deepEqual(withOwnName('old riding custody', old), [
		'old riding custody',
		'northshire police custody',
	]);
	assert.deepEqual(withOwnName('"old riding"', forceNamed('"old riding"', all)), ['"old riding"']);
});

test('a word that was meant is near the one that was typed', () => {
	const meant = meantBy([
		{ typed: 'custdoy', word: 'custody' },
		{ typed: 'custdoy', word: 'custard' },
		{ typed: 'polce', word: 'police' },
		{ typed: 'polce', word: 'palace' },
	]);
	assert.deepEqual(
		[...meant],
		[
			['custdoy', 'custody'],
			['polce', 'police'],
		],
	);
	assert.equal(corrected('"Custdoy" of -polce', meant), '"custody" of -police');
	assert.equal(corrected('custody', meant), null);
	assert.deepEqual(piecesOf('a \uE010b\uE011 c\uE011'), [
		{ text: 'a ', match: false },
		{ text: 'b', match: true },
		{ text: ' c', match: false },
	]);
});

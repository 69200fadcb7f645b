import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { after, test } from 'node:test';
import { openBrowser } from '../../../test/browser.ts';
import { visitor } from '../../../test/journeys/visit.ts';
import { addEdition, addRows } from '../../../test/open-data.ts';
import { testService } from '../../../test/service.ts';
import { tilePlaces } from '../../figures/index.ts';

const service = await testService();
const { owner } = service;
const nobody = service.visitor();
const address = await service.app.listen({ host: '127.0.0.1', port: 0 });
const browser = await openBrowser();
after(() => browser.close());

const idOf = (index: number) => `00000000-0000-4000-8000-${String(index).padStart(12, '0')}`;
const derbyshire = tilePlaces.findIndex(({ short }) => short === 'Derbys');
const nameOf = (short: string) => (short === 'Derbys' ? 'Derbyshire Constabulary' : `${short} Police`);
const slugOf = (short: string) =>
	short === 'Derbys' ? 'derbyshire' : short.toLowerCase().replaceAll(/[^a-z]+/g, '-');
const own = { force_id: idOf(derbyshire), force_slug: 'derbyshire', force_name: 'Derbyshire Constabulary' };

/** Words that no compression makes small: a page of real ones is smaller. */
const text = (of: string, words: number) =>
	Array.from({ length: words }, (_, index) =>
		createHash('sha256').update(`${of} ${index}`).digest('base64url').slice(0, 6),
	).join(' ');

const forceRows = [
	...tilePlaces.map(({ area, short, column, row }, index) => ({
		...{ force_id: idOf(index), slug: slugOf(short), name: nameOf(short), code: area },
		...{ spellings: short === 'Derbys' ? ['Derbyshire Police'] : [], place: { column, row, short } },
		...{ kind: 'territorial', nation: 'England', region: 'East Midlands' },
		authorities: short === 'Derbys' ? [{ code: 'E07000032', name: 'Amber Valley' }] : [],
		similar_forces: short === 'Derbys' ? ['notts', 'kent'] : null,
	})),
	{
		...{ force_id: idOf(90), slug: 'buxton', name: 'Buxton Borough Police', code: null, spellings: [] },
		...{ place: null, kind: 'territorial', nation: 'England', region: 'East Midlands', authorities: [] },
		until: '1947-03-31',
		became: [
			{
				...{ slug: 'derbyshire', name: 'Derbyshire Constabulary', since: '1947-04-01' },
				note: 'The Police Act 1946 merged it.',
			},
		],
	},
].map((row) => ({
	...{ stood_on: '2020-01-21', in_scope: true, similar_illustrative: false, became: [], until: null },
	...row,
}));

const pillars = ['effectiveness', 'efficiency', 'legitimacy'];
const components = pillars.flatMap((pillar) => [
	{ component: pillar, kind: 'pillar', pillar: null },
	...[1, 2, 3, 4].map((index) => ({ component: `${pillar}-${index}`, kind: 'question', pillar })),
]);
const gradeRows = components.map(({ component, kind, pillar }, index) => ({
	...own,
	...{ framework: 'peel', version: 1, component, kind, pillar, title: `About ${component}`, position: index },
	...{ pillar_title: pillar, grade: 'good', grade_title: 'Good', rank: 0.3333, last_inspected: '2018/19' },
	...{ carried_over: false, direction: 'unchanged', direction_note: 'It was good in 2017.' },
	...{ direction_illustrative: false, illustrative: false, summary: text(component, 130) },
	summary_at: `report#${component}`,
	...(component === 'efficiency-1'
		? {
				...{ grade: 'weak', grade_title: 'Requires improvement', rank: 0.6667, last_inspected: '2016' },
				...{ carried_over: true, note: 'It is carried over.', summary: null, direction: null },
				direction_note: 'It was not inspected.',
			}
		: {}),
	...(component === 'legitimacy'
		? { direction: null, direction_note: 'No earlier judgment is on record.' }
		: {}),
}));

const areas = [...tilePlaces.map(({ area }) => area), 'EW', `group:${tilePlaces[derbyshire]?.area}`];
await (async () => {
	await owner.query('set session_replication_role = replica');
	const id = await addEdition(owner, { slug: 'peel-2018-19', at: '2020-01-21' });
	await addRows(owner, id, {
		force: forceRows,
		grade: gradeRows,
		indicator: ['recorded-crime', 'outcome-charged', 'emergency-calls'].map((indicator) => ({
			...{ indicator, version: 1, title: `Title of ${indicator}`, text: '', hash: '\\x00', gathered: true },
			content: {
				...{ id: indicator, version: 1, title: `Title of ${indicator}`, meaning: 'What it tells' },
				...{ theme: 'Crime', unit: 'crimes per 1,000 people', kind: 'rate', per: 1000, decimals: 1 },
				...{ window: { months: 12, ending: 'march' }, polarity: 'lower is better', method: 'byar' },
				numerator: { source: 'recorded-crime', measure: 'offences' },
				denominator: { source: 'population', measure: 'population' },
			},
		})),
		figure: ['recorded-crime', 'outcome-charged', 'emergency-calls'].flatMap((indicator) =>
			[2018, 2019].flatMap((year) =>
				areas.map((area, index) => ({
					...{ indicator, version: 1, area, area_name: area === 'EW' ? 'England and Wales' : area },
					...{ period_since: `${year - 1}-04-01`, period_until: `${year}-03-31`, breakdown: {} },
					value: index === derbyshire ? '60.9' : area.startsWith('group') ? '84.6' : String(70 + index),
					...(index === derbyshire ? { lower: '60.4', upper: '61.4' } : {}),
					...{ markers: [], method: 'byar/1', snapshots: [], hash: '\\x00', illustrative: true },
				})),
			),
		),
		raised: [1, 2, 3, 4, 5, 6, 7, 8].map((number) => ({
			...{ ...own, number, component: 'effectiveness-1', component_title: 'About it', items: [] },
			...{ text: text(`raised ${number}`, 30), due: 'No deadline', illustrative: false },
			kind: number === 1 ? 'cause of concern' : 'area for improvement',
		})),
		statement: [{ ...own, kind: 'force', text: 'We have begun.', at: '2020-01-21', illustrative: true }],
	});
	const old = await addEdition(owner, { slug: 'crime-2014', at: '2014-11-30' });
	await addRows(owner, old, {
		force: forceRows.slice(derbyshire, derbyshire + 1).map((row) => ({
			...row,
			...{ slug: 'derby-and-county', name: 'Derby and County Police', stood_on: '2014-11-30' },
		})),
	});
	await owner.query('reset session_replication_role');
})();

test('on a phone without scripts, three taps show the grades, their years and how crime compares', async () => {
	const phone = await visitor(browser, address, {
		viewport: { width: 375, height: 800 },
		javaScriptEnabled: false,
	});
	const { page } = phone;
	await page.goto('/');
	await page.getByRole('link', { name: 'Derbyshire Constabulary', exact: true }).click();
	const now = page.getByRole('region', { name: 'What we say now' });
	await now.getByRole('heading', { name: 'About effectiveness', exact: true }).waitFor();
	const question = now.getByRole('listitem').filter({ hasText: 'About efficiency-1' });
	assert.match((await question.textContent()) ?? '', /Requires improvement\s+Carried over from 2016/);
	const other = now.getByRole('listitem').filter({ hasText: 'About efficiency-2' });
	assert.match((await other.textContent()) ?? '', /Good\s+Inspected 2018\/19\s+Unchanged/);
	assert.match((await now.textContent()) ?? '', /No earlier judgment is on record/);
	await page.getByRole('link', { name: 'Crime and other figures' }).click();
	const crime = page.getByRole('region', { name: 'Title of recorded-crime' });
	assert.equal(await crime.getByText(/ower than its most similar group and England and Wales\./).count(), 1);
	assert.match((await crime.textContent()) ?? '', /Derbyshire Constabulary\s*60\.9 \(60\.4 to 61\.4\)/);
	assert.match((await crime.textContent()) ?? '', /illustrative/);
	assert.equal(await page.getByText('Published, awaiting response').count(), 8);
	await phone.leave();
});

test('nothing on these pages stands in anyone’s way, and the page of a force is under 100 KB with all that it needs', async () => {
	const someone = await visitor(browser, address);
	const cdp = await someone.page.context().newCDPSession(someone.page);
	await cdp.send('Network.enable');
	let bytes = 0;
	cdp.on('Network.loadingFinished', ({ encodedDataLength }) => {
		bytes += encodedDataLength;
	});
	await someone.page.goto('/police-forces/derbyshire', { waitUntil: 'networkidle' });
	assert.ok(bytes > 20_000 && bytes < 100_000, `${bytes} bytes`);
	await someone.look();
	// The rest of them is looked at with the demonstration: what is not found, and what has ended, is not in it.
	for (const path of ['/find?q=Derbishire', '/police-forces', '/police-forces/buxton'])
		await someone.visit(path);
	await someone.leave();
});

test('a force is found by what people call it, and what is not found gets the nearest names', async () => {
	for (const words of ['Derbyshire Police', 'amber valley', 'E23000018', 'derbysh'])
		assert.equal(
			(await nobody.get(`/find?q=${encodeURIComponent(words)}`)).headers.location,
			'/police-forces/derbyshire',
		);
	const unknown = (await nobody.get('/find?q=Derbishire')).body;
	assert.match(unknown, /called “Derbishire”\.\s+Did you mean <a[^>]*>Derbyshire Constabulary<\/a>/);
	for (const [words, said] of [
		['d', /at least 2 letters/],
		['d'.repeat(10_000), /no more than 200 letters/],
	] as const) {
		const answer = await nobody.get(`/find?q=${words}`);
		assert.equal(answer.statusCode, 422);
		assert.match(answer.body, said);
	}
	assert.equal((await nobody.get('/find?q=a&q=b&q[]=c')).statusCode, 422);
	const missing = await nobody.get('/police-forces/darbyshire');
	assert.equal(missing.statusCode, 404);
	assert.match(missing.body, /Did you mean <a[^>]*href="\/police-forces\/derbyshire"/);
});

test('an old address and a merged force lead on, and say why', async () => {
	const moved = await nobody.get('/police-forces/derby-and-county/record');
	assert.equal(moved.statusCode, 303);
	const to = String(moved.headers.location);
	assert.match(to, /^\/police-forces\/derbyshire\/record\?/);
	assert.match((await nobody.get(to)).body, /Derby and County Police is called Derbyshire Constabulary now/);
	const merged = (await nobody.get('/police-forces/buxton')).body;
	assert.match(
		merged,
		/ended on 31 March 1947[\s\S]*href="\/police-forces\/derbyshire"[\s\S]*The Police Act 1946 merged it/,
	);
});

test('tables are files with the same rows, and say their terms', async () => {
	for (const [path, words] of [
		['/police-forces', /derbyshire,Derbyshire Constabulary,E23000018/],
		['/police-forces/derbyshire/record', /efficiency-1,.*,2016,.*,Requires improvement,yes/],
		['/police-forces/derbyshire/figures', /recorded-crime,1,.*,60\.9,60\.4,61\.4,.*,yes,/],
	] as const) {
		const { body } = await nobody.get(`${path}.csv`);
		assert.match(body, words);
		assert.match(body, /Open Government Licence v3\.0/);
		const { rows, licence } = (await nobody.get(`${path}.json`)).json();
		assert.equal(licence, 'Open Government Licence v3.0');
		assert.equal(rows.length, body.trim().split('\r\n').length - 1);
	}
	assert.match(
		(await nobody.get('/police-forces/derbyshire')).body,
		/<script type="application\/ld\+json">\{"@context":"https:\/\/schema\.org"/,
	);
});

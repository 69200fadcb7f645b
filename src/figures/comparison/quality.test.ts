import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { test } from 'node:test';
import { testDatabase } from '../../../test/database.ts';
import type { Tx } from '../../foundation/index.ts';
import { addSnapshot } from '../snapshots/snapshot.store.ts';
import { figureAddress } from './address.ts';
import { type Finding, inReadingOrder } from './finding.ts';
import { outlyingOf, qualityList } from './quality.store.ts';
import { signalsFrom } from './signals.ts';
import {
	counted,
	madeFigure,
	madeIndicator,
	madeReview,
	madeShare,
	madeSurvey,
	surveyed,
} from './testing/made.ts';
import { operator, putFigures, putForces, putIndicator, statementsOf } from './testing/world.ts';

const { database } = await testDatabase();
const today = Temporal.PlainDate.from('2014-11-20');
const as = <T>(work: (tx: Tx) => Promise<T>) => database.asActor(operator, work);

const rate = madeIndicator({
	breakdowns: ['kind'],
	caveats: [{ text: 'Few people live there.', forces: ['E23000101'] }, { text: 'Of all.' }],
});
const broken = madeIndicator({
	id: 'broken',
	title: 'Broken series',
	breaks: [{ at: '2013-10-01', because: 'a new way of counting' }],
});
const forecast = madeIndicator({
	id: 'expected',
	title: 'Expected',
	forecast: { of: 'incidents', made: '2014-01-01', assumptions: 'None.' },
});
const before = { until: '2013-03-31' };

const snapshot = (release: string, until: string) => ({
	source: 'incidents',
	release,
	publishedOn: Temporal.PlainDate.from(until).add({ months: 4 }),
	since: Temporal.PlainDate.from('2012-04-01'),
	until: Temporal.PlainDate.from(until),
	filesHash: randomUUID().replaceAll('-', '').repeat(2),
	files: [],
	parquet: '0'.repeat(64),
	rows: 1,
	breakdowns: [],
	licence: 'OGL',
	note: null,
	illustrative: false,
	importedBy: null,
	importedByName: 'tests',
	decisions: [],
	supplies: [],
});

const forces = await as((tx) => putForces(tx, 14));
const code = (number: number) => forces[number - 1]?.code ?? '';

await as(async (tx) => {
	const older = await addSnapshot(tx, snapshot('March 2013', '2013-03-31'));
	const newer = await addSnapshot(tx, snapshot('March 2014', '2014-03-31'));
	assert.ok(older !== null && newer !== null);
	for (const indicator of [rate, madeShare, madeSurvey, broken, forecast]) await putIndicator(tx, indicator);
	const spread = (i: number) => 40_000 + ((i * 7919) % 14) * 40;
	for (const indicator of [rate, broken, forecast])
		await putFigures(
			tx,
			forces.flatMap(({ code: area }, i) => {
				// The first is far above the others; the second rose by half while the others stayed.
				const now = i === 0 ? 90_000 : i === 1 ? 42_000 : spread(i);
				const was = i === 0 ? 90_000 : i === 1 ? 28_000 : spread(i);
				return [
					counted(indicator, now, 1_000_000, {
						area,
						numeratorSnapshots: [i === 4 ? older : newer],
						illustrative: i === 0,
					}),
					counted(indicator, was, 1_000_000, { area, ...before }),
				];
			}),
		);
	await putFigures(
		tx,
		['Burglary', 'Theft'].map((kind) =>
			counted(rate, 20_500, 1_000_000, { area: code(3), breakdown: { kind } }),
		),
	);
	await putFigures(
		tx,
		[
			...forces.slice(0, 10).map(({ code: area }) => counted(madeShare, 270, 1000, { area })),
			counted(madeShare, 130, 1000, { area: code(4), ...before }),
			counted(madeShare, 269, 1000, { area: code(5), published: '0.259', markers: ['revised'] }),
			counted(madeShare, -3, 1000, { area: code(11), value: '-0.003' }),
			madeFigure(madeShare, { area: code(12), marker: 'suppressed' }),
			madeFigure(madeShare, { area: code(13), marker: 'not available' }),
			counted(madeShare, 3780, 14_000, { area: 'EW', marker: 'incomplete', missing: [code(13)] }),
		].filter((figure, i) => !(i === 4 && figure.area === code(5))),
	);
	await putFigures(tx, [
		surveyed(88, 1.4, { area: code(1), marker: 'provisional' }),
		surveyed(82, 1.4, { area: code(1), ...before }),
		surveyed(88, 1.4, { area: code(2) }),
		surveyed(86.7, 1.4, { area: code(2), ...before }),
	]);
});

const list = (more: Partial<Parameters<typeof qualityList>[1]> = {}) =>
	as((tx) => qualityList(tx, { today, ...more }));
const told = (findings: readonly Finding[]) => findings.map(({ name, text }) => `${name}: ${text}`);
const kind = async (...kinds: Finding['kind'][]) => told(await list({ kinds }));

test('a count below zero is told', async () => {
	assert.deepEqual(await kind('negative'), [
		'Force 11: −3 is below zero in the 12 months ending March 2014: look for a correction of an earlier period.',
	]);
});

test('parts that do not make their whole are told with both sums', async () => {
	assert.deepEqual(await kind('inconsistent parts'), [
		`Force 3: The parts by kind make 41,000, ${(1000 - ((2 * 7919) % 14) * 40).toLocaleString('en-GB')} more than the whole of ${(40_000 + ((2 * 7919) % 14) * 40).toLocaleString('en-GB')}.`,
	]);
});

test('a value that does not print as the publisher’s own is told with its markers', async () => {
	assert.deepEqual(await kind('unlike the published'), [
		'Force 5: 27% is computed, and 26% was published. It is marked revised.',
	]);
});

test('forces without a figure are told where others have one, whether nothing is there or a marker', async () => {
	const missing = await list({ kinds: ['missing force'], indicators: ['detected'] });
	assert.deepEqual(told(missing), [
		'Force 13: There is no figure, while 12 of 14 forces have one.',
		'Force 14: There is no figure, while 12 of 14 forces have one.',
	]);
	assert.equal((await list({ kinds: ['missing force'], indicators: ['satisfied'] })).length, 12);
});

test('a force outside the limits of the funnel of all is told, with what all have', async () => {
	const found = await list({ kinds: ['outlying against others'], indicators: ['incidents'] });
	assert.deepEqual(
		found.map(({ name, better, illustrative, href }) => [name, better, illustrative, href]),
		[
			[
				'Force 1',
				false,
				true,
				figureAddress({
					indicator: 'incidents',
					area: code(1),
					until: Temporal.PlainDate.from('2014-03-31'),
				}),
			],
		],
	);
	assert.match(
		found[0]?.text ?? '',
		/^90\.0 is above the 99\.8% limits of the funnel; all forces together have 43\.\d\. Few people live there\.$/,
	);
});

test('a force that moved as no other did is told; a forecast and a broken series are not', async () => {
	const found = await list({ kinds: ['outlying against itself'] });
	assert.deepEqual(
		found.map(({ indicator, name, better }) => [indicator, name, better]),
		[
			['incidents', 'Force 2', false],
			['detected', 'Force 4', true],
			['satisfied', 'Force 1', true],
		],
	);
	assert.match(found[0]?.text ?? '', /^\+50% in a year, from 28,000 to 42,000, .* moved by \+2%\.$/);
	assert.equal(
		found[1]?.text,
		'It rose considerably in a year: 27% in 12 months ending March 2014, 13% in 12 months ending March 2013.',
	);
	assert.deepEqual(await list({ kinds: ['outlying against others'], indicators: ['expected'] }), []);
});

test('old data, an older vintage than others have, and data that came in since are told', async () => {
	assert.deepEqual(
		(await kind('stale')).filter((text) => text.startsWith('Force')),
		[
			'Force 5: It rests on the release “March 2013”, and others on “March 2014”.',
			'Force 5: It rests on the release “March 2013”, and others on “March 2014”.',
			'Force 5: It rests on the release “March 2013”, and others on “March 2014”.',
		],
	);
	const later = await list({ kinds: ['stale'], today: Temporal.PlainDate.from('2015-10-01') });
	assert.ok(
		told(later).includes(
			': The newest data of “incidents” end on 31 March 2014 (March 2014). Look for a later release.',
		),
	);
	assert.ok(!(await kind('stale')).some((text) => text.includes('newest data')));
	const behind = await as(async (tx) => {
		await tx
			.insertInto('figures.computation')
			.values({
				indicator: 'incidents',
				version: 1,
				inputs: Buffer.alloc(32),
				figures: 1,
				at: Temporal.Instant.from('2014-01-01T00:00:00Z'),
			})
			.execute();
		const found = await qualityList(tx, { today, kinds: ['stale'], indicators: ['incidents'] });
		await tx.deleteFrom('figures.computation').execute();
		return found;
	});
	assert.match(
		behind[0]?.text ?? '',
		/^“March 201[34]” of “incidents” was imported after the figures were computed/,
	);
});

test('markers are told one by one where they are few, and once where they are many', async () => {
	assert.deepEqual(await kind('marker'), [
		'Force 12: The figure is marked suppressed.',
		'Force 1: The figure is marked provisional.',
	]);
	await as((tx) =>
		putFigures(
			tx,
			forces.map(({ code: area }) =>
				counted(madeShare, 270, 1000, { area, until: '2015-03-31', marker: 'provisional' }),
			),
		),
	);
	const found = await list({ kinds: ['marker'], indicators: ['detected'] });
	assert.deepEqual(told(found), [': 14 of 14 figures are marked provisional.']);
	const on = Temporal.PlainDate.from('2014-12-31');
	assert.deepEqual(told(await list({ kinds: ['marker'], indicators: ['detected'], on })), [
		'Force 12: The figure is marked suppressed.',
	]);
});

test('the list is ordered by gravity, can be narrowed, and takes the same few statements however much there is', async () => {
	const on = Temporal.PlainDate.from('2014-12-31');
	const all = await list({ on });
	assert.deepEqual(all, inReadingOrder(all));
	assert.equal(all[0]?.kind, 'negative');
	const one = await list({ on, areas: [code(1)] });
	assert.ok(one.length > 0 && one.every(({ area }) => area === code(1)));
	assert.ok(one.length < all.length);
	const statements = () => as((tx) => statementsOf(tx, (counting) => qualityList(counting, { today })));
	const now = await statements();
	await as(async (tx) => {
		for (const id of ['another', 'one-more']) {
			const indicator = { ...madeReview, id };
			await putIndicator(tx, indicator);
			await putFigures(
				tx,
				forces.map(({ code: area }) => counted(indicator, 44, 60, { area })),
			);
		}
	});
	assert.equal(await statements(), now);
});

test('what is outlying of a force is a signal beside the question that names the indicator, or of the whole force', async () => {
	const found = await as((tx) =>
		outlyingOf(tx, { area: code(2), on: Temporal.PlainDate.from('2014-12-31') }),
	);
	assert.deepEqual(
		found.map(({ indicator }) => indicator),
		['incidents'],
	);
	const four = await as((tx) => outlyingOf(tx, { area: code(4), on: Temporal.PlainDate.from('2014-12-31') }));
	const questions = [
		{ id: 'investigating-crime', indicators: [{ id: 'detected' }] },
		{ id: 'vulnerability', indicators: [{ id: 'detected' }, { id: 'satisfied' }] },
	];
	const signals = signalsFrom([...found, ...four], questions);
	assert.deepEqual(
		signals.map(({ component, speaks }) => [component, speaks]),
		[
			[null, 'for'],
			['investigating-crime', 'against'],
			['vulnerability', 'against'],
		],
	);
	assert.match(signals[0]?.text ?? '', /^Incidents: \+50% in a year/);
	const earlier = await as((tx) =>
		outlyingOf(tx, { area: code(2), on: Temporal.PlainDate.from('2013-12-31') }),
	);
	assert.ok(earlier.every(({ until }) => until?.year === 2013));
	assert.ok(earlier.every(({ better }) => better === true));
});

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { arrange } from '../../../test/inspections.ts';
import { five, frameworks, judged, r2018, round } from '../../../test/judgments.ts';
import { roomService } from '../../../test/room.ts';
import type { Judgment } from '../history/judgment.ts';
import { signalsFromHistory } from './history-signals.ts';
import { scopingPages } from './scoping.pages.ts';
import type { Signal, SignalSource } from './signal.ts';

const fieldwork = Temporal.PlainDate.from('2019-05-06');

function of(
	component: string,
	judgments: Judgment[],
	framework = r2018,
	day: typeof fieldwork | null = fieldwork,
) {
	return signalsFromHistory({ framework, frameworks, judgments, fieldwork: day })
		.filter((signal) => signal.component === component)
		.map(({ speaks, text }): [Signal['speaks'], string] => [speaks, text]);
}

test('a question that was never judged speaks for itself', () => {
	assert.deepEqual(of('new', [judged('r-2017', 'crime', 'good')]), [
		['for', 'Never inspected, as far as is on record.'],
	]);
});

test('a good grade that is young speaks against, an old one for', () => {
	assert.deepEqual(of('crime', [judged('r-2017', 'crime', 'good')]), [
		['against', 'Last judged “good” in 2017, two years before fieldwork.'],
	]);
	assert.deepEqual(of('crime', [judged('r-2016', 'crime', 'good')]), [
		['for', 'Last judged “good” in 2016, three years before fieldwork.'],
	]);
});

test('a grade that is not positive, or none at all, speaks for', () => {
	assert.deepEqual(of('crime', [judged('r-2017', 'crime', 'weak')]), [
		['for', 'Last judged “weak” in 2017, two years before fieldwork.'],
	]);
	assert.deepEqual(of('armed', [judged('r-2017', 'armed', null)]), [
		['for', 'Last inspected without a grade in 2017, two years before fieldwork.'],
	]);
});

test('the last judgment counts, and those of this round do not', () => {
	const all = [
		judged('r-2016', 'crime', 'weak'),
		judged('r-2017', 'crime', 'good'),
		judged('r-2018', 'crime', 'weak'),
	];
	assert.deepEqual(of('crime', all)[0], [
		'against',
		'Last judged “good” in 2017, two years before fieldwork.',
	]);
});

test('one question that goes on from two is told of both, each by its name', () => {
	const both = [judged('r-2017', 'crime', 'good'), judged('r-2017', 'fraud', 'weak')];
	assert.deepEqual(of('all', both), [
		['against', 'Last judged “good”, as “Crime”, in 2017, two years before fieldwork.'],
		['for', 'Last judged “weak”, as “Fraud”, in 2017, two years before fieldwork.'],
	]);
});

test('a round over two years is as old as its publication', () => {
	const published = { publishedAt: Temporal.Instant.from('2020-01-20T00:00:00Z') };
	const day = Temporal.PlainDate.from('2024-03-01');
	assert.deepEqual(of('crime', [judged('r-2018', 'crime', 'good', published)], five, day), [
		['for', 'Last judged “good” in 2018/19, four years before fieldwork.'],
	]);
});

test('without days of fieldwork nothing is said of age', () => {
	assert.deepEqual(of('crime', [judged('r-2016', 'crime', 'good')], r2018, null), [
		['against', 'Last judged “good” in 2016.'],
	]);
});

test('what was made up says so', () => {
	assert.match(
		of('crime', [judged('r-2017', 'crime', 'good', { illustrative: true })])[0]?.[1] ?? '',
		/\(illustrative\)\.$/,
	);
});

test('a question that was left out twice since its last judgment speaks for itself', () => {
	const day = Temporal.PlainDate.from('2024-03-01');
	const once = [judged('r-2016', 'crime', 'good'), judged('r-2017', 'fraud', 'good')];
	assert.equal(of('crime', once, five, day).length, 1);
	const twice = [...once, judged('r-2018', 'new', 'good')];
	assert.deepEqual(of('crime', twice, five, day)[1], [
		'for',
		'Carried over twice: it was not inspected in 2017 and 2018/19.',
	]);
	const looked = [...twice, judged('r-2018', 'crime', 'good')];
	assert.equal(of('crime', looked, five, day).length, 1);
});

test('a round of another line, in which this force was judged, is no carrying over', () => {
	const day = Temporal.PlainDate.from('2024-03-01');
	const aside = round('aside-2018', '2018', { dogs: [] });
	const judgments = [
		judged('r-2016', 'crime', 'good'),
		judged('r-2017', 'fraud', 'good'),
		judged('aside-2018', 'dogs', 'good'),
	];
	const signals = signalsFromHistory({
		framework: five,
		frameworks: [...frameworks, aside],
		judgments,
		fieldwork: day,
	});
	assert.equal(signals.filter(({ component }) => component === 'crime').length, 1);
});

const folder = fileURLToPath(new URL('views', import.meta.url));
const elsewhere: SignalSource = async (_tx, inspection, framework) => [
	{ component: 'use-of-force', speaks: 'for', text: 'Two causes of concern are open', href: '/causes' },
	{ component: 'use-of-force', speaks: 'against', text: `Seen for ${framework.title}` },
	{ component: 'conduct', speaks: 'for', text: 'Complaints have doubled' },
	{ component: null, speaks: 'for', text: `${inspection.force.name} is monitored closely` },
	{ component: 'cells', speaks: 'against', text: 'A question of another framework' },
];

test('what other rooms know stands beside its question, its pillar, or above them all', async () => {
	const room = await roomService(
		() => scopingPages({ signals: [elsewhere], tabs: [{ key: 'evidence', text: 'Evidence' }] }),
		{
			views: { scoping: folder },
		},
	);
	const { id } = await arrange(room);
	const inspector = await room.signedInAs('inspector');
	const { body } = await inspector.get(`/inspections/${id}/scoping/decide`);
	const [above = '', conduct = ''] = [/whole<\/h2>([\s\S]*?)<form/, /Conduct<\/h2>([\s\S]*)/].map(
		(part) => part.exec(body)?.[1],
	);
	assert.match(above, /is monitored closely/);
	assert.match(above, /Speaks against[\s\S]*A question of another framework/);
	assert.match(conduct, /Complaints have doubled[\s\S]*Force in custody/);
	assert.match(
		conduct,
		/Force in custody[\s\S]*<a class="govuk-link" href="\/causes">Two causes of concern are open<\/a>[\s\S]*Seen for Custody visits[\s\S]*name="inspected-use-of-force"/,
	);
	const table = await inspector.get(`/inspections/${id}/scoping`);
	assert.match(table.body, new RegExp(`href="/inspections/${id}/evidence">Evidence<`));
});

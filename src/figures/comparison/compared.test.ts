import assert from 'node:assert/strict';
import { test } from 'node:test';
import { groupArea } from '../engine/areas.ts';
import type { Figure } from '../engine/figure.ts';
import type { Indicator } from '../indicators/indicator.ts';
import { type Comparison, comparisonOf, type Known } from './compared.ts';
import {
	counted,
	madeFigure,
	madeIndicator,
	madeReview,
	madeShare,
	madeSurvey,
	surveyed,
} from './testing/made.ts';

const own = 'E23000018';
const rate = madeIndicator();
const forces = Array.from({ length: 43 }, (_, i) => ({
	code: i === 0 ? own : `E23000${String(100 + i)}`,
	name: i === 0 ? 'Derbyshire' : `Force ${i}`,
}));
const others = forces.slice(1);
const nameOf = (area: string) =>
	area === 'EW' ? 'England and Wales' : (forces.find(({ code }) => code === area)?.name ?? area);

function compared(indicator: Indicator, figures: Figure[], more: Partial<Known> = {}): Comparison {
	return comparisonOf({
		indicator,
		area: own,
		until: Temporal.PlainDate.from('2014-03-31'),
		figures,
		forces,
		group: { none: 'Not in this test.' },
		nameOf,
		...more,
	});
}
const year = (until: number) => `${until}-03-31`;
const wordIn = (worded: { word: string | null; because?: string } | null | undefined) =>
	worded?.word ?? worded?.because;

test('an area beside England and Wales: both values as printed, the word, its rule, and that the one is in the other', () => {
	const { printed, nation } = compared(rate, [
		counted(rate, 46_766, 1_027_824),
		counted(rate, 2_110_000, 57_300_000, { area: 'EW' }),
	]);
	assert.equal(printed, '45.5');
	assert.equal(nation?.printed, '36.8');
	assert.equal(nation?.word.word, 'higher than');
	assert.equal(nation?.note, 'England and Wales without British Transport Police. It contains Derbyshire.');
});

test('the two published rules of a group may give two words, and each is named with its version', () => {
	const members = others.slice(0, 2).map(({ code, name }) => ({ code, name }));
	const [small, large] = members;
	const figures = [
		counted(rate, 800, 10_000),
		counted(rate, 1000, 10_000, { area: small?.code ?? '' }),
		counted(rate, 5200, 80_000, { area: large?.code ?? '' }),
		// Added up by the engine: 7,000 of 100,000.
		counted(rate, 7000, 100_000, { area: groupArea(own), method: 'byar/1; pooled/1' }),
	];
	const group = { source: 'Home Office', illustrative: false, members };
	const pooled = compared(rate, figures, { group }).group;
	assert.equal(pooled.chosen?.rule, 'pooled/1');
	assert.deepEqual([pooled.chosen?.printed, pooled.other?.printed], ['70.0', '81.7']);
	assert.deepEqual(
		[pooled.chosen?.word.word, pooled.other?.word.word],
		['higher than', 'broadly in line with'],
	);
	assert.match(
		pooled.chosen?.note ?? '',
		/^Force 1 and Force 2: pooled over the group, with the force itself.*\(pooled\/1\)\.$/,
	);
	assert.match(pooled.other?.note ?? '', /mean of the rates.*\(mean of rates\/1\)\.$/);
	const mean = compared(rate, figures, { group, groupRule: 'mean of rates/1' }).group;
	assert.equal(mean.chosen?.rule, 'mean of rates/1');
	assert.equal(mean.chosen?.printed, '81.7');
	assert.equal(mean.chosen?.figure?.value, '81.66666666666666666667');
});

test('a mean of rates without one of its forces is incomplete, and names it', () => {
	const members = others.slice(0, 2).map(({ code, name }) => ({ code, name }));
	const figures = [counted(rate, 800, 10_000), counted(rate, 1000, 10_000, { area: members[0]?.code ?? '' })];
	const { other } = compared(rate, figures, {
		group: { source: 'Home Office', illustrative: false, members },
	}).group;
	assert.equal(other?.printed, null);
	assert.equal(
		wordIn(other?.word),
		'The figure for its most similar group is incomplete: it is without Force 2.',
	);
});

test('a force without a group says so, and nothing is put in its place', () => {
	const none = 'City of London Police has no most similar group: no force is like it.';
	const { group } = compared(rate, [counted(rate, 800, 10_000)], { group: { none } });
	assert.deepEqual(group, { members: { none }, chosen: null, other: null });
});

test('a change over four years beside that of England and Wales, of the number and of the rate', () => {
	const { changes } = compared(rate, [
		counted(rate, 79_000, 1_050_000),
		counted(rate, 100_000, 1_000_000, { until: year(2010) }),
		counted(rate, 3_360_000, 58_000_000, { area: 'EW' }),
		counted(rate, 4_000_000, 56_000_000, { area: 'EW', until: year(2010) }),
	]);
	const number = changes.find(({ years, of }) => years === 4 && of === 'number');
	assert.deepEqual([number?.area.printed, number?.nation?.printed], ['−21%', '−16%']);
	assert.equal(number?.word.word, 'a bigger fall than');
	assert.equal(
		number?.area.sentence,
		'79,000 in 12 months ending March 2014, 100,000 in 12 months ending March 2010',
	);
	const value = changes.find(({ years, of }) => years === 4 && of === 'value');
	assert.deepEqual([value?.area.printed, value?.nation?.printed], ['−25%', '−19%']);
	const oneYear = changes.find(({ years }) => years === 1);
	assert.match(String(wordIn(oneYear?.area.word)), /no figure for Derbyshire before/);
});

test('what is measured every few years is set beside the time before', () => {
	const figures = [counted(madeReview, 44, 60), counted(madeReview, 55, 60, { until: year(2011) })];
	const [first, ...more] = compared(madeReview, figures).changes;
	assert.equal(first?.years, 3);
	assert.equal(first?.area.printed, '−18 percentage points');
	assert.equal(first?.area.word.word, 'fell');
	assert.ok(first?.area.word.word !== null && first?.area.word.rule.startsWith('significance'));
	assert.deepEqual(
		more.map(({ years, area }) => [years, area.before]),
		[
			[1, null],
			[4, null],
		],
	);
});

test('a number that grows with its area is added up for the group, and never averaged', () => {
	const number = madeIndicator({
		kind: 'count',
		denominator: undefined,
		per: 1,
		method: 'none',
		decimals: 0,
	});
	const members = others.slice(0, 1).map(({ code, name }) => ({ code, name }));
	const { group } = compared(
		number,
		[madeFigure(number, { value: '800' }), madeFigure(number, { value: '1800', area: groupArea(own) })],
		{ group: { source: 'Home Office', illustrative: false, members } },
	);
	assert.equal(group.chosen?.printed, '1,800');
	assert.equal(group.chosen?.word.word, null);
	assert.equal(group.other, null);
});

test('a survey is set beside itself a year before in points, by the significance of the difference', () => {
	const { changes, nation } = compared(madeSurvey, [
		surveyed(88, 1.4),
		surveyed(86.7, 1.4, { until: year(2013) }),
		surveyed(85, 0.2, { area: 'EW' }),
	]);
	assert.equal(nation?.word.word, 'higher than');
	assert.equal(nation?.note, 'England and Wales as it was published. It contains Derbyshire.');
	const [oneYear] = changes;
	assert.equal(oneYear?.area.printed, '+1.3 percentage points');
	assert.equal(oneYear?.area.beside.word, 'broadly in line with');
	assert.equal(oneYear?.area.word.word, 'was unchanged');
});

test('no word is given across a break, though both figures are there', () => {
	const broken = madeIndicator({ breaks: [{ at: '2013-04-01', because: 'a new way of counting' }] });
	const { changes, breaks } = compared(broken, [
		counted(broken, 700, 10_000),
		counted(broken, 800, 10_000, { until: year(2013) }),
	]);
	const [oneYear] = changes;
	assert.equal(oneYear?.area.printed, '−13%');
	assert.equal(
		wordIn(oneYear?.area.word),
		'The series breaks on 1 April 2013 (a new way of counting), so figures before and after do not compare.',
	);
	assert.deepEqual(
		breaks.map(({ because }) => because),
		['a new way of counting'],
	);
});

test('a rank counts the forces with a figure, shares places, and names those without', () => {
	const figures = others.slice(0, 40).map(({ code }, i) => counted(rate, 100 + i, 10_000, { area: code }));
	const { rank } = compared(rate, [
		...figures,
		counted(rate, 137, 10_000),
		madeFigure(rate, { area: others[40]?.code ?? '', marker: 'suppressed' }),
	]);
	assert.deepEqual(
		[rank?.place, rank?.of, rank?.sharedWith, rank?.without],
		[3, 41, 1, ['Force 41', 'Force 42']],
	);
	assert.equal(
		rank?.sentence,
		'3rd highest of 41 forces, shared with 1 other. Without a figure: Force 41 and Force 42.',
	);
});

test('only an outlier of a funnel that allows for over-dispersion is called notably higher', () => {
	const figures = (spread: number) => [
		...others.map(({ code }, i) =>
			counted(rate, 40_000 + ((i * 7919) % 43) * spread, 1_000_000, { area: code }),
		),
		counted(rate, 2_000_000, 50_000_000, { area: 'EW' }),
	];
	const alone = compared(rate, [...figures(50), counted(rate, 80_000, 1_000_000)]);
	assert.ok('funnel' in alone.againstOthers);
	assert.equal(alone.againstOthers.own?.place, 'above 99.8%');
	assert.equal(alone.nation?.word.word, 'notably higher than');
	assert.match(
		alone.againstOthers.sentence,
		/^Derbyshire lies above the 99\.8% limits of the funnel of 43 forces/,
	);
	const oneOfMany = compared(rate, [...figures(2000), counted(rate, 80_000, 1_000_000)]);
	assert.ok('funnel' in oneOfMany.againstOthers);
	assert.equal(oneOfMany.againstOthers.own?.place, 'within');
	assert.equal(oneOfMany.nation?.word.word, 'higher than');
});

test('a series of years that do not overlap is drawn against its own limits, and starts afresh at a break', () => {
	const monthly = madeIndicator({
		window: { months: 1, ending: 'month' },
		breaks: [{ at: '2012-06-01', because: 'a new system' }],
	});
	const start = Temporal.PlainDate.from('2011-01-31');
	const figures = Array.from({ length: 39 }, (_, i) =>
		counted(monthly, i === 38 ? 900 : 400 + (i % 3), 10_000, {
			until: start.add({ months: i }).with({ day: 31 }).toString(),
		}),
	);
	const { series } = compared(monthly, figures);
	assert.ok('baselines' in series);
	assert.deepEqual(
		series.baselines.map(({ points, startedBy }) => [points, startedBy]),
		[
			[17, null],
			[22, 'a new system'],
		],
	);
	assert.deepEqual(series.points.at(-1)?.rules, ['outside limits']);
	assert.equal(series.points.at(-1)?.meaning, 'concern');
	const rolling = Array.from({ length: 9 }, (_, i) =>
		counted(rate, 400, 10_000, {
			until: Temporal.PlainDate.from('2012-03-31')
				.add({ months: 3 * i })
				.toString(),
		}),
	);
	const yearly = compared(rate, rolling).series;
	assert.ok('baselines' in yearly);
	assert.equal(yearly.points.length, 3);
	assert.match(yearly.baselines[0]?.note ?? '', /Show the values only/);
});

test('a guideline is a number to be above or below', () => {
	const referrals = madeIndicator({
		unit: 'referrals per 10,000 women',
		per: 10_000,
		decimals: 0,
		guideline: { value: 40, source: 'SafeLives', means: 'So many are to be expected.' },
	});
	const guidedBy = (indicator: Indicator, figure: Figure) =>
		compared(indicator, [figure]).guideline?.sentence;
	assert.equal(
		guidedBy(referrals, counted(referrals, 1218, 420_000)),
		'29, fewer than the guideline of 40 (SafeLives).',
	);
	const trained = madeIndicator({
		...madeShare,
		guideline: { value: 90, source: 'The college', means: 'Nine in ten.' },
	});
	assert.equal(
		guidedBy(trained, counted(trained, 72, 100)),
		'72%, lower than the guideline of 90% (The college).',
	);
	assert.match(guidedBy(referrals, madeFigure(referrals, { marker: 'suppressed' })) ?? '', /is suppressed/);
});

test('every caveat and break that applies to the area and the period is there, and no other', () => {
	const said = madeIndicator({
		exclusions: ['Fraud'],
		caveats: [
			{ text: 'Of all.' },
			{ text: 'Of Derbyshire.', forces: [own] },
			{ text: 'A pilot.', forces: [others[0]?.code, others[9]?.code] },
			{ text: 'Of another.', forces: [others[5]?.code] },
			{ text: 'Ended before.', until: '2013-03-31' },
			{ text: 'Begins in it.', since: '2014-03-31' },
			{ text: 'Begins later.', since: '2014-04-01' },
		],
	});
	const members = others.slice(0, 3);
	const { caveats } = compared(said, [counted(said, 1, 10)], {
		group: { source: 'Home Office', illustrative: false, members },
	});
	assert.deepEqual(caveats, [
		{ about: 'all', text: 'Left out throughout: Fraud.' },
		{ about: 'all', text: 'Of all.' },
		{ about: 'area', text: 'Of Derbyshire.' },
		{ about: 'group', text: 'Force 1, in its group: A pilot.' },
		{ about: 'all', text: 'Begins in it.' },
	]);
});

test('what rests on illustrative rows says so, wherever in the comparison they are', () => {
	const figures = [counted(rate, 800, 10_000), counted(rate, 500, 10_000, { area: 'EW' })];
	assert.equal(compared(rate, figures).illustrative, false);
	const before = counted(rate, 500, 10_000, { area: 'EW', until: year(2010), illustrative: true });
	assert.equal(compared(rate, [...figures, before]).illustrative, true);
});

test('with no figure at all there are sentences, and no words', () => {
	const { figure, unfit, nation, changes, rank } = compared(rate, []);
	assert.equal(figure, null);
	assert.equal(unfit, 'There is no figure for Derbyshire.');
	assert.equal(wordIn(nation?.word), 'There is no figure for Derbyshire.');
	assert.deepEqual([changes, rank], [[], null]);
});

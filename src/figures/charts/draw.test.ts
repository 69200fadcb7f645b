import assert from 'node:assert/strict';
import { test } from 'node:test';
import {
	countMeasure as count,
	picture,
	sampleAreas,
	sampleCharts,
	sampleControl,
	sampleFunnel,
	sampleGrades,
	sampleRanked,
	sampleSeries,
	sampleTiles,
	shareMeasure as share,
	sound,
	wordsIn,
	yearTo,
} from '../../../test/charts.ts';
import { drawChart } from './draw.ts';

for (const [index, chart] of sampleCharts.entries()) {
	test(`${chart.kind}, sample ${index}: the same data give the same bytes, named, described, and safe for our pages`, async () => {
		const [one, two] = [await drawChart(chart), await drawChart(structuredCloneOf(chart))];
		assert.ok(one.svg === two.svg, 'the pictures differ');
		assert.deepEqual({ ...one, svg: null }, { ...two, svg: null });
		assert.equal(one.svg === null, one.nothing !== null);
		for (const row of one.table.rows) assert.equal(row.length, one.table.columns.length);
		if (one.svg === null) return;
		sound(one.svg);
		assert.match(
			one.svg,
			/^<svg role="img" aria-labelledby="(\S+)-title \1-desc"[^>]* viewBox="0 0 [\d.]+ [\d.]+">/,
		);
		assert.match(
			one.svg,
			new RegExp(`<title id="${one.id}-title">[^<]+</title><desc id="${one.id}-desc">[^<]+</desc>`),
		);
		assert.doesNotMatch(one.svg, /\s(?:style|on[a-z]+|href)=|<(?:style|script|image|foreignObject)/);
		const ids = [...one.svg.matchAll(/\sid="([^"]+)"/g)].map(([, id = '']) => id);
		assert.equal(new Set(ids).size, ids.length);
		assert.ok(ids.every((id) => id.startsWith(one.id)));
		for (const [, used = ''] of one.svg.matchAll(/url\(#([^)]+)\)/g)) assert.ok(ids.includes(used), used);
		assert.match(one.svg, /ILLUSTRATIVE/);
	});
}

/** Without what is shared by reference; days are values of their own. */
function structuredCloneOf<T>(value: T): T {
	if (Array.isArray(value)) return value.map(structuredCloneOf) as T;
	if (value === null || typeof value !== 'object' || value instanceof Temporal.PlainDate) return value;
	return Object.fromEntries(Object.entries(value).map(([key, each]) => [key, structuredCloneOf(each)])) as T;
}

test('a chart that stands twice on a page has an id for each', async () => {
	const [one, two] = [await drawChart(sampleSeries), await drawChart({ ...sampleSeries, id: 'Again <2>' })];
	assert.notEqual(one.id, two.id);
	assert.match(two.id, /^chart-[a-z0-9-]+$/);
});

test('a series says its first, last, highest and lowest, its gaps and its breaks, and does not join across them', async () => {
	const { alt, svg, notes, table } = await picture(sampleSeries);
	assert.match(
		alt,
		/Derbyshire: 64\.6 in June 2010 and 50\.8 in June 2014; highest 64\.6 in June 2010, lowest 50\.8/,
	);
	assert.match(alt, /There is no figure for June 2013\./);
	assert.match(alt, /The series breaks on 1 November 2012: crimes are counted by a new rule\./);
	assert.ok(wordsIn(svg).includes('break in series'));
	assert.ok(wordsIn(svg).includes('[p]'));
	assert.ok(notes.includes('[p] provisional: the figure may still change.'));
	// Two pieces of Derbyshire's thick line, either side of the break.
	const thick = [...svg.matchAll(/<path d="(M[^"]+)" stroke="#14284b" stroke-width="3"/g)].map(
		([, path]) => path,
	);
	assert.deepEqual(
		thick.map((path) => path?.match(/[ML]/g)?.length),
		[3, 2],
	);
	assert.deepEqual(
		table.columns.map(({ text }) => text),
		['Period', 'Derbyshire', 'Most similar group', 'England and Wales'],
	);
	assert.deepEqual(table.rows.at(-2), ['12 months ending June 2013', '52.1', 'not available', '62.1']);
	assert.deepEqual(table.rows.at(-1), ['12 months ending June 2014', '50.8 (provisional)', '57.3', '60.7']);
});

test('a fifth line is in the table and not in the picture, and that is said', async () => {
	const [line] = sampleSeries.lines;
	const lines = Array.from({ length: 5 }, (_, index) => ({ ...line, name: `Line ${index + 1}` }));
	const { svg, notes, table } = await picture({ ...sampleSeries, lines });
	assert.ok(wordsIn(svg).includes('Line 4'));
	assert.ok(!wordsIn(svg).includes('Line 5'));
	assert.equal(table.columns.length, 6);
	assert.ok(notes.some((note) => note.includes('first 4 of 5 lines')));
	const looks = [...svg.matchAll(/<path d="M[^"]+L[^"]+" stroke="(#\w+)"[^>]*>/g)].map(
		([, colour]) => colour,
	);
	assert.equal(new Set(looks).size, 4);
});

test('a scale that does not begin at zero says so, and charts side by side can share one', async () => {
	const points = [88, 87, 89].map((value, index) => ({
		...yearTo(2012 + index),
		value: String(value / 100),
	}));
	const chart = {
		...sampleSeries,
		measure: share,
		breaks: [],
		lines: [{ name: 'A', role: 'chosen' as const, points }],
	};
	const alone = await picture(chart);
	assert.ok(alone.notes.some((note) => /The scale begins at 8\d\.\d%, not at zero\./.test(note)));
	const shared = await picture({ ...chart, ends: { from: 0, to: 100 } });
	assert.ok(wordsIn(shared.svg).includes('0%') && wordsIn(shared.svg).includes('100%'));
	assert.ok(!shared.notes.some((note) => note.includes('not at zero')));
});

test('a rank is told by its place, shared where values are equal; those without a figure come last', async () => {
	const of = (name: string, value: string | null) => ({
		name,
		value,
		marker: value === null ? ('suppressed' as const) : null,
	});
	const areas = [
		of('A', '1'),
		{ ...of('B', '3'), role: 'chosen' as const },
		of('C', null),
		of('D', '3.0'),
		of('E', '7'),
	];
	const { alt, table } = await picture({ ...sampleRanked, areas, measure: count });
	assert.match(alt, /B is 2nd highest of 4, shared with others: 3\./);
	assert.match(alt, /The highest of 4 is E \(7\), the lowest A \(1\)\. .*No figure: C\./);
	assert.deepEqual(
		table.rows.map(([name, place, value]) => [name, place, value]),
		[
			['E', '1', '7'],
			['B', '2', '3'],
			['D', '2', '3'],
			['A', '4', '1'],
			['C', '–', 'suppressed'],
			['England and Wales', '–', '61 (illustrative)'],
		],
	);
});

test('a funnel puts each force where statistics does, and names those that chance does not explain', async () => {
	const areas = sampleAreas
		.slice(0, 20)
		.map((area, index) =>
			index === 3
				? { ...area, numerator: String(Math.round(Number(area.denominator) * 0.2)), value: '200' }
				: area,
		);
	const { alt, svg, table, notes } = await picture({ ...sampleFunnel, areas });
	const name = areas[3]?.name ?? '';
	assert.match(alt, new RegExp(`Above the 99.8% limit: ${name} \\(200\\.0\\)`));
	assert.ok(wordsIn(svg).includes(name));
	assert.equal(table.rows.find(([force]) => force === name)?.at(-1), 'above the 99.8% limit');
	assert.ok(notes.some((note) => note.includes('over-dispersion')));
});

test('a control chart gives the signals by rule and stretch, and starts afresh at a break', async () => {
	const { alt } = await picture(sampleControl);
	assert.match(alt, /a value outside the limits \(September 2012\)/);
	assert.match(
		alt,
		/seven or more values in a row on one side of the mean \([^)]*January 2013 to December 2014\)/,
	);
	const broken = await picture({
		...sampleControl,
		breaks: [{ at: Temporal.PlainDate.from('2013-07-01'), because: 'a new system' }],
	});
	assert.match(broken.alt, /The limits start afresh in July 2013: a new system\./);
	assert.ok(wordsIn(broken.svg).includes('limits start afresh'));
	const few = await picture({ ...sampleControl, points: sampleControl.points.slice(0, 5) });
	assert.match(few.alt, /There are too few points for limits\./);
	assert.ok(few.notes.some((note) => note.includes('There are 5 points')));
});

test('grades stand as signs with words, and as codes with a key where there is no room', async () => {
	const two = await picture({ ...sampleGrades, forces: sampleGrades.forces.slice(0, 2) });
	assert.ok(wordsIn(two.svg).filter((word) => word === 'Requires improvement').length > 1);
	const three = await picture(sampleGrades);
	assert.ok(wordsIn(three.svg).includes('RI') && wordsIn(three.svg).includes('RI Requires improvement'));
	assert.ok(three.table.rows.flat().includes('Good (carried over from 2016)'));
	const odd = await picture({ ...sampleGrades, forces: [{ name: 'A', grades: [{ grade: 'splendid' }] }] });
	assert.ok(odd.notes.some((note) => note.includes('Not on the scale, and drawn as a cross: splendid.')));
	assert.ok(odd.table.rows[1]?.includes('no grade'));
});

test('the map has a tile for each of the forces, and says who has none', async () => {
	const btp = { area: 'BTP', name: 'British Transport Police', value: '12.34', marker: null };
	const { notes, svg, table } = await picture({
		...sampleTiles,
		areas: [...sampleTiles.areas.slice(1), btp],
	});
	assert.ok(notes.includes('Without a tile: British Transport Police (12.3).'));
	assert.ok(notes.includes('No figure was given for Northumb.'));
	assert.ok(wordsIn(svg).includes('Northumb'));
	assert.equal(table.rows.length, 43);
	const limits = await picture({ ...sampleTiles, classes: { limits: ['60', '55'] } });
	assert.equal(
		limits.table.rows.map((row) => row.at(-1)).filter((each, i, all) => all.indexOf(each) === i).length,
		4,
	);
});

test('figures that are not all made up are marked one by one', async () => {
	const [chosen, ...others] = sampleSeries.lines;
	const real = { ...chosen, points: chosen.points.map((point) => ({ ...point, illustrative: false })) };
	const drawn = await picture({ ...sampleSeries, lines: [real, ...others] });
	assert.equal(drawn.illustrative, 'some');
	assert.ok(wordsIn(drawn.svg).includes('England and Wales *'));
	assert.ok(wordsIn(drawn.svg).includes('Derbyshire'));
	assert.deepEqual(drawn.table.rows[0], [
		'12 months ending June 2010',
		'64.6',
		'66.0 (illustrative)',
		'72.6 (illustrative)',
	]);
	const lines = [real];
	assert.doesNotMatch((await picture({ ...sampleSeries, lines })).svg, /ILLUSTRATIVE/);
});

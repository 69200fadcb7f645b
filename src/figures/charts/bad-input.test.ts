import assert from 'node:assert/strict';
import { test } from 'node:test';
import {
	countMeasure as count,
	monthFrom,
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
} from '../../../test/charts.ts';
import type { Chart } from './chart.ts';
import { drawChart } from './draw.ts';

test('whatever a name, a title or a unit holds is text, in the picture and in its description', async () => {
	const evil = `</desc><script>alert(1)</script> & "quoted" 'single' ]]> {{ 1 + 1 }} datum.x \u0000\u0008 \ud800`;
	for (const chart of sampleCharts) {
		const named = JSON.parse(JSON.stringify({ title: evil, subtitle: evil, source: evil, notes: [evil] }));
		const drawn = await drawChart(withNames({ ...chart, ...named }, evil));
		if (drawn.svg === null) continue;
		sound(drawn.svg.replace(/<desc[\s\S]*<\/desc>/, ''));
		assert.ok(!['<script', '\u0000', '\u0008', '\ud800'].some((bad) => drawn.svg?.includes(bad)));
		assert.match(drawn.svg, /&lt;script&gt;alert\(1\)&lt;\/script&gt; &amp; /);
	}
});

function withNames(chart: Chart, name: string): Chart {
	switch (chart.kind) {
		case 'series':
			return {
				...chart,
				lines: chart.lines.map((line) => ({ ...line, name })),
				measure: { ...chart.measure, unit: name },
			};
		case 'ranked':
			return {
				...chart,
				areas: chart.areas.map((area) => ({ ...area, name })),
				guideline: { value: '3', means: name },
			};
		case 'funnel':
			return { ...chart, areas: chart.areas.map((area) => ({ ...area, name })), size: name };
		case 'control':
			return { ...chart, name, measure: { ...chart.measure, unit: name } };
		case 'grades':
			return {
				...chart,
				scale: chart.scale.map((grade) => ({ ...grade, title: name })),
				forces: chart.forces.map((force) => ({ ...force, name })),
			};
		case 'tiles':
			return {
				...chart,
				areas: chart.areas.map((area) => ({ ...area, name })),
				measure: { ...chart.measure, unit: name },
			};
	}
}

test('a funnel leaves out, by name, who has no count, and says why none can be drawn', async () => {
	const areas = sampleAreas.slice(0, 6);
	const less = areas.map((area, index) => (index === 1 ? { ...area, denominator: '0' } : area));
	const drawn = await picture({ ...sampleFunnel, areas: less });
	assert.ok(drawn.alt.includes(`no count of them: ${areas[1]?.name}.`));
	const none = await drawChart({
		...sampleFunnel,
		areas: areas.map((area) => ({ ...area, numerator: '0', value: '0' })),
	});
	assert.match(none.nothing ?? '', /^There is nothing to draw: No point of the funnel has any events/);
	assert.equal(none.table.rows.length, 6);
});

const one = { ...monthFrom('2014-01-01', 0), value: '5', marker: null };
const values = {
	'one point': ['5'],
	'the same value throughout': ['7', '7', '7'],
	'noughts only': ['0', '0'],
	'negative values': ['-3', '-20.5', '4'],
	'huge numbers': ['123456789012345678', '923456789012345678'],
	'tiny numbers': ['0.00000012', '0.00000034'],
	'what is no number': ['NaN', 'Infinity', '12'],
	'proportions of 100 per cent': ['1', '1', '0.99'],
};

for (const [what, numbers] of Object.entries(values)) {
	test(`${what} are drawn as they are by every chart of numbers`, async () => {
		const measure = what.startsWith('proportions') ? share : count;
		const points = numbers.map((value, index) => ({
			...monthFrom('2014-01-01', index),
			value,
			marker: null,
		}));
		const areas = numbers.map((value, index) => ({
			...(sampleAreas[index] ?? sampleAreas[0]),
			area: sampleAreas[index]?.area ?? '',
			name: `Force ${index}`,
			value,
			lower: null,
			upper: null,
		}));
		const charts: Chart[] = [
			{ ...sampleSeries, measure, lines: [{ name: 'A', role: 'chosen', points }], breaks: [] },
			{ ...sampleRanked, measure, areas },
			{ ...sampleControl, measure, points },
			{ ...sampleTiles, measure, areas },
		];
		for (const chart of charts) {
			const { svg, table } = await picture(chart);
			sound(svg);
			assert.ok(table.rows.length >= numbers.length, chart.kind);
			const printed = table.rows.flat().join(' ');
			if (what.startsWith('proportions')) assert.match(printed, /100\.0%/);
			if (what.startsWith('huge')) assert.match(printed, /123,456,789,012,345,678/);
			if (what.startsWith('negative')) assert.match(printed, /−21/);
			if (what.startsWith('what is no')) assert.match(printed, /not available/);
		}
	});
}

test('a scale of proportions does not go beyond 100 per cent', async () => {
	const points = ['0.4', '1'].map((value, index) => ({ ...monthFrom('2014-01-01', index), value }));
	const { svg } = await picture({
		...sampleSeries,
		measure: share,
		breaks: [],
		lines: [{ name: 'A', role: 'chosen', points }],
	});
	assert.ok(wordsIn(svg).includes('100%'));
	assert.ok(!wordsIn(svg).includes('120%'));
});

test('no data, or nothing but markers, is said in words, with the table that there is', async () => {
	const suppressed = { value: null, lower: null, upper: null, marker: 'suppressed' as const };
	const charts: Chart[] = [
		{ ...sampleSeries, lines: [] },
		{ ...sampleSeries, lines: [{ name: 'A', role: 'chosen', points: [{ ...one, ...suppressed }] }] },
		{ ...sampleRanked, areas: [] },
		{ ...sampleRanked, areas: [{ name: 'A', ...suppressed }] },
		{ ...sampleFunnel, areas: [] },
		{ ...sampleFunnel, areas: sampleAreas.map((area) => ({ ...area, ...suppressed })) },
		{ ...sampleControl, points: [] },
		{ ...sampleControl, points: [{ ...one, ...suppressed }] },
		{ ...sampleTiles, areas: [] },
		{ ...sampleTiles, areas: sampleTiles.areas.map((area) => ({ ...area, ...suppressed })) },
		{ ...sampleTiles, areas: [{ area: 'BTP', name: 'British Transport Police', value: '1' }] },
		{ ...sampleGrades, forces: [] },
		{ ...sampleGrades, components: [] },
		{ ...sampleGrades, forces: [{ name: 'A', grades: [{ grade: null }] }] },
	];
	for (const chart of charts) {
		const { svg, nothing, alt } = await drawChart(chart);
		assert.equal(svg, null);
		assert.match(nothing ?? '', /^There is nothing to draw: .+\.$/);
		assert.ok(alt.startsWith(nothing ?? '?'));
	}
});

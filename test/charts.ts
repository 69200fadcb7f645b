import assert from 'node:assert/strict';
import type { Chart, ChartArea, Drawn } from '../src/figures/charts/chart.ts';
import { drawChart } from '../src/figures/charts/draw.ts';
import { tilePlaces } from '../src/figures/charts/tile-places.ts';

/** One chart of each kind, with made-up numbers and all that charts have to bear: gaps, markers, breaks, long names. */

const measure = { kind: 'rate', decimals: 1, unit: 'crimes per 1,000 people' } as const;
export const countMeasure = { kind: 'count', decimals: 0, unit: 'crimes' } as const;
export const shareMeasure = {
	kind: 'proportion',
	decimals: 1,
	unit: 'share of victims who were satisfied',
} as const;
const source = 'Made up for this gallery, release of 16 October 2014';

export function yearTo(year: number, month = 6) {
	const until = Temporal.PlainDate.from({ year, month, day: 1 }).with({ day: 31 });
	return { since: until.subtract({ years: 1 }).add({ days: 1 }), until };
}

export function monthFrom(first: string, index: number) {
	const since = Temporal.PlainDate.from(first).add({ months: index });
	return { since, until: since.with({ day: since.daysInMonth }) };
}

const years = (values: readonly (string | null)[]) =>
	values.map((value, index) => ({
		...yearTo(2010 + index),
		value,
		marker: value === null ? ('not available' as const) : null,
		illustrative: true,
	}));

export type SampleArea = ChartArea & {
	area: string;
	name: string;
	value: string;
	numerator: string;
	denominator: string;
};

/** All forces of the map: numbers that look like numbers, and are the same each time. */
export const sampleAreas: readonly SampleArea[] = tilePlaces.map(({ area, short }, index) => {
	const size =
		short === 'City' ? 8_000 : short === 'Met' ? 8_400_000 : 420_000 + ((index * 7919) % 29) * 61_000;
	const count = Math.round((size * (520 + ((index * 37) % 43) * 4)) / 10_000);
	const value = (count / size) * 1000;
	const error = (Math.sqrt(count) / size) * 1000 * 8;
	return {
		area,
		name: `${short} Police`,
		value: value.toFixed(6),
		lower: (value - error).toFixed(6),
		upper: (value + error).toFixed(6),
		numerator: String(count),
		denominator: String(size),
		marker: null,
		illustrative: true,
		...(short === 'Derbys' ? { role: 'chosen' as const } : {}),
		...(['Notts', 'Staffs', 'Leics', 'Lancs'].includes(short) ? { role: 'group' as const } : {}),
	};
});

const marked = sampleAreas.map((area, index) => {
	if (index === 5) return { ...area, value: null, lower: null, upper: null, marker: 'suppressed' as const };
	if (index === 9) return { ...area, marker: 'provisional' as const };
	if (index === 12) return { ...area, name: 'Hampshire, the Isle of Wight and everywhere else Constabulary' };
	return area;
});

const scale = [
	{ id: 'outstanding', title: 'Outstanding' },
	{ id: 'good', title: 'Good' },
	{ id: 'requires-improvement', title: 'Requires improvement' },
	{ id: 'inadequate', title: 'Inadequate' },
];

const components = [
	{ title: 'Effectiveness', level: 'pillar' },
	{ title: 'Preventing crime and tackling anti-social behaviour', level: 'question' },
	{ title: 'Investigating crime', level: 'question' },
	{ title: 'Protecting vulnerable people', level: 'question' },
	{ title: 'Efficiency', level: 'pillar' },
	{ title: 'Legitimacy', level: 'pillar' },
] as const;

const gradeAt = (force: number, part: number) => {
	const grades = ['outstanding', 'good', 'good', 'requires-improvement', 'inadequate', 'good', null];
	const grade = grades[(force * 5 + part * 3 + force * part) % 7] ?? null;
	return {
		grade,
		illustrative: true,
		...(part === 1 && force === 1 ? { note: 'carried over from 2016' } : {}),
	};
};

const gradesOf = (count: number) =>
	sampleAreas.slice(0, count).map(({ name, role }, force) => ({
		name,
		...(force === 2 ? { role: 'chosen' as const } : role === 'group' ? { role } : {}),
		grades: components.map((_, part) => gradeAt(force, part)),
	}));

export const sampleSeries = {
	kind: 'series',
	title: 'Recorded crime has fallen faster in the force than in its group',
	subtitle: 'Recorded crime excluding fraud per 1,000 people, 12 months ending June 2010 to June 2014',
	source,
	measure,
	lines: [
		{
			name: 'Derbyshire',
			role: 'chosen',
			points: years(['64.64', '60.2', '55', '52.1', '50.75']).map((point, index) =>
				index === 4 ? { ...point, marker: 'provisional' as const } : point,
			),
		},
		{ name: 'Most similar group', role: 'group', points: years(['66', '63', '60.1', null, '57.3']) },
		{ name: 'England and Wales', role: 'nation', points: years(['72.6', '70.1', '66.9', '62.1', '60.7']) },
	],
	breaks: [{ at: Temporal.PlainDate.from('2012-11-01'), because: 'crimes are counted by a new rule' }],
	notes: ['The made-up rule of November 2012 counts a crime when it is reported.'],
} as const satisfies Chart;

export const sampleRanked = {
	kind: 'ranked',
	title: 'The force is in the middle of all forces',
	subtitle: 'Recorded crime excluding fraud per 1,000 people, 12 months ending June 2014',
	source,
	measure,
	areas: marked,
	nation: { name: 'England and Wales', value: '60.7', illustrative: true },
	guideline: { value: '65', means: 'Guideline' },
} as const satisfies Chart;

export const sampleFunnel = {
	kind: 'funnel',
	title: 'The force is where chance would put it',
	subtitle: 'Recorded crime excluding fraud per 1,000 people, 12 months ending June 2014, by population',
	source,
	measure,
	of: 'rate',
	per: 1000,
	size: 'people',
	areas: marked,
} as const satisfies Chart;

export const sampleControl = {
	kind: 'control',
	title: 'Crime fell in the summer of 2013, and has stayed low',
	subtitle: 'Crimes recorded each day, by month, January 2012 to December 2014',
	source,
	measure: { ...measure, unit: 'crimes recorded each day' },
	name: 'Derbyshire',
	improvement: 'down',
	points: Array.from({ length: 36 }, (_, index) => ({
		...monthFrom('2012-01-01', index),
		value: String((index < 20 ? 50 : 44) + ((index * 37) % 11) / 2 + (index === 8 ? 14 : 0)),
		marker: index > 33 ? ('provisional' as const) : null,
		illustrative: true,
	})),
} as const satisfies Chart;

export const sampleGrades = {
	kind: 'grades',
	title: 'The force was graded good at most of what was inspected',
	subtitle: 'Grades of three forces by pillar and question',
	source,
	scale,
	components,
	forces: gradesOf(3),
} as const satisfies Chart;

export const sampleTiles = {
	kind: 'tiles',
	title: 'The highest rates are scattered over the country',
	subtitle: 'Recorded crime excluding fraud per 1,000 people, 12 months ending June 2014',
	source,
	measure,
	areas: marked.map((area, index) => (index === 20 ? { ...area, illustrative: false } : area)),
	classes: { quantiles: 5 },
} as const satisfies Chart;

export const sampleCharts: readonly Chart[] = [
	sampleSeries,
	sampleRanked,
	sampleFunnel,
	sampleControl,
	{
		...sampleControl,
		title: 'The limits start afresh where the counting did',
		breaks: [{ at: Temporal.PlainDate.from('2013-07-01'), because: 'a new system for recording crime' }],
	},
	sampleGrades,
	{
		...sampleGrades,
		title: 'Most forces are good at most of what was inspected',
		subtitle: 'Grades of all forces by pillar and question',
		forces: gradesOf(43),
	},
	sampleTiles,
	{
		...sampleSeries,
		title: 'There is nothing to draw here',
		lines: sampleSeries.lines.map((line) => ({
			...line,
			points: line.points.map((point) => ({ ...point, value: null, marker: 'suppressed' as const })),
		})),
	},
];

/** The picture of a chart that has one. */
export async function picture(chart: Chart): Promise<Drawn & { svg: string }> {
	const drawn = await drawChart(chart);
	assert.equal(drawn.nothing, null);
	assert.ok(drawn.svg !== null);
	return { ...drawn, svg: drawn.svg };
}

export const wordsIn = (svg: string) =>
	[...svg.matchAll(/<text[^>]*>([^<]*)<\/text>/g)].map(([, words]) => words);

/** No coordinate that a browser could not place. */
export const sound = (svg: string) => assert.doesNotMatch(svg, /NaN|Infinity|undefined|null/);

import { areas } from './areas.ts';
import { drawnBetween } from './drawing.ts';
import { type Anchors, type Path, type Spread, spread, standing } from './paths.ts';
import { nationAt, type People, peopleAt } from './population.ts';
import type { Row } from './row.ts';
import { beforeChange, countFor, perThousand, shareOut } from './solving.ts';
import { quarters, yearTo } from './time.ts';

/** What the report on crime of 2014 states of the 12 months to June 2014: so many for every 1,000, and changes in percent. */
const june2014 = '2014-06-30';
const [june2010, june2013, march2019] = ['2010-06-30', '2013-06-30', '2019-03-31'];
/** What the assessment of 2018/19 states of Derbyshire in the 12 months to March 2019. */
const crimes2019 = 61_227;

type Base = 'population' | 'households';
type Side = { until2014: number; change?: { four: number; one?: number }; ends: readonly [number, number] };
type Stated = { name: string; partOf?: string; base: Base; nation: Side; derbyshire: Side };

/** `ends`: the rates in March 2010 and March 2020, which nobody states. */
const stated: readonly Stated[] = [
	{
		name: 'recorded',
		base: 'population',
		nation: { until2014: 60.7, change: { four: -16, one: -1 }, ends: [73.4, 88.9] },
		derbyshire: { until2014: 50.8, change: { four: -21, one: 2 }, ends: [65, 60.9] },
	},
	{
		name: 'victim-based',
		partOf: 'recorded',
		base: 'population',
		nation: { until2014: 53.9, change: { four: -16 }, ends: [65.2, 74.6] },
		derbyshire: { until2014: 46.0, change: { four: -22 }, ends: [59.7, 53.1] },
	},
	{
		name: 'sexual',
		partOf: 'victim-based',
		base: 'population',
		nation: { until2014: 1.2, ends: [0.96, 2.7] },
		derbyshire: { until2014: 0.9, ends: [0.81, 2.2] },
	},
	{
		name: 'violence-with-injury',
		partOf: 'victim-based',
		base: 'population',
		nation: { until2014: 5.9, ends: [7.2, 9.1] },
		derbyshire: { until2014: 5.5, ends: [7.1, 7.6] },
	},
	{
		name: 'dwelling-burglary',
		partOf: 'victim-based',
		base: 'households',
		nation: { until2014: 8.9, ends: [11.7, 10.9] },
		derbyshire: { until2014: 6.6, ends: [9.8, 8.2] },
	},
];

function anchorsOf({ until2014, change, ends }: Side, base: (until: string) => number): Anchors {
	const [first = '', last = ''] = [quarters[0], quarters.at(-1)];
	const now = countFor(until2014, base(june2014), perThousand);
	return {
		[first]: Math.round((ends[0] * base(first)) / 1000),
		...(change === undefined ? {} : { [june2010]: beforeChange(now, change.four) }),
		...(change?.one === undefined ? {} : { [june2013]: beforeChange(now, change.one) }),
		[june2014]: now,
		[last]: Math.round((ends[1] * base(last)) / 1000),
	};
}

function pathOf({ name, base, nation, derbyshire }: Stated): Path {
	const of = (people: People) => people[base];
	const own = anchorsOf(derbyshire, (until) => of(peopleAt('E23000018', until)));
	return {
		name,
		nation: anchorsOf(nation, (until) => of(nationAt(until))),
		derbyshire: name === 'recorded' ? { ...own, [march2019]: crimes2019 } : own,
	};
}

const otherVictims = {
	Homicide: 0.01,
	'Death or serious injury caused by illegal driving': 0.01,
	'Violence without injury': 5.2,
	'Stalking and harassment': 2.1,
	Robbery: 1,
	burglary: 4.2,
	'Vehicle offences': 6.7,
	'Theft from the person': 1.7,
	'Bicycle theft': 1.6,
	Shoplifting: 5.7,
	'All other theft offences': 9.4,
	'Criminal damage and arson': 9.2,
};
const societal = {
	'Drug offences': 3.3,
	'Possession of weapons offences': 0.4,
	'Public order offences': 2.5,
	'Miscellaneous crimes against society': 0.8,
};

/** Homes and other buildings: how burglary was classified before April 2017, and how since. */
const [before, since] = [
	['Domestic burglary', 'Non-domestic burglary'],
	['Residential burglary', 'Non-residential burglary'],
];

/** How many quarters of a window belong to the classification from April 2017. */
function quartersSinceBreak(until: string): number {
	const months = Temporal.PlainDate.from('2017-03-31').until(Temporal.PlainDate.from(until), {
		largestUnit: 'months',
	}).months;
	return Math.min(4, Math.max(0, Math.round(months / 3)));
}

function burglary(until: string, counts: readonly [number, number]): [string, number][] {
	const later = quartersSinceBreak(until);
	return counts.flatMap((count, index): [string, number][] => {
		const [now = 0, then = 0] = shareOut(count, [later, 4 - later]);
		return [
			...(later < 4 ? [[before?.[index] ?? '', then] satisfies [string, number]] : []),
			...(later > 0 ? [[since?.[index] ?? '', now] satisfies [string, number]] : []),
		];
	});
}

/** A count shared out to offences, by weights that differ from force to force. */
function parts(count: number, weights: Readonly<Record<string, number>>, code: string): [string, number][] {
	const names = Object.keys(weights);
	const shares = shareOut(
		count,
		names.map((name) => (weights[name] ?? 0) * drawnBetween(0.8, 1.2, code, name)),
	);
	return names.map((name, index) => [name, shares[index] ?? 0]);
}

export function crimeRows(): Row[] {
	const spreads = spreadAll();
	const rows: Row[] = [];
	for (const [quarter, until] of quarters.entries()) {
		const span = yearTo(until);
		rows.push(...railwayRows(until));
		for (const { code } of areas) {
			const of = (name: string) => spreads.get(name)?.[quarter]?.get(code) ?? 0;
			const victims =
				of('victim-based') - of('sexual') - of('violence-with-injury') - of('dwelling-burglary');
			const shared = parts(victims, otherVictims, code);
			const elsewhere = shared.find(([name]) => name === 'burglary')?.[1] ?? 0;
			const offences: [string, number][] = [
				['Violence with injury', of('violence-with-injury')],
				['Sexual offences', of('sexual')],
				...burglary(until, [of('dwelling-burglary'), elsewhere]),
				...shared.filter(([name]) => name !== 'burglary'),
				...parts(of('recorded') - of('victim-based'), societal, code),
				...fraud(until, code),
			];
			for (const [offence, value] of offences) {
				if (value < 0) throw new RangeError(`${offence} in ${code} to ${until} would be ${value}`);
				rows.push({ area: code, ...span, measure: 'offences', value, by: { offence } });
			}
		}
	}
	return rows;
}

/** British Transport Police are in the table of forces, and in no total of England and Wales that forces are set beside. */
function railwayRows(until: string): Row[] {
	return Object.entries({ 'Violence without injury': 6200, 'All other theft offences': 14_300 }).map(
		([offence, about]) => ({
			area: 'British Transport Police',
			...yearTo(until),
			measure: 'offences',
			value: Math.round(about * drawnBetween(0.95, 1.05, 'railways', offence, until)),
			by: { offence },
		}),
	);
}

/** What is part of another is spread as that is, so that no part is more than the whole. */
function spreadAll(): ReadonlyMap<string, Spread> {
	const spreads = new Map<string, Spread>();
	for (const one of stated) {
		const whole = one.partOf === undefined ? undefined : spreads.get(one.partOf);
		const nearly = one.partOf === 'recorded' ? [0.985, 1.015] : [0.8, 1.2];
		const [low = 1, high = 1] = nearly;
		spreads.set(
			one.name,
			spread(pathOf(one), (code, quarter) =>
				whole === undefined
					? peopleAt(code, quarters[quarter] ?? '').population * standing(code, one.name)
					: (whole[quarter]?.get(code) ?? 0) * drawnBetween(low, high, code, one.name),
			),
		);
	}
	return spreads;
}

/** Fraud was recorded by forces until 2013, and nationally since: no figure of the documents counts it. */
function fraud(until: string, code: string): [string, number][] {
	if (until > '2013-03-31') return [];
	const { population } = peopleAt(code, until);
	return [['Fraud offences', Math.round((population / 1000) * drawnBetween(1.6, 3.4, code, 'fraud', until))]];
}

import {
	areaOf,
	type Comparison,
	compareEach,
	type Figure,
	figuresOf,
	forcesOn,
	growsWithArea,
	type Indicator,
	printed,
	printedNumber,
	sourceInWords,
	spanInWords,
	totalOf,
} from '../../figures/index.ts';
import type { Answer, Asked, Found, FoundCell } from '../tree/resolver.ts';
import { type FactContext, factOf } from './figure-fact.ts';
import { factContext } from './figures.ts';
import type { Known, Register } from './known.ts';
import { areaIn, type Located, locate, noForce } from './located.ts';
import { isProblem, type Problem, refused, without } from './problem.ts';

type Table = Found['table'];

/**
 * `::table[indicator]{areas until}` is one indicator by force; `::table[caption]{indicators area with until}` several
 * indicators of one area, beside the nation and its most similar group.
 */
export async function makeTables(known: Known, asked: readonly Asked[]): Promise<Answer<Table>[]> {
	const context = await factContext(known);
	const several = asked.map((one) => (one.attributes.indicators === undefined ? [] : indicatorsIn(one)));
	const inContext = await locate(known, several.flat());
	const byForce = await locate(
		known,
		asked.map(({ name, attributes: { indicators, area: _, areas: __, ...attributes } }) => ({
			name,
			attributes: indicators === undefined ? { ...attributes, area: 'nation' } : {},
		})),
	);
	const compared = await comparedAll(known, inContext);
	const peers = await peersOf(known, asked, byForce);
	const register = await known.register();
	let next = 0;
	return asked.map((one, index): Answer<Table> => {
		const own = several[index] ?? [];
		if (one.attributes.indicators !== undefined) {
			const rows = inContext.slice(next, next + own.length);
			next += own.length;
			return contextTable(rows, compared, { one, context });
		}
		const located = byForce[index];
		if (located === undefined || isProblem(located)) return located ?? nothing;
		return forceTable(known, register, located, peers, { one, context });
	});
}

const nothing = refused('This table has no figures.', 'Name an indicator.');

function indicatorsIn({ attributes }: Asked): Pick<Asked, 'name' | 'attributes'>[] {
	const { indicators = '', area, until } = attributes;
	const shared = { ...(area === undefined ? {} : { area }), ...(until === undefined ? {} : { until }) };
	return listIn(indicators).map((name) => ({ name, attributes: shared }));
}

function listIn(words: string): string[] {
	return words.split(/[\s,]+/).filter((word) => word !== '');
}

async function comparedAll(
	known: Known,
	located: readonly (Located | Problem)[],
): Promise<Map<Located, Comparison>> {
	const wanted = without(located);
	if (wanted.length === 0) return new Map();
	const found = await compareEach(known.tx, wanted, { rules: await known.rules() });
	return new Map(
		wanted.flatMap((one, index) => {
			const comparison = found[index];
			return comparison === undefined ? [] : [[one, comparison]];
		}),
	);
}

type Setting = { one: Asked; context: FactContext };

function contextTable(
	rows: readonly (Located | Problem)[],
	compared: ReadonlyMap<Located, Comparison>,
	{ one, context }: Setting,
): Answer<Table> {
	const problem = rows.find((row) => isProblem(row));
	if (problem !== undefined && isProblem(problem)) return problem;
	const comparisons = without(rows).flatMap((row) => compared.get(row) ?? []);
	const [first] = comparisons;
	if (first === undefined) return nothing;
	const beside = one.attributes.with === undefined ? ['nation', 'group'] : listIn(one.attributes.with);
	const group = beside.includes('group') && comparisons.some((each) => each.group.chosen !== null);
	const nation = beside.includes('nation') && comparisons.some((each) => each.nation !== null);
	const used = comparisons.flatMap(({ figure, nation: theirs, group: { chosen } }) =>
		[figure, nation ? theirs?.figure : null, group ? chosen?.figure : null].flatMap((each) => each ?? []),
	);
	return {
		found: {
			caption: one.name,
			head: [
				{ text: 'Measure' },
				{ text: first.name, numeric: true },
				...(nation ? [{ text: first.nation?.name ?? 'England and Wales', numeric: true }] : []),
				...(group ? [{ text: 'Most similar group', numeric: true }] : []),
				{ text: 'Period' },
			],
			rows: comparisons.map((each) => {
				const { indicator, figure, until } = each;
				return [
					{ text: measureIn(indicator) },
					cell(indicator, figure, context),
					...(nation ? [cell(indicator, each.nation?.figure ?? null, context)] : []),
					...(group ? [cell(indicator, each.group.chosen?.figure ?? null, context)] : []),
					{ text: spanInWords({ since: figure?.since ?? until, until }) },
				];
			}),
			source: sourceInWords(used, context.snapshots),
			notes: notesOf(used, context),
		},
	};
}

/** "Recorded crime (crimes per 1,000 people)" */
function measureIn({ title, unit }: Indicator): string {
	return `${title} (${unit})`;
}

function cell(indicator: Indicator, figure: Figure | null, context: FactContext): FoundCell {
	if (figure === null) return { text: '–', numeric: true };
	const text = figure.value === null ? (figure.marker ?? 'not available') : printed(indicator, figure.value);
	return { text, numeric: true, facts: [factOf(indicator, figure, context)] };
}

function notesOf(figures: readonly Figure[], { nameOfArea }: FactContext): string[] {
	const marked = Map.groupBy(
		figures.flatMap(({ markers, area }) => markers.map((marker) => ({ marker, area }))),
		({ marker }) => marker,
	);
	return [
		...[...marked].map(([marker, all]) => {
			const names = [...new Set(all.map(({ area }) => nameOfArea(area)))];
			return `${marker.charAt(0).toUpperCase()}${marker.slice(1)}: ${names.join(', ')}.`;
		}),
		...(figures.some(({ illustrative }) => illustrative)
			? [`${figures.every(({ illustrative }) => illustrative) ? 'The' : 'Some'} figures are illustrative.`]
			: []),
	];
}

/** The figures of all forces, and of the nation, of every indicator that a table shows by force. */
async function peersOf(
	known: Known,
	asked: readonly Asked[],
	located: readonly (Located | Problem)[],
): Promise<Figure[]> {
	const wanted = located.flatMap((one, index) =>
		isProblem(one) || asked[index]?.attributes.indicators !== undefined ? [] : [one],
	);
	if (wanted.length === 0) return [];
	const { forces } = await known.register();
	return figuresOf(known.tx, {
		areas: [
			...forces.flatMap((force) => areaOf(force) ?? []),
			...wanted.map(({ indicator }) => totalOf(indicator)),
		],
		at: wanted.map(({ indicator: { id, version }, until }) => ({ indicator: id, version, until })),
	});
}

function forceTable(
	known: Known,
	register: Register,
	{ indicator, until }: Located,
	peers: readonly Figure[],
	{ one, context }: Setting,
): Answer<Table> {
	if (known.about.anonymous === true)
		return refused('This table names forces, and this document must not.', 'Put it in an annex of its own.');
	const own = new Map(
		peers
			.filter(
				(each) =>
					each.indicator === indicator.id && each.version === indicator.version && each.until.equals(until),
			)
			.map((each) => [each.area, each]),
	);
	const areas = areasIn(known, register, indicator, one.attributes.areas, until);
	if (isProblem(areas)) return areas;
	const total = totalOf(indicator);
	const shown = [...areas.filter((area) => area !== total), ...(growsWithArea(indicator) ? [] : [total])];
	const figures = shown.flatMap((area) => own.get(area) ?? []);
	const [first] = figures;
	if (first === undefined) return nothing;
	const interval = figures.some(({ lower }) => lower !== null);
	const counts = figures.some(({ numerator, denominator }) => numerator !== null && denominator !== null);
	return {
		found: {
			caption: `${measureIn(indicator)}, ${spanInWords(first)}`,
			head: [
				{ text: 'Force' },
				{ text: 'Value', numeric: true },
				...(interval ? [{ text: 'Interval', numeric: true }] : []),
				...(counts
					? [
							{ text: 'Number', numeric: true },
							{ text: 'Out of', numeric: true },
						]
					: []),
			],
			rows: shown.map((area) => {
				const figure = own.get(area) ?? null;
				const beside = (text: string): FoundCell =>
					figure === null
						? { text: '–', numeric: true }
						: { text, numeric: true, facts: [factOf(indicator, figure, context)] };
				return [
					{ text: context.nameOfArea(area) },
					cell(indicator, figure, context),
					...(interval ? [beside(intervalOf(indicator, figure))] : []),
					...(counts ? [beside(count(figure?.numerator)), beside(count(figure?.denominator))] : []),
				];
			}),
			source: sourceInWords(figures, context.snapshots),
			notes: notesOf(figures, context),
		},
	};
}

function areasIn(
	known: Known,
	register: Register,
	indicator: Indicator,
	written: string | undefined,
	until: Temporal.PlainDate,
): string[] | Problem {
	if (written === undefined || written === 'all')
		return forcesOn(register.forces, until)
			.map(({ code }) => code)
			.toSorted((a, b) => register.nameOfArea(a).localeCompare(register.nameOfArea(b), 'en-GB'));
	const areas: string[] = [];
	for (const word of listIn(written)) {
		const area = areaIn(known, register, indicator, word);
		if (typeof area !== 'string') return noForce(register, word);
		areas.push(area);
	}
	return areas;
}

function intervalOf(indicator: Indicator, figure: Figure | null): string {
	if (figure === null || figure.lower === null || figure.upper === null) return '–';
	return `${printed(indicator, figure.lower)} to ${printed(indicator, figure.upper)}`;
}

function count(value: string | null | undefined): string {
	return value == null ? '–' : printedNumber(value, 0);
}

import { inWordsDate } from '../../foundation/index.ts';
import { inOrder } from '../comparison/decimal.ts';
import { growsWithArea } from '../comparison/measured.ts';
import { inWords } from '../comparison/period.ts';
import { printed, printedNumber } from '../comparison/print.ts';
import { rankOf } from '../comparison/standing.ts';
import type { Figure } from '../engine/figure.ts';
import type { Indicator } from '../indicators/indicator.ts';
import type { Snapshot } from '../snapshots/snapshot.ts';
import { sourceTitle } from '../snapshots/words.ts';
import type { Recomputation } from './listing.store.ts';
import { said } from './markers.ts';
import type { Reading } from './reading.ts';

export const sorts = ['name', 'value'] as const;
export type Sort = (typeof sorts)[number];

/** A row of a table of areas; what is not there is a dash. */
export type AreaRow = {
	cells: readonly (string | number | null | { text: string; href: string })[];
	notes: string;
	illustrative: boolean;
	chosen: boolean;
};

const count = (value: string | null) =>
	value === null ? null : printedNumber(value, value.includes('.') && !/\.0*$/.test(value) ? 2 : 0);

function numbers(indicator: Indicator, figure: Figure | undefined): (string | null)[] {
	if (figure === undefined) return [null, null, null, null];
	const { value, lower, upper, numerator, denominator } = figure;
	return [
		value === null ? null : printed(indicator, value),
		lower === null || upper === null ? null : `${printed(indicator, lower)} to ${printed(indicator, upper)}`,
		count(numerator),
		count(denominator),
	];
}

/** Every force of the day, by value or by name; forces without a figure come last. */
export function forceRows(
	reading: Reading,
	{ sort, area, ranking }: { sort: Sort; area: string | null; ranking?: Reading['forces'] },
	hrefOf: (code: string) => string | null,
): AreaRow[] {
	const { indicator, figures, forces, nameOf } = reading;
	const byArea = new Map(figures.map((figure) => [figure.area, figure]));
	const order = {
		name: (a: string, b: string) => nameOf(a).localeCompare(nameOf(b), 'en-GB'),
		value: (a: string, b: string) => {
			const [one, other] = [byArea.get(a)?.value ?? null, byArea.get(b)?.value ?? null];
			if (one === null || other === null) return Number(one === null) - Number(other === null);
			return inOrder(other, one);
		},
	};
	const ranked = growsWithArea(indicator) ? [] : (ranking ?? forces);
	return forces
		.map(({ code }) => code)
		.toSorted((a, b) => order[sort](a, b) || order.name(a, b))
		.map((code) => {
			const figure = byArea.get(code);
			const place = rankOf(code, ranked, byArea)?.place ?? null;
			const href = hrefOf(code);
			return {
				cells: [
					href === null ? nameOf(code) : { text: nameOf(code), href },
					...numbers(indicator, figure),
					place,
				],
				notes: figure === undefined ? 'no figure' : said(figure, nameOf),
				illustrative: figure?.illustrative ?? false,
				chosen: code === area,
			};
		});
}

/** The nation first, then regions; a group belongs to a force's own page. */
export function widerRows({ indicator, figures, forces, nameOf, total }: Reading): AreaRow[] {
	const own = new Set(forces.map(({ code }) => code));
	return figures
		.filter(({ area }) => !own.has(area) && !area.startsWith('group:'))
		.toSorted((a, b) => weight(a.area, total) - weight(b.area, total) || (a.area < b.area ? -1 : 1))
		.map((figure) => ({
			cells: [nameOf(figure.area), ...numbers(indicator, figure)],
			notes: said(figure, nameOf),
			illustrative: figure.illustrative,
			chosen: false,
		}));
}

function weight(area: string, total: string): number {
	if (area === total) return 0;
	return area.startsWith('region:') ? 2 : 1;
}

/** The parts of the nation's figure. */
export function partRows(
	indicator: Indicator,
	figures: readonly Figure[],
	nameOf: Reading['nameOf'],
): AreaRow[] {
	return figures
		.filter(({ breakdown }) => Object.keys(breakdown).length > 0)
		.map((figure) => ({
			cells: [
				Object.entries(figure.breakdown)
					.map(([name, value]) => `${name}: ${value}`)
					.join(', '),
				...numbers(indicator, figure),
			],
			notes: said(figure, nameOf),
			illustrative: figure.illustrative,
			chosen: false,
		}));
}

/** Which release each part was read from, newest first. */
export function provenanceOf(figures: readonly Figure[], snapshots: readonly Snapshot[]) {
	const used = (pick: (figure: Figure) => readonly string[]) => new Set(figures.flatMap(pick));
	const [all, numerators, denominators] = [
		used((one) => one.snapshots),
		used((one) => one.numeratorSnapshots),
		used((one) => one.denominatorSnapshots),
	];
	return snapshots
		.filter(({ id }) => all.has(id))
		.map((snapshot) => {
			const parts = [
				...(numerators.has(snapshot.id) ? ['numerator'] : []),
				...(denominators.has(snapshot.id) ? ['denominator'] : []),
			];
			return {
				href: `/data/${snapshot.id}`,
				release: snapshot.release,
				source: sourceTitle(snapshot.source),
				part: parts.length === 0 ? 'what goes with them' : parts.join(' and '),
				published: snapshot.publishedOn === null ? null : inWordsDate(snapshot.publishedOn),
				imported: snapshot.importedAt,
				by: snapshot.importedByName,
				illustrative: snapshot.illustrative,
				parquet: snapshot.parquet,
				files: snapshot.files.map(({ name, sha256 }) => ({ name, sha256 })),
			};
		});
}

/** "Recorded crime (year to June 2014); Population (mid-2013)", as a chart names its source. */
export function sourceInWords(figures: readonly Figure[], snapshots: readonly Snapshot[]): string {
	const used = new Set(figures.flatMap((figure) => figure.snapshots));
	const found = snapshots.filter(({ id }) => used.has(id));
	const bySource = Map.groupBy(found, ({ source }) => source);
	const named = [...bySource].map(([source, [newest, ...older]]) => {
		const more = older.length === 0 ? '' : ` and ${older.length} earlier`;
		return newest === undefined ? sourceTitle(source) : `${sourceTitle(source)} (${newest.release}${more})`;
	});
	return named.length === 0 ? 'stored figures' : named.join('; ');
}

/** Caveats of all forces and periods; each says of whom and when it is said. */
export function caveatRows({ caveats }: Indicator, nameOf: Reading['nameOf']): string[] {
	return caveats.map(({ text, forces, since, until }) => {
		const about = forces.length === 0 ? '' : `${forces.map(nameOf).join(', ')}`;
		const when = [
			since === undefined ? '' : `from ${inWordsDate(since)}`,
			until === undefined ? '' : `until ${inWordsDate(until)}`,
		]
			.filter((part) => part !== '')
			.join(' ');
		const of = [about, when].filter((part) => part !== '').join(', ');
		return of === '' ? text : `${of.charAt(0).toUpperCase()}${of.slice(1)}: ${text}`;
	});
}

export function recomputationRows(
	indicator: Indicator,
	all: readonly Recomputation[],
	nameOf: Reading['nameOf'],
) {
	const value = (text: string | null) => {
		if (text === null) return 'nothing';
		const [number, ...markers] = text.split(', ');
		if (number === undefined || !/^-?\d/.test(number)) return text;
		return [printed(indicator, number), ...markers].join(', ');
	};
	return all.map(({ examples, ...one }) => ({
		...one,
		examples: examples.map((example) => [
			nameOf(example.area),
			inWordsDate(Temporal.PlainDate.from(example.until)),
			Object.values(example.breakdown).join(', ') || 'the whole',
			value(example.was),
			value(example.is),
		]),
	}));
}

/** The command that prints the query and the rows of the snapshots behind a figure. */
export function commandFor({ indicator, span }: Pick<Reading, 'indicator' | 'span'>, area: string): string {
	const period = span === null ? '' : ` --period ${span.until.toString().slice(0, 7)}`;
	return `./inspectorate figure ${indicator.id} --area ${/^[\w:+-]+$/.test(area) ? area : `"${area}"`}${period} --explain`;
}

export const periodChoices = ({ periods }: Reading) =>
	periods.map((span) => ({ value: span.until.toString(), text: inWords(span) }));

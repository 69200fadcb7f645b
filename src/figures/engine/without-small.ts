import { suppress } from '../../statistics/index.ts';
import type { Indicator } from '../indicators/indicator.ts';
import { belongings } from './areas.ts';
import { type Figure, gravity } from './figure.ts';
import { type Inputs, transportPolice } from './inputs.ts';
import { methodOf } from './value.ts';

const whole = '';
const total = 'EW';
/** What a breakdown says nothing of, so that parts and rest are the whole. */
const rest = '(neither)';

/**
 * Takes out counts of people who could be known, and as many others as it takes that nobody can work them out again:
 * forces against the parts of each breakdown, with the totals of both. What is added up over other areas is not shown
 * where one of its own is hidden.
 */
export function withoutSmall(figures: Figure[], indicator: Indicator, inputs: Inputs): Figure[] {
	const { suppressUnder: under } = indicator;
	if (under === undefined || under < 2) return figures;
	const members = Map.groupBy(belongings(inputs, indicator.totals), ({ area }) => area);
	const forces = new Set(inputs.forces.map(({ code }) => code).filter((code) => code !== transportPolice));
	return [...Map.groupBy(figures, ({ until }) => until.toString()).values()].flatMap((now) => {
		const hidden = hiddenIn(now, forces, indicator.breakdowns, under);
		const isHidden = (figure: Figure): boolean => {
			const key = partKey(figure);
			const count = countOf(figure);
			if (count !== null && count > 0 && count < under) return true;
			if (hidden.has(`${figure.area} ${key}`)) return true;
			if (forces.has(figure.area) || figure.area === total) return false;
			if (figure.area === 'EW+BTP') return nearTotal(now, figure, under, hidden.has(`${total} ${key}`));
			// A total that leaves some out tells what those have together.
			if (figure.area.startsWith('EW without'))
				return (
					hidden.has(`${total} ${key}`) ||
					[...forces].some(
						(code) =>
							hidden.has(`${code} ${key}`) && !members.get(figure.area)?.some(({ force }) => force === code),
					)
				);
			return (members.get(figure.area) ?? []).some(({ force }) => hidden.has(`${force} ${key}`));
		};
		return now.map((figure) =>
			isHidden(figure) ? suppressed(figure, indicator) : withoutSmallRemarks(figure, under),
		);
	});
}

/** The cells of forces and of the nation that are not shown, by area and part. */
function hiddenIn(
	now: readonly Figure[],
	forces: ReadonlySet<string>,
	breakdowns: readonly string[],
	under: number,
): Set<string> {
	const hidden = new Set<string>();
	const own = now.filter(({ area }) => forces.has(area));
	const count = new Map(own.map((figure) => [`${figure.area} ${partKey(figure)}`, countOf(figure)]));
	const rows = [...new Set(own.map(({ area }) => area))]
		.filter((area) => count.get(`${area} ${whole}`) != null)
		.toSorted();
	if (rows.length === 0) return hidden;
	const tables = breakdowns
		.map((name) => [...new Set(own.filter(({ breakdown }) => name in breakdown).map(partKey))].toSorted())
		.filter((parts) => parts.length > 0);
	for (const parts of tables.length === 0 ? [[]] : tables) {
		const counts = rows.map((area) => {
			const each = parts.map((part) => count.get(`${area} ${part}`) ?? 0);
			const left = (count.get(`${area} ${whole}`) ?? 0) - each.reduce((a, b) => a + b, 0);
			return [...each, Math.max(0, left)];
		});
		const { cells } = suppress({ rows, columns: [...parts, rest], counts }, under);
		const columns = [...parts, rest, whole];
		[...rows, total].forEach((area, r) => {
			columns.forEach((part, c) => {
				if (cells[r]?.[c] === null) hidden.add(`${area} ${part}`);
			});
		});
	}
	return hidden;
}

/** Beside the nation without British Transport Police, the total with it tells what that has. */
function nearTotal(now: readonly Figure[], figure: Figure, under: number, hidden: boolean): boolean {
	if (hidden) return true;
	const key = partKey(figure);
	const beside = now.find((one) => one.area === total && partKey(one) === key);
	const [all, less] = [countOf(figure), beside === undefined ? null : countOf(beside)];
	return all !== null && less !== null && all - less > 0 && all - less < under;
}

function partKey({ breakdown }: Pick<Figure, 'breakdown'>): string {
	const [part] = Object.entries(breakdown);
	return part === undefined ? whole : part.join('=');
}

/** A count of people or cases; what is no count has nothing to hide. */
function countOf({ numerator }: Figure): number | null {
	const count = numerator === null ? Number.NaN : Number(numerator);
	return Number.isSafeInteger(count) && count >= 0 ? count : null;
}

export function suppressed(figure: Figure, indicator: Indicator): Figure {
	const markers = gravity.filter((one) => one === 'suppressed' || figure.markers.includes(one));
	return {
		...figure,
		value: null,
		lower: null,
		upper: null,
		numerator: null,
		undecided: null,
		published: null,
		leftOut: {},
		markers,
		marker: markers[0] ?? null,
		method: methodOf(indicator, { pooled: figure.area.startsWith('group:'), markers }),
	};
}

/** What was left out is counted too, and a count of few is one of people who could be known. */
function withoutSmallRemarks(figure: Figure, under: number): Figure {
	const all = Object.entries(figure.leftOut);
	const kept = all.filter(([, count]) => Number(count) === 0 || Number(count) >= under);
	return kept.length === all.length ? figure : { ...figure, leftOut: Object.fromEntries(kept) };
}

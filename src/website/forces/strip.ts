import { shown } from '../../figures/index.ts';
import type { Compared } from './figure.ts';

/*
 * A force among all others on one line: each other force a stroke, its own figure a dot with its interval, its group a
 * diamond, the nation a broken line. So small that a page has room for several; its words and numbers stand beside it.
 */

const box = { width: 320, height: 42, left: 10, right: 310, line: 24 };
const ink = { own: '#14284b', group: '#0b5fa5', nation: '#0b0c0c', others: '#7d8791', grid: '#b1b4b6' };

export type Strip = {
	svg: string;
	/** The ends of the line, exact, in the unit in which figures are printed. */
	from: number;
	to: number;
	/** Forces that lie beyond its ends, so that the others can be told apart. */
	beyond: readonly string[];
};

const round = (x: number) => Number(x.toFixed(1));

/** Null where there are too few to make a picture of. The same figures give the same bytes. */
export function stripOf({ indicator, own, group, nation, forces }: Compared, alt: string): Strip | null {
	const value = (text: string | null | undefined) =>
		text == null ? null : Number(shown(indicator.definition, text));
	const others = forces.flatMap(({ force, figure }) => {
		const x = value(figure.value);
		return x === null ? [] : [{ x, name: force.name, own: figure.area === own.area }];
	});
	const ownValue = value(own.value);
	if (ownValue === null || others.length < 5) return null;
	const [lower, upper] = [value(own.lower), value(own.upper)];
	const shownHere = [ownValue, lower, upper, value(group?.figure.value), value(nation?.figure.value)].filter(
		(x) => x !== null,
	);
	const limits = within(others.map(({ x }) => x));
	const near = others.filter(({ x }) => x >= limits.from && x <= limits.to);
	const [from, to] = [
		Math.min(...near.map(({ x }) => x), ...shownHere),
		Math.max(...near.map(({ x }) => x), ...shownHere),
	];
	if (from === to) return null;
	const at = (x: number) => round(box.left + ((x - from) / (to - from)) * (box.right - box.left));
	const strokes = near
		.filter((each) => !each.own)
		.map(({ x }) => `M${at(x)} ${box.line - 7}v14`)
		.join('');
	const parts = [
		`<path d="M${box.left} ${box.line}H${box.right}" stroke="${ink.grid}"/>`,
		`<path d="${strokes}" stroke="${ink.others}" stroke-width="1.5" opacity=".75"/>`,
	];
	const total = value(nation?.figure.value);
	if (total !== null)
		parts.push(
			`<path d="M${at(total)} 3v36" stroke="${ink.nation}" stroke-width="2" stroke-dasharray="4 2.5"/>`,
		);
	if (lower !== null && upper !== null)
		parts.push(`<path d="M${at(lower)} ${box.line}H${at(upper)}" stroke="${ink.own}" stroke-width="5"/>`);
	const pooled = value(group?.figure.value);
	if (pooled !== null)
		parts.push(
			`<path d="M${at(pooled)} ${box.line - 7.5}l7 7.5-7 7.5-7-7.5z" fill="#fff" stroke="${ink.group}" stroke-width="2.5"/>`,
		);
	parts.push(
		`<circle cx="${at(ownValue)}" cy="${box.line}" r="7" fill="${ink.own}" stroke="#fff" stroke-width="1.5"/>`,
	);
	return {
		svg: `<svg class="app-strip__picture" viewBox="0 0 ${box.width} ${box.height}" role="img" aria-label="${escaped(alt)}" fill="none">${parts.join('')}</svg>`,
		from,
		to,
		beyond: others.filter((each) => !near.includes(each) && !each.own).map(({ name }) => name),
	};
}

/** Beyond three times the middle half on either side one force would push all others into a corner. */
function within(values: readonly number[]): { from: number; to: number } {
	const sorted = values.toSorted((a, b) => a - b);
	const at = (share: number) => sorted[Math.round((sorted.length - 1) * share)] ?? 0;
	const [lower, upper] = [at(0.25), at(0.75)];
	const room = 3 * (upper - lower);
	return { from: lower - room, to: upper + room };
}

function escaped(text: string): string {
	return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('"', '&quot;');
}

import {
	besideWord,
	containmentIn,
	type Figure,
	inOrder,
	isFit,
	type Marker,
	markers,
	type Worded,
} from '../../figures/index.ts';
import { type ComparisonWord, standardWording } from '../../statistics/index.ts';
import { nationOf, type PublicFigure, type PublicForce, type PublicIndicator } from '../record/index.ts';

/** Another area's figure for the same period, and the word for ours beside it, or why there is none. */
export type Beside = { figure: PublicFigure; worded: Worded<ComparisonWord> };

/** A force's newest figure of an indicator, beside its most similar group, the nation, and every other force. */
export type Compared = {
	indicator: PublicIndicator;
	own: PublicFigure;
	group: Beside | null;
	nation: Beside | null;
	/** Of all forces with an area, itself among them, the highest first; those that rank. */
	forces: readonly { force: PublicForce; figure: PublicFigure }[];
};

/** The names by which sentences call the areas. */
export type Names = { own: string; group: string };

/** What stands first where all of it is published: what people ask first. The rest follows by theme. */
const first = [
	'recorded-crime',
	'outcome-charged',
	'emergency-calls',
	'victim-satisfaction',
	'domestic-abuse-arrests',
	'police-officers',
	'stop-and-search',
	'anti-social-behaviour',
];

/** The indicators that a force's page may show, in order: those of which all areas are published. */
export function keyIndicators(indicators: readonly PublicIndicator[]): PublicIndicator[] {
	const place = ({ id }: PublicIndicator) => {
		const at = first.indexOf(id);
		return at === -1 ? first.length : at;
	};
	return indicators
		.filter(
			({ whole, definition: { kind, denominator, supersededBy } }) =>
				whole &&
				supersededBy === undefined &&
				kind !== 'count' &&
				!(kind === 'amount' && denominator === undefined),
		)
		.toSorted((a, b) => place(a) - place(b));
}

/** Figures as the words of comparison take them: what is published of them is all that they rest on. */
export function asFigure(one: PublicFigure): Figure {
	const known = markers.filter((marker) => one.markers.includes(marker)) satisfies Marker[];
	return {
		...one,
		markers: known,
		marker: known[0] ?? null,
		undecided: null,
		published: null,
		missing: [],
		leftOut: {},
		snapshots: [],
		numeratorSnapshots: [],
		denominatorSnapshots: [],
		hash: '',
	};
}

type Window = { since: Temporal.PlainDate; until: Temporal.PlainDate };

const sameWindow = (one: Window, other: Window) =>
	one.since.equals(other.since) && one.until.equals(other.until);

/** Null where the force has no figure of it. `figures` may be of other indicators, windows and parts too. */
export function comparedOf(
	indicator: PublicIndicator,
	{
		force,
		forces,
		figures,
	}: { force: PublicForce; forces: readonly PublicForce[]; figures: readonly PublicFigure[] },
	names: Names,
): Compared | null {
	const all = figures.filter(
		(one) => one.indicator === indicator.id && one.version === indicator.version && isWhole(one),
	);
	const own = all
		.filter(({ area, value }) => area === force.code && value !== null)
		.toSorted((a, b) => Temporal.PlainDate.compare(b.until, a.until))[0];
	if (own === undefined || force.code === null) return null;
	const now = new Map(all.filter((one) => sameWindow(one, own)).map((one) => [one.area, one]));
	const beside = (area: string, name: (figure: PublicFigure) => string): Beside | null => {
		const figure = now.get(area);
		if (figure === undefined) return null;
		const [one, other] = [asFigure(own), asFigure(figure)];
		const worded = besideWord(
			{ indicator: indicator.definition, figure: one, name: names.own },
			{ indicator: indicator.definition, figure: other, name: name(figure) },
			{ rules: standardWording, nameOf: (code) => now.get(code)?.areaName ?? code },
			{ containment: containmentIn(one, other) },
		);
		return { figure, worded };
	};
	return {
		indicator,
		own,
		group: beside(`group:${force.code}`, () => names.group),
		nation: beside(nationOf(indicator), ({ areaName }) => areaName),
		forces: forces
			.flatMap((each) => {
				const figure = now.get(each.code ?? '');
				return figure !== undefined && isFit(asFigure(figure)) ? [{ force: each, figure }] : [];
			})
			.toSorted((a, b) => inOrder(b.figure.value ?? '0', a.figure.value ?? '0')),
	};
}

function isWhole({ breakdown }: PublicFigure): boolean {
	return Object.keys(breakdown).length === 0;
}

/** Whether anything that is shown of it is made up. */
export function isIllustrative({ own, group, nation, forces }: Compared): boolean {
	return [own, group?.figure, nation?.figure, ...forces.map(({ figure }) => figure)].some(
		(figure) => figure?.illustrative === true,
	);
}

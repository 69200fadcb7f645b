import { at, sum } from './arrays.ts';
import { countAtLeast, finite, notEmpty } from './checks.ts';
import { StatisticsError } from './errors.ts';
import { byCodeUnits } from './frame.ts';
import { defineMethod } from './method.ts';

export const similarAreasMethod = defineMethod(
	'similar-areas',
	1,
	'The most similar areas on standardised variables',
	'Home Office and HMICFRS most similar groups; nearest neighbours by Euclidean distance on z-scores, as in the CIPFA nearest neighbours model.',
);

export type Area = { id: string; values: Readonly<Record<string, number>> };

export type Neighbour = {
	id: string;
	distance: number;
	/** Each variable's share of the squared distance; they add up to 1, or are all 0 between twins. */
	contributions: Record<string, number>;
};

export type SimilarAreas = {
	area: string;
	variables: string[];
	/** Variables that are the same everywhere, and so cannot tell areas apart. */
	constant: string[];
	neighbours: Neighbour[];
	method: string;
};

export function similarAreas(areas: readonly Area[], area: string, size: number): SimilarAreas {
	countAtLeast('The number of areas', 2, areas.length);
	countAtLeast('The size of the group', 1, size);
	const ids = areas.map((each) => each.id);
	const twice = ids.find((id, i) => ids.indexOf(id) !== i);
	if (twice !== undefined)
		throw new StatisticsError('duplicate', `“${twice}” is in the list of areas twice.`);
	const own = ids.indexOf(area);
	if (own < 0) throw new StatisticsError('missing', `“${area}” is not in the list of areas.`);
	if (size > areas.length - 1)
		throw new StatisticsError(
			'too-large',
			`A group of ${size} cannot be found among ${areas.length - 1} other areas.`,
		);
	const variables = Object.keys(at(areas, 0).values);
	notEmpty('The list of variables', variables);
	const scores = new Map<string, readonly number[]>();
	for (const variable of variables) {
		const standardised = zScores(areas, variable);
		if (standardised !== null) scores.set(variable, standardised);
	}
	if (scores.size === 0)
		throw new StatisticsError(
			'undefined',
			'Every variable is the same everywhere: no area is nearer than another.',
		);
	const neighbours = areas
		.map((each, i) => ({ i, neighbour: neighbourOf(each.id, i, own, scores) }))
		.filter(({ i }) => i !== own)
		.map(({ neighbour }) => neighbour)
		.toSorted((a, b) => a.distance - b.distance || byCodeUnits(a.id, b.id))
		.slice(0, size);
	return {
		area,
		variables: [...scores.keys()],
		constant: variables.filter((variable) => !scores.has(variable)),
		neighbours,
		method: similarAreasMethod.label,
	};
}

/** Distances from the mean in standard deviations over all areas; null where nothing varies. */
function zScores(areas: readonly Area[], variable: string): number[] | null {
	const values = areas.map(({ id, values }) => {
		const value = values[variable];
		if (value === undefined) throw new StatisticsError('missing', `“${id}” has no value for “${variable}”.`);
		return finite(`The value of “${id}” for “${variable}”`, value);
	});
	const mean = sum(values) / values.length;
	const deviation = Math.sqrt(sum(values.map((value) => (value - mean) ** 2)) / values.length);
	if (deviation <= 1e-12 * Math.abs(mean)) return null;
	return values.map((value) => (value - mean) / deviation);
}

function neighbourOf(
	id: string,
	i: number,
	own: number,
	scores: ReadonlyMap<string, readonly number[]>,
): Neighbour {
	const squares = [...scores].map(([variable, z]) => ({ variable, square: (at(z, i) - at(z, own)) ** 2 }));
	const total = sum(squares.map(({ square }) => square));
	return {
		id,
		distance: Math.sqrt(total),
		contributions: Object.fromEntries(
			squares.map(({ variable, square }) => [variable, total === 0 ? 0 : square / total]),
		),
	};
}

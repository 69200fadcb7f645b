import type { Framework } from '../frameworks/framework.ts';
import { earlierQuestions } from '../frameworks/lineage.ts';
import { type Atlas, keyOf, type Place, placeOf, type Reading, read } from './atlas.ts';
import type { Judgment } from './judgment.ts';

/** The last judgment of a question before the round at hand, as far as there is a single one. */
export type Earlier =
	| { kind: 'one'; reading: Reading }
	/** It goes on from several questions, which were judged differently in one round. */
	| { kind: 'split'; readings: readonly Reading[] }
	| { kind: 'none' };

/**
 * The judgments of one force, by the places of what they judged.
 * One question may go on from several, each of them from others: the lineage is followed to its end.
 */
export class Past {
	readonly #atlas: Atlas;
	readonly #judgments: Map<string, Judgment[]>;

	constructor(atlas: Atlas, judgments: readonly Judgment[]) {
		this.#atlas = atlas;
		this.#judgments = Map.groupBy(judgments, (judgment) => keyOf(placeOf(atlas, judgment)));
	}

	/** The judgment of a component in its own round, under whichever version. */
	now(framework: Framework, component: string): Reading | null {
		const [found] = this.#at(placeOf(this.#atlas, { framework: framework.id, component }));
		return found === undefined ? null : read(this.#atlas, found);
	}

	earlier(framework: Framework, component: string): Earlier {
		const places = lineageOf(this.#atlas, framework, component);
		const found = places.flatMap((place) => this.#at(place));
		const newest = found.reduce<Judgment | undefined>(later, undefined);
		if (newest === undefined) return { kind: 'none' };
		const readings = found
			.filter((judgment) => judgment.framework === newest.framework)
			.map((judgment) => read(this.#atlas, judgment));
		const [first] = readings;
		const grades = new Set(
			readings.map(({ grade, framework }) => grade && `${framework.scale?.family}/${grade.id}`),
		);
		if (first === undefined || grades.size > 1) return { kind: 'split', readings };
		// Several that agree are one judgment; whatever rests on it says so where any of them is made up.
		return { kind: 'one', reading: readings.find(({ judgment }) => judgment.illustrative) ?? first };
	}

	#at(place: Place): Judgment[] {
		return this.#judgments.get(keyOf(place)) ?? [];
	}
}

function later(a: Judgment | undefined, b: Judgment): Judgment {
	if (a === undefined) return b;
	return Temporal.Instant.compare(a.publishedAt, b.publishedAt) >= 0 ? a : b;
}

/** Everything that a pillar or question goes on from, nearest first, each once and under its newest id. */
export function lineageOf(atlas: Atlas, { id, version }: Framework, component: string): Place[] {
	const earlier = earlierQuestions({ framework: id, version }, component, atlas.all);
	return [
		...new Map(earlier.map((each) => placeOf(atlas, each)).map((place) => [keyOf(place), place])).values(),
	];
}

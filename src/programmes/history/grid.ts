import type { Component, Framework } from '../frameworks/framework.ts';
import { componentsInOrder, isPillar } from '../frameworks/lookup.ts';
import { type Atlas, atlasOf, keyOf, type Place, placeOf, type Reading, read } from './atlas.ts';
import { type Direction, directionOf, none, severalDiffer } from './direction.ts';
import { lineageOf, Past } from './earlier.ts';
import type { Judgment } from './judgment.ts';

/** A force's whole history: questions down the side, rounds along the top. */
export type Grid = {
	/** The years, from the newest round: on a phone it is seen without scrolling. */
	cycles: readonly string[];
	groups: readonly GridGroup[];
};

/** A pillar with everything that it goes on from, and the questions under any of these. */
export type GridGroup = { key: string; title: string; rows: readonly GridRow[] };

/** A question as its newest round calls it, with everything that it goes on from. */
export type GridRow = {
	key: string;
	kind: 'pillar' | 'question';
	title: string;
	/** By year; one year may hold several, where one question goes on from several. */
	cells: ReadonlyMap<string, readonly Reading[]>;
	/** The judgment that stands now, or those that stand beside each other. */
	last: readonly Reading[];
	direction: Direction;
};

export function gridOf(known: {
	judgments: readonly Judgment[];
	frameworks: readonly Framework[];
	forceName: string;
}): Grid {
	const atlas = atlasOf(known.frameworks);
	const readings = known.judgments.map((judgment) => read(atlas, judgment));
	const lines = linesOf(atlas, readings);
	const past = new Past(atlas, known.judgments);
	const rowOf = (line: Line) => rowIn(line, readingsOn(atlas, line, readings), past, known.forceName);
	const groups = lines
		.filter(({ component }) => isPillar(component))
		.map((pillar) => ({
			key: keyOf(pillar.place),
			title: pillar.component.title,
			rows: lines.filter((line) => belongs(atlas, line, pillar)).flatMap((line) => rowOf(line) ?? []),
		}));
	return { cycles: cyclesOf(readings), groups: groups.filter(({ rows }) => rows.length > 0) };
}

/** A component that nothing later goes on from, with all that it goes on from. */
type Line = { place: Place; framework: Framework; component: Component; through: ReadonlySet<string> };

/** The lines that end in a round under which this force was judged, the newest round's first. */
function linesOf(atlas: Atlas, readings: readonly Reading[]): Line[] {
	const rounds = [...Map.groupBy(readings, ({ framework }) => framework.id)]
		.sort(([, a], [, b]) => lastOf(b).epochMilliseconds - lastOf(a).epochMilliseconds)
		.flatMap(([round]) => atlas.versions(round).slice(-1));
	const lines = rounds.flatMap((framework) =>
		componentsInOrder(framework).map((component): Line => {
			const place = placeOf(atlas, { framework: framework.id, component: component.id });
			const earlier = lineageOf(atlas, framework, component.id).map(keyOf);
			return { place, framework, component, through: new Set([keyOf(place), ...earlier]) };
		}),
	);
	const continued = new Set(
		lines.flatMap(({ place, through }) => [...through].filter((key) => key !== keyOf(place))),
	);
	return lines.filter(({ place }) => !continued.has(keyOf(place)));
}

function lastOf(readings: readonly Reading[]): Temporal.Instant {
	return readings
		.map(({ judgment }) => judgment.publishedAt)
		.reduce((a, b) => (Temporal.Instant.compare(a, b) > 0 ? a : b));
}

/** Whether a question stands under this pillar, or under one that the pillar goes on from. */
function belongs(atlas: Atlas, { component, framework, place }: Line, pillar: Line): boolean {
	if (isPillar(component)) return keyOf(place) === keyOf(pillar.place);
	return pillar.through.has(keyOf(placeOf(atlas, { framework: framework.id, component: component.pillar })));
}

function readingsOn(atlas: Atlas, { through }: Line, readings: readonly Reading[]): Reading[] {
	return readings.filter(({ judgment }) => through.has(keyOf(placeOf(atlas, judgment))));
}

function rowIn(line: Line, readings: readonly Reading[], past: Past, forceName: string): GridRow | null {
	if (readings.length === 0) return null;
	const { framework, component, place } = line;
	const now = past.now(framework, component.id);
	const earlier =
		now === null ? past.earlier(framework, component.id) : { kind: 'one' as const, reading: now };
	const last = earlier.kind === 'none' ? [] : earlier.kind === 'one' ? [earlier.reading] : earlier.readings;
	const [only] = last;
	return {
		key: keyOf(place),
		kind: isPillar(component) ? 'pillar' : 'question',
		title: component.title,
		cells: Map.groupBy(readings, ({ cycle }) => cycle),
		last,
		direction:
			only === undefined || last.length > 1
				? none(severalDiffer(last), last)
				: directionOf(only, past.earlier(only.framework, only.judgment.component), forceName),
	};
}

/** A year stands where its first judgment was published; the newest first. */
function cyclesOf(readings: readonly Reading[]): string[] {
	const first = new Map<string, number>();
	for (const { cycle, judgment } of readings) {
		const at = judgment.publishedAt.epochMilliseconds;
		first.set(cycle, Math.min(at, first.get(cycle) ?? at));
	}
	return [...first].sort(([, a], [, b]) => b - a).map(([cycle]) => cycle);
}

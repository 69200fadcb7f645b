import type { Indicator } from '../indicators/indicator.ts';
import { otherAreas, regionArea } from '../sources/source.ts';
import { quotedText } from '../tables/duck.ts';
import { type EngineForce, type Inputs, transportPolice } from './inputs.ts';

/** The area of the values that are pooled over a force and its group. */
export const groupArea = (code: string) => `group:${code}`;

type Day = Temporal.PlainDate | null;
type Nation = Indicator['totals'][number];

/** That a force is in an area for a time. */
export type Belonging = { area: string; force: string; since: Day; until: Day; illustrative: boolean };

const london = 'London';

/** Which forces make up which areas, and when: a force itself, its region, its group with it, and the nation. */
export function belongings({ forces, groups }: Inputs, totals: readonly Nation[]): Belonging[] {
	const byCode = new Map(forces.map((force) => [force.code, force]));
	const own = (force: EngineForce, area: string): Belonging => ({
		area,
		force: force.code,
		since: force.since,
		until: force.until,
		illustrative: false,
	});
	const territorial = forces.filter(({ code }) => code !== transportPolice);
	const nation: Record<Nation, readonly EngineForce[]> = {
		EW: territorial,
		'EW+BTP': forces,
		'EW without London': territorial.filter(({ region }) => region !== london),
	};
	const pooled = groups.flatMap((group) => {
		if (group.members.length === 0) return [];
		return [group.force, ...group.members].flatMap((code) => {
			const force = byCode.get(code);
			const span = force === undefined ? null : overlap(force, group);
			if (force === undefined || span === null) return [];
			return { area: groupArea(group.force), force: code, ...span, illustrative: group.illustrative };
		});
	});
	return [
		...territorial.map((force) => own(force, force.code)),
		...totals.flatMap((total) => nation[total].map((force) => own(force, total))),
		...territorial.map((force) => own(force, regionArea(force.region))),
		...pooled,
	];
}

function overlap(a: { since: Day; until: Day }, b: { since: Day; until: Day }) {
	const since = later(a.since, b.since);
	const until = earlier(a.until, b.until);
	return since !== null && until !== null && Temporal.PlainDate.compare(since, until) > 0
		? null
		: { since, until };
}

function later(a: Day, b: Day): Day {
	if (a === null || b === null) return a ?? b;
	return Temporal.PlainDate.compare(a, b) < 0 ? b : a;
}

function earlier(a: Day, b: Day): Day {
	if (a === null || b === null) return a ?? b;
	return Temporal.PlainDate.compare(a, b) < 0 ? a : b;
}

/** Every area as published that is no force's, and that the engine never adds to anything. */
export const publishedTotals: readonly string[] = Object.values(otherAreas);

/** The forces as a table: their numbers in one computation, and the codes of their areas. */
export function forceTable(forces: readonly EngineForce[]): string {
	return `create or replace temp table force as select * from (values ${forces
		.map(({ code }, i) => `(${i}, ${quotedText(code)})`)
		.join(', ')}) as force (i, code)`;
}

/** Who belongs where, as a table; `areas` gives each area its number. */
export function belongingTable(
	all: readonly Belonging[],
	forces: readonly EngineForce[],
	areas: readonly string[],
): string {
	const forceNumber = new Map(forces.map(({ code }, i) => [code, i]));
	const areaNumber = new Map(areas.map((area, i) => [area, i]));
	const day = (value: Day) => (value === null ? 'null::date' : `date '${value}'`);
	const rows = all.map(
		({ area, force, since, until, illustrative }) =>
			`(${areaNumber.get(area)}, ${forceNumber.get(force)}, ${day(since)}, ${day(until)}, ${illustrative})`,
	);
	return `create or replace temp table belonging as
		select * from (values ${rows.join(', ')}) as belonging (area, force, since, until, illustrative)`;
}

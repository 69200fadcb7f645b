import { at } from './arrays.ts';
import { countAtLeast } from './checks.ts';
import { StatisticsError } from './errors.ts';

/** How many records to draw: in proportion to the strata, the same number from each, or a number for each. */
export type Design =
	| { kind: 'proportional'; size: number }
	| { kind: 'equal'; each: number }
	| { kind: 'quotas'; quotas: Record<string, number> };

export type Allocation = { stratum: string; population: number; sample: number };

/** Fewer than two from a stratum would leave its variance unknown. */
const leastEach = 2;

export function allocate(design: Design, sizes: ReadonlyMap<string, number>): Allocation[] {
	const strata = [...sizes].map(([stratum, population]) => ({ stratum, population }));
	if (design.kind === 'proportional') return proportional(design.size, strata);
	if (design.kind === 'equal') {
		countAtLeast('The number from each stratum', 1, design.each);
		return strata.map((each) => checked({ ...each, sample: design.each }));
	}
	for (const stratum of Object.keys(design.quotas)) {
		if (!sizes.has(stratum))
			throw new StatisticsError('missing', `A quota names “${stratum}”, which is not in the frame.`);
	}
	return strata.map((each) => {
		const sample = design.quotas[each.stratum];
		if (sample === undefined)
			throw new StatisticsError('missing', `The stratum “${each.stratum}” has no quota.`);
		return checked({ ...each, sample: countAtLeast(`The quota of “${each.stratum}”`, 1, sample) });
	});
}

type Sized = { stratum: string; population: number };

/** Largest remainders above a floor of two, each stratum at most whole. */
function proportional(size: number, strata: readonly Sized[]): Allocation[] {
	countAtLeast('The size of the sample', 1, size);
	const frame = strata.reduce((total, each) => total + each.population, 0);
	if (size > frame)
		throw new StatisticsError(
			'too-large',
			`A sample of ${size} cannot come from a frame of ${frame} records.`,
		);
	const [only] = strata;
	if (only !== undefined && strata.length === 1) return [{ ...only, sample: size }];
	const floors = strata.map((each) => Math.min(leastEach, each.population));
	const floor = floors.reduce((total, each) => total + each, 0);
	if (size < floor)
		throw new StatisticsError(
			'too-few',
			`A sample of ${size} is too small for ${strata.length} strata: it takes at least ${floor}, ${leastEach} from each.`,
		);
	const exact = strata.map((each) => (size * each.population) / frame);
	const samples = strata.map((each, h) =>
		Math.min(each.population, Math.max(at(floors, h), Math.floor(at(exact, h)))),
	);
	const over = (h: number) => at(samples, h) - at(exact, h);
	let left = size - samples.reduce((total, each) => total + each, 0);
	while (left !== 0) {
		// The stratum that is furthest from its exact share moves first; ties go by the order of the strata.
		const movable = strata
			.map((_, h) => h)
			.filter((h) => (left > 0 ? at(samples, h) < at(strata, h).population : at(samples, h) > at(floors, h)));
		const chosen = movable.reduce((best, h) =>
			(left > 0 ? over(h) < over(best) : over(h) > over(best)) ? h : best,
		);
		samples[chosen] = at(samples, chosen) + Math.sign(left);
		left -= Math.sign(left);
	}
	return strata.map((each, h) => ({ ...each, sample: at(samples, h) }));
}

function checked(allocation: Allocation): Allocation {
	if (allocation.sample > allocation.population)
		throw new StatisticsError(
			'too-large',
			`“${allocation.stratum}” has ${allocation.population} records, fewer than the ${allocation.sample} to be drawn from it.`,
		);
	return allocation;
}

import { derbyshire, englandAndWales, others } from './areas.ts';
import { drawnBetween, wobble } from './drawing.ts';
import { shareOut } from './solving.ts';
import { quarterOf, quarters } from './time.ts';

/** Counts that are fixed at some ends of quarters. Between them a series runs straight, but for a little unrest. */
export type Anchors = Readonly<Record<string, number>>;

export function along(anchors: Anchors, name: string): number[] {
	const fixed = Object.entries(anchors)
		.map(([until, count]) => ({ quarter: quarterOf(until), count }))
		.toSorted((a, b) => a.quarter - b.quarter);
	return quarters.map((_, quarter) => {
		const before = fixed.findLast((one) => one.quarter <= quarter);
		const after = fixed.find((one) => one.quarter >= quarter);
		if (before === undefined || after === undefined)
			throw new RangeError(`“${name}” is not fixed at both of its ends`);
		if (before === after) return before.count;
		const way = (quarter - before.quarter) / (after.quarter - before.quarter);
		const straight = before.count + way * (after.count - before.count);
		return Math.round(straight * drawnBetween(0.994, 1.006, name, quarter));
	});
}

/** How a force differs from the nation throughout: few live in the City of London, and very many are there by day. */
export function standing(code: string, name: string): number {
	return code === 'E23000034' ? 3 : drawnBetween(0.72, 1.28, code, name);
}

export type Path = { name: string; nation: Anchors; derbyshire: Anchors };
export type Spread = readonly ReadonlyMap<string, number>[];

/** For each end of a quarter, every force's count, by a weight of each. They add up to the nation's. */
export function spread(
	{ name, nation, derbyshire: own }: Path,
	weight: (code: string, quarter: number) => number,
): Spread {
	const whole = along(nation, `${englandAndWales}/${name}`);
	const ours = along(own, `${derbyshire}/${name}`);
	return quarters.map((_, quarter) => {
		const mine = ours[quarter] ?? 0;
		const parts = shareOut(
			(whole[quarter] ?? 0) - mine,
			others.map(({ code }) => weight(code, quarter) * (1 + (wobble(quarter, code, name) - 1) / 2)),
		);
		return new Map([
			[derbyshire, mine],
			...others.map(({ code }, index) => [code, parts[index] ?? 0] as const),
		]);
	});
}

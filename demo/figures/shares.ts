import { areas, derbyshire, others } from './areas.ts';
import { drawnBetween } from './drawing.ts';
import { countFor, type Print, percent, shareOut, sumOf } from './solving.ts';

/** What is made up or stated of one share in one year. */
export type Share = {
	name: string;
	/** In the printed unit, a percentage unless `print` says otherwise; or a number that is stated whole. */
	derbyshire: number | { count: number };
	nation: number;
	print?: Print;
	/** Stated by nobody, so that it need not print exactly so. */
	madeUp?: boolean;
	/** How far other forces lie from the nation: 0.25 is a quarter more or less. */
	variety?: number;
};

/** So many of each force's denominator that its own share and the nation's print as they should. */
export function counted(
	{ name, derbyshire: own, nation, print = percent, madeUp = false, variety = 0.25 }: Share,
	denominators: ReadonlyMap<string, number>,
): Map<string, number> {
	const of = (code: string) => denominators.get(code) ?? 0;
	const count = (figure: number, all: number) =>
		madeUp ? Math.round((figure * all) / print.per) : countFor(figure, all, print);
	const ours = typeof own === 'number' ? count(own, of(derbyshire)) : own.count;
	const whole = count(nation, sumOf(areas.map(({ code }) => of(code))));
	const shared = shareOut(
		whole - ours,
		others.map(({ code }) => of(code) * drawnBetween(1 - variety, 1 + variety, code, name)),
	);
	const counts = new Map([
		[derbyshire, ours],
		...others.map(({ code }, index) => [code, shared[index] ?? 0] as const),
	]);
	for (const [code, count] of counts)
		if (print === percent && count > of(code))
			throw new RangeError(`${name}: ${count} of ${of(code)} in ${code} is more than all`);
	return counts;
}

/** So many for every unit of each force's base, made up, and never none. */
export function sized(
	name: string,
	rate: number,
	base: (code: string) => number,
	variety = 0.3,
): Map<string, number> {
	return new Map(
		areas.map(({ code }) => [
			code,
			Math.max(1, Math.round(base(code) * rate * drawnBetween(1 - variety, 1 + variety, code, name))),
		]),
	);
}

import type { Force } from '../../programmes/index.ts';
import { isForce } from '../sources/areas.ts';
import { isBefore } from './period.ts';

const totals: Readonly<Record<string, string>> = {
	EW: 'England and Wales',
	'EW+BTP': 'England and Wales with British Transport Police',
	'EW without London': 'England and Wales without London',
	England: 'England',
	Wales: 'Wales',
	BTP: 'British Transport Police',
};

/** What sentences call an area: "Derbyshire Constabulary", "England and Wales", "the most similar group of …". */
export function areaNames(forces: readonly Pick<Force, 'code' | 'name'>[]): (area: string) => string {
	const names = new Map(forces.map(({ code, name }) => [code, name]));
	return function nameOf(area: string): string {
		if (area.startsWith('region:')) return area.slice('region:'.length);
		if (area.startsWith('group:')) return `the most similar group of ${nameOf(area.slice('group:'.length))}`;
		return names.get(area) ?? totals[area] ?? area;
	};
}

/** The territorial forces of a day: those with an area of England or Wales. */
export function forcesOn(
	forces: readonly Force[],
	day: Temporal.PlainDate,
): { code: string; name: string }[] {
	return forces.flatMap(({ code, name, existedSince, existedUntil }) => {
		const there =
			!(existedSince !== null && isBefore(day, existedSince)) &&
			!(existedUntil !== null && isBefore(existedUntil, day));
		return code !== null && isForce(code) && there ? [{ code, name }] : [];
	});
}

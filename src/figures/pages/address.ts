import type { Indicator } from '../indicators/indicator.ts';

type Of = Pick<Indicator, 'id' | 'version' | 'forecast'>;

/** The page of an indicator. Only of a forecast do several versions stand side by side, so only those are named. */
export function pageOf(indicator: Of, query: Record<string, string | null> = {}, ending = ''): string {
	const all = { version: indicator.forecast === undefined ? null : String(indicator.version), ...query };
	return `/figures/${indicator.id}${ending}${addressed(all)}`;
}

/** "?period=2014-06-30", or nothing. */
export function addressed(query: Record<string, string | null>): string {
	const given = Object.entries(query).flatMap(([name, value]): [string, string][] =>
		value === null || value === '' ? [] : [[name, value]],
	);
	return given.length === 0 ? '' : `?${new URLSearchParams(given)}`;
}

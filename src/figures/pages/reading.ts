import { Missing, type Tx } from '../../foundation/index.ts';
import { type Force, listForces } from '../../programmes/index.ts';
import { areaNames, forcesOn } from '../comparison/areas.ts';
import { totalOf } from '../comparison/compared.ts';
import type { Span } from '../comparison/period.ts';
import { figuresOf, periodsOf } from '../engine/figure.store.ts';
import type { Figure } from '../engine/figure.ts';
import { allIndicators } from '../indicators/indicator.store.ts';
import type { Indicator, IndicatorKey } from '../indicators/indicator.ts';

export type Asked = {
	indicator: string;
	version?: number | undefined;
	/** Its last day; the newest where none is said, or none ends then. */
	period?: Temporal.PlainDate | undefined;
};

/** One indicator in one period, for every area that has a figure. */
export type Reading = {
	indicator: Indicator;
	/** Every version that is kept, the newest first. */
	versions: readonly Indicator[];
	key: IndicatorKey;
	/** The newest first; there may be none. */
	periods: readonly Span[];
	span: Span | null;
	figures: readonly Figure[];
	register: readonly Force[];
	/** Forces with an area of their own in the period. */
	forces: readonly { code: string; name: string }[];
	nameOf(area: string): string;
	/** The total of the nation that forces are set beside. */
	total: string;
};

export async function readIndicatorPage(tx: Tx, asked: Asked): Promise<Reading> {
	const versions = (await allIndicators(tx)).filter(({ id }) => id === asked.indicator).reverse();
	const indicator = versions.find(({ version }) => asked.version === undefined || version === asked.version);
	if (indicator === undefined) throw new Missing();
	const key = { indicator: indicator.id, version: indicator.version };
	const periods = await periodsOf(tx, key);
	const { period } = asked;
	const span =
		period === undefined ? (periods[0] ?? null) : (periods.find(({ until }) => until.equals(period)) ?? null);
	if (span === null && period !== undefined) throw new Missing();
	const register = await listForces(tx);
	return {
		indicator,
		versions,
		key,
		periods,
		span,
		figures: span === null ? [] : await figuresOf(tx, { at: [{ ...key, until: span.until }] }),
		register,
		forces: span === null ? [] : forcesOn(register, span.until),
		nameOf: areaNames(register),
		total: totalOf(indicator),
	};
}

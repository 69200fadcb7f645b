import { setImmediate } from 'node:timers/promises';
import type { Marker } from '../sources/source.ts';
import { groupArea } from './areas.ts';
import type { BasisOf } from './basis.ts';
import type { Defined } from './defined.ts';
import type { Deflator } from './deflator.ts';
import { decimal } from './exact.ts';
import { type Figure, gravity } from './figure.ts';
import type { Published } from './published.ts';
import type { Prepared } from './session.ts';
import { signs } from './summed.ts';
import type { Sums } from './sums.ts';
import { isSmallBase, methodOf, type Valued, valued } from './value.ts';

export type Finishing = {
	defined: Defined;
	periods: Prepared['periods'];
	/** Areas by their numbers. */
	areas: readonly string[];
	sums: readonly Sums[];
	basis: BasisOf;
	published: readonly Published[];
	worth: Deflator | null;
};

/** Rows that are made into figures in one go. */
const atOnce = 2000;
const nothing: Readonly<Record<string, string>> = {};
const unsaid: readonly Marker[] = [];
const unknown: Valued = { value: null, lower: null, upper: null };

/** Values, intervals and markers for what was added up. */
export async function finish({
	defined,
	periods,
	areas: codes,
	sums,
	basis,
	published,
	worth,
}: Finishing): Promise<Figure[]> {
	const { indicator } = defined;
	const { id, version, breakdowns, numerator } = indicator;
	const areas = codes.map((area) => {
		const pooled = area.startsWith(groupArea(''));
		return { area, pooled, method: methodOf(indicator, { pooled, markers: unsaid }) };
	});
	const names = Object.keys(numerator.without);
	const held = new Map(published.map((one) => [`${one.p} ${one.area}`, one.value]));
	const parts = new Map<string, Readonly<Record<string, string>>>();
	const partOf = (dim: number, part: string) => {
		const name = breakdowns[dim];
		if (name === undefined) return nothing;
		const key = `${dim} ${part}`;
		const known = parts.get(key) ?? { [name]: part };
		parts.set(key, known);
		return known;
	};
	const figures: Figure[] = [];
	for (const [index, row] of sums.entries()) {
		// DuckDB is at the next indicator meanwhile, and waits for its next question.
		if (index % atOnce === atOnce - 1) await setImmediate();
		const period = periods[row.p];
		const place = areas[row.area];
		if (period === undefined || place === undefined) continue;
		const { numerator: above, denominator: below } = row;
		const price = worth === null ? null : worth.of.get(row.p);
		const made =
			row.there === 0 || above === null || price === undefined
				? unknown
				: valued(indicator, above, below, price);
		const markers = markersOf(row, made.value, isSmallBase(indicator, below));
		const whole = row.dim === -1 ? held.get(`${row.p} ${place.area}`) : undefined;
		const under = basis(row.p, row.area);
		// Written out, because there can be hundreds of thousands, and putting objects together takes most of the time.
		figures.push({
			indicator: id,
			version,
			area: place.area,
			since: period.since,
			until: period.until,
			breakdown: partOf(row.dim, row.part),
			value: made.value,
			lower: made.lower,
			upper: made.upper,
			numerator: above === null ? null : decimal(above),
			denominator: below === null || indicator.denominator === undefined ? null : decimal(below),
			undecided: row.undecided === null ? null : decimal(row.undecided),
			published: whole == null ? null : decimal(whole),
			marker: markers[0] ?? null,
			markers,
			missing: row.missing,
			leftOut:
				names.length === 0
					? nothing
					: Object.fromEntries(names.map((name, k) => [name, decimal(row.leftOut[k] ?? 0n)])),
			method: markers === unsaid ? place.method : methodOf(indicator, { pooled: place.pooled, markers }),
			snapshots: under.snapshots,
			numeratorSnapshots: under.numeratorSnapshots,
			denominatorSnapshots: under.denominatorSnapshots,
			illustrative: row.illustrative || worth?.illustrative === true,
			hash: under.hash,
		});
	}
	return figures;
}

function markersOf(row: Sums, value: string | null, smallBase: boolean): readonly Marker[] {
	const has = (marker: keyof typeof signs) => (row.signs & signs[marker]) !== 0;
	const said = new Set<Marker>();
	if (row.there === 0) {
		const partly = row.begun && !has('not available');
		said.add(has('suppressed') ? 'suppressed' : partly ? 'incomplete' : 'not available');
	} else {
		if (row.missing.length > 0 || has('incomplete')) said.add('incomplete');
		if (has('projected')) said.add('projected');
		if (has('provisional')) said.add('provisional');
		if (has('revised')) said.add('revised');
		// A nation does not rest on too few because one of its forces does.
		if (smallBase || (row.of === 1 && has('small base'))) said.add('small base');
		if (value === null) said.add('not available');
	}
	return said.size === 0 ? unsaid : gravity.filter((marker) => said.has(marker));
}

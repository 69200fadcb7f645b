import type { DuckDBResultReader, DuckDBValue } from '@duckdb/node-api';
import type { Indicator } from '../indicators/indicator.ts';
import { packing } from './summed.ts';

/** One row of the one query: what was added up, over how many forces, and over how many it should have been. */
export type Sums = {
	p: number;
	area: number;
	/** The number of the breakdown, −1 for the whole. */
	dim: number;
	part: string;
	of: number;
	/** Forces that have both parts: what they have is added up. Without any, all of one side, where all have that. */
	there: number;
	/** Some of the window is there for somebody, and all of it for nobody. */
	begun: boolean;
	/** In ten-thousandths. */
	numerator: bigint | null;
	denominator: bigint | null;
	undecided: bigint | null;
	signs: number;
	illustrative: boolean;
	missing: readonly string[];
	leftOut: readonly bigint[];
};

const nobody: readonly string[] = [];
const nothing: readonly bigint[] = [];

export function sumsIn(found: DuckDBResultReader, { numerator }: Pick<Indicator, 'numerator'>): Sums[] {
	const [packed = [], parts = [], missing = [], n = [], d = [], u = [], ...left] = found.getColumns();
	const reasons = Object.keys(numerator.without).length;
	return packed.map((number, row) => {
		const numbers = unpacked(Number(number));
		const lacking = missing[row];
		return {
			p: numbers.p,
			area: numbers.area,
			dim: numbers.dim - 1,
			part: String(parts[row]),
			of: numbers.of,
			there: numbers.there,
			begun: numbers.begun === 1,
			numerator: unitsIn(n[row]),
			denominator: unitsIn(d[row]),
			undecided: unitsIn(u[row]),
			signs: numbers.signs,
			illustrative: numbers.illustrative === 1,
			missing: typeof lacking === 'string' ? lacking.split(',') : nobody,
			leftOut: reasons === 0 ? nothing : left.slice(0, reasons).map((one) => unitsIn(one[row]) ?? 0n),
		};
	});
}

const { area, dim, of, there, signs, begun, illustrative } = packing;

/** Divisions, and no shifts: the number has more than 32 bits. */
function unpacked(packed: number) {
	let rest = packed;
	const next = (size: number) => {
		const value = rest % size;
		rest = (rest - value) / size;
		return value;
	};
	const last = { illustrative: next(illustrative), begun: next(begun), signs: next(signs) };
	const counts = { there: next(there), of: next(of) };
	const place = { dim: next(dim), area: next(area) };
	return { ...last, ...counts, ...place, p: rest };
}

function unitsIn(value: DuckDBValue | undefined): bigint | null {
	return typeof value === 'bigint' ? value : null;
}

import { type DuckDBConnection, DuckDBDecimalValue, type DuckDBValue } from '@duckdb/node-api';
import type { Indicator } from '../indicators/indicator.ts';

/** One row of the one query: what was added up, over how many forces, and over how many it should have been. */
export type Sums = {
	p: number;
	area: number;
	/** The number of the breakdown, −1 for the whole. */
	dim: number;
	part: string;
	of: number;
	there: number;
	numeratorsThere: number;
	denominatorsThere: number;
	/** Some of the window is there, if not all of it. */
	begun: boolean;
	/** In ten-thousandths; of the forces that have both. */
	numerator: bigint | null;
	denominator: bigint | null;
	allNumerators: bigint | null;
	allDenominators: bigint | null;
	undecided: bigint | null;
	signs: number;
	illustrative: boolean;
	missing: readonly string[];
	leftOut: readonly bigint[];
};

const nobody: readonly string[] = [];

export async function readSums(
	duck: DuckDBConnection,
	sql: string,
	{ numerator }: Pick<Indicator, 'numerator'>,
): Promise<Sums[]> {
	const found = await duck.runAndReadAll(sql);
	const columns = found.getColumns();
	const column = (index: number) => columns[index] ?? [];
	const leftOut = Object.keys(numerator.without).map((_, index) => column(17 + index));
	return column(0).map((p, row) => {
		const at = (index: number) => column(index)[row] ?? null;
		const missing = at(16);
		return {
			p: Number(p),
			area: Number(at(1)),
			dim: Number(at(2)),
			part: String(at(3)),
			of: Number(at(4)),
			there: Number(at(5)),
			numeratorsThere: Number(at(6)),
			denominatorsThere: Number(at(7)),
			begun: at(8) === true,
			numerator: unitsIn(at(9)),
			denominator: unitsIn(at(10)),
			allNumerators: unitsIn(at(11)),
			allDenominators: unitsIn(at(12)),
			undecided: unitsIn(at(13)),
			signs: Number(at(14)),
			illustrative: at(15) === true,
			missing: typeof missing === 'string' ? missing.split(',') : nobody,
			leftOut: leftOut.map((one) => unitsIn(one[row] ?? null) ?? 0n),
		};
	});
}

function unitsIn(value: DuckDBValue): bigint | null {
	return value instanceof DuckDBDecimalValue ? value.value : null;
}

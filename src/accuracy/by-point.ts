/** Rows by the point that they belong to, in their order. */
export function byPoint<Row extends { point: string }>(rows: readonly Row[]): (point: string) => Row[] {
	const grouped = Map.groupBy(rows, ({ point }) => point);
	return (point) => grouped.get(point) ?? [];
}

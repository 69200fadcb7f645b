import { key } from '../tables/label.ts';
import type { Gathered, TidyRow } from './gather.ts';

/** Answers to another question are another series: each change of the wording is put on record, with its day. */
export function changedWordings(into: Gathered): void {
	const asked = [...into.rows.values()].filter(
		({ measure, of }) => measure === 'share' && of?.wording !== undefined,
	);
	const series = Map.groupBy(asked, ({ area, of }) => JSON.stringify([area, of?.question]));
	for (const rows of series.values()) {
		const inTime = rows.toSorted((a, b) => Temporal.PlainDate.compare(a.until, b.until));
		for (const [index, row] of inTime.entries()) {
			const before = inTime[index - 1];
			if (before !== undefined && wording(before) !== wording(row)) tell(into, before, row);
		}
	}
}

const wording = ({ of }: TidyRow) => key(of?.wording ?? '');

function tell(into: Gathered, before: TidyRow, row: TidyRow): void {
	into.decide('marked', 'The wording of the question changes: figures before and after it do not compare', {
		area: row.published,
		question: row.of?.question ?? '',
		from: String(row.since),
		was: before.of?.wording ?? '',
		is: row.of?.wording ?? '',
	});
}

import { textOf } from '../tables/heading.ts';
import { midYear, type Span, spanOf } from '../tables/span.ts';
import type { Cell } from '../tables/workbook.ts';
import type { Mapping } from './mapping.ts';
import { type Marker, markers } from './source.ts';

export function markerOf(text: string, mapping: Mapping): Marker | null | { fault: string } {
	const said = text.trim();
	if (said === '') return null;
	const found = markers.find((one) => one === said.toLowerCase()) ?? mapping.marks[said];
	return (
		found ?? {
			fault: `“${said}” is no mark that is known. Marks are ${markers.map((one) => `“${one}”`).join(', ')}.`,
		}
	);
}

export function spanIn(cell: (name: string) => Cell, mapping: Mapping): Span | { fault: string } | null {
	const [since, until] = [textOf(cell('since')), textOf(cell('until'))];
	if (since !== '' && until !== '') {
		const [from, to] = [spanOf(since), spanOf(until)];
		if (from === null || to === null)
			return { fault: `“${from === null ? since : until}” is no day. Write it as 2018-06-30.` };
		if (Temporal.PlainDate.compare(from.since, to.until) > 0)
			return { fault: `The period begins on ${from.since}, after its end on ${to.until}.` };
		return { since: from.since, until: to.until };
	}
	const text = textOf(cell('period'));
	if (text === '') return null;
	return (
		periodOf(text, mapping) ?? {
			fault: `“${text}” is no period that can be read. Write one such as “2018-06-30”, “June 2018”, “2017/18” or “12 months ending June 2018”.`,
		}
	);
}

/** Bare years are what the mapping says that they are. */
export function periodOf(text: string, { years }: Mapping): Span | null {
	const said = text.replaceAll(/[_\s]+/g, ' ').trim();
	if (/^(19|20)\d\d$/.test(said)) {
		if (years === 'mid-year') return midYear(Number(said));
		if (years === 'financial') return spanOf(`${said}/${String(Number(said) + 1).slice(2)}`);
	}
	return spanOf(said);
}

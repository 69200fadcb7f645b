import type { Column, Table } from '../tables/heading.ts';
import { key } from '../tables/label.ts';
import type { Span } from '../tables/span.ts';
import type { Mapping } from './mapping.ts';
import { periodOf } from './tidy-cells.ts';

/** Any of the headings of measures; a “*” in one stands for a period. */
export const wide = (headings: readonly string[]) =>
	new RegExp(`^(?:${headings.map((one) => one.split('*').map(key).join('.+')).join('|')})$`);

/** A column of values: whose they are, and of which period, where its heading says it. */
export type Measured = { column: Column; measure: Mapping['measures'][number]; span: Span | null };

export function columnsOf(mapping: Mapping, table: Table): Measured[] {
	return mapping.measures.flatMap((measure) =>
		(measure.column ?? []).flatMap((heading) => {
			const pattern = wide([heading]);
			return table.columns.flatMap((column): Measured[] => {
				const text = column.raw.find((one) => pattern.test(key(one)));
				if (text === undefined) return [];
				if (!heading.includes('*')) return [{ column, measure, span: null }];
				const [before = '', behind = ''] = heading.split('*');
				const span = periodOf(text.slice(before.length, text.length - behind.length), mapping);
				return span === null ? [] : [{ column, measure, span }];
			});
		}),
	);
}

/** What must be there and is not, each in a sentence. */
export function lackingColumns(
	mapping: Mapping,
	places: ReadonlyMap<string, number>,
	measured: readonly Measured[],
): string[] {
	const lacking: string[] = [];
	const says = (headings: readonly string[]) => headings.map((one) => `“${one}”`).join(' or ');
	const isWide = mapping.measures.some(({ column }) => column !== undefined);
	if (isWide)
		for (const { id, column } of mapping.measures)
			if (!measured.some(({ measure }) => measure.id === id))
				lacking.push(`There is no column ${says(column ?? [])} for “${id}”.`);
	if (!isWide && !places.has('value')) lacking.push(`There is no column ${says(mapping.columns.value)}.`);
	if (!isWide && mapping.measures.length > 1 && !places.has('measure'))
		lacking.push(
			`There is no column ${says(mapping.columns.measure)}, and the mapping has several measures.`,
		);
	const needsPeriod = !isWide || measured.some(({ span }) => span === null);
	if (needsPeriod && !places.has('period') && !(places.has('since') && places.has('until')))
		lacking.push(
			`There is neither a column ${says(mapping.columns.period)} nor both ${says(mapping.columns.since)} and ${says(mapping.columns.until)}.`,
		);
	for (const [name, one] of Object.entries(mapping.breakdowns))
		if (!places.has(`by ${name}`) && !('column' in one && one.optional))
			lacking.push(
				`There is no column ${says('column' in one ? one.column : one)} for the breakdown “${name}”.`,
			);
	return lacking;
}

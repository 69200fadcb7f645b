import { type Column, type Table, textOf } from '../tables/heading.ts';
import { key } from '../tables/label.ts';
import type { Span } from '../tables/span.ts';
import type { Cell } from '../tables/workbook.ts';
import type { Gathered } from './gather.ts';
import type { Mapping } from './mapping.ts';
import { placesOf } from './plain-table.ts';
import { publishedAreas } from './published-area.ts';
import { type Reading, type Supply, supplies } from './source.ts';
import { markerOf, spanIn } from './tidy-cells.ts';
import { columnsOf, lackingColumns, type Measured } from './tidy-columns.ts';

type Work = {
	mapping: Mapping;
	reading: Reading;
	into: Gathered;
	how: Map<string, Supply['how']>;
	file: string;
	table: Table;
};

/** Every row of the table, as the mapping reads it. */
export function readRows(work: Work): void {
	const { mapping, reading, into, table, file } = work;
	const places = placesOf(table, {
		...mapping.columns,
		...Object.fromEntries(
			Object.entries(mapping.breakdowns).map(([name, one]) => [
				`by ${name}`,
				'column' in one ? one.column : one,
			]),
		),
	});
	const measured = columnsOf(mapping, table);
	const lacking = lackingColumns(mapping, places, measured);
	if (lacking.length > 0) {
		const there = table.columns.map(({ raw }) => raw.join(' ')).filter((text) => text !== '');
		for (const text of lacking)
			into.fault(file, table.sheet, `${text} The headings are ${there.map((one) => `“${one}”`).join(', ')}.`);
		return;
	}
	const cell = (row: Table['rows'][number], name: string): Cell => row.cells[places.get(name) ?? -1] ?? null;
	const named = table.rows.map((row) => ({
		name: textOf(cell(row, 'area') ?? cell(row, 'code')),
		...(places.has('code') && places.has('area') ? { code: textOf(cell(row, 'code')) } : {}),
	}));
	const areas =
		mapping.areas === 'local authorities'
			? named.map(({ name, code }) => ({ area: code ?? name, published: name }))
			: publishedAreas(reading.areas, named, { total: mapping.total, leave: keyed(mapping.leave) });
	const said = new Set<string>();
	for (const [index, row] of table.rows.entries()) {
		const area = areas[index];
		const where = [table.sheet, `line ${row.line}`].filter((part) => part !== '').join(', ');
		if (area === undefined) continue;
		if ('fault' in area) {
			// A spelling that nobody knows is told once, not in each of its rows.
			if (!said.has(area.fault))
				into.fault(file, where, area.published === '' ? 'The row names no area.' : area.fault);
			said.add(area.fault);
		} else if ('leave' in area) into.decide('dropped', area.leave, { place: where, area: area.published });
		else
			readRow(
				work,
				(name) => cell(row, name),
				(column) => row.cells[column.at] ?? null,
				{ ...area, where, file },
				measured,
			);
	}
}

const keyed = (leave: Mapping['leave']) =>
	Object.fromEntries(Object.entries(leave).map(([name, why]) => [key(name), why]));

type Place = { area: string; published: string; where: string; file: string };

function readRow(
	{ mapping, into, how }: Work,
	cell: (name: string) => Cell,
	cellIn: (column: Column) => Cell,
	place: Place,
	measured: readonly Measured[],
): void {
	const { file, where } = place;
	const marker = markerOf(textOf(cell('marker')), mapping);
	if (typeof marker === 'object' && marker !== null) {
		into.fault(file, where, marker.fault);
		return;
	}
	const supply = supplies.find((one) => one === textOf(cell('supply')).trim().toLowerCase());
	if (supply !== undefined) how.set(place.area, supply);
	const illustrative = /^(yes|true|1|illustrative)$/i.test(textOf(cell('illustrative')).trim());
	const of = Object.fromEntries(
		Object.entries(mapping.breakdowns).flatMap(([name, one]) => {
			const said = textOf(cell(`by ${name}`)).trim();
			const values = 'column' in one ? one.values : {};
			return said === '' ? [] : [[name, values[said] ?? said]];
		}),
	);
	const common = { ...place, of, illustrative, marker };
	const span = spanIn(cell, mapping);
	const put = (measure: Mapping['measures'][number], found: Cell, its: Span | null) => {
		const period = its ?? span;
		if (period === null || 'fault' in period)
			into.fault(
				file,
				where,
				period?.fault ??
					'The row names no period. Write one such as “2018-06-30”, “2017/18” or “12 months ending June 2018”.',
			);
		else
			into.putCell(
				found,
				mapping.marks,
				{ ...common, ...period, measure: measure.id },
				{ signed: measure.signed, moved: measure.places },
			);
	};
	if (measured.length > 0) {
		for (const { column, measure, span: its } of measured) put(measure, cellIn(column), its);
		return;
	}
	const named = textOf(cell('measure'));
	const measure =
		named === '' && mapping.measures.length === 1
			? mapping.measures[0]
			: mapping.measures.find(({ id, title, called }) =>
					[id, title, ...called].some((one) => key(one) === key(named)),
				);
	if (measure === undefined)
		into.fault(
			file,
			where,
			`“${named}” is no measure of the mapping. It has ${mapping.measures.map(({ id }) => `“${id}”`).join(', ')}.`,
		);
	else put(measure, cell('value'), null);
}

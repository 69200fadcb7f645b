import { type Column, findTable, type Table, textOf } from '../tables/heading.ts';
import { key, label } from '../tables/label.ts';
import { dayIn, monthToMonth, type Span, spanOf } from '../tables/span.ts';
import { readWorkbook, type Sheet } from '../tables/workbook.ts';
import { type Gathered, gather, onlyFile } from './gather.ts';
import { publishedAreas } from './published-area.ts';
import { type Read, type Reading, type Source, Unreadable } from './source.ts';

const breakdowns = [
	'force-type',
	'tactic',
	'age-group',
	'gender',
	'ethnicity',
	'disability',
	'ced-use',
] as const;

/** The tables of the Home Office's "Police use of force statistics, England and Wales", once a year. */
export const useOfForce: Source = {
	name: 'use-of-force',
	title: 'Police use of force statistics, England and Wales: data tables',
	publisher: 'Home Office',
	licence: 'Open Government Licence v3.0',
	accepts: ['ods', 'xlsx'],
	expects:
		'The workbook of tables that the Home Office publishes with “Police use of force statistics, England and Wales”.',
	measures: [
		{ id: 'incidents', title: 'Incidents in which force was used' },
		{ id: 'tactics', title: 'Tactics used' },
		{ id: 'tactics-by-age', title: 'Tactics used, by perceived age' },
		{ id: 'tactics-by-gender', title: 'Tactics used, by perceived gender' },
		{ id: 'tactics-by-ethnicity', title: 'Tactics used, by perceived ethnicity' },
		{ id: 'tactics-by-disability', title: 'Tactics used, by perceived disability' },
		{ id: 'ced-uses', title: 'Uses of conducted energy devices' },
		{ id: 'ced-uses-by-use', title: 'Uses of conducted energy devices, by the highest use' },
	],
	breakdowns,
	read,
};

/** By what the subjects of force are told apart, by the words of the title. */
const cuts = [
	{ is: /\bage of subject/, by: 'age-group', measure: 'tactics-by-age' },
	{ is: /\bgender of subject/, by: 'gender', measure: 'tactics-by-gender' },
	{ is: /\bethnicity of subject/, by: 'ethnicity', measure: 'tactics-by-ethnicity' },
	{ is: /\bdisability of subject/, by: 'disability', measure: 'tactics-by-disability' },
] as const;

type Work = { reading: Reading; file: string; into: Gathered; span: Span };

async function read(reading: Reading): Promise<Read> {
	const file = onlyFile(reading);
	await reading.progress(0, 2, 'Opening the workbook');
	const workbook = await readWorkbook(file.path, { name: file.name });
	const into = gather(reading, breakdowns);
	const said = workbook.sheets
		.filter((sheet) => /cover|content|note|index/i.test(sheet.name))
		.flatMap(({ rows }) => rows.flat().map(textOf));
	const span = said.map((text) => monthToMonth(text)).find((found) => found !== null);
	if (span === null || span === undefined)
		throw new Unreadable([
			{
				file: file.name,
				where: '',
				text: 'It does not say of which months it is: no title says “1 April 2018 to 31 March 2019”. Check that it is the right file.',
			},
		]);
	const { release } = reading.stated;
	const stated = release === null ? null : (monthToMonth(release) ?? spanOf(release));
	if (stated !== null && !stated.until.equals(span.until))
		into.fault(
			file.name,
			'',
			`It ends on ${span.until}, and “${release}” was stated. Choose the other file, or state what this one is.`,
		);
	await reading.progress(1, 2, 'Reading its tables');
	for (const sheet of workbook.sheets) readSheet({ reading, file: file.name, into, span }, sheet);
	const words = (day: Temporal.PlainDate) => day.toLocaleString('en-GB', { month: 'long', year: 'numeric' });
	return into.finish('use_of_force', {
		file: file.name,
		release: `${words(span.since)} to ${words(span.until)}`,
		publishedOn:
			reading.stated.publishedOn ??
			said
				.filter((text) => /publi/i.test(text))
				.map(dayIn)
				.find((day) => day !== null) ??
			null,
		none: 'The tables have no row for this force.',
	});
}

function readSheet(work: Work, sheet: Sheet): void {
	if (sheet.hidden) return;
	const table = findTable(sheet, [/^police force$/]);
	if (table === undefined) {
		if (findTable(sheet, [/^tactic$/]) !== undefined || /^table/i.test(sheet.name))
			work.into.decide(
				'dropped',
				'A table without police forces',
				{ sheet: sheet.name },
				Math.max(1, sheet.rows.length),
			);
		return;
	}
	const title = key(table.title.join(' '));
	const cut = cuts.find(({ is }) => is.test(title));
	if (cut !== undefined) readTactics(work, table, cut);
	else if (/\bced\b|conducted energy/.test(title)) readDevices(work, table);
	else if (/incidents by police force/.test(title)) readIncidents(work, table);
	else
		work.into.decide(
			'dropped',
			'A table that this source does not read',
			{ sheet: sheet.name, title: table.title[0] ?? '' },
			Math.max(1, table.rows.length),
		);
}

const like = (table: Table, pattern: RegExp) =>
	table.columns.find(({ path }) => path.some((text) => pattern.test(key(text))));

/** Every row with the area that it is of, once; what is told of an area is told once. */
function* rowsByArea({ reading, file, into }: Work, table: Table, named: Column) {
	const names = [...new Set(table.rows.map(({ cells }) => textOf(cells[named.at])))];
	const areas = publishedAreas(
		reading.areas,
		names.map((name) => ({ name })),
		{ total: 'EW' },
	);
	const byName = new Map(names.map((name, index) => [name, areas[index]]));
	for (const row of table.rows) {
		const area = byName.get(textOf(row.cells[named.at]));
		const where = `${table.sheet}, line ${row.line}`;
		if (area === undefined) continue;
		if ('fault' in area) {
			into.fault(file, where, area.fault);
			byName.delete(textOf(row.cells[named.at]));
		} else if ('leave' in area) into.decide('dropped', area.leave, { place: where, area: area.published });
		else yield { row, place: { ...area, where, file } };
	}
}

function readIncidents(work: Work, table: Table): void {
	const { into, file, span } = work;
	const [named, total] = [like(table, /^police force$/), like(table, /^total/)];
	if (named === undefined || total === undefined) {
		into.fault(file, table.sheet, 'There is no column “Total”.');
		return;
	}
	for (const { row, place } of rowsByArea(work, table, named))
		into.putCell(row.cells[total.at] ?? null, {}, { ...place, ...span, measure: 'incidents' });
}

function readDevices(work: Work, table: Table): void {
	const { into, file, span } = work;
	const [named, year, total] = [like(table, /^police force$/), like(table, /year$/), like(table, /^total$/)];
	if (named === undefined || total === undefined) {
		into.fault(file, table.sheet, 'There is no column “Total”.');
		return;
	}
	const uses = table.columns.filter(
		({ at, path }) => path.length > 0 && at > total.at && !/^total/.test(key(path.at(-1) ?? '')),
	);
	for (const { row, place } of rowsByArea(work, table, named)) {
		const own = year === undefined ? span : spanOf(textOf(row.cells[year.at]));
		if (own === null) {
			into.fault(file, place.where, `“${textOf(row.cells[year?.at ?? 0])}” is no year that can be read.`);
			continue;
		}
		into.putCell(row.cells[total.at] ?? null, {}, { ...place, ...own, measure: 'ced-uses' });
		for (const use of uses)
			into.putCell(
				row.cells[use.at] ?? null,
				{},
				{ ...place, ...own, measure: 'ced-uses-by-use', of: { 'ced-use': use.path.at(-1) ?? '' } },
			);
	}
}

/** What the grand total leaves out, because the Home Office does not count it as a use of force. */
const apart = /^(not reported|tactical communication)$/;

/**
 * Rows of totals stand beside the rows that they are made of: "Handcuffing, of which", "Total Restraint" above its parts.
 * Only those that add up are kept; a kind of force that has its total alone is its own part.
 */
function readTactics(work: Work, table: Table, { by, measure }: (typeof cuts)[number]): void {
	const { into, file, span } = work;
	const [named, type, tactic, total] = [
		/^police force$/,
		/^type of force$/,
		/^tactic$/,
		/^number of times/,
	].map((pattern) => like(table, pattern));
	if (named === undefined || type === undefined || tactic === undefined || total === undefined) {
		into.fault(
			file,
			table.sheet,
			'It needs the columns “Police force”, “Type of force”, “Tactic” and “Number of times tactic reported”.',
		);
		return;
	}
	const parts = table.columns.filter(
		({ at, path }) => path.length > 0 && ![named.at, type.at, tactic.at, total.at].includes(at),
	);
	const kindOf = ({ cells }: Table['rows'][number]) =>
		`${textOf(cells[named.at])} ${key(textOf(cells[type.at]))}`;
	const sizes = new Map([...Map.groupBy(table.rows, kindOf)].map(([kind, rows]) => [kind, rows.length]));
	const sums = new Map<string, { parts: number; total: number; where: string }>();
	for (const { row, place } of rowsByArea(work, table, named)) {
		const of = {
			'force-type': label(textOf(row.cells[type.at])),
			tactic: label(textOf(row.cells[tactic.at])),
		};
		const count = Number(row.cells[total.at] ?? 0);
		const sum = sums.get(place.area) ?? { parts: 0, total: 0, where: place.where };
		sums.set(place.area, sum);
		const told = { place: place.where, area: place.published, tactic: of.tactic };
		if (apart.test(key(of['force-type'])))
			into.decide('dropped', 'Not counted among uses of force by the publisher', told);
		else if (/^total tactics$/.test(key(of.tactic))) {
			sum.total = count;
			into.decide('dropped', 'A total of rows that stand beside it', told);
		} else if (
			/ of which$/.test(key(of.tactic)) ||
			(/^total /.test(key(of.tactic)) && sizes.get(kindOf(row)) !== 1)
		)
			into.decide('dropped', 'A total of rows that stand beside it', told);
		else {
			sum.parts += count;
			into.putCell(row.cells[total.at] ?? null, {}, { ...place, ...span, measure: 'tactics', of });
			for (const part of parts)
				into.putCell(
					row.cells[part.at] ?? null,
					{},
					{ ...place, ...span, measure, of: { ...of, [by]: part.path.at(-1) ?? '' } },
				);
		}
	}
	for (const [area, { parts: added, total: published, where }] of sums)
		if (added !== published)
			into.decide('kept', 'The tactics of a force do not add up to its published total', {
				place: where,
				area,
				tactics: String(added),
				total: String(published),
			});
}

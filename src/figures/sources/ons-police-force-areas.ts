import { findTable, type Table } from '../tables/heading.ts';
import { inWordsEnding, yearsEnding } from '../tables/span.ts';
import { readWorkbook, type Sheet } from '../tables/workbook.ts';
import { type Gathered, gather, onlyFile } from './gather.ts';
import { type Form, formOf, type Meaning } from './ons-forms.ts';
import { anchor, type Release, releaseOf } from './ons-release.ts';
import { checkTotals } from './ons-totals.ts';
import { publishedAreas, withTransport } from './published-area.ts';
import type { Read, Reading, Source } from './source.ts';

const breakdowns = ['offence', 'category', 'compared-with'] as const;

/** The workbook that the ONS publishes each quarter beside "Crime in England and Wales". */
export const onsPoliceForceAreas: Source = {
	name: 'ons-police-force-areas',
	title: 'Crime in England and Wales: police force area data tables',
	publisher: 'Office for National Statistics',
	licence: 'Open Government Licence v3.0',
	accepts: ['xlsx', 'ods'],
	expects:
		'The workbook “Police force area data tables” that the Office for National Statistics publishes beside “Crime in England and Wales”, as it is published.',
	measures: [
		{ id: 'offences', title: 'Recorded crimes in 12 months' },
		{ id: 'rate', title: 'Recorded crimes per 1,000 population, as published' },
		{ id: 'household-rate', title: 'Recorded burglaries per 1,000 households, as published' },
		{ id: 'change', title: 'Percentage change on the year before, as published on the revised base' },
		{ id: 'population', title: 'Population, rounded to 100' },
		{ id: 'households', title: 'Households, rounded to 100' },
		{ id: 'knife-offences', title: 'Selected offences that involved a knife' },
		{ id: 'knife-percent', title: 'Percentage of selected offences that involved a knife, as published' },
		{ id: 'knife-change', title: 'Percentage change of offences that involved a knife, as published' },
		{ id: 'asb-incidents', title: 'Anti-social behaviour incidents' },
		{ id: 'asb-rate', title: 'Anti-social behaviour incidents per 1,000 population, as published' },
		{ id: 'asb-percent', title: 'Percentage of anti-social behaviour incidents, by category' },
		{ id: 'asb-experienced-percent', title: 'Percentage of adults who experienced anti-social behaviour' },
		{ id: 'asb-adults-asked', title: 'Adults asked about anti-social behaviour' },
	],
	breakdowns,
	read,
};

async function read(reading: Reading): Promise<Read> {
	const file = onlyFile(reading);
	await reading.progress(0, 3, 'Opening the workbook');
	const workbook = await readWorkbook(file.path, { name: file.name });
	const release = releaseOf(workbook, reading.stated.release);
	const into = gather(reading, breakdowns);
	await reading.progress(1, 3, 'Reading its tables');
	for (const sheet of workbook.sheets) readSheet({ reading, file: file.name, release, into }, sheet);
	checkTotals(into);
	for (const { sheet, text } of release.remarks)
		into.decide('kept', 'The publisher says of this release', { sheet, text });
	await reading.progress(2, 3, 'Keeping its numbers');
	return into.finish('ons_police_force_areas', {
		file: file.name,
		release: release.words,
		publishedOn: release.publishedOn ?? reading.stated.publishedOn,
		none: 'The workbook has no row for this force.',
	});
}

type Work = { reading: Reading; file: string; release: Release; into: Gathered };

function readSheet(work: Work, sheet: Sheet): void {
	const { into, file, release } = work;
	const table = findTable(sheet, anchor);
	const rows = String(sheet.rows.length);
	if (sheet.hidden) {
		if (sheet.rows.length > 0)
			into.decide('dropped', 'The sheet is hidden', { sheet: sheet.name, rows }, sheet.rows.length);
		return;
	}
	if (table === undefined) return;
	const form = formOf(table.title);
	if (form === undefined) {
		const title = table.title[0] ?? '';
		into.decide(
			'dropped',
			'The sheet holds no table that this source knows',
			{ sheet: sheet.name, title },
			Math.max(1, table.rows.length),
		);
		return;
	}
	// A table of changes names several years: it is of the latest.
	const own = yearsEnding(table.title.join(' '))
		.toSorted((a, b) => Temporal.PlainDate.compare(a.until, b.until))
		.at(-1);
	if (own !== undefined && !own.until.equals(release.span.until)) {
		into.fault(
			file,
			sheet.name,
			`Its title says “${inWordsEnding(own)}”, and the workbook is of the ${inWordsEnding(release.span)}. It may have been put together from two releases.`,
		);
		return;
	}
	readTable(work, table, form);
}

function readTable(work: Work, table: Table, form: Form): void {
	const { into, file, release, reading } = work;
	const [code, name] = anchor.map((pattern) =>
		table.columns.find(({ path }) => path.some((text) => pattern.test(text.toLowerCase()))),
	);
	if (code === undefined || name === undefined) return;
	const meanings = new Map<number, Meaning>();
	for (const column of table.columns) {
		if (column.at === code.at || column.at === name.at) continue;
		const meaning = form.meaning(column, release);
		const filled = table.rows.filter((row) => (row.cells[column.at] ?? null) !== null).length;
		if (meaning === null) {
			if (filled > 0)
				into.decide(
					'dropped',
					'A column that this source does not read',
					{ sheet: table.sheet, heading: column.raw.join(', ') },
					filled,
				);
			continue;
		}
		meanings.set(column.at, meaning);
		if (meaning.misspelt === true)
			into.decide('corrected', 'A heading was read as it was meant', {
				sheet: table.sheet,
				heading: column.raw.join(', '),
				as: meaning.of?.offence ?? '',
			});
	}
	const lacking = form.missing([...meanings.values()]);
	if (lacking.length > 0) {
		const unread = table.columns.filter(
			({ at, path }) => !meanings.has(at) && at !== code.at && at !== name.at && path.length > 1,
		);
		const others = unread.map(({ path }) => `“${path.join(', ')}”`).join(', ');
		into.fault(
			file,
			table.sheet,
			`There is no column for ${lacking.map((one) => `“${one}”`).join(', ')}.${others === '' ? '' : ` Headings that say something else: ${others}.`}`,
		);
		return;
	}
	const named = table.rows.map((row) => ({
		name: String(row.cells[name.at] ?? ''),
		...(typeof row.cells[code.at] === 'string' ? { code: String(row.cells[code.at]) } : {}),
	}));
	const areas = publishedAreas(reading.areas, named, { total: form.total });
	for (const [index, row] of table.rows.entries()) {
		const area = areas[index];
		const where = `${table.sheet}, line ${row.line}`;
		if (area === undefined) continue;
		if ('fault' in area) into.fault(file, where, area.fault);
		else if ('leave' in area) into.decide('dropped', area.leave, { place: where, area: area.published });
		else
			for (const [at, meaning] of meanings) {
				const ofTotal = meaning.total === 'EW' && area.area === withTransport ? 'EW' : area.area;
				const { span = release.span, measure, of, signed } = meaning;
				const cell = row.cells[at] ?? null;
				into.putCell(
					cell,
					form.marks,
					{
						...span,
						...area,
						area: ofTotal,
						measure,
						...(of === undefined ? {} : { of }),
						where,
						file,
					},
					{ signed },
				);
			}
	}
}

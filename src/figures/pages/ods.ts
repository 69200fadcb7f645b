import { utils, type WorkSheet, write } from '@e965/xlsx';
import { inWordsDate } from '../../foundation/index.ts';
import type { Figure } from '../engine/figure.ts';
import type { Indicator } from '../indicators/indicator.ts';
import type { Marker } from '../sources/source.ts';
import { definitionOf } from './definition.ts';
import type { Column } from './download.rows.ts';

/*
 * A spreadsheet laid out as the government's statisticians ask for it: a cover sheet, notes, and one table on each sheet,
 * which begins in the first column, with no merged and no blank cells, with units in its headings, and with markers in
 * place of what is not there.
 */

export type Sheets = {
	indicator: Indicator;
	columns: readonly Column[];
	figures: readonly Figure[];
	/** "12 months ending June 2014" */
	period: string;
	caveats: readonly string[];
	/** Where the numbers come from. */
	source: string;
	today: Temporal.PlainDate;
	inspectorate: string;
};

/** What stands in a cell that has no number, as the Government Analysis Function has it. */
const instead = { unavailable: '[x]', suppressed: '[c]', notApplicable: '[z]' } as const;

const explained: Readonly<Record<Marker, string>> = {
	'not available': 'No figure was published or sent. Its cell holds [x].',
	suppressed: 'Not shown, because people could be known by it. Its cell holds [c].',
	incomplete: 'A part of it is missing: the column “Without these areas” says which.',
	projected: 'It rests on a trend that was carried on.',
	'small base': 'It rests on few cases, and should be read with care.',
	provisional: 'It may still change.',
	revised: 'It has changed since it was first published.',
};

export function spreadsheet(sheets: Sheets): Buffer {
	const book = utils.book_new();
	utils.book_append_sheet(book, coverOf(sheets), 'Cover_sheet');
	utils.book_append_sheet(book, notesOf(sheets), 'Notes');
	const whole = sheets.figures.filter(({ breakdown }) => Object.keys(breakdown).length === 0);
	const parts = sheets.figures.filter(({ breakdown }) => Object.keys(breakdown).length > 0);
	const { title, unit } = sheets.indicator;
	utils.book_append_sheet(
		book,
		tableOf(`Table 1: ${title}, ${unit}, by area, ${sheets.period}`, sheets.columns, whole),
		'Table_1',
	);
	if (parts.length > 0)
		utils.book_append_sheet(
			book,
			tableOf(`Table 2: ${title}, ${unit}, by area and part, ${sheets.period}`, sheets.columns, parts),
			'Table_2',
		);
	const written: unknown = write(book, { bookType: 'ods', type: 'buffer', compression: true });
	if (!Buffer.isBuffer(written)) throw new Error('the workbook was not written');
	return written;
}

function coverOf({ indicator, figures, period, source, today, inspectorate }: Sheets): WorkSheet {
	const made = figures.filter(({ illustrative }) => illustrative).length;
	const lines = [
		`${indicator.title}, ${period}`,
		indicator.meaning,
		`Unit: ${indicator.unit}.`,
		`Source: ${source}.`,
		`Computed by ${inspectorate}, as version ${indicator.version} of the indicator “${indicator.id}”. Downloaded on ${inWordsDate(today)}.`,
		made === 0
			? 'No figure is illustrative.'
			: `${made === figures.length ? 'All figures are' : `${made} of ${figures.length} figures are`} illustrative: they rest on made-up data, and the column “Illustrative” says which.`,
		'The worksheet “Notes” explains the definition, the markers and what to bear in mind. Each other worksheet holds one table.',
		'Figures are exact and not rounded.',
	];
	return sheetOf(
		lines.map((line) => [line]),
		[100],
	);
}

function notesOf({ indicator, caveats }: Sheets): WorkSheet {
	const rows = [
		...definitionOf(indicator).map(({ key, value }) => [key, value]),
		...indicator.breaks.map(({ at, because }) => [
			'Break in the series',
			`From ${inWordsDate(at)}: ${because}. Figures before and after do not compare.`,
		]),
		...caveats.map((text) => ['To bear in mind', text]),
		...Object.entries(explained).map(([marker, text]) => [`Marker: ${marker}`, text]),
		['[x]', 'Not available.'],
		['[c]', 'Suppressed.'],
		['[z]', 'Not applicable: this figure has no such number.'],
	];
	return sheetOf(
		[
			['Notes'],
			['This worksheet contains one table.'],
			['Note', 'What it means'],
			...rows.map((row) => row.map((text) => text || instead.notApplicable)),
		],
		[30, 110],
	);
}

function tableOf(title: string, columns: readonly Column[], figures: readonly Figure[]): WorkSheet {
	const rows = figures.map((figure) => columns.map((column) => cellOf(column, figure)));
	return sheetOf(
		[
			[title],
			[
				'This worksheet contains one table. Some cells hold a marker in place of a number: they are explained in the worksheet “Notes”.',
			],
			columns.map(({ heading }) => heading),
			...rows,
		],
		columns.map(({ name }) => (name === 'area' || name === 'part' ? 40 : 18)),
	);
}

/** No cell is blank: where there is no number, it says why. */
function cellOf({ numeric, of }: Column, figure: Figure): string | number {
	const value = of(figure);
	if (value === null) {
		if (figure.markers.includes('suppressed')) return instead.suppressed;
		return figure.value === null ? instead.unavailable : instead.notApplicable;
	}
	return numeric ? Number(value) : value;
}

function sheetOf(rows: readonly (readonly (string | number)[])[], widths: readonly number[]): WorkSheet {
	const sheet = utils.aoa_to_sheet(rows.map((row) => [...row]));
	sheet['!cols'] = widths.map((wch) => ({ wch }));
	return sheet;
}

import { findTable } from '../tables/heading.ts';
import { label } from '../tables/label.ts';
import { dayIn, inWordsEnding, type Span, yearsEnding } from '../tables/span.ts';
import type { Sheet, Workbook } from '../tables/workbook.ts';
import { Unreadable } from './source.ts';

export type Release = {
	span: Span;
	words: string;
	publishedOn: Temporal.PlainDate | null;
	remarks: readonly { sheet: string; text: string }[];
};

/** The release, as the file itself says it; one that was stated otherwise is refused. */
export function releaseOf(workbook: Workbook, stated: string | null): Release {
	const says = workbook.sheets.map((sheet) => ({ sheet, lines: linesOf(sheet) }));
	const refuse = (where: string, text: string) => new Unreadable([{ file: workbook.file, where, text }]);
	const titled = says
		.filter(({ sheet }) => !isTable(sheet))
		.flatMap(({ lines }) => lines.filter((line) => /police|crime/i.test(line)));
	const spans = titled.flatMap((line) => yearsEnding(label(line)));
	const span = spans[0] ?? says.flatMap(({ lines }) => yearsEnding(lines[0] ?? '')).at(-1);
	if (span === undefined)
		throw refuse(
			'',
			'It does not say of which year it is: no title says “year ending …”. Check that it is the right file.',
		);
	const correction = says.find(({ sheet }) => /^correct(ion|ed)s?\b/i.test(sheet.name.trim()));
	const note = says
		.filter(({ sheet }) => !isTable(sheet))
		.flatMap(({ sheet, lines }) => lines.map((text) => ({ sheet: sheet.name, text })))
		.find(({ text }) => /^note:.*\brevised\b/i.test(text));
	const words = [inWordsEnding(span), correction && 'corrected', note && 'revised']
		.filter(Boolean)
		.join(', ');
	const remarks = [
		...(correction === undefined ? [] : [{ sheet: correction.sheet.name, text: correction.lines.join(' ') }]),
		...(note === undefined ? [] : [note]),
	];
	if (stated !== null && !sameRelease(stated, span, words))
		throw refuse(
			'',
			`Its own title says “${words}”, and “${stated}” was stated. Choose the other file, or state what this one is.`,
		);
	const day = correction?.lines.map((line) => dayIn(line)).find((found) => found !== null);
	return { span, words, publishedOn: day ?? null, remarks };
}

/** "June 2018", "year ending June 2018" and "Year ending June 2018, corrected" are told; the day must be the same. */
function sameRelease(stated: string, span: Span, words: string): boolean {
	const [said] = yearsEnding(/ending|ended/i.test(stated) ? stated : `year ending ${stated}`);
	if (said === undefined || !said.until.equals(span.until)) return false;
	return ['corrected', 'revised'].every(
		(word) => !stated.toLowerCase().includes(word) || words.includes(word),
	);
}

/** The columns that every row of a table is named by. */
export const anchor = [/^area codes?$/, /^area names?$|^police force areas?$/];
const isTable = (sheet: Sheet) => findTable(sheet, anchor) !== undefined;
const linesOf = (sheet: Sheet) =>
	sheet.rows
		.flatMap((row) => row.filter((cell) => typeof cell === 'string'))
		.map((text) => text.replaceAll(/\s+/g, ' ').trim());

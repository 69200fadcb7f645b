export type CsvValue = string | number | null;

/**
 * Comma-separated values as RFC 4180 has them, with a byte-order mark so that spreadsheets read the letters right. Text
 * that a spreadsheet would take for a formula is put behind an apostrophe; a negative number in digits is none.
 */
export function csv(header: readonly string[], rows: readonly (readonly CsvValue[])[]): string {
	return `\uFEFF${csvLines([header, ...rows])}`;
}

/** Some lines of it, for tables that are written piece by piece. */
export function csvLines(rows: readonly (readonly CsvValue[])[]): string {
	return rows.map((row) => `${row.map(cell).join(',')}\r\n`).join('');
}

function cell(value: CsvValue): string {
	if (value === null) return '';
	if (typeof value === 'number') return String(value);
	const safe = /^[=+\-@\t\r]/.test(value) && !/^-\d+(?:\.\d+)?$/.test(value) ? `'${value}` : value;
	return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}

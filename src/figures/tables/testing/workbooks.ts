import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after } from 'node:test';
import XLSX from '@e965/xlsx';

/** Workbooks that tests make, in a folder that goes when they end. */

export type MadeSheet = {
	name: string;
	rows: readonly (readonly (string | number | null | { day: string })[])[];
	/** "A1:C1" */
	merges?: readonly string[];
	hidden?: boolean;
};

export const folder = mkdtempSync(join(tmpdir(), 'workbooks-'));
after(() => rmSync(folder, { recursive: true, force: true }));

/** The name of a file in the folder, with what is written into it. */
export function written(name: string, content: string | Buffer): string {
	const path = join(folder, name);
	writeFileSync(path, content);
	return path;
}

export function bytesOf(kind: 'xlsx' | 'ods', sheets: readonly MadeSheet[]): Buffer {
	const book = XLSX.utils.book_new();
	for (const { name, rows, merges = [] } of sheets) {
		const sheet = XLSX.utils.aoa_to_sheet(
			rows.map((row) =>
				row.map((cell) =>
					typeof cell === 'object' && cell !== null ? new Date(`${cell.day}T00:00:00Z`) : cell,
				),
			),
			{ cellDates: true, UTC: true },
		);
		sheet['!merges'] = merges.map((one) => XLSX.utils.decode_range(one));
		XLSX.utils.book_append_sheet(book, sheet, name);
	}
	book.Workbook = { Sheets: sheets.map(({ hidden = false }) => ({ Hidden: hidden ? 1 : 0 })) };
	return XLSX.write(book, { type: 'buffer', bookType: kind, compression: true });
}

export function workbook(name: string, sheets: readonly MadeSheet[]): string {
	return written(name, bytesOf(name.endsWith('.ods') ? 'ods' : 'xlsx', sheets));
}

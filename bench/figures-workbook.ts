// A workbook of 20 MB in the OpenDocument form: read into rows, against SheetJS's own parse of the same file.
import { readFile, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import XLSX from '@e965/xlsx';
import { z } from 'zod';
import { readWorkbook } from '../src/figures/tables/workbook.ts';
import { alone, inTurns, ratio, seconds, type Taken, taken } from './alone.ts';

const rounds = 3;
/** Numbers of six digits, which pack into so many bytes that this makes 20 MB. */
const size = { sheets: 4, rows: 11_600, columns: 22 };

const task = z.object({ path: z.string() });

export async function benchWorkbook(print: (line: string) => void, folder: string): Promise<void> {
	const path = join(folder, 'tables.ods');
	await alone('figures-workbook.ts', 'makeWorkbook', { path });
	const { size: bytes } = await stat(path);
	const { ours, bare } = await inTurns(rounds, {
		bare: () => alone('figures-workbook.ts', 'parseBare', { path }),
		ours: () => alone('figures-workbook.ts', 'readWhole', { path }),
	});
	print(
		`An ODS of ${(bytes / 1e6).toFixed(1)} MB: read in ${seconds(ours)}, parsed bare in ${seconds(bare)}: ${ratio(ours, bare, 2)}; at most ${Math.round(ours.megabytes)} MB of memory against ${Math.round(bare.megabytes)} MB`,
	);
	print(`  ${ours.note} against ${bare.note}`);
}

export async function makeWorkbook(given: unknown): Promise<Taken & { note: string }> {
	const { path } = task.parse(given);
	const workbook = XLSX.utils.book_new();
	let state = 1;
	const next = () => {
		state = (Math.imul(state, 1_103_515_245) + 12_345) >>> 0;
		return state % 1_000_000;
	};
	for (let sheet = 0; sheet < size.sheets; sheet += 1) {
		const rows = Array.from({ length: size.rows }, (_, row) => [
			`Force ${row}`,
			...Array.from({ length: size.columns }, next),
		]);
		XLSX.utils.book_append_sheet(workbook, XLSX.utils.aoa_to_sheet(rows), `Table ${sheet + 1}`);
	}
	const took = await taken(async () => {
		const made: unknown = XLSX.write(workbook, { type: 'buffer', bookType: 'ods', compression: true });
		if (!(made instanceof Uint8Array)) throw new Error('nothing was written');
		await writeFile(path, made);
	});
	return { ...took, note: '' };
}

export async function parseBare(given: unknown): Promise<Taken & { note: string }> {
	const { path } = task.parse(given);
	const { result, ...took } = await taken(async () => XLSX.read(await readFile(path), { type: 'buffer' }));
	return { ...took, note: `${result.SheetNames.length} sheets` };
}

export async function readWhole(given: unknown): Promise<Taken & { note: string }> {
	const { path } = task.parse(given);
	const { result, ...took } = await taken(() => readWorkbook(path));
	const { sheets } = result;
	const rows = sheets.reduce((sum, sheet) => sum + sheet.rows.length, 0);
	return { ...took, note: `${sheets.length} sheets of ${rows.toLocaleString('en-GB')} rows` };
}

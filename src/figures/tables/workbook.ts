import { basename } from 'node:path';
import { Worker } from 'node:worker_threads';
import { inspectWorkbook } from './container.ts';
import { inMegabytes, type Limits, limits } from './limits.ts';
import { Unreadable } from './unreadable.ts';

/** What stands in a cell. A day is a day whatever the time zone; null is an empty cell. */
export type Cell = string | number | boolean | { readonly day: string } | null;

/** Cells that are printed as one, by row and column from 0, both ends within. */
export type Merge = { top: number; left: number; bottom: number; right: number };

export type Sheet = { name: string; hidden: boolean; rows: Cell[][]; merges: readonly Merge[] };
export type Workbook = { file: string; sheets: readonly Sheet[] };

/** What the thread tells: a sheet begins, some of its rows, all is told, or why there is nothing to tell. */
export type Told =
	| { is: 'sheet'; name: string; hidden: boolean; merges: readonly Merge[] }
	| { is: 'rows'; rows: Cell[][] }
	| { is: 'end' }
	| { is: 'refusal'; refusal: string };

export type Task = { path: string; kind: 'xlsx' | 'ods'; limits: Limits };

/**
 * Reads an XLSX or an ODS whole, or throws Unreadable with a sentence. The parsing takes seconds without a pause, so it
 * has a thread of its own, with a memory of its own that it may fill without harm to the service.
 */
export async function readWorkbook(
	path: string,
	given: Partial<Limits> & { name?: string } = {},
): Promise<Workbook> {
	const { name = basename(path), ...narrower } = given;
	const all = { ...limits, ...narrower };
	const refuse = (text: string) => new Unreadable([{ file: name, where: '', text }]);
	const found = await inspectWorkbook(path, all);
	if ('refusal' in found) throw refuse(found.refusal);
	return { file: name, sheets: await inThread({ path, kind: found.kind, limits: all }, refuse) };
}

function inThread(task: Task, refuse: (text: string) => Unreadable): Promise<Sheet[]> {
	const worker = new Worker(new URL('./workbook.thread.ts', import.meta.url), {
		workerData: task,
		resourceLimits: { maxOldGenerationSizeMb: task.limits.memoryMegabytes },
		// What the reader of workbooks remarks about number formats is of no use in a log.
		stdout: true,
		stderr: true,
	});
	worker.stdout.resume();
	worker.stderr.resume();
	const sheets: Sheet[] = [];
	return new Promise<Sheet[]>((resolve, reject) => {
		const late = setTimeout(
			() => reject(refuse(`Reading it took more than ${task.limits.seconds} seconds. Save it as CSV.`)),
			task.limits.seconds * 1000,
		);
		const settle = (act: () => void) => {
			clearTimeout(late);
			act();
		};
		worker.on('message', (told: Told) => {
			if (told.is === 'sheet')
				sheets.push({ name: told.name, hidden: told.hidden, merges: told.merges, rows: [] });
			else if (told.is === 'rows') sheets.at(-1)?.rows.push(...told.rows);
			else if (told.is === 'end') settle(() => resolve(sheets));
			else settle(() => reject(refuse(told.refusal)));
		});
		worker.on('error', (error: Error & { code?: string }) =>
			settle(() =>
				reject(
					error.code === 'ERR_WORKER_OUT_OF_MEMORY'
						? refuse(
								`It needs more memory than ${inMegabytes(task.limits.memoryMegabytes * 1024 * 1024)} to read. Save the sheets that are needed as a file of their own, or as CSV.`,
							)
						: error,
				),
			),
		);
		worker.on('exit', (code) =>
			settle(() => reject(new Error(`The reader of workbooks ended with ${code} before it was done.`))),
		);
	}).finally(() => worker.terminate());
}

// Figures, each part against the bare way of doing it: importing, workbooks, the engine, recomputing, and a page of charts.
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { globalSetup, globalTeardown } from '../test/setup.ts';
import { benchEngine } from './figures-engine.ts';
import { benchSearches } from './figures-searches.ts';
import { benchService } from './figures-service.ts';
import { benchWorkbook } from './figures-workbook.ts';

export async function benchFigures(print: (line: string) => void): Promise<void> {
	await globalSetup();
	const folder = await mkdtemp(join(tmpdir(), 'inspectorate-bench-'));
	try {
		for (const bench of [benchSearches, benchWorkbook, benchEngine, benchService]) await bench(print, folder);
	} finally {
		await rm(folder, { recursive: true, force: true });
		await globalTeardown();
	}
}

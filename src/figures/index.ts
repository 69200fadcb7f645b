import type { AnyJob, Command, Part, Services } from '../foundation/index.ts';
import { importCommands } from './snapshots/import.commands.ts';
import { importJob } from './snapshots/import.job.ts';
import { snapshotPages } from './snapshots/snapshot.pages.ts';

export type { Chart, ChartArea, ChartFigure, ChartGrade, ChartTable, Drawn } from './charts/chart.ts';
export { drawChart } from './charts/draw.ts';
export {
	indicatorFiles,
	indicatorsWaiting,
	keepIndicatorFiles,
	keepIndicators,
} from './indicators/file.store.ts';
export { indicatorCommands } from './indicators/indicator.commands.ts';
export { indicatorOf, keepIndicator, listIndicators } from './indicators/indicator.store.ts';
export type { Indicator, IndicatorKey } from './indicators/indicator.ts';
export { type Imported, type ImportRequest, importFiles } from './snapshots/import.ts';
export { listSnapshots } from './snapshots/snapshot.store.ts';
export { sourceNamed } from './sources/all.ts';

export const figuresCommands: readonly Command<Services>[] = [...importCommands];

/** What this room does after the request. */
export function figuresJobs(services: Services): AnyJob[] {
	return [importJob(services)];
}

/** The room's pages, step by step from the bottom. */
export function figuresParts(services: Services): Part[] {
	return [snapshotPages(services)];
}

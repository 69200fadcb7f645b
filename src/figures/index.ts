import type { AnyJob, Command, Part, Services, Tx } from '../foundation/index.ts';
import { figureCommands } from './engine/figure.commands.ts';
import { sourcesOf } from './engine/inputs.ts';
import { type AfterRecomputing, recomputeJob } from './engine/recompute.job.ts';
import { listIndicators } from './indicators/indicator.store.ts';
import { type FigurePorts, figurePages } from './pages/pages.ts';
import { importCommands } from './snapshots/import.commands.ts';
import { importJob, sweepJob } from './snapshots/import.job.ts';
import { snapshotPages } from './snapshots/snapshot.pages.ts';

export type { Chart, ChartArea, ChartFigure, ChartGrade, ChartTable, Drawn } from './charts/chart.ts';
export { drawChart } from './charts/draw.ts';
export { type TilePlace, tileColumns, tilePlaces, tileRows } from './charts/tile-places.ts';
export { figureAddress } from './comparison/address.ts';
export { areaNames, forcesOn } from './comparison/areas.ts';
export type { ChangeBeside, Moved } from './comparison/change.ts';
export { type Check, partsOfWhole, percentOfBase } from './comparison/checks.ts';
export { type Beside, totalOf } from './comparison/compared.ts';
export {
	type ComparedOne,
	type Comparison,
	compareAll,
	compareArea,
	compareEach,
} from './comparison/comparison.ts';
export { inOrder } from './comparison/decimal.ts';
export {
	type FinanceSheet,
	gapOf,
	sumsOf,
} from './comparison/finance.ts';
export { checksOf as financeChecks } from './comparison/finance-checks.ts';
export { readFinanceCsv, readFinanceYaml } from './comparison/finance-file.ts';
export { type Finding, type FindingKind, findingKinds, findingTitles } from './comparison/finding.ts';
export { type GroupRule, groupRules, meanOfRates } from './comparison/group.ts';
export { besideWord, containmentIn, growsWithArea, isFit, type Worded } from './comparison/measured.ts';
export { newestInAreas } from './comparison/newest.store.ts';
export { inWords as spanInWords, monthsOf, type Span } from './comparison/period.ts';
export { printed, printedNumber, shown } from './comparison/print.ts';
export { outlyingOf, qualityList } from './comparison/quality.store.ts';
export { figureSignals } from './comparison/signals.ts';
export { similarTo } from './comparison/similar.store.ts';
export { type WhatIf, whatIf, whatIfOf, whatIfPrinted } from './comparison/what-if.ts';
export { groupArea } from './engine/areas.ts';
export { columnsIn, figuresFromAggregates, writeAggregates } from './engine/bundled.ts';
export { compute, computeAll } from './engine/compute.ts';
export type { Defined } from './engine/defined.ts';
export { figuresOf, periodsOf, type Wanted } from './engine/figure.store.ts';
export { type Figure, figureId } from './engine/figure.ts';
export { definitions, gather, keptRegisterNow } from './engine/gather.ts';
export { type EngineSnapshot, engineVersion, type Inputs, sourcesOf } from './engine/inputs.ts';
export { type Recompute, type Recomputed, recompute, verify } from './engine/recompute.ts';
export { keptRegister, type Register, registerShape } from './engine/register.ts';
export { definitionTexts } from './engine/texts.ts';
export {
	indicatorFiles,
	indicatorsWaiting,
	keepIndicatorFiles,
	keepIndicators,
} from './indicators/file.store.ts';
export { indicatorCommands } from './indicators/indicator.commands.ts';
export {
	allIndicators,
	indicatorOf,
	indicatorText,
	keepIndicator,
	listIndicators,
} from './indicators/indicator.store.ts';
export { type Indicator, type IndicatorKey, indicatorShape } from './indicators/indicator.ts';
export {
	funnelChart,
	type Line,
	type Pictured,
	rankedChart,
	seriesChart,
	tilesChart,
} from './pages/charts.ts';
export { definitionOf } from './pages/definition.ts';
export { draw, drawAll } from './pages/drawing.ts';
export { areaOf, figureTabs } from './pages/force.pages.ts';
export { sourceInWords } from './pages/indicator.view.ts';
export { type Imported, type ImportRequest, importFiles } from './snapshots/import.ts';
export { askToRecompute } from './snapshots/recomputing.ts';
export { checkedPath, inWorkFolder } from './snapshots/shelf.ts';
export { listSnapshots } from './snapshots/snapshot.store.ts';
export type { Snapshot } from './snapshots/snapshot.ts';
export { putBackSnapshot, withdrawalsOf, withdrawSnapshot } from './snapshots/withdrawal.store.ts';
export { sourceTitle } from './snapshots/words.ts';
export { sourceNamed } from './sources/all.ts';
export { type Marker, markers } from './sources/source.ts';
export { type Duck, duckOf, openDuck } from './tables/duck.ts';

export const figuresCommands: readonly Command<Services>[] = [...importCommands, ...figureCommands];

/** What this room does after the request. */
export function figuresJobs(services: Services): AnyJob[] {
	return [importJob(services)];
}

/**
 * What it does by the clock: the register of forces and their groups change without asking for it, and imports that
 * were killed leave data behind.
 */
export function figuresSchedule(
	services: Services,
	{ recomputed }: { recomputed?: AfterRecomputing } = {},
): { job: AnyJob; every: 'hour' | 'day' }[] {
	return [
		{ job: recomputeJob(services, recomputed), every: 'hour' },
		{ job: sweepJob(services), every: 'day' },
	];
}

/** The room's pages, step by step from the bottom. */
export function figuresParts(services: Services, ports: FigurePorts = {}): Part[] {
	return [snapshotPages(services, { indicatorsFrom }), figurePages(services, ports)];
}

/** What is computed from a source, for whoever looks at its data. */
async function indicatorsFrom(tx: Tx, source: string): Promise<{ text: string; href: string }[]> {
	const all = await listIndicators(tx);
	return all
		.filter((indicator) => sourcesOf(indicator).includes(source))
		.map(({ id, version, title }) => ({ text: `${title} (${id}@${version})`, href: `/figures/${id}` }));
}

import { accuracyRows } from './rows/accuracy.ts';
import { answeringRows } from './rows/answering.ts';
import { documentsRows } from './rows/documents.ts';
import { evidenceRows } from './rows/evidence.ts';
import { figuresRows } from './rows/figures.ts';
import { followupRows } from './rows/followup.ts';
import { foundationRows } from './rows/foundation.ts';
import { judgmentsRows } from './rows/judgments.ts';
import { monitoringRows } from './rows/monitoring.ts';
import { planRows } from './rows/plan.ts';
import { planningRows } from './rows/planning.ts';
import { registerRows } from './rows/register.ts';
import { releasesRows } from './rows/releases.ts';
import { returnsRows } from './rows/returns.ts';
import { websiteRows } from './rows/website.ts';
import type { Rows } from './sight.ts';

const rooms: readonly Rows[] = [
	foundationRows,
	registerRows,
	planRows,
	figuresRows,
	evidenceRows,
	returnsRows,
	judgmentsRows,
	documentsRows,
	accuracyRows,
	followupRows,
	monitoringRows,
	answeringRows,
	planningRows,
	releasesRows,
	websiteRows,
];

/** What the rooms together expect of every table of the database. */
export const rows: Rows = {
	sights: together(({ sights }) => sights),
	seeds: together(({ seeds }) => seeds),
	changes: together(({ changes }) => changes),
	removals: together(({ removals }) => removals),
	additions: together(({ additions }) => additions),
};

function together<T>(part: (room: Rows) => Readonly<Record<string, T>>): Record<string, T> {
	return Object.fromEntries(rooms.flatMap((room) => Object.entries(part(room))));
}

import { addEvidence, type Evidence, evidenceOf } from '../../evidence/index.ts';
import type { Tx } from '../../foundation/index.ts';

/** How the inspectorate came to know: each is the source that evidence of the log has. */
export const logKinds = {
	data: { text: 'Data', source: 'figures' },
	meeting: { text: 'Meeting or call', source: 'meeting' },
	visit: { text: 'Visit', source: 'place' },
	document: { text: 'Document', source: 'document' },
} as const;
export type LogKind = keyof typeof logKinds;

export type LogEntry = {
	force: string;
	on: Temporal.PlainDate;
	kind: LogKind;
	title: string;
	/** What was seen. */
	text: string;
	/** "Monthly call with the deputy chief constable". */
	source: string;
	by: { account: string | null; name: string };
	illustrative?: boolean;
};

/**
 * An entry is evidence from the beginning, of the kind "monitoring": cited as E-1043, corrected and withdrawn as all
 * evidence, and open to the findings of every inspection of the force.
 */
export async function addLogEntry(tx: Tx, entry: LogEntry): Promise<{ id: string; number: number }> {
	return addEvidence(tx, {
		kind: 'monitoring',
		force: entry.force,
		title: entry.title,
		text: entry.text,
		happenedOn: entry.on,
		gatheredBy: entry.by.account,
		gatheredByName: entry.by.name,
		// Figures and papers can be looked at again; what somebody said is as they told it.
		reliability: entry.kind === 'meeting' ? 'as told' : 'force-reported',
		source: { kind: logKinds[entry.kind].source, name: entry.source },
		illustrative: entry.illustrative ?? false,
	});
}

/** Null: it was recorded as other evidence is, and its source says enough. */
export function logKindOf({ source }: Pick<Evidence, 'source'>): string | null {
	return Object.values(logKinds).find((kind) => kind.source === source.kind)?.text ?? null;
}

/** Those of one page, the newest day first, and how many there are in all. */
export async function logOf(
	tx: Tx,
	{ force, page, size }: { force: string; page: number; size: number },
): Promise<{ entries: Evidence[]; total: number }> {
	const { evidence, total } = await evidenceOf(tx, { force, kind: 'monitoring' });
	const dayOf = ({ current }: Evidence) => current?.happenedOn.toString() ?? '';
	const byDay = evidence.toSorted((a, b) => dayOf(b).localeCompare(dayOf(a)) || b.number - a.number);
	return { entries: byDay.slice((page - 1) * size, page * size), total };
}

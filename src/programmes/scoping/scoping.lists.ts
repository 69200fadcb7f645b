import { type CsvValue, zone } from '../../foundation/index.ts';
import type { Framework } from '../frameworks/framework.ts';
import { questionsOf } from '../frameworks/lookup.ts';
import type { Inspection } from '../planning/plan.store.ts';
import { changeInWords, changesBetween, type Scoping, type ScopingLine, scopingTable } from './scoping.ts';
import type { Material, Signals } from './signal.ts';

/** The table of scope as the pages show it, pillar by pillar. */
export function tableRowsOf(lines: readonly ScopingLine[]) {
	return [...Map.groupBy(lines, ({ pillar }) => pillar)].map(([pillar, questions]) => ({
		pillar,
		lines: questions,
	}));
}

/** Every decision, the newest first, with what it changed of the one before. */
export function decisionsInWords(framework: Framework, decisions: readonly Scoping[]) {
	return decisions
		.map((decision, index) => {
			const before = decisions[index - 1];
			return {
				...decision,
				first: before === undefined,
				changes:
					before === undefined
						? []
						: changesBetween(framework, before.rows, decision.rows).map(changeInWords),
				inspected: decision.rows.filter(({ inspected }) => inspected).length,
				tables: tableRowsOf(scopingTable(framework, decision.rows)),
			};
		})
		.reverse();
}

/** A pillar of the form with its questions, each beside what speaks for and against inspecting it. */
export type Asked = {
	title: string;
	signals: Signals;
	material: readonly Material[];
	questions: {
		id: string;
		title: string;
		asks: string | null;
		mandatory: boolean;
		because: string | null;
		signals: Signals;
		material: readonly Material[];
	}[];
};

export function questionsFor(
	framework: Framework,
	signals: ReadonlyMap<string, Signals>,
	material: ReadonlyMap<string, readonly Material[]>,
): Asked[] {
	const of = (id: string) => signals.get(id) ?? { for: [], against: [] };
	return framework.pillars.map((pillar) => ({
		title: pillar.title,
		signals: of(pillar.id),
		material: material.get(pillar.id) ?? [],
		questions: questionsOf(framework, pillar.id).map(({ id, title, asks, mandatory, because }) => ({
			id,
			title,
			asks: asks ?? null,
			mandatory,
			because: because ?? null,
			signals: of(id),
			material: material.get(id) ?? [],
		})),
	}));
}

export const csvHeader = [
	'force',
	'programme',
	'framework',
	'version',
	'decision',
	'decided by',
	'decided on',
	'reason for the decision',
	'pillar',
	'question',
	'title',
	'mandatory',
	'inspected',
	'reason',
	'illustrative',
] as const;

/** Every decision as it was, question by question; the highest number is the one that stands. */
export function csvRows(
	{ force, programme, illustrative }: Inspection,
	framework: Framework,
	decisions: readonly Scoping[],
): CsvValue[][] {
	return decisions.flatMap((decision) =>
		scopingTable(framework, decision.rows).map((line) => [
			force.name,
			programme.name,
			framework.id,
			framework.version,
			decision.number,
			decision.decidedByName,
			decision.decidedAt.toZonedDateTimeISO(zone).toPlainDate().toString(),
			decision.reason,
			line.pillar,
			line.component,
			line.title,
			yesNo(line.mandatory),
			line.inspected === null ? '' : yesNo(line.inspected),
			line.reason,
			yesNo(illustrative),
		]),
	);
}

function yesNo(yes: boolean): string {
	return yes ? 'yes' : 'no';
}

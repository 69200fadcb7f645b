import type { Tx } from '../../foundation/index.ts';
import { citeFinding, findingsOf } from '../../judgments/index.ts';
import { componentOf } from '../../programmes/index.ts';
import { aboutOf, aboutProgramme } from './about.ts';
import type { FindingRow } from './edition.ts';
import type { Plan } from './plan.store.ts';
import { partOf, type RecordPart } from './record.ts';
import { wordsOf } from './words.ts';

/** The findings that the documents of a release state. */
export async function findingRows(
	tx: Tx,
	plan: Plan,
	quoted: ReadonlySet<string>,
): Promise<{ rows: FindingRow[]; parts: RecordPart[] }> {
	const findings = (await findingsOf(tx, { ids: [...quoted] })).filter(({ withdrawn }) => withdrawn === null);
	const rows: FindingRow[] = [];
	const parts: RecordPart[] = [];
	for (const finding of findings) {
		const { framework: id, version, component, force, programme } = finding;
		const inspection = plan.inspections.find((one) => one.id === finding.inspection);
		const about =
			inspection === undefined
				? aboutProgramme(plan, { programme: programme.id, framework: id, version })
				: aboutOf(plan, inspection);
		const framework = plan.frameworks.find((one) => one.id === id && one.version === version);
		const row: FindingRow = {
			number: finding.number,
			force_id: force?.id ?? null,
			force_slug: force?.slug ?? null,
			component,
			component_title:
				framework === undefined ? component : (componentOf(framework, component)?.title ?? component),
			tone: finding.tone,
			text: await wordsOf(tx, about, finding.text),
			illustrative: finding.illustrative,
		};
		rows.push(row);
		parts.push(partOf(`finding ${finding.id}`, citeFinding(finding), { edition: finding.edition, row }));
	}
	return { rows, parts };
}

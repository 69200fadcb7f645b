import type { Tx } from '../../foundation/index.ts';
import { citeRaised, type Due, dueDay, dueText, type Raised, raisedOf } from '../../judgments/index.ts';
import { componentOf, type Inspection } from '../../programmes/index.ts';
import { aboutOf, aboutProgramme } from './about.ts';
import type { RaisedRow } from './edition.ts';
import type { Plan } from './plan.store.ts';
import { partOf, type RecordPart } from './record.ts';
import { wordsOf } from './words.ts';

/** What was raised in the inspections of a release, to all forces in its programmes, and what its documents show of it. */
export async function raisedRows(
	tx: Tx,
	plan: Plan,
	quoted: ReadonlySet<string>,
): Promise<{ rows: RaisedRow[]; parts: RecordPart[] }> {
	const all = new Map<string, Raised>();
	for (const { id } of plan.inspections)
		for (const one of await raisedOf(tx, { inspection: id })) all.set(one.id, one);
	for (const programme of nationalIn(plan))
		for (const one of await raisedOf(tx, { programme, national: true })) all.set(one.id, one);
	const others = [...quoted].filter((id) => !all.has(id));
	for (const one of await raisedOf(tx, { ids: others })) all.set(one.id, one);
	const here = [...all.values()]
		.filter(({ withdrawn }) => withdrawn === null)
		.toSorted((a, b) => a.number - b.number);
	const parents = new Map([...all.values()].map(({ id, number }) => [id, number]));
	const missing = here.flatMap(({ parent }) => (parent === null || parents.has(parent) ? [] : [parent]));
	for (const { id, number } of await raisedOf(tx, { ids: missing })) parents.set(id, number);
	const rows: RaisedRow[] = [];
	for (const raised of here) {
		const inspection = plan.inspections.find(({ id }) => id === raised.inspection) ?? null;
		const parent = raised.parent === null ? null : (parents.get(raised.parent) ?? null);
		rows.push(await rowOf(tx, plan, { raised, inspection, parent }));
	}
	return {
		rows,
		parts: rows.flatMap((row, index) => {
			const raised = here[index];
			return raised === undefined
				? []
				: [partOf(`raised ${raised.id}`, citeRaised(raised), { edition: raised.edition, row })];
		}),
	};
}

/** The programmes of which a document about all forces is published. */
function nationalIn({ documents }: Plan): Set<string> {
	return new Set(
		documents.flatMap(({ document: { inspection, programme } }) =>
			inspection === null ? [programme.id] : [],
		),
	);
}

type One = { raised: Raised; inspection: Inspection | null; parent: number | null };

async function rowOf(tx: Tx, plan: Plan, { raised, inspection, parent }: One): Promise<RaisedRow> {
	const { force, framework: id, version, component, programme } = raised;
	const framework = plan.frameworks.find((one) => one.id === id && one.version === version);
	const about =
		inspection !== null
			? aboutOf(plan, inspection)
			: programme !== null && id !== null && version !== null
				? aboutProgramme(plan, { programme: programme.id, framework: id, version })
				: null;
	const words = async (text: string) => (about === null ? text : wordsOf(tx, about, text));
	const published = raised.raisedOn ?? inspection?.publishOn ?? raised.published;
	const due = raised.due ?? sharedBy(raised.subItems.map((item) => item.due));
	const items: RaisedRow['items'][number][] = [];
	for (const { letter, text, due: own } of raised.subItems)
		items.push({
			letter,
			text: await words(text),
			due: inWords(own),
			due_on: dueDay(own, published)?.toString() ?? null,
		});
	return {
		number: raised.number,
		kind: raised.kind,
		force_id: force?.id ?? null,
		force_slug: force?.slug ?? null,
		force_name: force === null ? null : (plan.forces.get(force.id)?.name ?? force.name),
		component,
		component_title:
			component === null || framework === undefined
				? null
				: (componentOf(framework, component)?.title ?? component),
		parent,
		title: raised.title,
		text: await words(raised.text),
		addressee: raised.addressee,
		theme: raised.theme,
		due: inWords(due),
		due_on: dueDay(due, published)?.toString() ?? null,
		items,
		illustrative: raised.illustrative,
	};
}

/** What all parts of a recommendation have by when they are due is said once, as its documents say it. */
function sharedBy(dues: readonly (Due | null)[]): Due | null {
	const [first = null] = dues;
	return first !== null && dues.every((due) => due !== null && dueText(due) === dueText(first))
		? first
		: null;
}

/** Readers take a deadline for the inspectorate’s unless somebody else is named. */
function inWords(due: Due | null): string | null {
	if (due === null) return null;
	const words = dueText(due);
	return due.kind !== 'none' && due.setBy === 'inspectorate' ? (words.split(', set by ')[0] ?? words) : words;
}

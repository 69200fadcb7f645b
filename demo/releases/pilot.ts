import { readFileSync } from 'node:fs';
import { compose, documentsOf, moveDocument, type WrittenDocument } from '../../src/documents/index.ts';
import { perform, type Tx } from '../../src/foundation/index.ts';
import {
	addProgramme,
	addToTeam,
	decideScoping,
	forceBySlug,
	frameworkOf,
	type Inspection,
	inspectionMoves,
	inspectionsOf,
	planInspections,
	programmeBySlug,
	todayIn,
} from '../../src/programmes/index.ts';
import { accountNamed } from '../../src/releases/index.ts';
import { approveAsItStands, decide, findAndPropose, type Visited } from '../findings/present.ts';
import { people } from '../steps.ts';
import { byAccount, byOperator, type Stage } from './stage.ts';

/** Three forces with which the present round was tried out, from the visit to the report. All of it is made up, and marked so. */
export const pilot = 'peel-pilot';
const forces = ['derbyshire', 'durham', 'cleveland'] as const;
export type PilotForce = (typeof forces)[number];
const framework = { framework: 'peel-2023-25', version: 1 };

export async function inspectionOf(tx: Tx, force: PilotForce): Promise<Inspection> {
	const inspection = (await inspectionsIn(tx)).find((one) => one.force.slug === force);
	if (inspection === undefined) throw new Error(`The pilot has no inspection of “${force}”.`);
	return inspection;
}

async function inspectionsIn(tx: Tx): Promise<Inspection[]> {
	const programme = await programmeBySlug(tx, pilot);
	return programme === null ? [] : inspectionsOf(tx, { programme: programme.id });
}

/** Its report, or its summary for the public. */
export async function documentOf(
	tx: Tx,
	force: PilotForce,
	outline: 'force-report' | 'force-summary' = 'force-report',
): Promise<WrittenDocument> {
	const { id } = await inspectionOf(tx, force);
	const document = (await documentsOf(tx, { inspection: id })).find((one) => one.outline === outline);
	if (document === undefined) throw new Error(`The pilot has no ${outline} of “${force}”.`);
	return document;
}

const planned = byOperator('pilot: made', async (actor, tx) => {
	const today = await todayIn(tx);
	const monday = today.subtract({ days: today.dayOfWeek - 1, weeks: 8 });
	const weeks = { fieldworkSince: monday, fieldworkUntil: monday.add({ days: 4 }) };
	const { id: programme } = await addProgramme(tx, {
		...weeks,
		slug: pilot,
		name: 'PEEL assessments, pilot of the present round',
		purpose:
			'Three forces with which the present round was tried out, on what is mandatory in it. An illustration: no force was asked.',
		assessment: null,
		frameworks: [framework],
		illustrative: true,
	});
	const ids: string[] = [];
	for (const slug of forces) ids.push((await forceBySlug(tx, slug))?.id ?? '');
	const inspections = await planInspections(tx, {
		...framework,
		...weeks,
		programme,
		tranche: null,
		forces: ids,
		publishOn: today.add({ days: 1 }),
	});
	const lead = await accountNamed(tx, people.inspector);
	const questions = (await frameworkOf(tx, framework))?.questions ?? [];
	const moves = inspectionMoves();
	for (const inspection of inspections) {
		await addToTeam(tx, { inspection, account: lead?.id ?? '', part: 'lead' });
		await decideScoping(tx, actor, {
			inspection,
			decidedByName: 'Demonstration programme manager',
			reason: 'Illustrative',
			rows: questions.map(({ id: component, mandatory }) => ({
				component,
				inspected: mandatory,
				reason: mandatory ? null : 'The pilot keeps to what is mandatory.',
			})),
		});
		for (const action of ['open', 'begin fieldwork', 'end fieldwork', 'begin reporting'])
			await perform(moves, tx, actor, { id: inspection, action });
	}
});

async function eachOf(tx: Tx, work: (visited: Visited) => Promise<void>): Promise<void> {
	const asked = (await frameworkOf(tx, framework))?.questions ?? [];
	const questions = asked.flatMap(({ id, mandatory }) => (mandatory ? [id] : []));
	for (const inspection of await inspectionsIn(tx))
		await work({ inspection, questions, whole: true, judged: questions });
}

const summaries = readFileSync(new URL('pilot.md', import.meta.url), 'utf8');

function summaryOf(force: PilotForce): ReadonlyMap<string, string> {
	const parts = summaries.split(/^<!-- (\S+) -->$/m);
	const at = parts.indexOf(force);
	return new Map(at < 0 ? [] : [['summary', (parts[at + 1] ?? '').trim()]]);
}

const written = byAccount('pilot: written', people.editor, async (actor, tx) => {
	for (const force of forces) {
		const of = { inspection: (await inspectionOf(tx, force)).id };
		await compose(tx, actor, {
			...{ of, outline: 'force-report', illustrative: true },
			texts: summaryOf(force),
		});
	}
	const of = { inspection: (await inspectionOf(tx, 'derbyshire')).id };
	await compose(tx, actor, { of, outline: 'force-summary', illustrative: true });
});

const passed = byAccount('pilot: passed', people.editor, async (actor, tx) => {
	for (const { id } of [
		await documentOf(tx, 'derbyshire'),
		await documentOf(tx, 'durham'),
		await documentOf(tx, 'derbyshire', 'force-summary'),
	])
		await moveDocument(tx, actor, { id, action: 'pass' });
});

export const pilotStages: readonly Stage[] = [
	planned,
	byAccount('pilot: found and proposed', people.inspector, (actor, tx) =>
		eachOf(tx, (visited) => findAndPropose(tx, actor, visited)),
	),
	byAccount('pilot: moderated', people.manager, (actor, tx) =>
		eachOf(tx, (visited) => decide(tx, actor, visited)),
	),
	byAccount('pilot: approved', people.hmInspector, (actor, tx) =>
		eachOf(tx, (visited) => approveAsItStands(tx, actor, visited)),
	),
	written,
	passed,
];

import { compose, documentsOf } from '../../src/documents/index.ts';
import { type Actor, inWordsDate, perform, type Tx } from '../../src/foundation/index.ts';
import { addRaised } from '../../src/judgments/index.ts';
import {
	addProgramme,
	forceBySlug,
	frameworkOf,
	type Inspection,
	inspectionMoves,
	inspectionsOf,
	type Programme,
	planInspections,
	programmeBySlug,
	publishedOn,
	todayIn,
} from '../../src/programmes/index.ts';
import { gatherPast } from '../../src/releases/index.ts';
import { byAccount, byOperator, recorded, type Stage } from '../releases/stage.ts';
import { people } from '../steps.ts';

/*
 * Two visits on domestic abuse, published some weeks ago counted from the day of loading, so that a response is due, a plan
 * is under way and something was too bad to wait for a report. All of it is made up, and marked so.
 */

export const visits = 'domestic-abuse-visits';
/** Days before the day of loading. */
const publishedDaysAgo = 20;
const visitedDaysAgo = 90;
/** Of the present round: nothing was judged by it before, so that a visit without grades brings none. */
const framework = { framework: 'peel-2023-25', version: 1 };
const forces = ['derbyshire', 'durham'] as const;
const title = 'Visits on protecting people from domestic abuse';
const illustration = 'An illustration: no force was visited so.';

export const firstAttendance = 'Within six months, the force should make sure that officers';
export const withoutCharge = 'Within three months, the force should make sure that a supervisor';
const months = (number: number) =>
	({ kind: 'months', months: number, setBy: 'inspectorate', setByName: null }) as const;

const asked = [
	{
		text: `${firstAttendance} who first attend assess the risk to everybody in the household, children too.`,
		due: months(6),
	},
	{
		text: `${withoutCharge} looks at every investigation of domestic abuse that ends without a charge because the victim does not support one.`,
		due: months(3),
	},
] as const;

export const concern = {
	title: 'People at risk wait too long after their first call',
	text: 'Vulnerable people who call the force wait too long for an officer, and nobody knows how long. Some of them come to harm meanwhile.',
	recommendation:
		'At once, the force should know at each hour of the day who is waiting, and have a supervisor decide on each wait of more than an hour.',
};

export async function visitsProgramme(tx: Tx): Promise<Programme> {
	const programme = await programmeBySlug(tx, visits);
	if (programme === null) throw new Error(`The demonstration has no programme “${visits}”.`);
	return programme;
}

export async function visitTo(tx: Tx, force: string): Promise<Inspection> {
	const all = await inspectionsOf(tx, { programme: (await visitsProgramme(tx)).id });
	const inspection = all.find((one) => one.force.slug === force);
	if (inspection === undefined) throw new Error(`Nobody visited “${force}”.`);
	return inspection;
}

async function plan(actor: Actor, tx: Tx): Promise<void> {
	const today = await todayIn(tx);
	const since = today.subtract({ days: visitedDaysAgo });
	const weeks = { fieldworkSince: since, fieldworkUntil: since.add({ days: 4 }) };
	const ids: string[] = [];
	for (const slug of forces) ids.push((await forceBySlug(tx, slug))?.id ?? '');
	const { id: programme } = await addProgramme(tx, {
		...{ ...weeks, slug: visits, name: title, assessment: null, frameworks: [framework], illustrative: true },
		purpose: `What two forces do for people who suffer domestic abuse. ${illustration}`,
		forces: ids.map((force) => ({ force, excludedBecause: null })),
	});
	const publishOn = today.subtract({ days: publishedDaysAgo });
	const all = { ...framework, ...weeks, programme, tranche: null, forces: ids, publishOn };
	for (const inspection of await planInspections(tx, all))
		await perform(inspectionMoves(), tx, actor, { id: inspection, action: 'record', reason: illustration });
	const derbyshire = { inspection: (await visitTo(tx, 'derbyshire')).id, component: null };
	const theme = 'Domestic abuse';
	for (const one of asked)
		await addRaised(tx, {
			of: derbyshire,
			...{ ...one, kind: 'recommendation', addressee: 'the chief constable', theme },
		});
	const durham = { inspection: (await visitTo(tx, 'durham')).id, component: null };
	const common = { of: durham, addressee: 'the chief constable', theme: 'Vulnerable people' };
	const { id: parent } = await addRaised(tx, {
		...{ ...common, kind: 'cause of concern', title: concern.title, text: concern.text },
		due: { kind: 'none' },
	});
	await addRaised(tx, {
		...{ ...common, kind: 'recommendation', parent, text: concern.recommendation },
		due: { kind: 'immediately', setBy: 'inspectorate', setByName: null },
	});
}

/** All that the report says. */
const report = `# What the force does for people who suffer domestic abuse

We visited the force for a week. ${illustration}

Officers who first attend are quick and kind. They do not always ask who else lives in the house, so that children who are at risk are not always known. Supervisors see most investigations at their beginning, and few at their end.

## What we looked at

We read files, spoke with people who had called the police, and went out with officers who answer calls.

## What we ask of the force

${asked.map(({ text }, index) => `${index + 1}. ${text}`).join('\n')}

We ask the force for a plan that says how it will do this, and to publish it.

## What happens next

The local policing body publishes its comments on this report within 56 days, which begin with the day of publication.`;

/** The outline of a whole inspection, of which a visit on one matter leaves out all but one text. */
async function written(tx: Tx): Promise<Map<string, string>> {
	const { outlines = [], questions = [] } = (await frameworkOf(tx, framework)) ?? {};
	const sections = outlines.find(({ id }) => id === 'force-report')?.sections ?? [];
	// A list with nothing in it brings no block.
	const nothing = '{practice}';
	return new Map([
		...sections.flatMap(({ id, per }) =>
			per === 'question'
				? questions.map((question) => [`${id}/${question.id}`, nothing] as const)
				: [[id, nothing] as const],
		),
		['summary', report] as const,
	]);
}

async function gather(actor: Actor, tx: Tx): Promise<void> {
	const programme = await visitsProgramme(tx);
	const [document] = await documentsOf(tx, { programme: programme.id });
	if (document === undefined) throw new Error('There is no report on the visits.');
	const on = (await todayIn(tx)).subtract({ days: publishedDaysAgo });
	await gatherPast(tx, actor, {
		...{ slug: visits, title, programme: programme.id, kind: 'reports', illustrative: true },
		summary: `What we found on domestic abuse in two forces, with a report about one of them. ${illustration}`,
		because: `Published on ${inWordsDate(on)} in this illustration, so that what follows a publication is there to be seen.`,
		releaseAt: publishedOn(on),
		gathers: [{ document: document.id }, { inspection: (await visitTo(tx, 'durham')).id }],
	});
}

export const visitStages: readonly Stage[] = [
	byOperator('follow-up: visits made', plan),
	byAccount('follow-up: visits written', people.editor, async (actor, tx) => {
		const { id: inspection } = await visitTo(tx, 'derbyshire');
		await compose(tx, actor, {
			...{ of: { inspection }, outline: 'force-report', texts: await written(tx), illustrative: true },
			particulars: {
				title: 'Domestic abuse: a visit to Derbyshire Constabulary (illustrative)',
				region: null,
			},
		});
	}),
	byOperator('follow-up: visits gathered', gather),
	recorded('follow-up: visits recorded', visits),
];

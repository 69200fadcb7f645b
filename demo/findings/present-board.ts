import { correctEvidence, evidenceFor } from '../../src/evidence/index.ts';
import type { Actor, Tx } from '../../src/foundation/index.ts';
import {
	acceptSoleBasis,
	addFinding,
	candidatesFor,
	closeRound,
	findingsOf,
	gradeCase,
	judgingsOf,
	openRound,
	roundsOf,
} from '../../src/judgments/index.ts';
import { todayIn } from '../../src/programmes/index.ts';
import { people, type Step } from '../steps.ts';
import {
	correctedLate,
	presentInspectionOf,
	presentInspections,
	presentInspectionsOf,
	restsOnSample,
} from './round.ts';

/** Two rounds in which cases are graded blind: one that is closed, and one that waits for its members. */
const closedRound = {
	component: 'protecting-vulnerable-people',
	name: 'Protecting vulnerable people: where adequate begins',
	purpose: 'To hold the line between good and adequate in the same place before the board meets.',
	cases: ['cambridgeshire', 'cheshire', 'city-of-london', 'cleveland'],
};
const openedRound = {
	component: 'investigating-crime',
	name: 'Investigating crime: second round',
	purpose: 'To see whether moderators weigh late supervision alike.',
	cases: ['devon-and-cornwall', 'dorset', 'durham', 'dyfed-powys'],
};

type Given = Readonly<Record<string, readonly [grade: string, because: string]>>;

const byManager: Given = {
	cambridgeshire: ['good', 'Partners decide together and orders are used. Nothing speaks against good.'],
	cheshire: ['adequate', 'Orders are used well, but the profile of domestic abuse is too old to act on.'],
	'city-of-london': ['requires-improvement', 'An old profile weighs more than the use of orders.'],
	cleveland: ['good', 'Two strengths that matter to victims, and no weakness.'],
};
const byInspector: Given = {
	cambridgeshire: ['good', 'What is best about good performance was found.'],
	cheshire: ['adequate', 'One strength and one weakness of the same weight.'],
	'city-of-london': ['adequate', 'The weakness is real, and it has put nobody at risk.'],
	cleveland: ['good', 'The safeguarding hub works as it should.'],
};
const begunByInspector: Given = {
	'devon-and-cornwall': [
		'good',
		'Investigations are led by people with the right skills, and victims hear of them.',
	],
};

type Round = typeof closedRound;

async function casesOf(tx: Tx, { component, cases }: Round) {
	const inspections = await presentInspectionsOf(tx, cases);
	const [first] = inspections;
	if (first === undefined) throw new Error('A round has cases.');
	const all = await judgingsOf(tx, { programme: first.programme.id, component });
	const ids = new Map(all.map(({ id, force }) => [force.slug, id]));
	return { first, ids };
}

async function open(tx: Tx, { round, weeks }: { round: Round; weeks: number }): Promise<void> {
	const { component, name, purpose, cases } = round;
	const { first, ids } = await casesOf(tx, round);
	const members = await candidatesFor(tx);
	await openRound(tx, {
		programme: first.programme.id,
		framework: first.framework,
		version: first.version,
		component,
		name,
		purpose,
		due: (await todayIn(tx)).add({ weeks }),
		cases: cases.map((slug) => ids.get(slug) ?? ''),
		members: members.flatMap(({ account, roles }) => (roles.includes('inspector') ? [] : [account])),
		illustrative: true,
	});
}

async function roundNamed(tx: Tx, { name }: Round): Promise<string> {
	const [first] = await presentInspections(tx);
	const rounds = first === undefined ? [] : await roundsOf(tx, first.programme.id);
	const found = rounds.find((one) => one.name === name);
	if (found === undefined) throw new Error(`There is no round “${name}”.`);
	return found.id;
}

async function grade(tx: Tx, actor: Actor, { round, given }: { round: Round; given: Given }): Promise<void> {
	const id = await roundNamed(tx, round);
	const { ids } = await casesOf(tx, round);
	for (const [force, [grade, because]] of Object.entries(given)) {
		await gradeCase(tx, actor, { round: id, judging: ids.get(force) ?? '', grade, because });
	}
}

/** Between what is proposed and what the board decides. */
export const calibrated: readonly Step[] = [
	{
		name: 'present round: calibration opened',
		by: people.manager,
		async act(actor, tx) {
			await open(tx, { round: closedRound, weeks: 1 });
			await open(tx, { round: openedRound, weeks: 2 });
			await grade(tx, actor, { round: closedRound, given: byManager });
		},
	},
	{
		name: 'present round: graded blind',
		by: people.hmInspector,
		async act(actor, tx) {
			await grade(tx, actor, { round: closedRound, given: byInspector });
			await grade(tx, actor, { round: openedRound, given: begunByInspector });
		},
	},
	{
		name: 'present round: calibration closed',
		by: people.manager,
		act: async (_actor, tx) => closeRound(tx, await roundNamed(tx, closedRound), ''),
	},
];

/** A weakness that rests on one sample of files, and why that will do here. */
export const soleBasisAccepted: Step = {
	name: 'present round: sole basis accepted',
	by: people.hmInspector,
	async act(actor, tx) {
		const inspection = await presentInspectionOf(tx, restsOnSample.force);
		const found = await findingsOf(tx, { inspection: inspection.id, component: restsOnSample.component });
		const finding = found.find(({ tone, citations }) => tone === 'weakness' && citations.length === 1);
		if (finding === undefined) throw new Error('There is no weakness to accept the basis of.');
		await acceptSoleBasis(tx, finding.id, {
			seen: finding.edition,
			because:
				'Illustrative: the times stand in the records themselves, and nobody would remember them better in an interview.',
			byName: actor.name,
		});
	},
};

/** After the approval: evidence turns out otherwise, and so the judgment that rests on it no longer counts. */
export const correctedAfterwards: Step = {
	name: 'present round: evidence corrected after the approval',
	by: people.inspector,
	async act(actor, tx) {
		const inspection = await presentInspectionOf(tx, correctedLate.force);
		const held = await evidenceFor(tx, inspection.id);
		const calls = held.find(({ current }) => current?.title === 'How soon emergency calls were answered');
		if (calls?.current == null) throw new Error('There is no sample of calls to correct.');
		await correctEvidence(tx, calls.id, {
			...calls.current,
			seen: calls.latest,
			text: 'Of 200 emergency calls drawn by chance from four weeks, 158 were answered within ten seconds.',
			counted: 158,
			gatheredByName: actor.name,
			because: 'Calls that were passed to another force had been counted as answered here.',
		});
	},
};

/** What is found about no one force. */
export const foundNationally: Step = {
	name: 'present round: found nationally',
	by: people.manager,
	async act(_actor, tx) {
		const inspections = (await presentInspections(tx)).slice(0, 3);
		const [first] = inspections;
		if (first === undefined) throw new Error('The present round has come to no force.');
		const held = [];
		for (const { id } of inspections) held.push(...(await evidenceFor(tx, id)));
		const of = { programme: first.programme.id, framework: first.framework, version: first.version };
		const national = [
			{
				component: 'workforce',
				tone: 'weakness' as const,
				text: 'Sergeants in the first forces of this round told us that supervision has to wait behind other duties. It holds back more than one question of this assessment.',
				title: 'Focus group: sergeants',
			},
			{
				component: 'protecting-vulnerable-people',
				tone: 'strength' as const,
				text: 'Where partners sit together and decide together, referrals do not wait. We saw this in forces of very different size.',
				title: 'What partners said',
			},
		];
		for (const { title, ...finding } of national) {
			await addFinding(tx, {
				of,
				...finding,
				citations: held
					.filter(({ current }) => current?.title === title)
					.map(({ id }) => ({ item: id, relation: 'supports' })),
				illustrative: true,
			});
		}
	},
};

import type { AccountActor, Tx } from '../../src/foundation/index.ts';
import {
	addFindings,
	addRaised,
	approvable,
	approve,
	contentOf,
	judgingsOf,
	moderate,
	openJudging,
	propose,
	standing,
	type Tone,
} from '../../src/judgments/index.ts';
import { frameworkOf, type Inspection, scopingOf, todayIn } from '../../src/programmes/index.ts';
import { drawn } from '../drawn.ts';
import { people, type Step } from '../steps.ts';
import { gatherPresent, supporting } from './present-evidence.ts';
import { byGrade, metBy, words } from './present-words.ts';
import { correctedLate, presentInspections, restsOnSample } from './round.ts';

/** The present round, made up and marked so: each step by the account whose part it is. */
export const foundAndProposed: Step = {
	name: 'present round: found and proposed',
	by: people.inspector,
	async act(actor, tx) {
		for (const visited of await visitedIn(tx)) await findAndPropose(tx, actor, visited);
	},
};

export const moderated: Step = {
	name: 'present round: moderated',
	by: people.manager,
	async act(actor, tx) {
		for (const visited of await visitedIn(tx)) await decide(tx, actor, visited);
	},
};

export const approved: Step = {
	name: 'present round: approved',
	by: people.hmInspector,
	async act(actor, tx) {
		for (const visited of await visitedIn(tx)) {
			if (visited.whole) await approveAsItStands(tx, actor, visited);
		}
	},
};

export type Visited = {
	inspection: Inspection;
	/** Every question in scope. */
	questions: readonly string[];
	/** It is reported on, and so judged as a whole. */
	whole: boolean;
	judged: readonly string[];
};

/** Judged in every inspection that has come so far; the others of an inspection that is reported on, too. */
const judgedEverywhere = ['investigating-crime', 'protecting-vulnerable-people', 'workforce'];

async function visitedIn(tx: Tx): Promise<Visited[]> {
	const visited: Visited[] = [];
	for (const inspection of await presentInspections(tx)) {
		const rows = (await scopingOf(tx, inspection.id))?.rows ?? [];
		const questions = rows.flatMap(({ component, inspected }) => (inspected ? [component] : []));
		const whole = inspection.state === 'reporting';
		const judged = whole ? questions : questions.filter((one) => judgedEverywhere.includes(one));
		visited.push({ inspection, questions, whole, judged });
	}
	return visited;
}

/** On purpose: found as those that are adequate were, and proposed as good. It is still to come before the board. */
const standsOut = { force: 'essex', component: 'workforce', foundAs: 'adequate', proposed: 'good' };

/** What was drawn for the force on this question, the same at every loading. */
function gradeOf({ force }: Inspection, component: string): { foundAs: string; proposed: string } {
	if (force.slug === standsOut.force && component === standsOut.component) return standsOut;
	const number = drawn(force.slug, component, 'grade');
	const steps = { outstanding: 5, good: 40, adequate: 80, 'requires-improvement': 97, inadequate: 100 };
	const grade = Object.entries(steps).find(([, limit]) => number < limit)?.[0] ?? 'adequate';
	return { foundAs: grade, proposed: grade };
}

/** Two in three of what is proposed has been before the board already. */
function isModerated({ force }: Inspection, component: string): boolean {
	if (force.slug === standsOut.force && component === standsOut.component) return false;
	return drawn(force.slug, component, 'moderated') < 66;
}

/** What is found beside what its grade brings, and the one item of evidence that it rests on. */
const besides: readonly { force: string; component: string; tone: Tone; text: string; rests: string }[] = [
	{
		...restsOnSample,
		tone: 'weakness',
		text: 'In some of the files that we read, the crime record was made only after the investigation had begun.',
		rests: 'files',
	},
	{
		...correctedLate,
		tone: 'strength',
		text: 'Most emergency calls were answered within ten seconds in the weeks before our visit.',
		rests: 'calls',
	},
];

export async function findAndPropose(
	tx: Tx,
	actor: AccountActor,
	{ inspection, questions, judged }: Visited,
): Promise<void> {
	const framework = await frameworkOf(tx, inspection);
	const today = await todayIn(tx);
	const evidence = await gatherPresent(tx, inspection, { questions, today, by: actor.name });
	await openJudging(tx, actor, inspection.id);
	for (const component of judged) {
		const { foundAs, proposed } = gradeOf(inspection, component);
		await findOn(tx, { inspection, component, grade: foundAs, evidence });
		const question = framework?.questions.find(({ id }) => id === component);
		const criteria = (question?.criteria ?? []).map(
			({ id }, index, { length }) => [id, metBy(foundAs, index, length)] as const,
		);
		await propose(tx, actor, {
			inspection: inspection.id,
			component,
			grade: question?.graded === true ? proposed : null,
			rationale:
				question?.graded === true
					? (byGrade[proposed]?.rationale ?? '')
					: 'Illustrative: it was inspected, and this framework gives no grade for it.',
			criteria: Object.fromEntries(criteria),
		});
	}
}

type On = {
	inspection: Inspection;
	component: string;
	grade: string;
	evidence: ReadonlyMap<string, string>;
};

async function findOn(tx: Tx, { inspection, component, grade, evidence }: On): Promise<void> {
	const said = words[component];
	const of = byGrade[grade];
	if (said === undefined || of === undefined) return;
	const { force } = inspection;
	const usual = supporting(component);
	const wanted = [
		...said.strengths
			.slice(0, of.strengths)
			.map((text) => ({ tone: 'strength' as const, text, rests: usual })),
		...said.weaknesses
			.slice(0, of.weaknesses)
			.map((text) => ({ tone: 'weakness' as const, text, rests: usual })),
		...besides
			.filter((one) => one.force === force.slug && one.component === component)
			.map(({ tone, text, rests }) => ({ tone, text, rests: [rests] })),
	];
	const added = await addFindings(
		tx,
		{ inspection: inspection.id },
		wanted.map(({ tone, text, rests }) => ({
			component,
			tone,
			text,
			citations: rests.flatMap((key) => {
				const item = evidence.get(key);
				return item === undefined ? [] : [{ item, relation: 'supports' as const }];
			}),
			illustrative: true,
		})),
	);
	// What is raised follows from what the grade brings.
	const findings = wanted.flatMap(({ tone, rests }, index) =>
		rests === usual ? [{ id: added[index]?.id ?? '', tone }] : [],
	);
	await raiseOn(tx, { inspection, component, improve: said.improve, raises: of.raises, findings });
}

async function raiseOn(
	tx: Tx,
	{
		inspection,
		component,
		improve,
		raises,
		findings,
	}: {
		inspection: Inspection;
		component: string;
		improve: string;
		raises: (typeof byGrade)[string]['raises'];
		findings: readonly { id: string; tone: Tone }[];
	},
): Promise<void> {
	const of = { inspection: inspection.id, component };
	const on = (tone: Tone) => findings.filter((one) => one.tone === tone).map(({ id }) => id);
	if (raises === 'practice') {
		await addRaised(tx, {
			of,
			kind: 'promising practice',
			text: 'Other forces could learn from how this is done here.',
			findings: on('strength'),
			illustrative: true,
		});
	} else if (raises === 'area') {
		await addRaised(tx, {
			of,
			kind: 'area for improvement',
			text: improve,
			addressee: 'the force',
			due: { kind: 'none' },
			findings: on('weakness'),
			illustrative: true,
		});
	} else if (raises === 'concern') {
		const { id: parent } = await addRaised(tx, {
			of,
			kind: 'cause of concern',
			title: 'People may be at risk',
			text: 'What we found is serious, and has not been put right since it was first known.',
			findings: on('weakness'),
			illustrative: true,
		});
		const set = { setBy: 'inspectorate', setByName: null } as const;
		await addRaised(tx, {
			of,
			kind: 'recommendation',
			parent,
			text: 'The chief constable should:',
			addressee: 'the chief constable',
			theme: 'Risk to the public',
			subItems: [
				{
					id: null,
					text: 'begin at once with what puts people at risk, and tell us how;',
					due: { kind: 'immediately', ...set },
				},
				{ id: null, text: improve, due: { kind: 'months', months: 6, ...set } },
			],
			findings: on('weakness'),
			illustrative: true,
		});
	}
}

export async function decide(
	tx: Tx,
	actor: AccountActor,
	{ inspection, whole, judged }: Visited,
): Promise<void> {
	for (const judging of await judgingsOf(tx, { inspection: inspection.id })) {
		const { component, blind } = judging;
		// What is being graded blind comes before the board when its round is closed.
		if (blind || !judged.includes(component) || !(whole || isModerated(inspection, component))) continue;
		const proposed = standing(judging);
		if (proposed === null) throw new Error(`Nothing was proposed on “${component}”.`);
		await moderate(tx, actor, {
			inspection: inspection.id,
			component,
			grade: proposed.grade,
			rationale:
				'Illustrative: the board set it beside forces where much the same was found, and kept the grade.',
		});
	}
}

export async function approveAsItStands(
	tx: Tx,
	actor: AccountActor,
	{ inspection, judged }: Visited,
): Promise<void> {
	for (const judging of await judgingsOf(tx, { inspection: inspection.id })) {
		const { component } = judging;
		if (!judged.includes(component)) continue;
		const decided = approvable(judging);
		if (decided === null) throw new Error(`Nothing was decided on “${component}”.`);
		await approve(tx, actor, {
			inspection: inspection.id,
			component,
			content: contentOf(judging, decided).parts,
		});
	}
}

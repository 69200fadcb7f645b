import { type AccountActor, asDemonstrated, type Services, type Tx } from '../../src/foundation/index.ts';
import {
	addFinding,
	addRaised,
	approvable,
	approve,
	cite,
	contentOf,
	judgedAt,
	judgingsOf,
	moderate,
	openJudging,
	propose,
	standing,
} from '../../src/judgments/index.ts';
import {
	frameworkOf,
	type Inspection,
	inspectionsOf,
	programmeBySlug,
	scopingOf,
	todayIn,
} from '../../src/programmes/index.ts';
import { drawn } from '../drawn.ts';
import { gatherPresent, supporting } from './present-evidence.ts';
import { byGrade, words } from './present-words.ts';

/**
 * The present round, made up and marked so: each step by the account whose part it is. It is not one transaction with the
 * rest, because it takes several people; what a start left undone, the next one does.
 */
const people = {
	inspector: 'inspector@demo.example',
	manager: 'manager@demo.example',
	hmInspector: 'hmi@demo.example',
};

/** Judged in every inspection that has come so far; the others of an inspection that is reported on, too. */
const judgedEverywhere = ['investigating-crime', 'protecting-vulnerable-people', 'workforce'];

export async function loadPresentFindings(services: Services): Promise<void> {
	for (const inspection of await underWay(services)) {
		const whole = inspection.state === 'reporting';
		const questions = await questionsOf(services, inspection);
		const judged = whole ? questions : questions.filter((one) => judgedEverywhere.includes(one));
		if (await isDone(services, { inspection, judged, whole })) continue;
		await asDemonstrated(services, people.inspector, (actor, tx) =>
			findAndPropose(tx, actor, { inspection, questions, judged }),
		);
		await asDemonstrated(services, people.manager, (actor, tx) =>
			decide(tx, actor, {
				inspection,
				judged: judged.filter((one) => whole || isModerated(inspection, one)),
			}),
		);
		if (whole) {
			await asDemonstrated(services, people.hmInspector, async (actor, tx) => {
				for (const component of judged)
					await approveAsItStands(tx, actor, { inspection: inspection.id, component });
			});
		}
	}
}

/** Those whose visit is over and whose report is not out yet. */
function underWay(services: Services): Promise<Inspection[]> {
	return asDemonstrated(services, people.inspector, async (_actor, tx) => {
		const programme = await programmeBySlug(tx, 'peel-present-round');
		const all = programme === null ? [] : await inspectionsOf(tx, { programme: programme.id });
		return all.filter(({ state }) => state === 'judging' || state === 'reporting');
	});
}

function questionsOf(services: Services, { id }: Inspection): Promise<string[]> {
	return asDemonstrated(services, people.inspector, async (_actor, tx) =>
		((await scopingOf(tx, id))?.rows ?? []).flatMap(({ component, inspected }) =>
			inspected ? [component] : [],
		),
	);
}

function isDone(
	services: Services,
	{ inspection, judged, whole }: { inspection: Inspection; judged: readonly string[]; whole: boolean },
): Promise<boolean> {
	return asDemonstrated(services, people.inspector, async (_actor, tx) => {
		const states = new Map(
			(await judgingsOf(tx, { inspection: inspection.id })).map(({ component, state }) => [component, state]),
		);
		return judged.every((component) => {
			const state = states.get(component) ?? 'open';
			return whole ? state === 'approved' : state !== 'open';
		});
	});
}

/** Two in three of what is proposed has been before the board already. */
function isModerated({ force }: Inspection, component: string): boolean {
	return drawn(force.slug, component, 'moderated') < 66;
}

/** What was drawn for the force on this question, the same at every loading. */
function gradeOf({ force }: Inspection, component: string): string {
	const number = drawn(force.slug, component, 'grade');
	const steps = { outstanding: 5, good: 40, adequate: 80, 'requires-improvement': 97, inadequate: 100 };
	return Object.entries(steps).find(([, limit]) => number < limit)?.[0] ?? 'adequate';
}

type Judged = { inspection: Inspection; judged: readonly string[] };

async function findAndPropose(
	tx: Tx,
	actor: AccountActor,
	{ inspection, questions, judged }: Judged & { questions: readonly string[] },
): Promise<void> {
	const framework = await frameworkOf(tx, inspection);
	const today = await todayIn(tx);
	const evidence = await gatherPresent(tx, inspection, { questions, today, by: actor.name });
	await openJudging(tx, actor, inspection.id);
	for (const component of judged) {
		const grade = gradeOf(inspection, component);
		await findOn(tx, { inspection, component, grade, evidence });
		const question = framework?.questions.find(({ id }) => id === component);
		const criteria = (question?.criteria ?? []).map(({ id }, index) => [id, metBy(grade, index)] as const);
		await propose(tx, actor, {
			inspection: inspection.id,
			component,
			grade: question?.graded === true ? grade : null,
			rationale:
				question?.graded === true
					? 'Illustrative: what was found fits the meaning of this grade better than that of the grades beside it.'
					: 'Illustrative: it was inspected, and this framework gives no grade for it.',
			criteria: Object.fromEntries(criteria),
		});
	}
}

function metBy(grade: string, index: number): 'met' | 'in part' | 'not met' {
	const order = ['outstanding', 'good', 'adequate', 'requires-improvement', 'inadequate'];
	const missing = order.indexOf(grade) - 1;
	if (index < missing - 1) return 'not met';
	return index < missing ? 'in part' : 'met';
}

async function findOn(
	tx: Tx,
	{
		inspection,
		component,
		grade,
		evidence,
	}: { inspection: Inspection; component: string; grade: string; evidence: ReadonlyMap<string, string> },
): Promise<void> {
	const said = words[component];
	const of = byGrade[grade];
	if (said === undefined || of === undefined) return;
	const used = { strength: 0, weakness: 0 };
	const findings: { id: string; tone: string }[] = [];
	for (const tone of of.tones) {
		if (tone === 'neutral') continue;
		const text = (tone === 'strength' ? said.strengths : said.weaknesses)[used[tone]] ?? '';
		used[tone] += 1;
		const { id } = await addFinding(tx, {
			of: { inspection: inspection.id },
			component,
			tone,
			text,
			illustrative: true,
		});
		findings.push({ id, tone });
		for (const key of supporting(component)) {
			const item = evidence.get(key);
			if (item !== undefined) await cite(tx, id, { item, relation: 'supports' });
		}
	}
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
		findings: readonly { id: string; tone: string }[];
	},
): Promise<void> {
	const of = { inspection: inspection.id, component };
	const on = (tone: string) => findings.filter((one) => one.tone === tone).map(({ id }) => id);
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

async function decide(tx: Tx, actor: AccountActor, { inspection, judged }: Judged): Promise<void> {
	for (const component of judged) {
		const at = { inspection: inspection.id, component };
		const proposed = standing((await judgedAt(tx, actor, at)).judging);
		if (proposed === null) continue;
		await moderate(tx, actor, {
			...at,
			grade: proposed.grade,
			rationale: 'Illustrative: the board compared it with forces of which the same was found.',
		});
	}
}

async function approveAsItStands(
	tx: Tx,
	actor: AccountActor,
	at: { inspection: string; component: string },
): Promise<void> {
	const { judging } = await judgedAt(tx, actor, at);
	const decided = approvable(judging);
	if (decided === null) throw new Error(`Nothing was decided on “${at.component}”.`);
	await approve(tx, actor, { ...at, content: contentOf(judging, decided).parts });
}

import { compose, documentsOf } from '../../src/documents/index.ts';
import { type Actor, perform, type Tx } from '../../src/foundation/index.ts';
import { addFindings, addRaised } from '../../src/judgments/index.ts';
import {
	addHolder,
	addJudgments,
	addProgramme,
	decideScoping,
	type Force,
	type Framework,
	frameworkOf,
	type Inspection,
	inspectionMoves,
	inspectionsOf,
	listForces,
	planInspections,
	programmeBySlug,
	publishedOn,
} from '../../src/programmes/index.ts';
import { gatherPast } from '../../src/releases/index.ts';
import { drawn } from '../drawn.ts';
import { people } from '../steps.ts';
import { areasFor } from './areas-for-improvement.ts';
import { byAccount, byOperator, recorded, type Stage } from './stage.ts';

/*
 * The source programmes as they may have gone in the forces of which we have no document: every row of it is made up, and
 * marked so. What the documents state of their forces is released apart from it (`past.ts`), and none of it is touched.
 */

const day = (text: string) => Temporal.PlainDate.from(text);
const madeUp = 'Made up for the demonstration: not how the force was judged.';
const illustration = 'An illustration, made up from end to end: no force was inspected so.';

type Programme = {
	/** Of the programme, and of its release. */
	slug: string;
	name: string;
	title: string;
	summary: string;
	framework: string;
	fieldwork: readonly [since: string, until: string];
	on: string;
	/** The addresses of the forces that the documents are about. */
	without: readonly string[];
};

const core: Programme = {
	slug: 'core-business-2014-other-forces',
	name: 'Core business 2014: the other forces',
	title: 'Core business 2014: letters to the other forces',
	summary: `Letters to the chief officers of the forces of which we have none. ${illustration}`,
	framework: 'core-business-2014',
	fieldwork: ['2014-01-01', '2014-04-30'],
	on: '2014-09-04',
	without: ['derbyshire', 'durham', 'cleveland'],
};

const crime: Programme = {
	slug: 'crime-inspection-2014-other-forces',
	name: 'Crime inspection 2014: the other forces',
	title: 'Crime inspection 2014: the other forces',
	summary: `How effective each force is at cutting crime, by three questions. ${illustration}`,
	framework: 'crime-2014',
	fieldwork: ['2014-05-01', '2014-11-29'],
	on: '2014-11-30',
	without: ['derbyshire'],
};

const peel: Programme = {
	slug: 'peel-2018-19-other-forces',
	name: 'Integrated PEEL assessment 2018/19: the other forces',
	title: 'PEEL 2018/19: the other forces',
	summary: `How effectively, efficiently and legitimately each force keeps people safe and reduces crime: judgments, with what each force is asked to improve. ${illustration}`,
	framework: 'peel-2018-19',
	fieldwork: ['2018-09-01', '2020-01-20'],
	on: '2020-01-21',
	without: ['derbyshire'],
};

/** What was judged the year before, so that something is carried over and forces move. It is in no release of its own. */
const before = { framework: 'peel-2017', version: 1 };
const beforeOn = '2018-03-01';

async function inspectionsIn(tx: Tx, { slug }: Programme): Promise<Inspection[]> {
	const programme = await programmeBySlug(tx, slug);
	if (programme === null) throw new Error(`The demonstration has no programme “${slug}”.`);
	return inspectionsOf(tx, { programme: programme.id });
}

async function frameworkNamed(tx: Tx, framework: string): Promise<Framework> {
	const found = await frameworkOf(tx, { framework, version: 1 });
	if (found === null) throw new Error(`The demonstration has no framework “${framework}”.`);
	return found;
}

/** Four questions are put to every force, and one more that two earlier ones went into; the rest are drawn. */
const isInspected = (framework: Framework, force: string, question: string) =>
	framework.id !== peel.framework ||
	question === 'meeting-current-demands' ||
	framework.questions.some(({ id, mandatory }) => id === question && mandatory) ||
	drawn(force, question, 'scope 2018/19') < 60;

function planned({ slug, name, summary, framework: id, fieldwork, on, without }: Programme): Stage {
	return byOperator(`other forces: ${slug} planned`, async (actor, tx) => {
		const framework = await frameworkNamed(tx, id);
		const [since, until] = fieldwork;
		const weeks = { fieldworkSince: day(since), fieldworkUntil: day(until) };
		const key = { framework: id, version: 1 };
		const { id: programme } = await addProgramme(tx, {
			...{ slug, name, purpose: summary, assessment: null },
			...{ ...weeks, frameworks: [key], illustrative: true },
		});
		const forces = (await listForces(tx)).filter((one) => one.inScope && !without.includes(one.slug));
		const inspections = await planInspections(tx, {
			...{ ...key, ...weeks, programme, tranche: null },
			forces: forces.map((force) => force.id),
			publishOn: day(on),
		});
		for (const [index, inspection] of inspections.entries()) {
			const force = forces[index]?.slug ?? '';
			await decideScoping(tx, actor, {
				inspection,
				decidedByName: 'Demonstration programme manager',
				decidedAt: publishedOn(day(on)),
				reason: 'Illustrative',
				rows: framework.questions.map((question) => ({
					component: question.id,
					inspected: isInspected(framework, force, question.id),
					reason: 'Illustrative',
				})),
			});
			await perform(inspectionMoves(), tx, actor, { id: inspection, action: 'record', reason: madeUp });
		}
		if (framework.scale === undefined) return;
		await addJudgments(
			tx,
			forces.flatMap((force) => judged(framework, force, on)),
		);
	});
}

/** From 0 to 99: the share of forces in each grade, the best first. */
const limits = [17, 58, 88, 100];

/** A force is much the same from one round to the next; what is drawn of a pillar is drawn of its questions. */
function gradeOf({ scale }: Framework, force: string, component: string, round: string): string | null {
	const number = (2 * drawn(force, component) + drawn(force, component, round)) / 3;
	return scale?.grades[limits.findIndex((limit) => number < limit)]?.id ?? null;
}

function judged(framework: Framework, force: Force, on: string) {
	const { id, version, title, scale, pillars, questions, cycle } = framework;
	const inspected = questions.filter((one) => isInspected(framework, force.slug, one.id));
	const grades = new Map(
		inspected.map((one) => [one.id, one.graded ? gradeOf(framework, force.slug, one.id, cycle) : null]),
	);
	const order = scale?.grades.map((grade) => grade.id) ?? [];
	for (const pillar of pillars.filter(({ graded }) => graded)) {
		const places = inspected
			.filter((one) => one.pillar === pillar.id)
			.map((one) => order.indexOf(grades.get(one.id) ?? ''))
			.filter((place) => place >= 0)
			.toSorted();
		grades.set(pillar.id, order[places[Math.floor(places.length / 2)] ?? 1] ?? null);
	}
	return [...grades].map(([component, grade]) => ({
		...{ force: force.id, framework: id, version, component, grade, note: madeUp },
		source: `${title}: ${force.name} (illustrative)`,
		publishedAt: publishedOn(day(on)),
		basis: 'imported' as const,
		illustrative: true,
	}));
}

const judgedBefore = byOperator('other forces: judged before', async (_, tx) => {
	const framework = await frameworkNamed(tx, before.framework);
	const forces = (await listForces(tx)).filter((one) => one.inScope && !peel.without.includes(one.slug));
	await addJudgments(
		tx,
		forces.flatMap((force) => judged(framework, force, beforeOn)),
	);
});

/** What a force is asked to improve, on each question that it does not do well. */
const asked = byOperator('other forces: asked to improve', async (_, tx) => {
	const framework = await frameworkNamed(tx, peel.framework);
	for (const { id, force } of await inspectionsIn(tx, peel)) {
		for (const { id: question } of framework.questions) {
			if (!isInspected(framework, force.slug, question)) continue;
			const grade = gradeOf(framework, force.slug, question, framework.cycle);
			const texts = areasFor[question] ?? [];
			if (grade === 'outstanding' || grade === 'good' || texts.length === 0) continue;
			const text = texts[drawn(force.slug, question, 'area') % texts.length] ?? '';
			await addRaised(tx, {
				of: { inspection: id, component: question },
				...{ kind: 'area for improvement', text, addressee: 'the force', due: { kind: 'none' } },
			});
		}
	}
});

const perQuestion = 2;

/** Of each question two sentences of the bank, as they may have been found. */
const found = byOperator('other forces: found in 2014', async (_, tx) => {
	const framework = await frameworkNamed(tx, core.framework);
	for (const { id, force } of await inspectionsIn(tx, core)) {
		await addHolders(tx, force.id);
		await addFindings(
			tx,
			{ inspection: id },
			framework.questions.flatMap((question) =>
				question.indicators
					.toSorted((a, b) => drawn(force.slug, a.id, 'chosen') - drawn(force.slug, b.id, 'chosen'))
					.slice(0, perQuestion)
					.flatMap((indicator) => {
						const sentence = indicator.stock[drawn(force.slug, indicator.id) % indicator.stock.length];
						return sentence === undefined
							? []
							: {
									...{ component: question.id, tone: sentence.kind, text: sentence.text },
									...{ indicator: indicator.id, stock: sentence.id, citations: [] },
								};
					}),
			),
		);
	}
});

/** Somebody in each post on the day of the letter: posts, not people. */
async function addHolders(tx: Tx, force: string): Promise<void> {
	const on = day(core.on).subtract({ days: 1 });
	const nobody = { title: null, firstName: null, honours: null, knownAs: null, email: null };
	const common = { ...nobody, force, since: on, until: on, illustrative: true };
	await addHolder(tx, {
		...{ ...common, kind: 'chief officer', post: 'Chief Constable' },
		...{ surname: 'Demonstration chief officer', salutation: 'Dear Chief Officer' },
	});
	await addHolder(tx, {
		...{ ...common, kind: 'HM Inspector', post: 'HM Inspector of Constabulary' },
		...{ surname: 'Demonstration HM Inspector', salutation: 'Dear HM Inspector' },
	});
}

const letter = new Map([
	[
		'opening',
		'This letter illustrates how a police force is written to. It is made up from end to end: nobody wrote it, and it says nothing about {force}.',
	],
	[
		'publication',
		'Sentences like these stood in letters to each :term[chief constable] in 2014. Which of them stand here was drawn. A letter gives no grade, and raises no :term[area for improvement], no :term[cause of concern] and no :term[recommendation].',
	],
	['next', '::text[findings-lead]'],
]);

const written = byAccount('other forces: letters written', people.editor, async (actor, tx) => {
	for (const { id } of await inspectionsIn(tx, core)) {
		await compose(tx, actor, {
			...{ of: { inspection: id }, outline: 'force-letter', texts: letter, illustrative: true },
			particulars: { title: 'Core business 2014 (illustrative)', region: null },
		});
	}
});

function gathered(
	programme: Programme,
	gathers: (tx: Tx) => Promise<Parameters<typeof gatherPast>[2]['gathers']>,
): Stage {
	const { slug, title, summary, on } = programme;
	return byOperator(`other forces: ${slug} gathered`, async (actor: Actor, tx) => {
		const found = await programmeBySlug(tx, slug);
		await gatherPast(tx, actor, {
			...{ slug, title, summary, programme: found?.id ?? null, kind: 'reports', illustrative: true },
			because: 'The day and the time are those on which the source programme was published.',
			releaseAt: publishedOn(day(on)),
			gathers: await gathers(tx),
		});
	});
}

const inspectionsOfIt = (programme: Programme) => async (tx: Tx) =>
	(await inspectionsIn(tx, programme)).map(({ id }) => ({ inspection: id }));

async function lettersOfIt(tx: Tx) {
	const programme = await programmeBySlug(tx, core.slug);
	const letters = programme === null ? [] : await documentsOf(tx, { programme: programme.id });
	return letters.toSorted((a, b) => a.number - b.number).map(({ id }) => ({ document: id }));
}

const recordedOf = ({ slug }: Programme) => recorded(`other forces: ${slug} recorded`, slug);

/** Grades first: they are what most people look for, and nothing has to be rendered. */
export const otherForcesStages: readonly Stage[] = [
	judgedBefore,
	planned(peel),
	asked,
	gathered(peel, inspectionsOfIt(peel)),
	recordedOf(peel),
	planned(crime),
	gathered(crime, inspectionsOfIt(crime)),
	recordedOf(crime),
	planned(core),
	found,
	written,
	gathered(core, lettersOfIt),
	recordedOf(core),
];

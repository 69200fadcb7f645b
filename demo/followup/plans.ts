import {
	type ActionPlan,
	addCall,
	addElement,
	addIntake,
	addMilestone,
	askForPlans,
	beginPlan,
	callsOf,
	choosePromises,
	draftOf,
	handInPlan,
	openWindow,
	plansOf,
	publishPlan,
	sendUpdate,
	updateMilestone,
	versionsOf,
	windowsOf,
	writeEntry,
} from '../../src/followup/index.ts';
import { type AccountActor, type Files, inWordsDate, type Tx } from '../../src/foundation/index.ts';
import { forceBySlug, frameworkOf, programmeBySlug, todayIn } from '../../src/programmes/index.ts';
import { byAccount, type Stage } from '../releases/stage.ts';
import { people } from '../steps.ts';
import { recommendation } from './acts.ts';
import { askedOf, partAbout, promiseAbout } from './asked.ts';
import { withFile } from './sent.ts';
import { firstAttendance, visitsProgramme, withoutCharge } from './visits.ts';

/*
 * A plan with the five elements that the programme on domestic abuse asked of every force, from the asking to its
 * publication; and two windows in which forces say how it stands. All of it is made up, and marked so.
 */

/** By element of the framework: what the plan says, and a milestone with its day, counted from the day of loading. */
const written: Readonly<
	Record<string, { text: string; milestone: [title: string, owner: string, due: number] }>
> = {
	leadership: {
		text: 'An assistant chief constable answers for the plan, and tells the board of the force each month what has changed for victims.',
		milestone: ['The board looks at all cases of one week', 'Assistant chief constable', -9],
	},
	'first-response': {
		text: 'Call handlers and officers who first attend ask the same questions, and ask who else lives there.',
		milestone: ['The questions stand in the system of the control room', 'Head of contact management', -4],
	},
	investigation: {
		text: 'Each investigation has a plan within a day. A supervisor looks at it when it is opened, and before it is closed.',
		milestone: ['Supervisors look at every case before it ends', 'Head of crime', 40],
	},
	'victims-and-offenders': {
		text: 'Every victim has one person to turn to. Those who offend again and again are managed as a group with partners.',
		milestone: ['One person for every victim at high risk', 'Head of public protection', 75],
	},
	training: {
		text: 'Officers who first attend learn from victims what helped them and what did not.',
		milestone: ['Four hundred officers trained', 'Head of learning', 110],
	},
};

const answers = [
	{
		about: firstAttendance,
		text: 'What is asked about children is part of the questions of first attendance.',
	},
	{
		about: withoutCharge,
		text: 'A supervisor signs each case that ends without the victim’s support, and says why.',
	},
];

const askedFor = 'Plans on domestic abuse (illustrative)';

async function ask(tx: Tx): Promise<void> {
	const programme = await visitsProgramme(tx);
	const call = await addCall(tx, {
		...{ programme, title: askedFor },
		message:
			'Say for each of the five what you will do, who answers for it and until when. Your plan informs no judgment. Publish it.',
		due: (await todayIn(tx)).add({ days: 12 }),
	});
	const { actionPlan } = (await frameworkOf(tx, { framework: 'crime-2014', version: 1 })) ?? {
		actionPlan: [],
	};
	for (const { title: name, text: says } of actionPlan) await addElement(tx, call, { name, says });
	await askForPlans(tx, call);
}

async function planOf(tx: Tx): Promise<ActionPlan> {
	const [plan] = await plansOf(tx);
	if (plan === undefined) throw new Error('No force has begun a plan.');
	return plan;
}

async function writePlan(actor: AccountActor, tx: Tx): Promise<void> {
	const today = await todayIn(tx);
	const call = await askedToPlan(tx);
	const { id } = await beginPlan(tx, { call, force: actor.organisation?.id ?? '' });
	const all = await askedOf(tx, 'derbyshire');
	await choosePromises(
		tx,
		id,
		answers.map(({ about }) => promiseAbout(all, about).id),
	);
	const { elements } = await draftOf(tx, id);
	for (const [index, { text, milestone }] of Object.values(written).entries()) {
		const about = { kind: 'element' as const, id: elements[index]?.id ?? '' };
		await writeEntry(tx, id, { about, text, seen: 0 });
		const [title, owner, days] = milestone;
		await addMilestone(tx, id, { about, title, owner, due: today.add({ days }) });
	}
	for (const { about, text } of answers)
		await writeEntry(tx, id, {
			about: { kind: 'promise', id: promiseAbout(all, about).id },
			...{ text, seen: 0 },
		});
}

async function update(tx: Tx, files: Files): Promise<void> {
	const today = await todayIn(tx);
	const plan = await planOf(tx);
	const { milestones } = await draftOf(tx, plan.id);
	const of = (title: string) => milestones.find((one) => one.title.startsWith(title))?.id ?? '';
	const content = 'week,cases,looked at (illustrative)\n1,61,61\n';
	await withFile(files, { name: 'cases-of-one-week-illustrative.csv', content }, (file) =>
		updateMilestone(
			tx,
			plan,
			{
				...{ milestone: of('The board looks'), standing: 'done', doneOn: today.subtract({ days: 11 }) },
				text: 'The board looked at all 61 cases of one week, and asked for three of them to be opened again.',
			},
			{ files, brought: [file] },
		),
	);
	await updateMilestone(
		tx,
		plan,
		{
			...{ milestone: of('The questions stand'), standing: 'delayed', doneOn: null },
			text: 'The supplier changes the system two weeks later than agreed. Until then the questions are on a card.',
		},
		{ brought: [] },
	);
	await updateMilestone(
		tx,
		plan,
		{
			...{ milestone: of('Four hundred'), standing: 'on track', doneOn: null },
			text: '120 officers have been trained.',
		},
		{ brought: [] },
	);
}

async function askedToPlan(tx: Tx): Promise<string> {
	// A force sees what it is asked, and no programme.
	const call = (await callsOf(tx)).find(({ title }) => title === askedFor);
	if (call === undefined) throw new Error('No plan is asked for.');
	return call.id;
}

async function check(tx: Tx): Promise<void> {
	const plan = await planOf(tx);
	const [newest] = await versionsOf(tx, plan.id);
	if (newest === undefined) throw new Error('The plan was not handed in.');
	const { elements, promises } = newest.content;
	const [last] = promises.slice(-1);
	await addIntake(tx, plan.id, {
		version: newest.number,
		opinions: {
			in_line: { answer: 'yes', words: null },
			detail: { answer: 'in part', words: 'Say for the last milestone how many officers there are in all.' },
			refers: { answer: 'yes', words: null },
		},
		words: 'A plan that can be followed. This informs no judgment.',
		rows: [
			...elements.map(({ id }) => ({
				...{ id, words: null },
				kind: 'element' as const,
				found: 'present' as const,
			})),
			...promises.map(({ id }) =>
				id === last?.id
					? {
							...{ id, kind: 'promise' as const, found: 'in part' as const },
							words: 'It does not say by when every supervisor does so.',
						}
					: { ...{ id, words: null }, kind: 'promise' as const, found: 'present' as const },
			),
		],
	});
}

const windows = {
	open: 'Updates before the present round (illustrative)',
	over: 'Updates on what was asked in 2018/19 (illustrative)',
};

async function openBoth(tx: Tx): Promise<void> {
	const today = await todayIn(tx);
	const programme = await programmeBySlug(tx, 'peel-present-round');
	if (programme === null) throw new Error('There is no present round.');
	await openWindow(tx, {
		...{ programme, title: windows.open, forces: null },
		asked:
			'What has changed since we last published something about your force? What you send is evidence for the inspection of the present round.',
		...{ from: today.subtract({ days: 14 }), until: today.add({ days: 16 }) },
	});
	const forces: string[] = [];
	for (const slug of ['derbyshire', 'durham']) forces.push((await forceBySlug(tx, slug))?.id ?? '');
	const until = today.subtract({ days: 3 });
	await openWindow(tx, {
		...{ programme, title: windows.over, forces },
		asked: `How does it stand with what you were asked in 2018/19? We consider what comes until ${inWordsDate(until)}.`,
		...{ from: today.subtract({ days: 40 }), until },
	});
}

async function windowNamed(tx: Tx, title: string) {
	const window = (await windowsOf(tx)).find((one) => one.title === title);
	if (window === undefined) throw new Error(`There is no window “${title}”.`);
	return window;
}

/** In time, and about one part of what the force was asked. */
async function sendInTime(actor: AccountActor, tx: Tx): Promise<void> {
	const all = await askedOf(tx, 'derbyshire');
	const about = { text: recommendation, letter: 'b' };
	const cited = `FU-${promiseAbout(all, recommendation).number} (b)`;
	await sendUpdate(tx, actor, {
		window: await windowNamed(tx, windows.open),
		part: { id: partAbout(all, about).id, cited },
		since: (await todayIn(tx)).subtract({ days: 8 }),
		text: 'Two of three divisions keep what they learn in the library now. The third follows in the spring.',
	});
}

/** After the last day: it is kept, and marked. */
async function sendLate(actor: AccountActor, tx: Tx): Promise<void> {
	await sendUpdate(tx, actor, {
		...{ window: await windowNamed(tx, windows.over), part: null },
		since: (await todayIn(tx)).subtract({ days: 30 }),
		text: 'All areas for improvement have an owner and a date. Two are done, as we see it.',
	});
}

export const planStages: readonly Stage[] = [
	byAccount('follow-up: plans asked for', people.manager, (_, tx) => ask(tx)),
	byAccount('follow-up: a plan written', people.derbyshireContributor, writePlan),
	byAccount('follow-up: a plan handed in', people.derbyshire, async (actor, tx) =>
		handInPlan(tx, actor, { id: (await planOf(tx)).id, note: 'Agreed by the chief officers.' }),
	),
	byAccount('follow-up: a plan checked', people.inspector, (_, tx) => check(tx)),
	byAccount('follow-up: a plan goes on', people.derbyshireContributor, (_, tx, { files }) =>
		update(tx, files),
	),
	byAccount('follow-up: a plan published', people.derbyshireChief, async (_, tx) =>
		publishPlan(tx, await planOf(tx), {
			note: 'Illustrative: our plan, as we handed it in.',
			address: 'https://derbyshire.example/plans/domestic-abuse',
		}),
	),
	byAccount('follow-up: windows opened', people.manager, (_, tx) => openBoth(tx)),
	byAccount('follow-up: an update in time', people.derbyshire, sendInTime),
	byAccount('follow-up: an update late', people.durham, sendLate),
];

import { Readable } from 'node:stream';
import { evidenceOf, newestStatement, sectionsOf } from '../src/evidence/index.ts';
import { type AccountActor, type Files, inWordsDate, perform, type Tx } from '../src/foundation/index.ts';
import { type Inspection, todayIn } from '../src/programmes/index.ts';
import {
	addRequests,
	changeDue,
	heldFor,
	keepHeld,
	prepareAnswer,
	type Request,
	requestMoves,
	requestsOf,
	takeInto,
} from '../src/returns/index.ts';
import { presentInspectionsOf } from './findings/round.ts';
import { people, type Step } from './steps.ts';

/** What forces are asked for, all of it made up: open, overdue, answered in each way, and found among what is held. */
type Asked = {
	force: 'derbyshire' | 'durham' | 'cleveland';
	asks: 'documents' | 'data';
	title: string;
	text: string;
	purpose: string;
	question: string;
	/** In so many days from the day of loading. */
	due: number;
	/** It is answered by what is held, and never sent. */
	held?: true;
	/** It should have been answered so many days ago. */
	overdue?: number;
};

const titles = {
	scrutiny: 'Notes of the use of force scrutiny group',
	arrival: 'Time from call to arrival by priority',
	referrals: 'Workforce and posts for referrals to partners',
	plan: 'Strategic plan and performance papers',
	suspects: 'Outstanding suspects by offence and age of the warrant',
	telephone: 'Crimes resolved by telephone',
	training: 'Training of lead officers for organised crime',
	wellbeing: 'Survey of wellbeing',
};

const requests: readonly Asked[] = [
	{
		force: 'derbyshire',
		asks: 'documents',
		title: titles.scrutiny,
		text: 'The notes of the last three meetings, with what was decided about each case.',
		purpose: 'To see whether what people from outside say changes how force is used.',
		question: 'police-powers',
		due: 14,
	},
	{
		force: 'derbyshire',
		asks: 'data',
		title: titles.arrival,
		text: 'For each week of the last quarter: number of calls, and the median and 90th percentile of minutes to arrival.',
		purpose: 'To hold what officers told us beside what the records say.',
		question: 'responding-to-the-public',
		due: 12,
	},
	{
		force: 'derbyshire',
		asks: 'data',
		title: titles.referrals,
		text: 'How many posts there are in the unit that checks referrals, how many are filled, and what is planned.',
		purpose: 'To know whether the backlog can be dealt with.',
		question: 'protecting-vulnerable-people',
		due: 16,
	},
	{
		force: 'durham',
		asks: 'documents',
		title: titles.plan,
		text: 'The strategic plan of this year, and the papers of the performance meeting of the last twelve months.',
		purpose: 'To see what leaders know and decide.',
		question: 'leadership',
		due: 14,
		held: true,
	},
	{
		force: 'durham',
		asks: 'data',
		title: titles.suspects,
		text: 'A count for the last day of each of the last six months.',
		purpose: 'To see whether suspects are pursued in the order of the harm they may do.',
		question: 'managing-offenders',
		due: 10,
		overdue: 6,
	},
	{
		force: 'durham',
		asks: 'data',
		title: titles.telephone,
		text: 'How many crimes were resolved by telephone in each of the last twelve months, by offence.',
		purpose: 'To know which victims nobody visits.',
		question: 'investigating-crime',
		due: 14,
	},
	{
		force: 'cleveland',
		asks: 'documents',
		title: titles.training,
		text: 'Who leads on which group, and which training they have had.',
		purpose: 'To see whether lead officers can do what is asked of them.',
		question: 'serious-organised-crime',
		due: 21,
	},
	{
		force: 'cleveland',
		asks: 'documents',
		title: titles.wellbeing,
		text: 'The questions and results of the latest survey of wellbeing, and what followed from it.',
		purpose: 'To know what the force knows of its people.',
		question: 'workforce',
		due: 18,
	},
];

/** Each answer by whoever speaks for the force. */
export function askedSteps(files: Files): readonly Step[] {
	return [
		{ name: 'present round: asked', by: people.inspector, act: ask },
		{
			name: 'present round: Derbyshire prepares',
			by: people.derbyshireContributor,
			act: async (_actor, tx) => {
				await prepareAnswer(tx, (await requestNamed(tx, titles.arrival)).id, {
					kind: 'cannot',
					text: 'Percentiles cannot be drawn from the old system before the first week of the quarter.',
				});
			},
		},
		{
			name: 'present round: Derbyshire answers',
			by: people.derbyshire,
			act: (actor, tx) =>
				answer(tx, actor, files, {
					title: titles.scrutiny,
					text: 'Names are left out.',
					file: 'Use of force scrutiny group, last three meetings.txt',
					content: scrutinyNotes,
				}),
		},
		{
			name: 'present round: Derbyshire points to its statement',
			by: people.derbyshireChief,
			act: async (actor, tx) => {
				const request = await requestNamed(tx, titles.referrals);
				const statement = await newestStatement(tx, request.force.id);
				const sections = statement === null ? [] : await sectionsOf(tx, statement.id);
				const section = sections.find(({ number }) => number === '3');
				if (section === undefined) throw new Error('The statement of Derbyshire has no section 3.');
				await prepareAnswer(tx, request.id, {
					kind: 'held',
					text: 'Our management statement says this in section 3.',
					item: section.item,
				});
				await perform(requestMoves, tx, actor, { id: request.id, action: 'answer' });
			},
		},
		{
			name: 'present round: Durham cannot supply',
			by: people.durham,
			act: async (actor, tx) => {
				const { id } = await requestNamed(tx, titles.telephone);
				await prepareAnswer(tx, id, {
					kind: 'cannot',
					text: 'The system does not record how a crime was resolved. It will from next April.',
				});
				await perform(requestMoves, tx, actor, { id, action: 'answer' });
			},
		},
		{
			name: 'present round: Cleveland answers',
			by: people.cleveland,
			act: (actor, tx) =>
				answer(tx, actor, files, {
					title: titles.wellbeing,
					text: 'The action that followed is in the second part.',
					file: 'Wellbeing survey.txt',
					content: wellbeingSurvey,
				}),
		},
		{
			name: 'present round: answers accepted',
			by: people.inspector,
			act: async (actor, tx) => {
				for (const title of [titles.scrutiny, titles.telephone]) {
					const { id } = await requestNamed(tx, title);
					await perform(requestMoves, tx, actor, { id, action: 'accept' });
				}
			},
		},
	];
}

async function ask(actor: AccountActor, tx: Tx): Promise<void> {
	const today = await todayIn(tx);
	const inspections = await presentInspectionsOf(tx, ['derbyshire', 'durham', 'cleveland']);
	for (const request of requests) {
		const inspection = inspections.find(({ force }) => force.slug === request.force);
		if (inspection === undefined) continue;
		await askFor(tx, actor, { request, inspection, today });
	}
}

async function askFor(
	tx: Tx,
	actor: AccountActor,
	{ request, inspection, today }: { request: Asked; inspection: Inspection; today: Temporal.PlainDate },
): Promise<void> {
	const { asks, title, text, purpose, question, due, held, overdue } = request;
	const { framework, version, force } = inspection;
	const { ids } = await addRequests(tx, {
		to: [
			{
				force: force.id,
				inspection: inspection.id,
				bearsOn: [{ framework, version, component: question }],
			},
		],
		programme: inspection.programme.id,
		asks,
		title,
		text,
		purpose,
		due: today.add({ days: due }),
		dueBecause: null,
		illustrative: true,
	});
	const [id] = ids;
	if (id === undefined) return;
	const found = await heldFor(tx, { forces: [force.id], asks, title, text, components: [question] });
	if (held === true) {
		const { evidence } = await evidenceOf(tx, { inspection: inspection.id, kind: 'document' });
		await takeInto(tx, {
			inspection: inspection.id,
			items: evidence.map((item) => item.id),
			because: `It answers the request “${title}”.`,
		});
		await keepHeld(tx, id, { shown: found.length, because: null });
		await perform(requestMoves, tx, actor, { id, action: 'use what is held' });
		return;
	}
	await keepHeld(tx, id, {
		shown: found.length,
		because: found.length === 0 ? null : 'What is held is not as recent as what is asked for.',
	});
	await perform(requestMoves, tx, actor, { id, action: 'send' });
	if (overdue === undefined) return;
	const day = today.subtract({ days: overdue });
	const because = `Illustrative: ${inWordsDate(day)} was agreed by telephone before it was written down here.`;
	await changeDue(tx, id, { due: day, because });
	await perform(requestMoves, tx, actor, { id, action: 'change the day', reason: because });
}

async function requestNamed(tx: Tx, title: string): Promise<Request> {
	const { requests: all } = await requestsOf(tx, {});
	const found = all.find((one) => one.title === title && one.illustrative);
	if (found === undefined) throw new Error(`Nobody was asked for “${title}”.`);
	return found;
}

async function answer(
	tx: Tx,
	actor: AccountActor,
	files: Files,
	{ title, text, file, content }: { title: string; text: string; file: string; content: string },
): Promise<void> {
	const { id, force } = await requestNamed(tx, title);
	const spooled = await files.spool.receive(Readable.from([Buffer.from(content)]), file);
	const kept = await files
		.keep(tx, spooled, { organisation: force.id, subject: { kind: 'request', id } })
		.finally(() => spooled[Symbol.asyncDispose]());
	await prepareAnswer(tx, id, { kind: 'file', text, file: kept.id, becomes: 'document' });
	await perform(requestMoves, tx, actor, { id, action: 'answer' });
}

const scrutinyNotes = `Use of force scrutiny group: notes of three meetings
Illustrative: made up for the demonstration.

First meeting. Ten cases, eight of them with video. In one, handcuffs were kept on longer than the record explains.
Second meeting. Ten cases. The officer's record and the video agree in all.
Third meeting. Ten cases. Two records did not say what was tried first. Training is to take this up.
`;

const wellbeingSurvey = `Survey of wellbeing
Illustrative: made up for the demonstration.

Part 1. 612 officers and staff answered. Workload and shifts come before everything else.
Part 2. What followed: a second counsellor, and rest days that are no longer cancelled without a chief inspector's word.
`;

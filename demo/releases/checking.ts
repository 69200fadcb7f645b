import {
	addPoint,
	addRound,
	decide,
	extendRound,
	giveStatement,
	handIn,
	joinPoint,
	type Point,
	passagesOf,
	peopleAt,
	pointsOf,
	type Round,
	recordSourceChange,
	recordTextChange,
	roundMoves,
	roundsOf,
	sinceShared,
	versionsSince,
} from '../../src/accuracy/index.ts';
import { moveDocument, saveBlock, type WrittenDocument, writtenBlocksOf } from '../../src/documents/index.ts';
import { perform, type Tx } from '../../src/foundation/index.ts';
import { todayIn } from '../../src/programmes/index.ts';
import { people } from '../steps.ts';
import { documentOf, type PilotForce } from './pilot.ts';
import { byAccount, type Stage } from './stage.ts';

/** The accuracy check of the pilot: one from its beginning to its end, one without a word, one that goes on. */
const message =
	'Please check every fact, figure and name. Where you disagree with what we conclude, say so as such: HM Inspector answers that.';

async function share(
	tx: Tx,
	actor: Parameters<typeof perform>[2],
	document: WrittenDocument,
	{ handsIn, comments, days }: { handsIn: string; comments: readonly string[]; days: number },
): Promise<void> {
	const { id, force, inspection, title, programme } = document;
	if (force === null || inspection === null) throw new Error(`“${title}” is about no force.`);
	const there = await peopleAt(tx, force.id);
	const account = (email: string) => there.find((one) => one.email === email)?.id ?? '';
	const round = await addRound(tx, {
		...{ kind: 'draft', title, inspection, message, illustrative: true },
		document: id,
		force: force.id,
		programme: programme.name,
		deadline: (await todayIn(tx)).add({ days }),
		members: [
			{ account: account(handsIn), handsIn: true },
			...comments.map((email) => ({ account: account(email), handsIn: false })),
		],
	});
	await perform(roundMoves(), tx, actor, { id: round.id, action: 'share' });
}

/** Whoever is named finds it by the list of their own rounds; a force does not see documents. */
async function roundIn(tx: Tx, force: PilotForce, about: RegExp): Promise<Round> {
	const { rounds } = await roundsOf(tx, { force });
	const round = rounds.find(({ title }) => about.test(title));
	if (round === undefined) throw new Error(`No round of “${force}” is about ${about}.`);
	return round;
}

const report = /^PEEL assessments/;

type Said = {
	about: RegExp;
	kind: 'sentence' | 'figure';
	argument: 'fact' | 'judgment';
	wrong: string;
	proposed: string | null;
};

/** In the order in which they are raised. */
const said: readonly Said[] = [
	{
		about: /works from Monday to Friday/,
		kind: 'sentence',
		argument: 'fact',
		wrong: 'The unit has worked on Saturdays too since the spring. The rota of the unit shows it.',
		proposed: 'The unit that reads referrals works from Monday to Saturday.',
	},
	{
		about: /decisions are slow to come back/,
		kind: 'sentence',
		argument: 'fact',
		wrong:
			'Decisions go back within two days, and in urgent cases at once. Partners were asked about the months before that was agreed.',
		proposed: 'Partners told us that decisions come back to them within two days.',
	},
	{
		about: /./,
		kind: 'figure',
		argument: 'fact',
		wrong: 'Our own system counts more. We think that the figure leaves out records of the last week.',
		proposed: null,
	},
	{
		about: /smaller and has not gone/,
		kind: 'sentence',
		argument: 'judgment',
		wrong: 'What is left is small, and we think that this sentence is harder on us than what you found.',
		proposed: 'The backlog of referrals has nearly gone.',
	},
];

async function raise(tx: Tx, round: Round, { about, kind, ...point }: Said): Promise<void> {
	const passage = (await passagesOf(tx, round.id)).find((one) => one.kind === kind && about.test(one.words));
	if (passage === undefined) throw new Error(`No ${kind} of the draft says ${about}.`);
	await addPoint(tx, round.id, { passage: passage.number, ...point });
}

async function pointIn(tx: Tx, round: Round, number: number): Promise<Point> {
	const point = (await pointsOf(tx, round.id)).find((one) => one.number === number);
	if (point === undefined) throw new Error(`There is no point ${number}.`);
	return point;
}

const shared = byAccount('accuracy check: shared', people.inspector, async (actor, tx) => {
	const comments = [people.derbyshireContributor, people.derbyshireChief];
	await share(tx, actor, await documentOf(tx, 'derbyshire'), {
		handsIn: people.derbyshire,
		comments,
		days: 7,
	});
	await share(tx, actor, await documentOf(tx, 'durham'), { handsIn: people.durham, comments: [], days: 7 });
	// The one that goes on, for whoever visits.
	await share(tx, actor, await documentOf(tx, 'derbyshire', 'force-summary'), {
		handsIn: people.derbyshire,
		comments: [people.derbyshireContributor],
		days: 10,
	});
	const { id, deadline } = await roundIn(tx, 'derbyshire', report);
	await extendRound(tx, actor, {
		id,
		until: deadline.add({ days: 7 }),
		because: 'The head of the unit is away this week, and the force asked for time.',
		byName: actor.name,
	});
});

const commented = byAccount('accuracy check: commented', people.derbyshireContributor, async (_, tx) => {
	const round = await roundIn(tx, 'derbyshire', report);
	for (const one of said) await raise(tx, round, one);
});

const handedIn = byAccount('accuracy check: handed in', people.derbyshire, async (actor, tx) => {
	const round = await roundIn(tx, 'derbyshire', report);
	await joinPoint(tx, (await pointIn(tx, round, 1)).id, 'The rota of the unit shows both days.');
	await handIn(tx, actor, { id: round.id, note: 'We thank the team for its visit.' });
});

const nothingWrong = byAccount('accuracy check: nothing wrong', people.durham, async (actor, tx) => {
	const round = await roundIn(tx, 'durham', report);
	await handIn(tx, actor, { id: round.id, note: 'We have read it and found nothing wrong.' });
});

const decided = byAccount('accuracy check: decided', people.inspector, async (actor, tx) => {
	const round = await roundIn(tx, 'derbyshire', report);
	const answer = async (number: number, outcome: Parameters<typeof decide>[2]['outcome'], reason: string) => {
		const { id } = await pointIn(tx, round, number);
		await decide(tx, id, { outcome, reason, byName: actor.name });
	};
	await answer(1, 'accepted', 'The rota shows it. The sentence is changed.');
	await answer(
		2,
		'accepted in part',
		'The agreement on two days is two weeks old, so we cannot say that it is kept. We say that it was made.',
	);
	await answer(
		3,
		'not accepted',
		'The figure is computed from what is published, for the period that stands beside it. The last week lies outside that period.',
	);
});

const judged = byAccount('accuracy check: judgment answered', people.hmInspector, async (actor, tx) => {
	const { id } = await pointIn(tx, await roundIn(tx, 'derbyshire', report), 4);
	await decide(tx, id, {
		outcome: 'not accepted',
		reason:
			'I have read the evidence again. The backlog is smaller than it was and has not gone, and the sentence says no more than that.',
		byName: actor.name,
	});
});

const sent = byAccount('accuracy check: decisions sent', people.inspector, async (actor, tx) => {
	const { id } = await roundIn(tx, 'derbyshire', report);
	await perform(roundMoves(), tx, actor, { id, action: 'decide' });
	const durham = await roundIn(tx, 'durham', report);
	await perform(roundMoves(), tx, actor, { id: durham.id, action: 'decide' });
	await perform(roundMoves(), tx, actor, { id: durham.id, action: 'close' });
});

/** What was accepted, in the words that it was accepted in. */
const changes = [
	{ point: 1, from: 'from Monday to Friday', to: 'from Monday to Saturday' },
	{
		point: 2,
		from: 'and that decisions are slow to come back to them.',
		to: 'and that decisions were slow to come back to them until the force agreed with them that it answers within two days.',
	},
];

const changed = byAccount('accuracy check: draft changed', people.editor, async (actor, tx) => {
	const { id } = await documentOf(tx, 'derbyshire');
	await moveDocument(tx, actor, {
		id,
		action: 'send back',
		reason: 'Two points of the accuracy check are accepted.',
	});
	const block = (await writtenBlocksOf(tx, id)).find(({ section }) => section === 'summary');
	if (block === undefined) throw new Error('The report has no summary.');
	const text = changes.reduce((words, { from, to }) => words.replace(from, to), block.text);
	await saveBlock(tx, block.id, { seen: block.latest, text });
});

const told = byAccount('accuracy check: changes told', people.inspector, async (actor, tx) => {
	const round = await roundIn(tx, 'derbyshire', report);
	const since = await sinceShared(tx, round);
	for (const { block, was, becomes } of since?.differences ?? []) {
		for (const { point } of changes.filter(({ from, to }) => was?.includes(from) && becomes?.includes(to))) {
			await recordTextChange(tx, (await pointIn(tx, round, point)).id, {
				...{ block, was, becomes, byName: actor.name },
				...(await versionsSince(tx, round.id, block)),
			});
		}
	}
	const figure = await pointIn(tx, round, 3);
	const [record] = figure.passage.restsOn;
	if (record === undefined) return;
	await recordSourceChange(tx, figure.id, {
		record: { kind: record.kind, id: record.id },
		said: 'We computed it again from the published data and looked at the period with the force’s analyst. It stands.',
		byName: actor.name,
	});
});

const stated = byAccount('accuracy check: the force’s statement', people.derbyshire, async (_, tx) => {
	const { id } = await roundIn(tx, 'derbyshire', report);
	await giveStatement(tx, id, {
		seen: 0,
		text: 'We welcome this report and the time that was taken to check it with us.\n\nSince the visit we have filled two more posts in the unit that reads referrals. This statement is made up for the demonstration.',
	});
});

const closed = byAccount('accuracy check: closed', people.inspector, async (actor, tx) => {
	const { id } = await roundIn(tx, 'derbyshire', report);
	await perform(roundMoves(), tx, actor, { id, action: 'close' });
});

export const checkingStages: readonly Stage[] = [
	shared,
	commented,
	handedIn,
	nothingWrong,
	decided,
	judged,
	sent,
	changed,
	told,
	stated,
	closed,
];

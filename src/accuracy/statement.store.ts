import { asInvalid, type Problem, Refused, type Tx } from '../foundation/index.ts';
import { pointsOf } from './point.store.ts';
import { extensionsOf, roundsOf } from './round.store.ts';
import { citeRound, type Round, roundHref } from './round.ts';
import { roundStatement } from './statement.ts';

/** What a force says of itself: the newest version, whose text is null where it was taken back. */
export type OwnStatement = { number: number; text: string | null; byName: string; at: Temporal.Instant };

/** The newest first. */
export async function ownStatements(tx: Tx, round: string): Promise<OwnStatement[]> {
	return tx
		.selectFrom('accuracy.statement')
		.select(['number', 'text', 'by_name as byName', 'at'])
		.where('round_id', '=', round)
		.orderBy('number', 'desc')
		.execute();
}

/** Gives a statement, or takes it back with null. `seen` is the number of the version that its writer has read. */
export async function giveStatement(
	tx: Tx,
	round: string,
	{ text, seen }: { text: string | null; seen: number },
): Promise<void> {
	const [newest] = await ownStatements(tx, round);
	if ((newest?.number ?? 0) !== seen)
		throw new Refused('Somebody else at your force has changed the statement since you opened the page.');
	await asInvalid(
		{ statement_pkey: { '': 'Somebody else at your force has changed the statement at this moment.' } },
		() => tx.insertInto('accuracy.statement').values({ round_id: round, text }).execute(),
	);
}

/** A statement about an inspection, for whoever publishes it: one of each kind for a force. */
export type PublishedStatement = {
	/** The id of the force. */
	force: string;
	/** The force's own, published unedited; or how the accuracy check went. */
	kind: 'force' | 'accuracy';
	text: string;
	byName: string | null;
	at: Temporal.Instant;
	illustrative: boolean;
};

/** What is published with these inspections: how each check went, once it is closed, and what the force says itself. */
export async function statementsFor(tx: Tx, inspections: readonly string[]): Promise<PublishedStatement[]> {
	const found = new Map<string, PublishedStatement>();
	for (const inspection of inspections) {
		const { rounds } = await roundsOf(tx, { inspection });
		for (const round of rounds.toSorted((a, b) => a.number - b.number)) {
			for (const statement of await statementsOf(tx, round)) {
				const key = `${statement.force} ${statement.kind}`;
				const before = found.get(key);
				found.set(
					key,
					// Rounds are told one after the other; of what a force says of itself, the newest holds.
					before === undefined || statement.kind === 'force'
						? statement
						: { ...statement, text: `${before.text}\n\n${statement.text}` },
				);
			}
		}
	}
	return [...found.values()].filter(({ text }) => text !== '');
}

async function statementsOf(tx: Tx, round: Round): Promise<PublishedStatement[]> {
	if (round.state === 'preparing' || round.state === 'taken back') return [];
	const { force, illustrative } = round;
	const [own] = await ownStatements(tx, round.id);
	const sentences = round.state === 'closed' ? await sentencesOfRound(tx, round) : [];
	return [
		...(round.closedAt === null || sentences.length === 0
			? []
			: [
					{
						...{ force: force.id, illustrative, byName: null, at: round.closedAt },
						kind: 'accuracy' as const,
						text: sentences.join(' '),
					},
				]),
		...(own === undefined
			? []
			: [
					{
						...{ force: force.id, illustrative, byName: own.byName, at: own.at },
						kind: 'force' as const,
						text: own.text ?? '',
					},
				]),
	];
}

/**
 * How the checks of a document went, for that document itself: one paragraph for each that was closed, of its drafts and
 * of the figures used about its force.
 */
export async function checksInWords(
	tx: Tx,
	{ id, inspection }: { id: string; inspection: string | null },
): Promise<string[]> {
	if (inspection === null) return [];
	const { rounds } = await roundsOf(tx, { inspection, states: ['closed'] });
	const own = rounds.filter(({ kind, document }) => kind === 'data' || document === id);
	const told: string[] = [];
	for (const round of own.toSorted((a, b) => a.number - b.number))
		told.push((await sentencesOfRound(tx, round)).join(' '));
	return told.filter((text) => text !== '');
}

export async function sentencesOfRound(tx: Tx, round: Round): Promise<string[]> {
	return roundStatement(round, await pointsOf(tx, round.id), await extensionsOf(tx, [round.id]));
}

type About = { inspection: string } | { document: string };

/** What is still open of the accuracy check of an inspection or a document: nothing is published before it is closed. */
export async function accuracyGate(tx: Tx, about: About): Promise<Problem[]> {
	const { rounds } = await roundsOf(tx, {
		...about,
		states: ['preparing', 'shared', 'submitted', 'decided'],
	});
	const stands = {
		preparing: 'is being prepared',
		shared: 'is with the force',
		submitted: 'waits for decisions',
		decided: 'is decided and not closed',
	};
	return rounds.flatMap((round): Problem[] =>
		round.state === 'closed' || round.state === 'taken back'
			? []
			: [
					{
						text: `The accuracy check ${citeRound(round)} of “${round.title}” ${stands[round.state]}.`,
						href: roundHref(round),
					},
				],
	);
}

/** Whether a draft of this document was ever checked to the end by its force. */
export async function wasChecked(tx: Tx, document: string): Promise<boolean> {
	const { rounds } = await roundsOf(tx, { document, states: ['closed'], kind: 'draft' });
	return rounds.length > 0;
}

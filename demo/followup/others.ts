import { actOn, actOnAll } from '../../src/followup/index.ts';
import type { AccountActor, Tx } from '../../src/foundation/index.ts';
import { byAccount, type Stage } from '../releases/stage.ts';
import { people } from '../steps.ts';
import { askedOf } from './asked.ts';

/*
 * Two more forces answer what they were asked in reports that are made up, so that one force’s view is not another’s. What
 * the other forces were asked waits for an answer.
 */

async function answerAll(tx: Tx, actor: AccountActor, force: string, words: string): Promise<void> {
	const all = (await askedOf(tx, force)).filter(({ release }) => release !== null);
	const parts = all.flatMap((one) => one.parts.map(({ id }) => id));
	await actOnAll(tx, actor, { parts, action: 'accept', words });
	const [first] = parts;
	if (first === undefined) return;
	await actOn(tx, actor, { part: first, action: 'begin', words: 'Work has begun, led by a superintendent.' });
}

export const othersAnswer: readonly Stage[] = [
	byAccount('follow-up: answered by Durham', people.durham, (actor, tx) =>
		answerAll(tx, actor, 'durham', 'We accept all of these, and report on them to our board each quarter.'),
	),
	byAccount('follow-up: answered by Cleveland', people.cleveland, (actor, tx) =>
		answerAll(tx, actor, 'cleveland', 'We accept all of these. Each has an owner and a date in our plan.'),
	),
];

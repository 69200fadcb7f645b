import { addNote, enterPromises, setNeeded } from '../../src/followup/index.ts';
import type { AccountActor, Files, Tx } from '../../src/foundation/index.ts';
import { byAccount, byWorker, type Stage } from '../releases/stage.ts';
import { people } from '../steps.ts';
import {
	acceptedTogether,
	answered,
	answeredAgain,
	lookedAt,
	needed,
	notes,
	tidied,
	verified,
	whyAccepted,
} from './acts.ts';
import { askedOf, type Done, type KeepFile, promiseAbout, takeActs, takeTogether } from './asked.ts';
import { enterWhatWasSaid, linkWhatWasSaid, raiseBefore } from './earlier.ts';
import { monitoringStages } from './monitored.ts';
import { olderStages } from './older.ts';
import { othersAnswer } from './others.ts';
import { ownStages } from './own.ts';
import { planStages } from './plans.ts';
import { responseStages } from './responses.ts';
import { withFile } from './sent.ts';
import { visitStages } from './visits.ts';

const force = 'derbyshire';

/** A file that somebody of the force sends. */
function keeping(files: Files, { organisation }: AccountActor): KeepFile {
	return (tx, sent, part) =>
		withFile(files, sent, async (file) => {
			const kept = await files.keep(tx, file, {
				organisation: organisation?.id ?? null,
				subject: { kind: 'promise part', id: part },
			});
			return kept.id;
		});
}

/** What an account does about what Derbyshire is asked. */
function acting(name: string, email: string, done: readonly Done[]): Stage {
	return byAccount(`follow-up: ${name}`, email, (actor, tx, { files }) =>
		takeActs(tx, actor, { force, done, keepFile: keeping(files, actor) }),
	);
}

async function promiseOf(tx: Tx, text: string): Promise<string> {
	return promiseAbout(await askedOf(tx, force), text).id;
}

/** Everything that is public by then is in the register; then people act on it, each in their part. */
export const followupStages: readonly Stage[] = [
	...visitStages,
	byWorker('follow-up: what is public is entered', 'enter what is public', async (tx) => {
		await enterPromises(tx);
	}),
	byAccount('follow-up: what was said before is entered', people.manager, async (_, tx) => {
		await raiseBefore(tx);
		await enterWhatWasSaid(tx);
		await linkWhatWasSaid(tx);
	}),
	byAccount('follow-up: needed and noted', people.inspector, async (_, tx) => {
		for (const { text, needed: words } of needed) await setNeeded(tx, await promiseOf(tx, text), words);
		for (const { text, note } of notes) await addNote(tx, await promiseOf(tx, text), note);
	}),
	byAccount('follow-up: accepted together', people.derbyshire, (actor, tx) =>
		takeTogether(tx, actor, { force, abouts: acceptedTogether, action: 'accept', words: whyAccepted }),
	),
	...(['accept', 'reject', 'begin', 'submit'] as const).map((action) =>
		acting(
			`the force answers: ${action}`,
			people.derbyshire,
			answered.filter((one) => one.action === action),
		),
	),
	acting('looked at', people.inspector, lookedAt),
	acting('answered again', people.derbyshireContributor, answeredAgain),
	acting('verified', people.hmInspector, verified),
	acting('tidied', people.manager, tidied),
	...othersAnswer,
	...olderStages,
	...responseStages,
	...planStages,
	...monitoringStages,
	...ownStages,
];

import { Readable } from 'node:stream';
import { addNote, enterPromises, setNeeded } from '../../src/followup/index.ts';
import type { Files, Tx } from '../../src/foundation/index.ts';
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
import { askedOf, type KeepFile, promiseAbout, takeActs, takeTogether } from './asked.ts';
import { enterWhatWasSaid, linkWhatWasSaid, raiseBefore } from './earlier.ts';
import { othersAnswer } from './others.ts';

const force = 'derbyshire';

function keeping(files: Files): KeepFile {
	return async (tx, { name, content }, organisation) => {
		const spooled = await files.spool.receive(Readable.from([Buffer.from(content)]), name);
		const kept = await files
			.keep(tx, spooled, { organisation, subject: { kind: 'promise', id: organisation } })
			.finally(() => spooled[Symbol.asyncDispose]());
		return kept.id;
	};
}

async function promiseOf(tx: Tx, text: string): Promise<string> {
	return promiseAbout(await askedOf(tx, force), text).id;
}

/** Everything that is public by then is in the register; then people act on it, each in their part. */
export const followupStages: readonly Stage[] = [
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
	byAccount('follow-up: answered by the force', people.derbyshire, async (actor, tx, { files }) => {
		const act = { abouts: acceptedTogether, action: 'accept', words: whyAccepted } as const;
		await takeTogether(tx, actor, { force, ...act });
		await takeActs(tx, actor, { force, done: answered, keepFile: keeping(files) });
	}),
	byAccount('follow-up: looked at', people.inspector, async (actor, tx, { files }) =>
		takeActs(tx, actor, { force, done: lookedAt, keepFile: keeping(files) }),
	),
	byAccount('follow-up: answered again', people.derbyshireContributor, async (actor, tx, { files }) =>
		takeActs(tx, actor, { force, done: answeredAgain, keepFile: keeping(files) }),
	),
	byAccount('follow-up: verified', people.hmInspector, async (actor, tx, { files }) =>
		takeActs(tx, actor, { force, done: verified, keepFile: keeping(files) }),
	),
	byAccount('follow-up: tidied', people.manager, async (actor, tx, { files }) =>
		takeActs(tx, actor, { force, done: tidied, keepFile: keeping(files) }),
	),
	...othersAnswer,
];

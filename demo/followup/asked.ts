import {
	actOn,
	actOnAll,
	type NewAct,
	type NewProof,
	type Promised,
	type PromisedPart,
	promisedOf,
	setDeadline,
} from '../../src/followup/index.ts';
import { type Actor, Missing, type Tx } from '../../src/foundation/index.ts';
import { raisedById } from '../../src/judgments/index.ts';
import { forceBySlug, todayIn } from '../../src/programmes/index.ts';

/** What a force is asked, by how its words begin; of a sub-item its letter. */
export type About = { text: string; letter?: string };

/** What is done about one part of one promise. */
export type Done = About & {
	action: NewAct['action'];
	words?: string;
	proof?: string;
	/** What the inspection found that is on record stands for the evidence. */
	found?: true;
	/** A file is sent with it. */
	file?: { name: string; content: string };
	/** What takes its place, by how its words begin. */
	instead?: string;
	/** Written down for the force, which had said so before. */
	of?: 'force';
	/** A day that the force sets itself, so many days from the day of loading. */
	due?: { days: number; because: string };
};

/** Everything that a force is asked, what is asked of all forces too. */
export async function askedOf(tx: Tx, force: string): Promise<readonly Promised[]> {
	const found = await forceBySlug(tx, force);
	if (found === null) throw new Missing();
	const { promised } = await promisedOf(tx, { force: found.id });
	return promised.toSorted((a, b) => a.number - b.number);
}

export function promiseAbout(all: readonly Promised[], beginning: string): Promised {
	const found = all.find(({ text }) => text.startsWith(beginning));
	if (found === undefined) throw new Error(`Nobody is asked anything that begins with “${beginning}”.`);
	return found;
}

export function partAbout(all: readonly Promised[], { text, letter }: About): PromisedPart {
	const part = promiseAbout(all, text).parts.find((one) => one.letter === (letter ?? null));
	if (part === undefined) throw new Error(`“${text}” has no part ${letter ?? 'without a letter'}.`);
	return part;
}

export type KeepFile = (tx: Tx, file: NonNullable<Done['file']>, part: string) => Promise<string>;

/** What one account does about what one force is asked, one after the other. */
export async function takeActs(
	tx: Tx,
	actor: Actor,
	{ force, done, keepFile }: { force: string; done: readonly Done[]; keepFile: KeepFile },
): Promise<void> {
	const all = await askedOf(tx, force);
	for (const one of done) {
		const promised = promiseAbout(all, one.text);
		const part = partAbout(all, one);
		const { action, words = null, instead, of } = one;
		const proofs: NewProof[] = [
			...(one.proof === undefined ? [] : [{ text: one.proof }]),
			...(one.found === undefined ? [] : [{ progress: await progressOf(tx, promised) }]),
			...(one.file === undefined ? [] : [{ file: await keepFile(tx, one.file, part.id) }]),
		];
		await actOn(tx, actor, {
			...{ part: part.id, action, words },
			proofs,
			...(instead === undefined ? {} : { instead: promiseAbout(all, instead).number }),
			...(of === undefined ? {} : { of }),
		});
		if (one.due !== undefined) {
			const on = (await todayIn(tx)).add({ days: one.due.days });
			await setDeadline(tx, { part: part.id, on, because: one.due.because, setBy: 'force' });
		}
	}
}

/** Several in one go: one reason, which stands beside each of them. */
export async function takeTogether(
	tx: Tx,
	actor: Actor,
	{
		force,
		abouts,
		...act
	}: { force: string; abouts: readonly About[]; action: NewAct['action']; words: string },
): Promise<void> {
	const all = await askedOf(tx, force);
	await actOnAll(tx, actor, { ...act, parts: abouts.map((about) => partAbout(all, about).id) });
}

async function progressOf(tx: Tx, { raised, force }: Promised): Promise<string> {
	const all = raised === null ? [] : ((await raisedById(tx, raised.id))?.progress ?? []);
	const found = all.find((one) => one.force === null || one.force.id === force?.id);
	if (found === undefined) throw new Error('No inspection found anything about it.');
	return found.id;
}

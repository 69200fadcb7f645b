import type { Database, Tx } from '../../foundation/index.ts';
import { type Changed, changedSince } from './change.store.ts';
import { publicEditions, touchedBy } from './edition.store.ts';
import { nothingTouched, type PublicState, type Touched, tagsOf } from './edition.ts';
import { type Beat, beatNow, type Common, commonNow } from './pulse.store.ts';

type Known = {
	beat: Beat;
	/** What was added since the beat before. */
	changed: readonly Changed[];
	editions: ReadonlyMap<string, PublicState>;
	/** Of those whose rows everybody may read, or could at an earlier beat. */
	touched: ReadonlyMap<string, Touched>;
	common: Common;
};

/**
 * What has changed for the public since it was asked last, as the tags of the pages that tell of it: it asks as the public,
 * and so knows nothing of what is to come. The first time it knows of nothing before.
 */
export function publicChanges(database: Database): () => Promise<'all' | readonly string[]> {
	let known: Known | null = null;
	return async () => {
		const before = known;
		const now = await database.asActor({ kind: 'public' }, (tx) => nowAfter(tx, before), { apart: true });
		// Only once it is certain, or what changed would be told to nobody.
		known = now;
		return before === null ? 'all' : changedTags(before, now);
	};
}

async function nowAfter(tx: Tx, before: Known | null): Promise<Known> {
	const beat = await beatNow(tx);
	const changed =
		before === null || before.beat.changes === beat.changes ? [] : await changedSince(tx, before.beat.begun);
	return before !== null && beat.editions === before.beat.editions
		? { ...before, beat, changed }
		: knownNow(tx, { beat, before, changed });
}

async function knownNow(
	tx: Tx,
	{ beat, before, changed }: { beat: Beat; before: Known | null; changed: readonly Changed[] },
): Promise<Known> {
	const editions = new Map((await publicEditions(tx)).map((one) => [one.id, one]));
	const touched = new Map(before?.touched);
	const unknown = [...editions.values()].filter(
		({ id, withdrawnAt }) => withdrawnAt === null && !touched.has(id),
	);
	for (const [id, one] of await touchedBy(
		tx,
		unknown.map(({ id }) => id),
	))
		touched.set(id, one);
	return { beat, changed, editions, touched, common: await commonNow(tx) };
}

/**
 * A release stands in its newest edition: when one of its editions comes, goes, is withdrawn or put back, whatever any of
 * them speaks of may read otherwise, if only by the number of the edition.
 */
function changedTags(before: Known, now: Known): string[] {
	const others = [
		...(before.beat.announcements === now.beat.announcements ? [] : ['announcements']),
		...(before.beat.day === now.beat.day ? [] : ['day']),
		...addedTags(before, now),
	];
	if (before.editions === now.editions) return [...new Set(others)];
	const stateOf = ({ editions }: Known, id: string) => {
		const one = editions.get(id);
		return one === undefined ? 'none' : String(one.withdrawnAt);
	};
	const all = new Map([...before.editions, ...now.editions]);
	const releases = new Set(
		[...all.values()]
			.filter(({ id }) => stateOf(before, id) !== stateOf(now, id))
			.map(({ release }) => release),
	);
	const tags = [...all.values()]
		.filter(({ release }) => releases.has(release))
		.flatMap(({ id, slug }) => {
			const { register: _, ...touched } = now.touched.get(id) ?? withdrawnUnseen(slug);
			const forces = touched.forces.flatMap((force) => addressesOf(force, [before, now]));
			return tagsOf({ ...touched, forces, register: false });
		});
	// Where an address led that a force had earlier, it leads no more when what said so is withdrawn.
	const addresses = ({ common }: Known) => JSON.stringify(common.addresses);
	if (before.common.register !== now.common.register || addresses(before) !== addresses(now))
		tags.push('register');
	if (before.common.meanings !== now.common.meanings) tags.push('meanings');
	return [...new Set([...others, ...tags])];
}

/** What has become of what was asked is told by the pages of its force and of its release, and by those about all. */
function addedTags(before: Known, now: Known): string[] {
	if (now.changed.length === 0) return [];
	return [
		'followed',
		...now.changed.flatMap(({ release, force }) => [
			...(release === null ? [] : [`release:${release}`]),
			...(force === null ? [] : addressesOf(force, [before, now]).map((slug) => `force:${slug}`)),
		]),
	];
}

/** A force that moved has its page at another address than what was published of it before. */
function addressesOf(force: string, all: readonly Known[]): string[] {
	return [
		force,
		...all.flatMap(({ common }) => common.addresses.filter((some) => some.includes(force)).flat()),
	];
}

/** What stood in it was gone before it was first asked for, so no page tells of it. */
function withdrawnUnseen(slug: string): Touched {
	return { ...nothingTouched, releases: [slug] };
}

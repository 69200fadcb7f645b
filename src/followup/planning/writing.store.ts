import { sql } from 'kysely';
import { asInvalid, Invalid, type Problems, Refused, type Tx } from '../../foundation/index.ts';

/** While the force writes; the database refuses it as soon as the plan is handed in. */
const wrong: Record<string, Problems> = {
	plan_written: { '': 'The plan was handed in meanwhile. Write a new version to change it' },
	entry_of_plan: { '': 'Choose something that belongs to this plan' },
};

/** What stands there about an element or a promise; null: it was not taken up. */
export type Entry = { id: string; text: string | null; edits: number; byName: string };

/** By the element or the promise. */
export async function entryAbout(tx: Tx, plan: string, about: string): Promise<Entry | null> {
	const row = await tx
		.selectFrom('followup.plan_entry')
		.select(['id', 'text', 'edits', 'by_name as byName'])
		.where('plan_id', '=', plan)
		.where((eb) => eb.or([eb('element_id', '=', about), eb('promise_id', '=', about)]))
		.executeTakeFirst();
	return row ?? null;
}

export type About = { kind: 'element' | 'promise'; id: string };

const column = { element: 'element_id', promise: 'promise_id' } as const;

/**
 * Writes what the force does about something. `seen` is how often it was written when whoever writes read it: what a
 * colleague has written since is not lost.
 */
export async function writeEntry(
	tx: Tx,
	plan: string,
	{ about, text, seen }: { about: About; text: string | null; seen: number },
): Promise<void> {
	const known = await entryAbout(tx, plan, about.id);
	if (known === null) {
		await asInvalid({ ...wrong, 23505: overtaken(null) }, () =>
			tx
				.insertInto('followup.plan_entry')
				.values({ plan_id: plan, [column[about.kind]]: about.id, text })
				.execute(),
		);
		return;
	}
	const { numUpdatedRows } = await asInvalid(wrong, () =>
		tx
			.updateTable('followup.plan_entry')
			.set({ text })
			.where('id', '=', known.id)
			.where('edits', '=', seen)
			.executeTakeFirst(),
	);
	if (numUpdatedRows === 0n) throw new Invalid(overtaken(await entryAbout(tx, plan, about.id)));
}

function overtaken(now: Entry | null): Problems {
	const said = now?.text == null ? '' : ` It says now: “${now.text}”`;
	return {
		text: `${now?.byName || 'A colleague'} has changed this since you opened the page.${said} Put the two together and save again`,
	};
}

/** Which promises the plan answers: these and no others. What was written about one that is left out goes with it. */
export async function choosePromises(tx: Tx, plan: string, promises: readonly string[]): Promise<void> {
	await asInvalid(wrong, async () => {
		await tx
			.deleteFrom('followup.plan_entry')
			.where('plan_id', '=', plan)
			.where('promise_id', 'is not', null)
			.where(sql<boolean>`promise_id <> all(${[...promises]}::uuid[])`)
			.execute();
		if (promises.length === 0) return;
		await tx
			.insertInto('followup.plan_entry')
			.values(promises.map((promise) => ({ plan_id: plan, promise_id: promise })))
			.onConflict((conflict) => conflict.doNothing())
			.execute();
	});
}

export type NewMilestone = {
	/** What it belongs to; null: the whole plan. */
	about: About | null;
	title: string;
	owner: string;
	due: Temporal.PlainDate;
};

/** The row of something in the plan; made where a milestone comes before any words. */
async function entryFor(tx: Tx, plan: string, about: About | null): Promise<string | null> {
	if (about === null) return null;
	const known = await entryAbout(tx, plan, about.id);
	if (known !== null) return known.id;
	const { id } = await tx
		.insertInto('followup.plan_entry')
		.values({ plan_id: plan, [column[about.kind]]: about.id })
		.returning('id')
		.executeTakeFirstOrThrow();
	return id;
}

export async function addMilestone(
	tx: Tx,
	plan: string,
	{ about, title, owner, due }: NewMilestone,
): Promise<string> {
	const { id } = await asInvalid(wrong, async () =>
		tx
			.insertInto('followup.plan_milestone')
			.values({ plan_id: plan, entry_id: await entryFor(tx, plan, about), title, owner, due_on: due })
			.returning('id')
			.executeTakeFirstOrThrow(),
	);
	return id;
}

export type DraftMilestone = { id: string; edits: number; handedIn: boolean };

export async function milestoneDraft(tx: Tx, plan: string, id: string): Promise<DraftMilestone | null> {
	const row = await tx
		.selectFrom('followup.plan_milestone')
		.select(['id', 'edits', 'handed_in as handedIn'])
		.where('plan_id', '=', plan)
		.where('id', '=', id)
		.executeTakeFirst();
	return row ?? null;
}

export async function changeMilestone(
	tx: Tx,
	plan: string,
	{ id, seen, about, title, owner, due }: NewMilestone & { id: string; seen: number },
): Promise<void> {
	const { numUpdatedRows } = await asInvalid(wrong, async () =>
		tx
			.updateTable('followup.plan_milestone')
			.set({ entry_id: await entryFor(tx, plan, about), title, owner, due_on: due, dropped_because: null })
			.where('id', '=', id)
			.where('plan_id', '=', plan)
			.where('edits', '=', seen)
			.executeTakeFirst(),
	);
	if (numUpdatedRows === 0n)
		throw new Invalid({
			'': 'A colleague has changed this milestone since you opened the page. Look at it again in the plan, and save again',
		});
}

/** One that was handed in stays, and says why it is dropped; another is removed. */
export async function dropMilestone(
	tx: Tx,
	plan: string,
	{ id, because }: { id: string; because: string },
): Promise<void> {
	const known = await milestoneDraft(tx, plan, id);
	if (known === null) throw new Refused('A colleague has removed it already.');
	await asInvalid(wrong, async () => {
		if (known.handedIn)
			await tx
				.updateTable('followup.plan_milestone')
				.set({ dropped_because: because })
				.where('id', '=', id)
				.execute();
		else await tx.deleteFrom('followup.plan_milestone').where('id', '=', id).execute();
	});
}

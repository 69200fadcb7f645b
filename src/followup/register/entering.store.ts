import { sql } from 'kysely';
import { z } from 'zod';
import { hold, type Tx } from '../../foundation/index.ts';
import { dueFrom, whoseOf } from './entering.ts';
import { promisedOf } from './promise.store.ts';
import type { Promised } from './promise.ts';
import { isOpen } from './state.ts';

type PublicEdition = {
	id: string;
	release: string;
	slug: string;
	title: string;
	/** In London, of the first edition of its release. */
	firstOn: Temporal.PlainDate;
};

/** Of what was published elsewhere there is no edition. */
type Place = PublicEdition | { elsewhere: string; address: string | null; firstOn: Temporal.PlainDate };

/** The newest public edition of each release that nothing has been read of yet, the oldest release first. */
async function toEnter(tx: Tx): Promise<PublicEdition[]> {
	const { rows } = await sql<PublicEdition>`
		select e.id, e.release_id as release, e.slug, e.title,
			(select (min(a.release_at) at time zone 'Europe/London')::date from edition.edition a
				where a.release_id = e.release_id and a.id = any ((select edition.public_ones())::uuid[])) as "firstOn"
		from edition.edition e
		where e.id = any ((select edition.public_ones())::uuid[])
			and not exists (select from followup.entered d where d.edition_id = e.id)
			and not exists (select from edition.edition newer where newer.release_id = e.release_id
				and newer.number > e.number and newer.id = any ((select edition.public_ones())::uuid[]))
		order by "firstOn", e.slug`.execute(tx);
	return rows;
}

const items = z.array(
	z.object({
		letter: z.string(),
		text: z.string(),
		due: z.string().nullish(),
		due_on: z.iso
			.date()
			.transform((text) => Temporal.PlainDate.from(text))
			.nullish(),
	}),
);

export type Asked = {
	number: string;
	raised: string;
	raisedOn: Temporal.PlainDate | null;
	raisedIn: string | null;
	raisedAt: string | null;
	standard: string | null;
	parent: string | null;
	kind: Promised['kind'];
	force: string | null;
	component: string | null;
	componentTitle: string | null;
	title: string | null;
	text: string;
	addressee: string | null;
	theme: string | null;
	due: string | null;
	dueOn: Temporal.PlainDate | null;
	items: unknown;
	illustrative: boolean;
};

/**
 * What it asks, in the words that are public. Of the records behind it only what does not change: where and when something
 * was said that a later report says again.
 */
async function askedIn(tx: Tx, edition: string): Promise<Asked[]> {
	const { rows } = await sql<Asked>`
		select r.number, j.id as raised, j.raised_on as "raisedOn", j.source as "raisedIn", j.source_address as "raisedAt",
			s.standard, r.parent, r.kind, r.force_id as force, r.component, r.component_title as "componentTitle", r.title,
			r.text, r.addressee, r.theme, r.due, r.due_on as "dueOn", r.items, r.illustrative
		from edition.raised r join judgments.raised j on j.number = r.number
			left join lateral (select concat(d.title, ', ', v.version) as standard from evidence.standard_version v
				join evidence.standard d on d.id = v.standard_id where v.id = j.standard_version_id) s on true
		where r.edition_id = ${edition} and r.kind <> 'promising practice'
		-- What others belong to comes before them.
		order by r.parent nulls first, r.number`.execute(tx);
	return rows;
}

/** The forces that there were on a day. */
async function forcesOn(tx: Tx, day: Temporal.PlainDate): Promise<string[]> {
	const { rows } = await sql<{ id: string }>`
		select f.id from programmes.force f where f.in_scope
			and (f.existed_since is null or f.existed_since <= ${day.toString()}::date)
			and (f.existed_until is null or f.existed_until > ${day.toString()}::date)
		order by f.id`.execute(tx);
	return rows.map(({ id }) => id);
}

/** A part that a corrected edition leaves out: what follows is for whoever knows the workflow. */
export type LeftOut = { part: string; because: string };

/**
 * Enters what has become public: one promise for each that is asked, and of what is asked of all forces one for each of
 * them. A corrected edition corrects words; what was done stays. It bears being done twice.
 */
export async function enterPublic(tx: Tx): Promise<{ entered: number; leftOut: LeftOut[] }> {
	// Two who enter at once wait for each other.
	await hold(tx, 'promises', 'what is public');
	let entered = 0;
	const leftOut: LeftOut[] = [];
	for (const edition of await toEnter(tx)) {
		const before = (await promisedOf(tx, { release: edition.release })).promised;
		const asked = await askedIn(tx, edition.id);
		for (const one of asked) entered += await enter(tx, edition, one);
		const numbers = new Set(asked.map(({ number }) => Number(number)));
		for (const promised of before) leftOut.push(...leftOutOf(promised, numbers, asked, edition));
		await tx.insertInto('followup.entered').values({ edition_id: edition.id }).execute();
	}
	return { entered, leftOut };
}

function leftOutOf(
	promised: Promised,
	numbers: ReadonlySet<number>,
	asked: readonly Asked[],
	edition: PublicEdition,
): LeftOut[] {
	if (promised.raised === null) return [];
	const { number } = promised.raised;
	const letters = items
		.parse(asked.find((one) => Number(one.number) === number)?.items ?? [])
		.map(({ letter }) => letter);
	return promised.parts
		.filter(
			({ letter, state }) =>
				isOpen(state) &&
				(!numbers.has(number) || (letter === null ? letters.length > 0 : !letters.includes(letter))),
		)
		.map(({ id }) => ({
			part: id,
			because: `The corrected edition of “${edition.title}” asks for it no more.`,
		}));
}

type Head = ReturnType<typeof headOf> & { force_id: string | null; national_id: string | null };

function headOf(place: Place, asked: Asked, parent: string | null) {
	const whose = whoseOf(asked.addressee, asked.force);
	const [release, edition, title, address] =
		'elsewhere' in place
			? [null, null, place.elsewhere, place.address]
			: [place.release, place.id, place.title, `/publications/${place.slug}/raised#raised-${asked.number}`];
	return {
		raised_id: asked.raised,
		raised_number: Number(asked.number),
		release_id: release,
		edition_id: edition,
		everybody: false,
		parent_id: parent,
		whose,
		addressee: asked.addressee,
		kind: asked.kind,
		title: asked.title,
		text: asked.text,
		component: asked.component,
		component_title: asked.componentTitle,
		theme: asked.theme,
		standard: asked.standard,
		source: asked.raisedIn ?? title,
		source_address: asked.raisedAt ?? address,
		published_on: asked.raisedOn ?? place.firstOn,
		illustrative: asked.illustrative,
	};
}

/** Once for whom it is asked of; what it is to all forces once for each of them, and how many are new. */
export async function enter(tx: Tx, place: Place, asked: Asked): Promise<number> {
	const { force } = asked;
	const head = headOf(place, asked, await parentOf(tx, asked));
	const keep = async (of: { force_id: string | null; national_id: string | null }) => {
		const kept = await keepPromise(tx, { ...head, ...of });
		if (kept !== null) await keepParts(tx, kept.id, asked, head.published_on);
		return kept?.isNew === true ? 1 : 0;
	};
	if (force !== null || head.whose === 'other') return keep({ force_id: force, national_id: null });
	const national = await keepPromise(tx, { ...head, everybody: true, force_id: null, national_id: null });
	if (national === null) return 0;
	let entered = national.isNew ? 1 : 0;
	for (const one of await forcesOn(tx, head.published_on))
		entered += await keep({ force_id: one, national_id: national.id });
	return entered;
}

async function parentOf(tx: Tx, { parent, force }: Asked): Promise<string | null> {
	if (parent === null) return null;
	const found = await tx
		.selectFrom('followup.promise')
		.select('id')
		.where('raised_number', '=', Number(parent))
		.where('force_id', 'is not distinct from', force)
		.executeTakeFirst();
	return found?.id ?? null;
}

/** New, or in the words of the newest edition of its release; null where another release has said it before. */
async function keepPromise(tx: Tx, head: Head): Promise<{ id: string; isNew: boolean } | null> {
	const before = await tx
		.selectFrom('followup.promise')
		.select(['id', 'release_id'])
		.where('raised_id', '=', head.raised_id)
		.where('force_id', 'is not distinct from', head.force_id)
		.where('national_id', 'is not distinct from', head.national_id)
		.executeTakeFirst();
	if (before === undefined) {
		const { id } = await tx
			.insertInto('followup.promise')
			.values(head)
			.returning('id')
			.executeTakeFirstOrThrow();
		return { id, isNew: true };
	}
	if (before.release_id !== head.release_id) return null;
	const { edition_id, title, text, addressee, theme, standard, component, component_title } = head;
	const { source, source_address } = head;
	await tx
		.updateTable('followup.promise')
		.set({ edition_id, title, text, addressee, theme, standard, component, component_title })
		.set({ source, source_address })
		.where('id', '=', before.id)
		.execute();
	return { id: before.id, isNew: false };
}

async function keepParts(
	tx: Tx,
	promise: string,
	asked: Asked,
	published: Temporal.PlainDate,
): Promise<void> {
	const subItems = items.parse(asked.items);
	const parts =
		subItems.length === 0
			? [{ letter: null, text: asked.text, ...dueFrom(asked, published) }]
			: subItems.map(({ letter, text, due = null, due_on: on = null }) => ({
					letter,
					text,
					// What has no deadline of its own has that of the whole.
					...dueFrom(due === null && on === null ? asked : { due, dueOn: on }, published),
				}));
	const before = await tx
		.selectFrom('followup.part')
		.select(['id', 'letter', 'text'])
		.where('promise_id', '=', promise)
		.execute();
	for (const { letter, text, on, basis, setBy, setByName } of parts) {
		const there = before.find((part) => part.letter === letter);
		if (there === undefined) {
			await tx
				.insertInto('followup.part')
				.values({
					promise_id: promise,
					letter,
					text,
					due_on: on,
					due_basis: basis,
					due_set_by: setBy,
					due_set_by_name: setByName,
				})
				.execute();
		} else if (there.text !== text) {
			await tx.updateTable('followup.part').set({ text }).where('id', '=', there.id).execute();
		}
	}
}

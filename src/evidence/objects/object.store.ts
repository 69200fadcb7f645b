import { sql } from 'kysely';
import type { Tx } from '../../foundation/index.ts';
import { type AssessedObject, type ObjectKind, type ObjectState, objectKinds, type Place } from './object.ts';

export type ObjectFilter = {
	/** The number of a force; null: what is regional or national. */
	force?: string | null;
	kind?: ObjectKind;
	ids?: readonly string[];
	/** Part of its name. */
	name?: string;
	/** Those that hold an item of evidence. */
	item?: string;
	/** Those that bear on a pillar or question. */
	place?: Place;
};

/** By force and name; what is regional or national last. */
export async function objectsOf(
	tx: Tx,
	filter: ObjectFilter,
	page: { most: number; skip: number } | null = null,
): Promise<AssessedObject[]> {
	const rows = await matching(tx, filter)
		.select([
			'o.id',
			'o.owner',
			'o.kind',
			'o.name',
			'o.purpose',
			'o.where_to_look as whereToLook',
			'o.since',
			'o.until',
			'o.illustrative',
			'f.id as forceId',
			sql<string | null>`coalesce(f.slug, f.id::text)`.as('forceSlug'),
			'organisation.name as forceName',
		])
		.orderBy(sql`organisation.name nulls last`)
		.orderBy('o.name')
		.orderBy('o.id')
		.$if(page !== null, (query) => query.limit(page?.most ?? 0).offset(page?.skip ?? 0))
		.execute();
	return rows.map(({ forceId, forceSlug, forceName, kind, ...object }) => ({
		...object,
		kind: kindOf(kind),
		force:
			forceId === null || forceSlug === null || forceName === null
				? null
				: { id: forceId, slug: forceSlug, name: forceName },
	}));
}

export async function objectCount(tx: Tx, filter: ObjectFilter): Promise<number> {
	const { count } = await matching(tx, filter)
		.select(({ fn }) => fn.countAll<number>().as('count'))
		.executeTakeFirstOrThrow();
	return count;
}

export async function objectById(tx: Tx, id: string): Promise<AssessedObject | null> {
	return (await objectsOf(tx, { ids: [id] }))[0] ?? null;
}

function matching(tx: Tx, { force, kind, ids, name, item, place }: ObjectFilter) {
	return tx
		.selectFrom('evidence.assessed_object as o')
		.leftJoin('programmes.force as f', 'f.id', 'o.force_id')
		.leftJoin('foundation.organisation as organisation', 'organisation.id', 'f.id')
		.$if(force !== undefined, (query) => query.where('o.force_id', 'is not distinct from', force ?? null))
		.$if(kind !== undefined, (query) => query.where('o.kind', '=', kind ?? ''))
		.$if(ids !== undefined, (query) => query.where(sql<boolean>`o.id = any(${[...(ids ?? [])]}::uuid[])`))
		.$if(name !== undefined, (query) =>
			query.where(sql<boolean>`strpos(lower(o.name), lower(${name ?? ''})) > 0`),
		)
		.$if(item !== undefined, (query) =>
			query.where(({ exists, selectFrom }) =>
				exists(
					selectFrom('evidence.object_item as i')
						.whereRef('i.object_id', '=', 'o.id')
						.where('i.item_id', '=', item ?? ''),
				),
			),
		)
		.$if(place !== undefined, (query) =>
			query.where(({ exists, selectFrom }) =>
				exists(
					selectFrom('evidence.object_bears_on as b')
						.whereRef('b.object_id', '=', 'o.id')
						.where('b.framework', '=', place?.framework ?? '')
						.where('b.version', '=', place?.version ?? 0)
						.where('b.component', '=', place?.component ?? ''),
				),
			),
		);
}

function kindOf(text: string): ObjectKind {
	const kind = objectKinds.find((one) => one === text);
	if (kind === undefined) throw new Error(`no assessed object is a "${text}"`);
	return kind;
}

type ObjectWords = Pick<AssessedObject, 'owner' | 'kind' | 'name' | 'purpose'> &
	Partial<Pick<AssessedObject, 'whereToLook' | 'since' | 'until'>>;

export type NewObject = ObjectWords & {
	force: string | null;
	illustrative?: boolean;
	/** The pillars and questions that it bears on. */
	places?: readonly Place[];
};

export async function addObject(tx: Tx, object: NewObject): Promise<string> {
	const { illustrative = false, places = [] } = object;
	const { id } = await tx
		.insertInto('evidence.assessed_object')
		.values({ ...columnsOf(object), force_id: object.force, illustrative })
		.returning('id')
		.executeTakeFirstOrThrow();
	await placeObject(tx, id, places);
	return id;
}

export async function changeObject(tx: Tx, id: string, object: ObjectWords): Promise<void> {
	await tx.updateTable('evidence.assessed_object').set(columnsOf(object)).where('id', '=', id).execute();
}

function columnsOf(object: ObjectWords) {
	const { owner, kind, name, purpose, whereToLook = null, since = null, until = null } = object;
	return { owner, kind, name, purpose, where_to_look: whereToLook, since, until };
}

/** Says of an object which pillars and questions it bears on, in place of those said before. */
export async function placeObject(tx: Tx, id: string, places: readonly Place[]): Promise<void> {
	await tx.deleteFrom('evidence.object_bears_on').where('object_id', '=', id).execute();
	if (places.length === 0) return;
	await tx
		.insertInto('evidence.object_bears_on')
		.values(
			places.map(({ framework, version, component }) => ({ object_id: id, framework, version, component })),
		)
		.execute();
}

/** The pillars and questions that an object bears on. */
export async function placesOfObject(tx: Tx, id: string): Promise<Place[]> {
	return tx
		.selectFrom('evidence.object_bears_on')
		.select(['framework', 'version', 'component'])
		.where('object_id', '=', id)
		.orderBy('framework')
		.orderBy('version', 'desc')
		.orderBy('component')
		.execute();
}

/** The numbers of the evidence about it. */
export async function itemsOfObject(tx: Tx, id: string): Promise<string[]> {
	const rows = await tx
		.selectFrom('evidence.object_item')
		.select('item_id')
		.where('object_id', '=', id)
		.execute();
	return rows.map(({ item_id }) => item_id);
}

/** Puts evidence to an object; twice is once. */
export async function putToObject(tx: Tx, object: string, item: string): Promise<void> {
	await tx
		.insertInto('evidence.object_item')
		.values({ object_id: object, item_id: item })
		.onConflict((conflict) => conflict.columns(['object_id', 'item_id']).doNothing())
		.execute();
}

export async function takeFromObject(tx: Tx, object: string, item: string): Promise<void> {
	await tx
		.deleteFrom('evidence.object_item')
		.where('object_id', '=', object)
		.where('item_id', '=', item)
		.execute();
}

/** Where it stood, the latest first. */
export async function statesOfObject(tx: Tx, id: string): Promise<ObjectState[]> {
	return tx
		.selectFrom('evidence.object_state')
		.select(['id', 'state', 'since', 'until', 'item_id as item', 'note', 'by'])
		.where('object_id', '=', id)
		.orderBy('since', 'desc')
		.orderBy('at', 'desc')
		.execute();
}

export async function addObjectState(
	tx: Tx,
	object: string,
	{ state, since, until, item, note }: Omit<ObjectState, 'id' | 'by'>,
): Promise<string> {
	const { id } = await tx
		.insertInto('evidence.object_state')
		.values({ object_id: object, state, since, until, item_id: item, note })
		.returning('id')
		.executeTakeFirstOrThrow();
	return id;
}

export async function changeObjectState(
	tx: Tx,
	{ id, state, since, until, item, note }: Omit<ObjectState, 'by'>,
): Promise<void> {
	await tx
		.updateTable('evidence.object_state')
		.set({ state, since, until, item_id: item, note })
		.where('id', '=', id)
		.execute();
}

import { sql } from 'kysely';
import type { Tx } from '../../foundation/index.ts';
import { listForces } from './force.store.ts';
import type { Group, Member, NewGroup } from './group.ts';
import { because } from './reason.store.ts';

/** A group as it lies in its tables: its forces by their numbers. */
export type GroupRow = Omit<Group, 'members'> & { forceId: string; members: string[] };

function groups(tx: Tx) {
	return tx
		.selectFrom('programmes.similar_group as similar_group')
		.select([
			'similar_group.id',
			'similar_group.force_id as forceId',
			'similar_group.since',
			'similar_group.until',
			'similar_group.source',
			'similar_group.none_because as noneBecause',
			'similar_group.illustrative',
			sql<
				string[]
			>`array(select m.force_id::text from programmes.similar_member m where m.group_id = similar_group.id)`.as(
				'members',
			),
		]);
}

const onDay = (day: Temporal.PlainDate) =>
	sql<boolean>`daterange(similar_group.since, similar_group.until, '[]') @> ${day}::date`;

/** The group that a force had on that day, with the forces in it; null where none is recorded. */
export async function groupOn(tx: Tx, forceId: string, day: Temporal.PlainDate): Promise<Group | null> {
	const rows = await groups(tx).where('similar_group.force_id', '=', forceId).where(onDay(day)).execute();
	return (await named(tx, rows))[0] ?? null;
}

/** The groups that several forces had on that day, in the same number of queries as for one. */
export async function groupsOn(
	tx: Tx,
	forceIds: readonly string[],
	day: Temporal.PlainDate,
): Promise<Map<string, Group>> {
	if (forceIds.length === 0) return new Map();
	const rows = await groups(tx)
		.where('similar_group.force_id', 'in', [...forceIds])
		.where(onDay(day))
		.execute();
	return new Map((await named(tx, rows)).map((group) => [group.forceId, group]));
}

/** Every group that a force has or had, the newest first. */
export async function groupsOf(tx: Tx, forceId: string): Promise<Group[]> {
	const rows = await groups(tx)
		.where('similar_group.force_id', '=', forceId)
		.orderBy('similar_group.since', (order) => order.desc().nullsLast())
		.execute();
	return named(tx, rows);
}

export async function allGroups(tx: Tx): Promise<GroupRow[]> {
	return groups(tx)
		.orderBy('similar_group.since', (order) => order.asc().nullsFirst())
		.execute();
}

/** The forces whose group this force is in on that day: not the same as the forces in its own group. */
export async function inGroupsOf(tx: Tx, forceId: string, day: Temporal.PlainDate): Promise<Member[]> {
	const rows = await groups(tx)
		.innerJoin('programmes.similar_member as member', 'member.group_id', 'similar_group.id')
		.where('member.force_id', '=', forceId)
		.where(onDay(day))
		.execute();
	return membersIn(
		await forcesById(tx),
		rows.map((row) => row.forceId),
	);
}

export async function addGroup(tx: Tx, group: NewGroup): Promise<string> {
	const { id } = await tx
		.insertInto('programmes.similar_group')
		.values({
			force_id: group.forceId,
			since: group.since,
			until: group.until,
			source: group.source,
			none_because: group.noneBecause,
			illustrative: group.illustrative ?? false,
		})
		.returning('id')
		.executeTakeFirstOrThrow();
	await addMembers(tx, id, group.members);
	return id;
}

/** Gives a group other forces, another source or another last day. */
export async function changeGroup(tx: Tx, before: GroupRow, group: NewGroup): Promise<void> {
	const { id } = before;
	const gone = before.members.filter((member) => !group.members.includes(member));
	if (gone.length > 0) {
		await tx
			.deleteFrom('programmes.similar_member')
			.where('group_id', '=', id)
			.where('force_id', 'in', gone)
			.execute();
	}
	await tx
		.updateTable('programmes.similar_group')
		.set({
			until: group.until,
			source: group.source,
			none_because: group.noneBecause,
			illustrative: group.illustrative ?? false,
		})
		.where('id', '=', id)
		.execute();
	await addMembers(
		tx,
		id,
		group.members.filter((member) => !before.members.includes(member)),
	);
}

export async function endGroup(tx: Tx, id: string, until: Temporal.PlainDate): Promise<void> {
	await tx.updateTable('programmes.similar_group').set({ until }).where('id', '=', id).execute();
}

/** Takes out a group that was recorded wrongly. The reason stands beside it in the record. */
export async function removeGroup(tx: Tx, id: string, reason: string): Promise<void> {
	await because(tx, reason);
	await tx.deleteFrom('programmes.similar_group').where('id', '=', id).execute();
}

async function addMembers(tx: Tx, group: string, members: readonly string[]): Promise<void> {
	if (members.length === 0) return;
	await tx
		.insertInto('programmes.similar_member')
		.values(members.map((force) => ({ group_id: group, force_id: force })))
		.execute();
}

async function named<G extends GroupRow>(
	tx: Tx,
	rows: readonly G[],
): Promise<(Group & { forceId: string })[]> {
	if (rows.length === 0) return [];
	const forces = await forcesById(tx);
	return rows.map((row) => ({ ...row, members: membersIn(forces, row.members) }));
}

async function forcesById(tx: Tx): Promise<Map<string, Member>> {
	return new Map((await listForces(tx)).map(({ id, slug, name }) => [id, { id, slug, name }]));
}

function membersIn(forces: ReadonlyMap<string, Member>, ids: readonly string[]): Member[] {
	return ids.flatMap((id) => forces.get(id) ?? []).sort((a, b) => a.name.localeCompare(b.name, 'en-GB'));
}

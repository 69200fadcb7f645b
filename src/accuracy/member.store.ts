import { sql } from 'kysely';
import { asInvalid, type Tx } from '../foundation/index.ts';
import type { Member } from './round.ts';

/** Those who are named, those who hand in first; those who no longer are at the end. */
export async function membersOf(tx: Tx, round: string): Promise<Member[]> {
	const rows = await tx
		.selectFrom('accuracy.member as member')
		.leftJoin('foundation.account as account', 'account.id', 'member.account_id')
		.leftJoin('foundation.account as adder', 'adder.id', 'member.added_by')
		.select([
			'member.account_id as account',
			'member.account_name as name',
			'member.hands_in as handsIn',
			'member.removed_at as removedAt',
			// A force does not see the accounts of the inspectorate.
			sql<boolean>`coalesce(adder.organisation_id = account.organisation_id, false)`.as('letIn'),
		])
		.where('member.round_id', '=', round)
		.orderBy(sql`member.removed_at is not null`)
		.orderBy('member.hands_in', 'desc')
		.orderBy('member.account_name')
		.execute();
	return rows.map(({ removedAt, ...row }) => ({ ...row, removed: removedAt !== null }));
}

export type Candidate = { id: string; name: string; email: string; roles: string[] };

/** The people of a force who can be named: those with an account that is in use. */
export async function peopleAt(tx: Tx, force: string): Promise<Candidate[]> {
	return tx
		.selectFrom('foundation.account')
		.select(['id', 'name', 'email', 'roles'])
		.where('organisation_id', '=', force)
		.where('state', '=', 'active')
		.orderBy('name')
		.orderBy('email')
		.execute();
}

const strangers = { member_force: { people: 'Choose people of this force, from the list' } };

/** Names people, or says anew who of those that are named hands in; who was taken off is named again. */
export async function nameMembers(
	tx: Tx,
	round: string,
	members: readonly { account: string; handsIn: boolean }[],
): Promise<void> {
	for (const { account, handsIn } of members) {
		await asInvalid(strangers, () =>
			tx
				.insertInto('accuracy.member')
				.values({ round_id: round, account_id: account, hands_in: handsIn })
				.onConflict((conflict) =>
					conflict.columns(['round_id', 'account_id']).doUpdateSet({ hands_in: handsIn, removed_at: null }),
				)
				.execute(),
		);
	}
}

/** A colleague lets somebody in: to read and to comment, not to hand in. */
export async function letIn(tx: Tx, round: string, account: string): Promise<void> {
	const taken = { people: 'They are named already, or were taken off by the inspectorate' };
	await asInvalid({ ...strangers, 23505: taken }, () =>
		tx.insertInto('accuracy.member').values({ round_id: round, account_id: account }).execute(),
	);
}

/** Takes somebody off: from now on there is nothing of this round for them. */
export async function removeMember(tx: Tx, round: string, account: string): Promise<boolean> {
	const { numUpdatedRows } = await tx
		.updateTable('accuracy.member')
		.set({ removed_at: sql<Temporal.Instant>`app.now()`, hands_in: false })
		.where('round_id', '=', round)
		.where('account_id', '=', account)
		.where('removed_at', 'is', null)
		.executeTakeFirst();
	return numUpdatedRows > 0n;
}

/** Whom to write to: everybody who is named now, or those of them who are meant. */
export async function addressesOf(
	tx: Tx,
	round: string,
	only?: readonly string[],
): Promise<{ name: string; email: string }[]> {
	return tx
		.selectFrom('accuracy.member as member')
		.innerJoin('foundation.account as account', 'account.id', 'member.account_id')
		.select(['account.name', 'account.email'])
		.where('member.round_id', '=', round)
		.where('member.removed_at', 'is', null)
		.where('account.state', '=', 'active')
		.$if(only !== undefined, (query) =>
			query.where(sql<boolean>`account.id = any(${[...(only ?? [])]}::uuid[])`),
		)
		.orderBy('account.email')
		.execute();
}

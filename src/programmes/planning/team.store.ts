import { sql } from 'kysely';
import type { Tx } from '../../foundation/index.ts';

export const teamParts = ['lead', 'member'] as const;
export type TeamPart = (typeof teamParts)[number];

/** Who works on a programme as a whole, or on one inspection of it. */
export type TeamMember = { account: string; name: string; roles: readonly string[]; part: TeamPart };

type Team = { programme: string; inspection: string | null };

/** Leads come first. */
export async function teamOf(tx: Tx, { programme, inspection }: Team): Promise<TeamMember[]> {
	const rows = await tx
		.selectFrom('programmes.team_member as member')
		.innerJoin('foundation.account as account', 'account.id', 'member.account_id')
		.select(['account.id as account', 'account.name', 'account.roles', 'member.part'])
		.where('member.programme_id', '=', programme)
		.where('member.inspection_id', inspection === null ? 'is' : '=', inspection)
		.orderBy('member.part')
		.orderBy(sql`lower(account.name)`)
		.execute();
	return rows.map((row) => ({ ...row, part: row.part === 'lead' ? 'lead' : 'member' }));
}

/** Puts somebody into a team, or changes their part in it. */
export async function joinTeam(
	tx: Tx,
	{ programme, inspection, account, part }: Team & { account: string; part: TeamPart },
): Promise<void> {
	await tx
		.insertInto('programmes.team_member')
		.values({ programme_id: programme, inspection_id: inspection, account_id: account, part })
		.onConflict((conflict) =>
			conflict.columns(['programme_id', 'inspection_id', 'account_id']).doUpdateSet({ part }),
		)
		.execute();
}

export async function leaveTeam(
	tx: Tx,
	{ programme, inspection, account }: Team & { account: string },
): Promise<void> {
	await tx
		.deleteFrom('programmes.team_member')
		.where('programme_id', '=', programme)
		.where('inspection_id', inspection === null ? 'is' : '=', inspection)
		.where('account_id', '=', account)
		.execute();
}

/** The inspectorate's people who can sign in, or have been invited to: those whom a team may have. */
export async function staffForTeams(
	tx: Tx,
): Promise<{ account: string; name: string; roles: readonly string[] }[]> {
	return tx
		.selectFrom('foundation.account as account')
		.innerJoin('foundation.organisation as home', 'home.id', 'account.organisation_id')
		.select(['account.id as account', 'account.name', 'account.roles'])
		.where('home.kind', '=', 'inspectorate')
		.where('account.state', 'in', ['active', 'invited'])
		.orderBy(sql`lower(account.name)`)
		.orderBy('account.id')
		.execute();
}

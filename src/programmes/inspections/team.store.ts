import { codeOf, Refused, type Tx } from '../../foundation/index.ts';
import type { TeamMember, TeamPart } from './team.ts';

/** Who works on each of these inspections, whoever leads it first; one query. */
export async function teamsOf(tx: Tx, inspections: readonly string[]): Promise<Map<string, TeamMember[]>> {
	const rows = await tx
		.selectFrom('programmes.team_member as member')
		.innerJoin('foundation.account as account', 'account.id', 'member.account_id')
		.select(['member.id', 'member.inspection_id', 'account.id as account', 'account.name', 'member.part'])
		.where('member.inspection_id', 'in', [...inspections])
		.orderBy('member.part')
		.orderBy('account.name')
		.execute();
	const teams = new Map<string, TeamMember[]>();
	for (const { inspection_id, part, ...member } of rows) {
		if (inspection_id === null) continue;
		const team = teams.get(inspection_id) ?? [];
		team.push({ ...member, part: part === 'lead' ? 'lead' : 'member' });
		teams.set(inspection_id, team);
	}
	return teams;
}

/** Who can be chosen: the inspectorate's own people, but those who are suspended. */
export function candidates(tx: Tx): Promise<{ id: string; name: string; roles: string[] }[]> {
	return tx
		.selectFrom('foundation.account as account')
		.innerJoin('foundation.organisation as organisation', 'organisation.id', 'account.organisation_id')
		.select(['account.id', 'account.name', 'account.roles'])
		.where('organisation.kind', '=', 'inspectorate')
		.where('account.state', '<>', 'suspended')
		.orderBy('account.name')
		.execute();
}

/** Adds somebody of the inspectorate to the team of an inspection, which one person leads. */
export async function addToTeam(
	tx: Tx,
	{ inspection, account, part }: { inspection: string; account: string; part: TeamPart },
): Promise<void> {
	const chosen = (await candidates(tx)).find(({ id }) => id === account);
	if (chosen === undefined) throw new Refused('Choose somebody of the inspectorate who has an account.');
	const team = (await teamsOf(tx, [inspection])).get(inspection) ?? [];
	if (team.some((member) => member.account === account)) {
		throw new Refused(`${chosen.name} is in the team already.`);
	}
	const lead = team.find((member) => member.part === 'lead');
	if (part === 'lead' && lead !== undefined) {
		throw new Refused(
			`${lead.name} leads this inspection. Remove them first, or add ${chosen.name} as a member.`,
		);
	}
	const { programme_id } = await tx
		.selectFrom('programmes.inspection')
		.select('programme_id')
		.where('id', '=', inspection)
		.executeTakeFirstOrThrow();
	try {
		await tx
			.insertInto('programmes.team_member')
			.values({ programme_id, inspection_id: inspection, account_id: account, part })
			.execute();
	} catch (error) {
		// Somebody else has added them at the same moment.
		if (codeOf(error) === '23505') throw new Refused(`${chosen.name} is in the team already.`);
		throw error;
	}
}

export async function removeFromTeam(tx: Tx, inspection: string, member: string): Promise<boolean> {
	const gone = await tx
		.deleteFrom('programmes.team_member')
		.where('inspection_id', '=', inspection)
		.where('id', '=', member)
		.returning('id')
		.execute();
	return gone.length > 0;
}

import { sql } from 'kysely';
import { Missing, Refused, type Tx } from '../../foundation/index.ts';
import { inspectionById } from '../planning/plan.store.ts';
import { joinTeam, staffForTeams, type TeamMember, type TeamPart, teamOf } from '../planning/team.store.ts';

/** Who works on each of these inspections, whoever leads it first; one query. */
export async function teamsOf(tx: Tx, inspections: readonly string[]): Promise<Map<string, TeamMember[]>> {
	const rows = await tx
		.selectFrom('programmes.team_member as member')
		.innerJoin('foundation.account as account', 'account.id', 'member.account_id')
		.select(['member.inspection_id', 'account.id as account', 'account.name', 'account.roles', 'member.part'])
		.where('member.inspection_id', 'in', [...inspections])
		.orderBy('member.part')
		.orderBy(sql`lower(account.name)`)
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

/** Puts somebody of the inspectorate into the team of an inspection, which one person leads. */
export async function addToTeam(
	tx: Tx,
	{ inspection: id, account, part }: { inspection: string; account: string; part: TeamPart },
): Promise<void> {
	const inspection = await inspectionById(tx, id);
	if (inspection === null) throw new Missing();
	const chosen = (await staffForTeams(tx)).find((one) => one.account === account);
	if (chosen === undefined) throw new Refused('Choose somebody of the inspectorate from the list');
	const here = { programme: inspection.programme.id, inspection: id };
	const team = await teamOf(tx, here);
	if (team.some((member) => member.account === account)) {
		throw new Refused(`${chosen.name} is in this team already`);
	}
	const lead = team.find((member) => member.part === 'lead');
	if (part === 'lead' && lead !== undefined) {
		throw new Refused(
			`${lead.name} leads this inspection. Remove them first, or add ${chosen.name} as a member`,
		);
	}
	await joinTeam(tx, { ...here, account, part });
}

import { z } from 'zod';
import {
	form,
	get,
	Invalid,
	Missing,
	post,
	Refused,
	type Route,
	redirect,
	type Tx,
	view,
} from '../../foundation/index.ts';
import { type Inspection, inspectionById } from '../planning/plan.store.ts';
import { leaveTeam, staffForTeams, type TeamMember, teamOf, teamParts } from '../planning/team.store.ts';
import { inspectionPolicy } from './inspection.ts';
import { addToTeam } from './team.store.ts';

const permit = inspectionPolicy.can['choose the team'];
const one = z.object({ id: z.uuid() });
const member = z.object({ id: z.uuid(), account: z.uuid() });

async function found(tx: Tx, id: string): Promise<Inspection> {
	const inspection = await inspectionById(tx, id);
	if (inspection === null) throw new Missing();
	return inspection;
}

async function memberOf(
	tx: Tx,
	id: string,
	account: string,
): Promise<{ inspection: Inspection; member: TeamMember }> {
	const inspection = await found(tx, id);
	const team = await teamOf(tx, { programme: inspection.programme.id, inspection: id });
	const known = team.find((each) => each.account === account);
	if (known === undefined) throw new Missing();
	return { inspection, member: known };
}

const home = (id: string) => `/inspections/${id}#team`;

/** Who works on an inspection is chosen on its home page: one added at a time, one removed at a time. */
export const teamPages: Route[] = [
	...form({
		url: '/inspections/:id/team/add',
		opens: 'account',
		permit,
		params: one,
		view: 'inspections/add-to-team.njk',
		fields: z.object({
			account: z.uuid('Choose who joins the team'),
			part: z.enum(teamParts, 'Choose whether they lead the inspection or work on it'),
		}),
		async load({ tx, params }) {
			const inspection = await found(tx, params.id);
			const team = await teamOf(tx, { programme: inspection.programme.id, inspection: params.id });
			return {
				inspection,
				people: (await staffForTeams(tx)).map(({ account, name, roles }) => ({
					value: account,
					text: `${name} (${roles.join(', ')})`,
				})),
				lead: team.find(({ part }) => part === 'lead')?.name ?? null,
			};
		},
		initial: ({ lead }) => ({ part: lead === null ? 'lead' : 'member' }),
		async submit({ tx, values, data: { inspection } }) {
			try {
				await addToTeam(tx, { inspection: inspection.id, ...values });
			} catch (error) {
				if (error instanceof Refused) throw new Invalid({ account: error.message });
				throw error;
			}
			return redirect(home(inspection.id), 'The team has another member.');
		},
	}),
	get({
		url: '/inspections/:id/team/:account/remove',
		opens: 'account',
		permit,
		params: member,
		async handle({ tx, params }) {
			const { inspection, member } = await memberOf(tx, params.id, params.account);
			return view('web/pages/confirm.njk', {
				heading: `Do you want to remove ${member.name} from the team?`,
				paragraphs: [
					`${member.name} ${member.part === 'lead' ? 'leads' : 'works on'} the inspection of ${inspection.force.name} for ${inspection.programme.name}.`,
				],
				action: `/inspections/${params.id}/team/${params.account}/remove`,
				confirm: 'Remove from the team',
				danger: true,
				cancelHref: home(params.id),
			});
		},
	}),
	post({
		url: '/inspections/:id/team/:account/remove',
		opens: 'account',
		permit,
		params: member,
		async handle({ tx, params }) {
			const { inspection, member } = await memberOf(tx, params.id, params.account);
			await leaveTeam(tx, {
				programme: inspection.programme.id,
				inspection: params.id,
				account: params.account,
			});
			return redirect(home(params.id), `${member.name} is no longer in the team.`);
		},
	}),
];

import { z } from 'zod';
import { form, Invalid, Missing, post, type Route, redirect } from '../../foundation/index.ts';
import { ofProgramme, ofRow, programmeAt } from './fields.ts';
import { programmePolicy } from './programme.ts';
import { joinTeam, leaveTeam, staffForTeams, teamOf, teamParts } from './team.store.ts';

const { change } = programmePolicy.can;

/** Who leads a programme, and who works on it. */
export const teamPages: Route[] = [
	...form({
		url: '/programmes/:slug/team',
		opens: 'account',
		permit: change,
		params: ofProgramme,
		view: 'planning/team.njk',
		fields: z.object({
			account: z.string('Choose a person').min(1, 'Choose a person'),
			part: z.enum(teamParts, 'Choose whether they lead the programme or work on it'),
		}),
		async load({ tx, params }) {
			const programme = await programmeAt(tx, params);
			const staff = await staffForTeams(tx);
			return {
				programme,
				team: await teamOf(tx, { programme: programme.id, inspection: null }),
				staff: staff.map(({ account, name, roles }) => ({
					value: account,
					text: `${name} (${roles.join(', ')})`,
					name,
				})),
			};
		},
		async submit({ tx, values, data: { programme, staff } }) {
			const person = staff.find(({ value }) => value === values.account);
			if (person === undefined) throw new Invalid({ account: 'Choose a person from the list' });
			await joinTeam(tx, { programme: programme.id, inspection: null, ...values });
			return redirect(
				`/programmes/${programme.slug}/team`,
				`${person.name} ${values.part === 'lead' ? 'leads' : 'works on'} the programme.`,
			);
		},
	}),
	post({
		url: '/programmes/:slug/team/:id/remove',
		opens: 'account',
		permit: change,
		params: ofRow,
		async handle({ tx, params }) {
			const programme = await programmeAt(tx, params);
			const team = { programme: programme.id, inspection: null };
			const person = (await teamOf(tx, team)).find(({ account }) => account === params.id);
			if (person === undefined) throw new Missing();
			await leaveTeam(tx, { ...team, account: person.account });
			return redirect(`/programmes/${programme.slug}/team`, `${person.name} is out of the team.`);
		},
	}),
];

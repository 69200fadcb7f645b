import { z } from 'zod';
import {
	day,
	dayParts,
	form,
	Invalid,
	post,
	type Route,
	redirect,
	type Tx,
	withDays,
} from '../../foundation/index.ts';
import { line } from '../forces/fields.ts';
import { ofProgramme, ofRow, programmeAt, rowIn } from './fields.ts';
import {
	addMilestone,
	changeMilestone,
	markMilestone,
	milestonesOf,
	type NewMilestone,
	removeMilestone,
} from './milestone.store.ts';
import { programmePolicy } from './programme.ts';
import { tranchesOf } from './tranche.store.ts';

const { change } = programmePolicy.can;
const at = '/programmes/:slug/calendar';
const common = { opens: 'account', permit: change, params: ofRow } as const;

const fields = withDays(
	['due'],
	z.object({
		title: line('Enter what has to be done'),
		due: day('day by which it has to be done'),
		tranche: z.string().default(''),
	}),
);

/** What has to be done by when. */
export const calendarPages: Route[] = [
	...form({
		url: `${at}/add`,
		opens: 'account',
		permit: change,
		params: ofProgramme,
		view: 'planning/milestone.njk',
		fields,
		load: async ({ tx, params }) => ({ ...(await programmeWithTranches(tx, params)), milestone: null }),
		async submit({ tx, values, data: { programme, tranches } }) {
			const milestone = { ...values, tranche: chosen(tranches, values.tranche) };
			await addMilestone(tx, { programme: programme.id, ...milestone });
			return redirect(`/programmes/${programme.slug}`, `${values.title} is added to the calendar.`);
		},
	}),
	...form({
		...common,
		url: `${at}/:id`,
		view: 'planning/milestone.njk',
		fields,
		async load({ tx, params }) {
			const known = await programmeWithTranches(tx, params);
			return { ...known, milestone: rowIn(await milestonesOf(tx, known.programme.id), params.id) };
		},
		initial: ({ milestone }) => ({
			title: milestone.title,
			tranche: milestone.tranche ?? '',
			...dayParts('due', milestone.due),
		}),
		async submit({ tx, values, data: { programme, tranches, milestone } }) {
			await changeMilestone(tx, milestone.id, { ...values, tranche: chosen(tranches, values.tranche) });
			return redirect(`/programmes/${programme.slug}`, `${values.title} is changed.`);
		},
	}),
	...(['done', 'not-done', 'remove'] as const).map((action) =>
		post({
			...common,
			url: `${at}/:id/${action}`,
			async handle({ tx, params }) {
				const programme = await programmeAt(tx, params);
				const { id, title } = rowIn(await milestonesOf(tx, programme.id), params.id);
				if (action === 'remove') await removeMilestone(tx, id);
				else await markMilestone(tx, id, action === 'done');
				const said = { done: 'is done', 'not-done': 'is not done', remove: 'is removed' }[action];
				return redirect(`/programmes/${programme.slug}`, `${title} ${said}.`);
			},
		}),
	),
];

async function programmeWithTranches(tx: Tx, params: { slug: string }) {
	const programme = await programmeAt(tx, params);
	const tranches = (await tranchesOf(tx, programme.id)).map(({ id, name }) => ({ value: id, text: name }));
	return { programme, tranches };
}

function chosen(tranches: readonly { value: string }[], value: string): NewMilestone['tranche'] {
	if (value === '') return null;
	if (!tranches.some((tranche) => tranche.value === value)) {
		throw new Invalid({ tranche: 'Choose a tranche from the list, or the whole programme' });
	}
	return value;
}

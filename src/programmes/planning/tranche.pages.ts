import { z } from 'zod';
import {
	asInvalid,
	dayParts,
	form,
	Invalid,
	post,
	type Route,
	redirect,
	withDays,
} from '../../foundation/index.ts';
import { line } from '../forces/fields.ts';
import { ofProgramme, ofRow, programmeAt, rowIn, unlessInUse, windowDays, windowFields } from './fields.ts';
import { faultsOfWeeks, outside } from './plan.ts';
import { type Programme, programmePolicy } from './programme.ts';
import { addTranche, changeTranche, type NewTranche, removeTranche, tranchesOf } from './tranche.store.ts';
import { windowInWords } from './words.ts';

const { change } = programmePolicy.can;
const fields = withDays(
	windowDays,
	z.object({ name: line('Enter the name of the tranche', 100), ...windowFields }),
);
const sameName = { name: 'The programme has a tranche of that name. Enter another name' };

/** Parts of a programme that are visited together. */
export const tranchePages: Route[] = [
	...form({
		url: '/programmes/:slug/tranches/add',
		opens: 'account',
		permit: change,
		params: ofProgramme,
		view: 'planning/tranche.njk',
		fields,
		async load({ tx, params }) {
			const programme = await programmeAt(tx, params);
			return { ...shown(programme), tranche: null, number: (await tranchesOf(tx, programme.id)).length + 1 };
		},
		initial: ({ number }) => ({ name: `Tranche ${number}` }),
		async submit({ tx, values, data: { programme } }) {
			refuseFaults(values);
			const id = await addTranche(tx, { programme: programme.id, ...values });
			if (id === null) throw new Invalid(sameName);
			return redirect(
				`/programmes/${programme.slug}/plan?tranche=${id}`,
				`${values.name} is added${outsideInWords(values, programme)} Now choose its forces.`,
			);
		},
	}),
	...form({
		url: '/programmes/:slug/tranches/:id',
		opens: 'account',
		permit: change,
		params: ofRow,
		view: 'planning/tranche.njk',
		fields,
		async load({ tx, params }) {
			const programme = await programmeAt(tx, params);
			return { ...shown(programme), tranche: rowIn(await tranchesOf(tx, programme.id), params.id) };
		},
		initial: ({ tranche }) => ({
			name: tranche.name,
			...dayParts('fieldworkSince', tranche.fieldworkSince),
			...dayParts('fieldworkUntil', tranche.fieldworkUntil),
		}),
		async submit({ tx, values, data: { programme, tranche } }) {
			refuseFaults(values);
			await asInvalid({ '23505': sameName }, () => changeTranche(tx, tranche.id, values));
			const kept = tranche.inspections === 0 ? '' : ' Its inspections keep their own weeks.';
			return redirect(
				`/programmes/${programme.slug}`,
				`${values.name} is changed${outsideInWords(values, programme)}${kept}`,
			);
		},
	}),
	post({
		url: '/programmes/:slug/tranches/:id/remove',
		opens: 'account',
		permit: change,
		params: ofRow,
		async handle({ tx, params }) {
			const programme = await programmeAt(tx, params);
			const tranche = rowIn(await tranchesOf(tx, programme.id), params.id);
			await unlessInUse(
				`${tranche.name} has inspections or milestones. Move them to another tranche, or take them out, first.`,
				() => removeTranche(tx, tranche.id),
			);
			return redirect(`/programmes/${programme.slug}`, `${tranche.name} is removed.`);
		},
	}),
];

function shown(programme: Programme) {
	return { programme, fieldwork: windowInWords(programme.fieldworkSince, programme.fieldworkUntil) };
}

function refuseFaults(values: NewTranche): void {
	const problems = faultsOfWeeks({ ...values, publishOn: null });
	if (Object.keys(problems).length > 0) throw new Invalid(problems);
}

/** Allowed, and said: a late tranche is planned before the programme's own window is moved. */
function outsideInWords(values: NewTranche, programme: Programme): string {
	return outside(values, programme) ? '. Its weeks lie outside those of the programme.' : '.';
}

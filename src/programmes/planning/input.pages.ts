import { z } from 'zod';
import { form, Invalid, post, type Route, redirect } from '../../foundation/index.ts';
import { optionalLine } from '../forces/fields.ts';
import { ofProgramme, ofRow, programmeAt, rowIn } from './fields.ts';
import { addInput, inputsOf, removeInput } from './input.store.ts';
import { listProgrammes } from './programme.store.ts';
import { programmePolicy } from './programme.ts';

const { change } = programmePolicy.can;

/** The inspections that a programme rests on. */
export const inputPages: Route[] = [
	...form({
		url: '/programmes/:slug/inputs',
		opens: 'account',
		permit: change,
		params: ofProgramme,
		view: 'planning/inputs.njk',
		fields: z.object({
			kind: z.enum(['ours', 'other'], 'Choose whether it is a programme here or another inspection'),
			programme: z.string().default(''),
			title: optionalLine(),
			note: optionalLine(500),
		}),
		async load({ tx, params }) {
			const programme = await programmeAt(tx, params);
			const inputs = await inputsOf(tx, programme.id);
			const known = new Set([programme.slug, ...inputs.map((input) => input.programme?.slug)]);
			return {
				programme,
				inputs,
				others: (await listProgrammes(tx))
					.filter(({ slug }) => !known.has(slug))
					.map(({ id, name }) => ({ value: id, text: name })),
			};
		},
		async submit({ tx, values: { kind, title, note, ...values }, data: { programme, others } }) {
			const ours = others.find(({ value }) => value === values.programme);
			if (kind === 'ours' && ours === undefined) throw new Invalid({ programme: 'Choose a programme' });
			if (kind === 'other' && title === null) {
				throw new Invalid({ title: 'Enter the name of the inspection' });
			}
			const named = kind === 'ours' ? (ours?.text ?? '') : (title ?? '');
			await addInput(tx, {
				programme: programme.id,
				input: kind === 'ours' ? (ours?.value ?? null) : null,
				title: named,
				note,
			});
			return redirect(`/programmes/${programme.slug}/inputs`, `${named} is added.`);
		},
	}),
	post({
		url: '/programmes/:slug/inputs/:id/remove',
		opens: 'account',
		permit: change,
		params: ofRow,
		async handle({ tx, params }) {
			const programme = await programmeAt(tx, params);
			const { id, title } = rowIn(await inputsOf(tx, programme.id), params.id);
			await removeInput(tx, id);
			return redirect(`/programmes/${programme.slug}/inputs`, `${title} is removed.`);
		},
	}),
];

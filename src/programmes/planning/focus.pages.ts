import { z } from 'zod';
import { form, get, mayTry, post, type Route, redirect, view } from '../../foundation/index.ts';
import { line } from '../forces/fields.ts';
import { ofProgramme, ofRow, paragraph, programmeAt, rowIn } from './fields.ts';
import { addFocus, changeFocus, focusOf, orderFocus, removeFocus } from './focus.store.ts';
import { programmePolicy } from './programme.ts';

const { read, change } = programmePolicy.can;
const fields = z.object({
	title: line('Enter what the programme looks at in particular'),
	because: paragraph('Enter the reason that is printed', 2000),
});
const at = '/programmes/:slug/focus';
const common = { opens: 'account', permit: change, params: ofRow } as const;

/** What a programme looks at in particular, in the order in which it is printed. */
export const focusPages: Route[] = [
	get({
		url: at,
		opens: 'account',
		permit: read,
		params: ofProgramme,
		async handle({ tx, actor, params }) {
			const programme = await programmeAt(tx, params);
			return view('planning/focus.njk', {
				programme,
				focus: await focusOf(tx, programme.id),
				mayChange: mayTry(actor, change),
			});
		},
	}),
	...form({
		url: `${at}/add`,
		opens: 'account',
		permit: change,
		params: ofProgramme,
		view: 'planning/focus-form.njk',
		fields,
		load: async ({ tx, params }) => ({ programme: await programmeAt(tx, params), focus: null }),
		async submit({ tx, values, data: { programme } }) {
			await addFocus(tx, { programme: programme.id, ...values });
			return redirect(`/programmes/${programme.slug}/focus`, `${values.title} is added.`);
		},
	}),
	...form({
		...common,
		url: `${at}/:id`,
		view: 'planning/focus-form.njk',
		fields,
		async load({ tx, params }) {
			const programme = await programmeAt(tx, params);
			return { programme, focus: rowIn(await focusOf(tx, programme.id), params.id) };
		},
		initial: ({ focus }) => ({ title: focus.title, because: focus.because }),
		async submit({ tx, values, data: { programme, focus } }) {
			await changeFocus(tx, { id: focus.id, ...values });
			return redirect(`/programmes/${programme.slug}/focus`, `${values.title} is changed.`);
		},
	}),
	get({
		...common,
		url: `${at}/:id/remove`,
		async handle({ tx, params }) {
			const programme = await programmeAt(tx, params);
			const { id, title } = rowIn(await focusOf(tx, programme.id), params.id);
			return view('web/pages/confirm.njk', {
				heading: `Do you want to remove “${title}” from what ${programme.name} looks at?`,
				paragraphs: [],
				action: `/programmes/${programme.slug}/focus/${id}/remove`,
				confirm: 'Remove it',
				danger: true,
				cancelHref: `/programmes/${programme.slug}/focus`,
			});
		},
	}),
	post({
		...common,
		url: `${at}/:id/remove`,
		async handle({ tx, params }) {
			const programme = await programmeAt(tx, params);
			const { id, title } = rowIn(await focusOf(tx, programme.id), params.id);
			await removeFocus(tx, id);
			return redirect(`/programmes/${programme.slug}/focus`, `${title} is removed.`);
		},
	}),
	post({
		...common,
		url: `${at}/:id/up`,
		async handle({ tx, params }) {
			const programme = await programmeAt(tx, params);
			const all = await focusOf(tx, programme.id);
			const place = all.indexOf(rowIn(all, params.id));
			const [above, here] = [all[place - 1], all[place]];
			if (above !== undefined && here !== undefined) {
				const order = all.toSpliced(place - 1, 2, here, above);
				await orderFocus(
					tx,
					programme.id,
					order.map(({ id }) => id),
				);
			}
			return redirect(`/programmes/${programme.slug}/focus`);
		},
	}),
];

import { z } from 'zod';
import { form, Missing, post, Refused, type Route, redirect, type Tx } from '../../foundation/index.ts';
import { words } from '../register/fields.ts';
import { addElement, changeElement, elementsOf, removeElement } from './call.store.ts';
import { callHref, callPolicy } from './call.ts';
import { lineOf, one } from './fields.ts';
import { callAt } from './place.ts';

const { ask } = callPolicy.can;
const ofElement = one.extend({ element: z.uuid() });

const elementFields = z.object({
	name: lineOf('Enter what the element is called', 200),
	says: words('Enter what a plan has to say about it', 2000),
});

const elementNew = form({
	url: '/followup/plans/asked/:id/elements/new',
	opens: 'account',
	permit: ask,
	params: one,
	view: 'actionPlans/element.njk',
	fields: elementFields,
	async load({ tx, params }) {
		const call = await callAt(tx, params);
		return { call: { ...call, href: callHref(call) }, element: null, limit: 2000 };
	},
	async submit({ tx, values, data: { call } }) {
		await addElement(tx, call.id, values);
		return redirect(call.href, 'The element is added.');
	},
});

async function elementAt(tx: Tx, params: z.output<typeof ofElement>) {
	const call = await callAt(tx, params);
	const element = (await elementsOf(tx, call.id)).find(({ id }) => id === params.element);
	if (element === undefined) throw new Missing();
	if (call.askedAt !== null) throw new Refused('Forces have read this element, so it stays as it is.');
	return { call: { ...call, href: callHref(call) }, element };
}

const elementChange = form({
	url: '/followup/plans/asked/:id/elements/:element',
	opens: 'account',
	permit: ask,
	params: ofElement,
	view: 'actionPlans/element.njk',
	fields: elementFields,
	async load({ tx, params }) {
		return { ...(await elementAt(tx, params)), limit: 2000 };
	},
	initial: ({ element: { name, says } }) => ({ name, says }),
	async submit({ tx, values, data: { call, element } }) {
		await changeElement(tx, element.id, values);
		return redirect(call.href, 'The element is changed.');
	},
});

const elementRemove = post({
	url: '/followup/plans/asked/:id/elements/:element/remove',
	opens: 'account',
	permit: ask,
	params: ofElement,
	async handle({ tx, params }) {
		const { call, element } = await elementAt(tx, params);
		await removeElement(tx, call, element.id);
		return redirect(call.href, 'The element is removed.');
	},
});

export const elementPages: Route[] = [...elementNew, ...elementChange, elementRemove];

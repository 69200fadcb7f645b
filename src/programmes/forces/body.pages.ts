import { z } from 'zod';
import {
	asInvalid,
	dayParts,
	form,
	get,
	Invalid,
	inWordsDate,
	Missing,
	mayTry,
	optionalDay,
	type Part,
	type Route,
	redirect,
	type Tx,
	view,
	withDays,
} from '../../foundation/index.ts';
import { backwards, overlap, type Span, spanInWords } from '../imports/dated.ts';
import {
	addBody,
	addService,
	bodyById,
	changeBody,
	endService,
	listBodies,
	removeService,
	servicesOf,
} from './body.store.ts';
import type { OtherBody, ServedForce } from './body.ts';
import { type Entry, entryPages } from './entry.pages.ts';
import { line } from './fields.ts';
import { listForces, todayIn } from './force.store.ts';
import { forcePolicy } from './force.ts';

const { list, change } = forcePolicy.can;
const one = z.object({ id: z.uuid() });
const ofService = z.object({ body: z.uuid(), id: z.uuid() });

/** Bodies that are not forces, such as regional units, and the forces that they serve. */
export function bodyPages(): Part {
	return {
		routes: [
			listPage,
			...addPage(),
			bodyPage,
			...editPage(),
			...addForcePage(),
			...entryPages({
				url: '/bodies/:body/forces/:id',
				params: ofService,
				find: serviceEntry,
				end: endService,
				remove: removeService,
			}),
		],
	};
}

const listPage = get({
	url: '/bodies',
	opens: 'account',
	permit: list,
	async handle({ tx, actor }) {
		const [forces, bodies] = await Promise.all([
			listForces(tx),
			todayIn(tx).then((today) => listBodies(tx, today)),
		]);
		const names = new Map(forces.map(({ id, name }) => [id, name]));
		return view('forces/bodies.njk', {
			changes: mayTry(actor, change),
			bodies: bodies.map((body) => ({
				...body,
				forces: body.forces.map((id) => names.get(id) ?? '').sort((a, b) => a.localeCompare(b, 'en-GB')),
			})),
		});
	},
});

const bodyPage = get({
	url: '/bodies/:id',
	opens: 'account',
	permit: list,
	params: one,
	async handle({ tx, params, actor }) {
		const body = await bodyAt(tx, params.id);
		return view('forces/body.njk', {
			body,
			changes: mayTry(actor, change),
			services: await forcesOf(tx, body.id),
		});
	},
});

const times = z.object({ since: optionalDay('first day'), until: optionalDay('last day') });
const inOrder = <S extends Span>(span: S) => !backwards(span);
const notInOrder = { path: ['until'], message: 'The last day must be on or after the first' };
const what = line('Enter what the body is, such as a regional unit');
const known = { '23505': { name: 'A body has this name already' } };

function addPage(): Route[] {
	return form({
		url: '/bodies/add',
		opens: 'account',
		permit: change,
		view: 'forces/body-form.njk',
		fields: withDays(
			['since', 'until'],
			times.extend({ name: line('Enter the name of the body'), what }).refine(inOrder, notInOrder),
		),
		load: async () => ({ body: null }),
		async submit({ tx, values: { name, what, since, until } }) {
			const id = await asInvalid(known, () =>
				addBody(tx, { name, what, existedSince: since, existedUntil: until }),
			);
			return redirect(`/bodies/${id}`, `${name} has been added. Say next which forces it serves.`);
		},
	});
}

function editPage(): Route[] {
	return form({
		url: '/bodies/:id/edit',
		opens: 'account',
		permit: change,
		params: one,
		view: 'forces/body-form.njk',
		fields: withDays(['since', 'until'], times.extend({ what }).refine(inOrder, notInOrder)),
		load: async ({ tx, params }) => ({ body: await bodyAt(tx, params.id) }),
		initial: ({ body }) => ({
			what: body.what,
			...dayParts('since', body.existedSince),
			...dayParts('until', body.existedUntil),
		}),
		async submit({ tx, values: { what, since, until }, data: { body } }) {
			await changeBody(tx, body.id, { what, existedSince: since, existedUntil: until });
			return redirect(`/bodies/${body.id}`, `${body.name} has been changed.`);
		},
	});
}

function addForcePage(): Route[] {
	return form({
		url: '/bodies/:id/forces/add',
		opens: 'account',
		permit: change,
		params: one,
		view: 'forces/body-force.njk',
		fields: withDays(
			['since', 'until'],
			times
				.extend({
					forces: z.union([z.string().transform((slug) => [slug]), z.array(z.string())]).default([]),
				})
				.refine(inOrder, notInOrder),
		),
		async load({ tx, params }) {
			const body = await bodyAt(tx, params.id);
			const forces = await listForces(tx);
			return { body, forces, choices: forces.map(({ slug, name }) => ({ value: slug, text: name })) };
		},
		async submit({ tx, values, data: { body, forces } }) {
			const { since, until } = values;
			const chosen = forces.filter(({ slug }) => values.forces.includes(slug));
			if (chosen.length === 0) throw new Invalid({ forces: 'Choose the forces that it serves' });
			const services = await forcesOf(tx, body.id);
			const twice = services.find(
				(service) => chosen.some(({ id }) => id === service.force.id) && overlap(service, { since, until }),
			);
			if (twice !== undefined) {
				throw new Invalid({
					forces: `It serves ${twice.force.name} ${spanInWords(twice, inWordsDate)}: leave that force out, or enter other days`,
				});
			}
			await asInvalid({ '23P01': { forces: 'It serves one of these forces at that time' } }, async () => {
				for (const { id } of chosen) await addService(tx, { bodyId: body.id, forceId: id, since, until });
			});
			return redirect(`/bodies/${body.id}`, 'The forces have been added.');
		},
	});
}

async function bodyAt(tx: Tx, id: string): Promise<OtherBody> {
	const body = await bodyById(tx, id);
	if (body === null) throw new Missing();
	return body;
}

async function forcesOf(tx: Tx, body: string): Promise<ServedForce[]> {
	const [services, forces] = await Promise.all([servicesOf(tx, body), listForces(tx)]);
	return forces.flatMap(({ id, slug, name }) =>
		services
			.filter(({ forceId }) => forceId === id)
			.map((service) => ({
				id: service.id,
				since: service.since,
				until: service.until,
				force: { id, slug, name },
			})),
	);
}

async function serviceEntry(tx: Tx, params: z.output<typeof ofService>): Promise<Entry> {
	const body = await bodyAt(tx, params.body);
	const service = (await forcesOf(tx, body.id)).find(({ id }) => id === params.id);
	if (service === undefined) throw new Missing();
	const { id, since, until, force } = service;
	const back = `/bodies/${body.id}`;
	const what = `serving ${force.name}, ${spanInWords(service, inWordsDate)}`;
	return { id, since, until, what, caption: body.name, back, at: `${back}/forces/${id}` };
}

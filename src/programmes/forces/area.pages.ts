import { z } from 'zod';
import {
	asInvalid,
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
	addAnswering,
	addServed,
	allAuthorities,
	authoritiesOf,
	endAnswering,
	endServed,
	keepAuthorities,
	policingBodiesOf,
	removeAnswering,
	removeServed,
} from './area.store.ts';
import { authorityCode } from './area.ts';
import { bodiesServing } from './body.store.ts';
import { type Entry, entryPages } from './entry.pages.ts';
import { forceAt, line, ofForce, ofRow } from './fields.ts';
import { listForces, todayIn } from './force.store.ts';
import { type Force, forcePolicy, within } from './force.ts';
import { forceTabs, type TabPorts } from './tabs.ts';

const { list, read, change } = forcePolicy.can;

/** What a force serves, and who answers for it: local authorities, policing bodies, and bodies that are not forces. */
export function areaPages(ports: TabPorts = {}): Part {
	return {
		routes: [
			areaPage(ports),
			...addBodyPage(),
			...entryPages({
				url: '/forces/:slug/area/policing-bodies/:id',
				params: ofRow,
				find: policingBodyEntry,
				end: endAnswering,
				remove: removeAnswering,
			}),
			...addAuthorityPage(),
			...entryPages({
				url: '/forces/:slug/area/authorities/:id',
				params: ofRow,
				find: authorityEntry,
				end: endServed,
				remove: removeServed,
			}),
		],
	};
}

const areaPage = (ports: TabPorts) =>
	get({
		url: '/forces/:slug/area',
		opens: 'account',
		permit: read,
		params: ofForce,
		async handle({ tx, params, actor, demand }) {
			const force = await forceAt(tx, params);
			demand({ organisation: force.id });
			const [today, authorities, policingBodies, bodies] = await Promise.all([
				todayIn(tx),
				authoritiesOf(tx, force.id),
				policingBodiesOf(tx, force.id),
				bodiesServing(tx, force.id),
			]);
			return view('forces/area.njk', {
				force,
				tabs: forceTabs(force, 'area', { actor, ...ports }),
				lists: mayTry(actor, list),
				changes: mayTry(actor, change),
				policingBodies: policingBodies.map((body) => ({ ...body, now: within(body, today) })),
				authorities: authorities.filter((one) => within(one, today)),
				others: authorities.filter((one) => !within(one, today)),
				bodies,
			});
		},
	});

const times = { since: optionalDay('first day'), until: optionalDay('last day') };
const inOrder = (span: Span) => !backwards(span);
const notInOrder = { path: ['until'], message: 'The last day must be on or after the first' };

function addBodyPage(): Route[] {
	return form({
		url: '/forces/:slug/area/policing-bodies/add',
		opens: 'account',
		permit: change,
		params: ofForce,
		view: 'forces/policing-body.njk',
		fields: withDays(
			['since', 'until'],
			z
				.object({
					name: line('Enter the name of the policing body'),
					...times,
					endEarlier: z.string().optional(),
				})
				.refine(inOrder, notInOrder),
		),
		async load({ tx, params }) {
			const force = await forceAt(tx, params);
			const bodies = await policingBodiesOf(tx, force.id);
			return { force, bodies, open: bodies.find(({ until }) => until === null) ?? null };
		},
		initial: ({ open }) => (open === null ? {} : { endEarlier: 'yes' }),
		async submit({ tx, values, data: { force, bodies, open } }) {
			const { name, since, until } = values;
			const span = { since, until };
			const ends = values.endEarlier === 'yes' && open !== null && overlap(open, span) ? open : null;
			if (ends !== null) {
				if (since === null) throw new Invalid({ since: `Enter the first day: ${ends.name} ends before it` });
				if (ends.since !== null && Temporal.PlainDate.compare(ends.since, since) >= 0)
					throw new Invalid({
						since: `${ends.name} begins on ${inWordsDate(ends.since)}: enter a later day`,
					});
				await endAnswering(tx, ends.id, since.subtract({ days: 1 }));
			}
			const other = bodies.find((one) => one.id !== ends?.id && overlap(one, span));
			if (other !== undefined) {
				throw new Invalid({
					since: `${other.name} answers for the force at that time, ${spanInWords(other, inWordsDate)}: end that entry first`,
				});
			}
			await asInvalid({ '23P01': { since: 'Another body answers for the force at that time' } }, () =>
				addAnswering(tx, { forceId: force.id, name, since, until }),
			);
			return redirect(areaOf(force), `${name} has been added.`);
		},
	});
}

function addAuthorityPage(): Route[] {
	return form({
		url: '/forces/:slug/area/authorities/add',
		opens: 'account',
		permit: change,
		params: ofForce,
		view: 'forces/authority.njk',
		fields: withDays(
			['since', 'until'],
			z
				.object({
					code: line('Enter the code of the local authority', 20)
						.transform((code) => code.toUpperCase())
						.refine(
							(code) => authorityCode.test(code),
							'Enter a code of one letter and eight digits, such as E07000035',
						),
					name: line('Enter the name of the local authority'),
					...times,
				})
				.refine(inOrder, notInOrder),
		),
		load: async ({ tx, params }) => ({ force: await forceAt(tx, params) }),
		async submit({ tx, values, data: { force } }) {
			const { code, name, ...span } = values;
			const other = (await allAuthorities(tx)).find((one) => one.code === code && overlap(one, span));
			if (other !== undefined) {
				const whose = (await listForces(tx)).find(({ id }) => id === other.forceId);
				throw new Invalid({
					code: `${whose?.name ?? 'A force'} serves ${other.name} at that time, ${spanInWords(other, inWordsDate)}: end that entry first`,
				});
			}
			await keepAuthorities(tx, [{ code, name }]);
			await asInvalid({ '23P01': { code: 'A force serves this local authority at that time' } }, () =>
				addServed(tx, [{ authority: code, forceId: force.id, ...span }]),
			);
			return redirect(areaOf(force), `${name} has been added.`);
		},
	});
}

const areaOf = (force: Pick<Force, 'slug'>) => `/forces/${force.slug}/area`;

async function policingBodyEntry(tx: Tx, params: z.output<typeof ofRow>): Promise<Entry> {
	const force = await forceAt(tx, params);
	return entryOf(await policingBodiesOf(tx, force.id), params, force, 'policing-bodies');
}

async function authorityEntry(tx: Tx, params: z.output<typeof ofRow>): Promise<Entry> {
	const force = await forceAt(tx, params);
	return entryOf(await authoritiesOf(tx, force.id), params, force, 'authorities');
}

function entryOf(
	entries: readonly (Span & { id: string; name: string })[],
	{ id }: { id: string },
	force: Force,
	path: string,
): Entry {
	const entry = entries.find((one) => one.id === id);
	if (entry === undefined) throw new Missing();
	const { since, until } = entry;
	const what = `${entry.name}, ${spanInWords(entry, inWordsDate)}`;
	const back = areaOf(force);
	return { id, since, until, what, caption: force.name, back, at: `${back}/${path}/${id}` };
}

import { z } from 'zod';
import {
	asInvalid,
	beside,
	dayParts,
	form,
	get,
	Invalid,
	inWordsDate,
	mayTry,
	optionalDay,
	type Route,
	redirect,
	type Tx,
	timelineOf,
	view,
	withDays,
} from '../../foundation/index.ts';
import { backwards } from '../imports/dated.ts';
import { aliasesOf } from './alias.store.ts';
import { forceAt, line, ofForce, optionalLine } from './fields.ts';
import { addForce, forceById, listForces, todayIn } from './force.store.ts';
import { type Force, forcePolicy } from './force.ts';
import { namesOf, refuseTakenName } from './name.store.ts';
import { holdersOf } from './post.store.ts';
import { fullName, salutation } from './post.ts';
import { changeForce } from './register.store.ts';
import { inHistory, inOrder } from './register.ts';
import { listSuccessions } from './succession.store.ts';
import { forceTabs, type TabPorts } from './tabs.ts';

export function registerPages(ports: TabPorts = {}): Route[] {
	return [registerPage(ports), ...addPage(), ...editPage()];
}

const { list, read, add, change } = forcePolicy.can;

const registerPage = (ports: TabPorts) =>
	get({
		url: '/forces/:slug/register',
		opens: 'account',
		permit: read,
		params: ofForce,
		async handle({ tx, params, actor, demand }) {
			const force = await forceAt(tx, params);
			demand({ organisation: force.id });
			const [names, aliases, holders, successions, today, history] = await Promise.all([
				namesOf(tx, force.id),
				aliasesOf(tx, force.id),
				holdersOf(tx, [force.id]),
				listSuccessions(tx, force.id),
				todayIn(tx),
				timelineOf(tx, { kind: 'force', id: force.id }),
			]);
			return view('forces/register.njk', {
				force,
				tabs: forceTabs(force, 'register', { actor, ...ports }),
				lists: mayTry(actor, list),
				changes: mayTry(actor, change),
				names: names.toReversed(),
				aliases,
				posts: inOrder(holders, today).map((holder) => ({
					...holder,
					fullName: fullName(holder),
					letterBegins: salutation(holder),
				})),
				becomes: successions
					.filter(({ predecessor }) => predecessor.id === force.id)
					.map((one) => ({ ...one, begun: Temporal.PlainDate.compare(one.since, today) <= 0 })),
				cameFrom: successions.filter(({ successor }) => successor.id === force.id),
				history: history.entries.map(inHistory),
			});
		},
	});

const shared = {
	code: optionalLine(20)
		.transform((code) => code?.toUpperCase() ?? null)
		.refine(
			(code) => code === null || /^[A-Z][0-9]{8}$/.test(code),
			'Enter a code of one letter and eight digits, such as E23000018',
		),
	region: line('Enter the region', 100),
	scope: z.enum(['in', 'out'], 'Choose whether the force is in scope'),
	scopeNote: optionalLine(300),
	existedSince: optionalDay('first day of the force'),
};

const needsNote = { path: ['scopeNote'], message: 'Enter why the force is outside scope' };
const hasNote = ({ scope, scopeNote }: { scope: string; scopeNote: string | null }) =>
	scope === 'in' || scopeNote !== null;

function addPage(): Route[] {
	return form({
		url: '/forces/add',
		opens: 'account',
		permit: add,
		view: 'forces/force.njk',
		fields: withDays(
			['existedSince'],
			z
				.object({ name: line('Enter the name of the force, as it is printed'), ...shared })
				.refine(hasNote, needsNote),
		),
		load: async () => ({ force: null }),
		initial: () => ({ scope: 'in' }),
		async submit({ tx, values }) {
			const { name, code, region, scope, scopeNote, existedSince } = values;
			await refuseTakenCode(tx, code, null);
			await beside('name', () => refuseTakenName(tx, name, { except: [], since: existedSince }));
			const inScope = scope === 'in';
			const id = await asInvalid(takenSaid, () =>
				addForce(tx, { name, code, region, inScope, scopeNote: inScope ? null : scopeNote, existedSince }),
			);
			const force = await forceById(tx, id);
			return redirect(`/forces/${force?.slug ?? ''}/register`, `${name} is in the register.`);
		},
	});
}

function editPage(): Route[] {
	return form({
		url: '/forces/:slug/register/edit',
		opens: 'account',
		permit: change,
		params: ofForce,
		view: 'forces/force.njk',
		fields: withDays(
			['existedSince', 'existedUntil'],
			z
				.object({ ...shared, existedUntil: optionalDay('last day of the force') })
				.refine(hasNote, needsNote)
				.refine(
					({ existedSince, existedUntil }) => !backwards({ since: existedSince, until: existedUntil }),
					{
						path: ['existedUntil'],
						message: 'The last day must be on or after the first',
					},
				),
		),
		load: async ({ tx, params }) => ({ force: await forceAt(tx, params) }),
		initial: ({ force }) => ({
			code: force.code ?? '',
			region: force.region,
			scope: force.inScope ? 'in' : 'out',
			scopeNote: force.scopeNote ?? '',
			...dayParts('existedSince', force.existedSince),
			...dayParts('existedUntil', force.existedUntil),
		}),
		async submit({ tx, values, data: { force } }) {
			const { code, region, scope, scopeNote, existedSince, existedUntil } = values;
			await refuseTakenCode(tx, code, force);
			await refuseOtherBoundaries(tx, force, { existedSince, existedUntil });
			const inScope = scope === 'in';
			await asInvalid(takenSaid, () =>
				changeForce(tx, force.id, {
					...{ code, region, inScope, scopeNote: inScope ? null : scopeNote },
					...{ existedSince, existedUntil },
				}),
			);
			return redirect(`/forces/${force.slug}/register`, 'The register has been changed.');
		},
	});
}

/** For two who add at the same moment. */
const takenSaid = {
	force_code_key: { code: 'Another force has this code' },
	force_slug_key: { name: 'Another force has this name' },
	organisation_kind_lower_idx: { name: 'Another force has this name' },
};

async function refuseTakenCode(tx: Tx, code: string | null, self: Force | null): Promise<void> {
	if (code === null) return;
	const other = (await listForces(tx)).find((force) => force.code === code && force.id !== self?.id);
	if (other !== undefined) throw new Invalid({ code: `${other.name} has this code` });
}

/** A force that became another ends the day before that: the one cannot be changed without the other. */
async function refuseOtherBoundaries(
	tx: Tx,
	force: Force,
	{ existedSince, existedUntil }: Pick<Force, 'existedSince' | 'existedUntil'>,
): Promise<void> {
	for (const { predecessor, successor, since } of await listSuccessions(tx, force.id)) {
		const lastDay = since.subtract({ days: 1 });
		if (predecessor.id === force.id && !(existedUntil?.equals(lastDay) ?? false)) {
			const text = `It becomes ${successor.name} on ${inWordsDate(since)}. Take that back first, or leave its last day as it is`;
			throw new Invalid({ existedUntil: text });
		}
		if (
			successor.id === force.id &&
			existedSince !== null &&
			Temporal.PlainDate.compare(since, existedSince) < 0
		) {
			const text = `${predecessor.name} became this force on ${inWordsDate(since)}: it cannot begin later`;
			throw new Invalid({ existedSince: text });
		}
	}
}

import { z } from 'zod';
import {
	csv,
	day,
	dayParts,
	type Files,
	form,
	get,
	Invalid,
	Missing,
	mayTry,
	Refused,
	type Route,
	redirect,
	type Tx,
	view,
	withDays,
} from '../../foundation/index.ts';
import { listProgrammes, ticked, todayIn } from '../../programmes/index.ts';
import { lineOf, one } from '../planning/index.ts';
import { longest, words } from '../register/fields.ts';
import { promisedOf } from '../register/promise.store.ts';
import { isOpen } from '../register/state.ts';
import { citePart, followupTabs, isStaff } from '../register/view.ts';
import { sendUpdate, sentIn } from './sending.store.ts';
import {
	askedForces,
	countsOfWindows,
	extendWindow,
	extensionsOf,
	forcesInScope,
	openWindow,
	windowById,
	windowsOf,
} from './window.store.ts';
import {
	becomesEvidence,
	type SentUpdate,
	type UpdateWindow,
	windowHref,
	windowLine,
	windowPolicy,
} from './window.ts';

const { read, open, extend, send } = windowPolicy.can;
const seeForces = windowPolicy.can['see forces'];

async function windowAt(tx: Tx, { id }: { id: string }): Promise<UpdateWindow> {
	// The database shows a force the windows that it was asked in, and no other.
	const window = await windowById(tx, id);
	if (window === null) throw new Missing();
	return window;
}

const listPage = get({
	url: '/followup/windows',
	opens: 'account',
	permit: read,
	async handle({ tx, actor }) {
		const today = await todayIn(tx);
		const staff = isStaff(actor);
		const counts = await countsOfWindows(tx);
		const own = staff ? [] : await sentIn(tx, {});
		return view('windows/list.njk', {
			staff,
			tabs: followupTabs(actor, 'windows'),
			becomesEvidence,
			windows: (await windowsOf(tx)).map((window) => ({
				...windowLine(window, today),
				counts: counts.get(window.id) ?? { asked: 0, sent: 0 },
				own: own.filter((sent) => sent.window === window.id).length,
			})),
			mayOpen: mayTry(actor, open),
		});
	},
});

const windowPage = get({
	url: '/followup/windows/:id',
	opens: 'account',
	permit: read,
	params: one,
	query: z.object({
		force: z
			.string()
			.regex(/^[a-z0-9-]{0,200}$/)
			.catch(''),
	}),
	async handle({ tx, actor, params, query }) {
		const window = await windowAt(tx, params);
		const today = await todayIn(tx);
		const staff = isStaff(actor);
		const forces = staff ? await askedForces(tx, window.id) : [];
		const chosen = forces.find(({ force }) => force.slug === query.force)?.force;
		const sent = await sentIn(tx, {
			window: window.id,
			...(chosen === undefined ? {} : { force: chosen.id }),
		});
		const line = windowLine(window, today);
		return view('windows/window.njk', {
			window: line,
			staff,
			becomesEvidence,
			extensions: await extensionsOf(tx, window.id),
			forces: forces.map((asked) => ({ ...asked, href: `${line.href}?force=${asked.force.slug}#sent` })),
			chosen: chosen ?? null,
			sent: sent.map((update) => sentLine(update, staff)),
			buttons: [
				...(mayTry(actor, send) && line.time !== 'to come'
					? [{ label: 'Send an update', href: windowHref(window, 'send') }]
					: []),
				...(mayTry(actor, extend)
					? [{ label: 'Extend', href: windowHref(window, 'extend'), style: 'secondary' }]
					: []),
			],
		});
	},
});

function sentLine(update: SentUpdate, staff: boolean) {
	const { part, evidence } = update;
	return {
		...update,
		about:
			part === null
				? null
				: { text: citePart({ number: part.promise }, part), href: `/followup/${part.promise}` },
		cited: `E-${evidence.number}`,
		href: `${staff ? '/evidence' : '/your-evidence'}/${evidence.id}`,
	};
}

const forcesFile = get({
	url: '/followup/windows/:id/forces.csv',
	opens: 'account',
	permit: seeForces,
	params: one,
	async handle({ tx, params }) {
		const window = await windowAt(tx, params);
		const sent = await sentIn(tx, { window: window.id });
		const rows = (await askedForces(tx, window.id)).map(({ force, sent: count, late, lastAt }) => [
			force.name,
			count > 0 ? 'yes' : 'no',
			count,
			late,
			lastAt?.toString() ?? null,
			sent
				.filter((update) => update.force.id === force.id)
				.map(({ evidence }) => `E-${evidence.number}`)
				.join('; '),
			window.illustrative ? 'yes' : 'no',
		]);
		return {
			kind: 'data',
			type: 'text/csv; charset=utf-8',
			body: csv(
				['force', 'has sent', 'updates', 'of them late', 'last sent at', 'evidence', 'illustrative'],
				rows,
			),
			saveAs: `${windowLine(window, await todayIn(tx)).cited}-forces.csv`,
		};
	},
});

/** First the programme, so that its forces can be chosen; then the rest. */
const newPage = form({
	url: '/followup/windows/new',
	opens: 'account',
	permit: open,
	query: z.object({ programme: z.uuid().optional().catch(undefined) }),
	view: 'windows/new.njk',
	fields: withDays(
		['from', 'until'],
		z.object({
			title: lineOf('Enter a title'),
			asked: words('Enter what the forces are asked'),
			from: day('first day'),
			until: day('last day'),
			whom: z.enum(['all', 'some'], 'Choose which forces are asked'),
			forces: ticked,
		}),
	),
	async load({ tx, query }) {
		const programmes = await listProgrammes(tx);
		const programme = programmes.find(({ id }) => id === query.programme) ?? null;
		return {
			programmes: programmes.map(({ id, name }) => ({ value: id, text: name })),
			programme,
			forces: programme === null ? [] : await forcesInScope(tx, programme.id),
			filter: { values: {}, errors: {} },
			...{ becomesEvidence, limit: longest, today: await todayIn(tx) },
			action: `/followup/windows/new${programme === null ? '' : `?programme=${programme.id}`}`,
		};
	},
	initial: ({ today }) => ({ whom: 'all', ...dayParts('from', today) }),
	async submit({ tx, values: { whom, forces, ...typed }, data: { programme, today } }) {
		if (programme === null) throw new Invalid({ '': 'Choose a programme first' });
		if (Temporal.PlainDate.compare(typed.until, today) < 0)
			throw new Invalid({ until: 'The last day must be today or later' });
		if (Temporal.PlainDate.compare(typed.until, typed.from) < 0)
			throw new Invalid({ until: 'The last day must not be before the first' });
		if (whom === 'some' && forces.length === 0) throw new Invalid({ forces: 'Choose at least one force' });
		const chosen = whom === 'all' ? null : forces;
		const { id } = await openWindow(tx, { ...typed, programme, forces: chosen });
		return redirect(windowHref({ id }), 'The forces see the window now.');
	},
});

const extendPage = form({
	url: '/followup/windows/:id/extend',
	opens: 'account',
	permit: extend,
	params: one,
	view: 'windows/extend.njk',
	fields: withDays(
		['until'],
		z.object({ until: day('new last day'), because: words('Enter why it is extended', 2000) }),
	),
	async load({ tx, params }) {
		const window = await windowAt(tx, params);
		return { window: windowLine(window, await todayIn(tx)), limit: 2000 };
	},
	async submit({ tx, values, data: { window } }) {
		await extendWindow(tx, window.id, values);
		return redirect(window.href, 'The window is extended. The forces read why.');
	},
});

/** Words and files about one part of what the force was asked to do, or about the whole. */
function sendPage(files: Files): [Route, Route] {
	return form({
		url: '/followup/windows/:id/send',
		opens: 'account',
		permit: send,
		params: one,
		view: 'windows/send.njk',
		upload: 'files',
		mostFiles: 10,
		fields: withDays(
			['since'],
			z.object({
				part: z.string().default(''),
				since: day('day since when it is so'),
				text: words('Enter what has been done, and what has come of it', 20_000),
			}),
		),
		async load({ tx, actor, params, demand }) {
			const window = await windowAt(tx, params);
			const today = await todayIn(tx);
			const force = actor.organisation?.id ?? '';
			demand({ organisation: force });
			const line = windowLine(window, today);
			if (line.time === 'to come') throw new Refused('This window is not open yet.');
			const { promised } = await promisedOf(tx, { force, whose: 'force' });
			return {
				window: line,
				parts: promised.flatMap((promise) =>
					promise.parts
						.filter(({ state }) => isOpen(state))
						.map((part) => ({
							value: part.id,
							cited: citePart(promise, part),
							text: `${citePart(promise, part)}: ${(part.letter === null ? (promise.title ?? part.text) : part.text).slice(0, 100)}`,
						})),
				),
				...{ becomesEvidence, limit: 20_000 },
			};
		},
		initial: () => ({}),
		async submit({
			tx,
			actor,
			values: { part: chosen, since, text },
			data: { window, parts },
			files: brought,
		}) {
			const part = parts.find(({ value }) => value === chosen);
			if (chosen !== '' && part === undefined)
				throw new Invalid({ part: 'Choose something that your force was asked to do, from the list' });
			const about = part === undefined ? null : { id: part.value, cited: part.cited };
			const sent = await sendUpdate(
				tx,
				actor,
				{ window, part: about, since, text },
				{ files, spooled: brought },
			);
			return redirect(
				window.href,
				`E-${sent.number} is sent${sent.late ? ', after the window, and marked late' : ''}. The inspectorate can read it now.`,
			);
		},
	});
}

export function windowPages(files: Files): Route[] {
	return [listPage, ...newPage, windowPage, forcesFile, ...extendPage, ...sendPage(files)];
}

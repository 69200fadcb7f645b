import { z } from 'zod';
import {
	type CalendarEvent,
	form,
	get,
	icalendar,
	Missing,
	post,
	type Route,
	redirect,
	type Services,
	zone,
} from '../../foundation/index.ts';
import { forceBySlug, listForces, todayIn } from '../../programmes/index.ts';
import { isStaff } from '../register/view.ts';
import { calendarOf, endCalendar, enterCalendar, makeCalendar, tokenOf } from './calendar.store.ts';
import { dueOf } from './due.store.ts';
import { type Due, often } from './due.ts';
import { remindingPolicy } from './policy.ts';
import { oftenOf, setOften } from './remind.store.ts';

const { choose, 'read a calendar': readCalendar } = remindingPolicy.can;

type Given = Pick<Services, 'settings' | 'secret'>;

const choices = ['daily', 'weekly', 'never'] as const;

/** How often whoever asks is reminded by mail, and where their calendar reads what is due. */
function remindersPage({ settings, secret }: Given): Route[] {
	return form({
		url: '/followup/reminders',
		opens: 'account',
		permit: choose,
		view: 'reminding/reminders.njk',
		fields: z.object({ often: z.enum(choices, 'Choose how often') }),
		async load({ tx, actor, demand }) {
			demand({ account: actor.account });
			const calendar = await calendarOf(tx);
			const at = `${settings.current().address}/followup/calendar`;
			return {
				often: await oftenOf(tx),
				choices: choices.map((value) => ({ value, text: often[value] })),
				staff: isStaff(actor),
				forces: isStaff(actor) ? (await listForces(tx)).map(({ slug, name }) => ({ slug, name })) : [],
				calendar:
					calendar === null ? null : { ...calendar, address: `${at}/${tokenOf(secret, calendar.id)}.ics` },
			};
		},
		initial: ({ often: chosen }) => ({ often: chosen }),
		async submit({ tx, values }) {
			await setOften(tx, values.often);
			return redirect('/followup/reminders', 'Your choice is kept.');
		},
	});
}

function addressPages({ secret }: Given): Route[] {
	return [
		post({
			url: '/followup/calendar/make',
			opens: 'account',
			permit: choose,
			async handle({ tx, actor, demand }) {
				demand({ account: actor.account });
				await makeCalendar(tx, secret);
				return redirect(
					'/followup/reminders',
					'Your calendar has a new address. An older one leads nowhere now.',
				);
			},
		}),
		post({
			url: '/followup/calendar/end',
			opens: 'account',
			permit: choose,
			async handle({ tx, actor, demand }) {
				demand({ account: actor.account });
				await endCalendar(tx);
				return redirect('/followup/reminders', 'The address of your calendar leads nowhere now.');
			},
		}),
	];
}

/** What is long past is no longer in a calendar. */
const back = { months: 6 };

/** For a calendar program, which has no session: what its holder may see at this moment, by the rights that they have now. */
function feed({ settings }: Given): Route {
	return get({
		url: '/followup/calendar/:token.ics',
		opens: 'authentication',
		permit: readCalendar,
		params: z.object({ token: z.string().max(100) }),
		query: z.object({ force: z.string().max(200).optional().catch(undefined) }),
		async handle({ tx, params, query }) {
			const who = await enterCalendar(tx, params.token);
			if (who === null) throw new Missing();
			const today = await todayIn(tx);
			const force = query.force === undefined ? null : await forceBySlug(tx, query.force);
			const found = await dueOf(tx, {
				// Of those of a force the database hands over their own only.
				force: query.force === undefined ? null : (force?.id ?? who.organisation),
				as: who.organisationKind,
				theirs: false,
				since: today.subtract(back),
				until: null,
			});
			const { name, address } = settings.current();
			const many = who.organisationKind === 'inspectorate' && query.force === undefined;
			return {
				kind: 'data',
				type: 'text/calendar; charset=utf-8',
				saveAs: 'follow-up.ics',
				headers: { 'cache-control': 'no-store' },
				body: icalendar(
					found.map((one) => eventOf(one, { many, today })),
					{ name, address, product: 'Follow-up', title: `${name}: follow-up` },
				),
			};
		},
	});
}

function eventOf(
	{ what, id, on, cited, title, path, force }: Due,
	{ many, today }: { many: boolean; today: Temporal.PlainDate },
): CalendarEvent {
	const of = many && force !== null ? `, ${force.name}` : '';
	return {
		id: `follow-up-${what}-${id}`,
		sequence: 0,
		// Said anew each day: it may have been moved since.
		saidAt: today.toZonedDateTime(zone).toInstant(),
		at: on,
		title: `${cited} ${what === 'window' ? 'ends' : 'is due'}${of}`,
		description: title,
		cancelled: false,
		path,
	};
}

export function calendarPages(given: Given): Route[] {
	return [...remindersPage(given), ...addressPages(given), feed(given)];
}

import { z } from 'zod';
import {
	type FormValues,
	get,
	type Mailing,
	post,
	type Route,
	redirect,
	type Services,
	type Tx,
	Unacceptable,
	view,
} from '../../foundation/index.ts';
import { feedThemes } from '../data/index.ts';
import { registerNow } from '../record/index.ts';
import { wordsIn } from '../words/words.ts';
import {
	addressIn,
	askedIn,
	choiceProblems,
	fieldsFor,
	namesOf,
	type Offered,
	understood,
	valuesOf,
} from './choice.ts';
import { ask } from './following.store.ts';
import { linksFor } from './link.ts';
import { askingMail } from './mails.ts';
import { alertsPolicy } from './policy.ts';

const { follow } = alertsPolicy.can;

export async function offeredNow(tx: Tx): Promise<Offered> {
	return { register: await registerNow(tx), themes: await feedThemes(tx) };
}

const several = z.union([z.string(), z.array(z.string())]).optional();

/** Somebody asks to be told. Nothing is followed until the link in the mail is opened, and its button pressed. */
export function followPages(services: Services, mailer: Mailing): Route[] {
	const { settings, secret } = services;
	const links = linksFor(secret);

	return [
		get({
			url: '/follow',
			opens: 'public',
			permit: follow,
			keep: () => ['all'],
			query: z.object({ force: several, theme: several, everything: several }),
			async handle({ tx, query, request }) {
				const t = wordsIn(request.language);
				const offered = await offeredNow(tx);
				const { choice, unknown } = understood(askedIn(query), offered);
				return view('alerts/follow.njk', {
					...fieldsFor(offered, choice),
					unknown: [
						...unknown.force.map((text) => t('alerts.unknown.force', { text: text.slice(0, 60) })),
						...unknown.theme.map((text) => t('alerts.unknown.theme', { text: text.slice(0, 60) })),
					].slice(0, 5),
					chosen: namesOf(choice, offered, t).slice(0, 10),
					form: { values: valuesOf(choice, offered), errors: {} },
				});
			},
		}),
		post({
			url: '/follow',
			opens: 'public',
			permit: follow,
			sent: 'from our pages',
			perMinute: 30,
			async handle({ tx, body, request }) {
				const t = wordsIn(request.language);
				const offered = await offeredNow(tx);
				const found = understood(askedIn(body), offered);
				const again = (errors: Record<string, string>) =>
					new Unacceptable(
						view(
							'alerts/follow.njk',
							{
								...fieldsFor(offered, found.choice),
								unknown: [],
								chosen: [],
								form: { values: typedIn(body), errors },
							},
							422,
						),
					);
				const { problem, ...typed } = addressIn(body, t);
				const problems = {
					...(problem === undefined ? {} : { email: problem }),
					...choiceProblems(found, t),
				};
				if (!('address' in typed) || Object.keys(problems).length > 0) throw again(problems);
				const { address } = typed;
				const link = links.asking();
				const asked = await ask(tx, {
					kept: links.kept(address),
					link,
					language: request.language,
					choice: found.choice,
					network: links.network(request.address),
					mail: mailer.closed(askingMail(settings.current(), address, link.token, t)),
				});
				if (!asked) throw again({ '': t('alerts.too-many') });
				return redirect('/follow/asked');
			},
		}),
		get({
			url: '/follow/asked',
			opens: 'public',
			permit: follow,
			keep: () => [],
			handle: async () => view('alerts/asked.njk'),
		}),
	];
}

/** As it was typed, so that nothing of it is lost. */
export function typedIn({ email, everything, force, theme }: FormValues): FormValues {
	return { email, everything, force, theme };
}

import { randomUUID } from 'node:crypto';
import { z } from 'zod';
import {
	type Answer,
	get,
	post,
	type Route,
	redirect,
	type Services,
	Unacceptable,
	view,
} from '../../foundation/index.ts';
import { wordsIn } from '../words/words.ts';
import { askedIn, choiceProblems, fieldsFor, namesOf, understood, valuesOf } from './choice.ts';
import { offeredNow, typedIn } from './follow.pages.ts';
import { askedBy, change, confirm, followedBy, stop } from './following.store.ts';
import { linksFor } from './link.ts';
import { alertsPolicy } from './policy.ts';

const common = {
	opens: 'public',
	permit: alertsPolicy.can.follow,
	params: z.object({ token: z.string().max(200) }),
} as const;
const fromOurs = { ...common, sent: 'from our pages' } as const;

/** One sentence for a link that is too old, has been used, or never was. */
const gone = (): Answer => view('alerts/gone.njk', {}, 404);

/** Where the links in mails lead. Opening one changes nothing: programs that look through mails open them all. */
export function followingPages({ secret }: Services): Route[] {
	const links = linksFor(secret);
	return [
		get({
			...common,
			url: '/follow/confirm/:token',
			async handle({ tx, params: { token }, request }) {
				const choice = await askedBy(tx, links.of(token));
				if (choice === null) return gone();
				const names = namesOf(choice, await offeredNow(tx), wordsIn(request.language));
				return view('alerts/confirm.njk', { token, names });
			},
		}),
		post({
			...fromOurs,
			url: '/follow/confirm/:token',
			async handle({ tx, params: { token } }) {
				const fresh = randomUUID();
				const id = await confirm(tx, links.of(token), { id: fresh, link: links.following(fresh) });
				return id === null ? gone() : redirect(`/follow/change/${links.following(id).token}?done=confirmed`);
			},
		}),
		get({
			...common,
			url: '/follow/change/:token',
			query: z.object({ done: z.enum(['confirmed', 'changed']).nullable().catch(null) }),
			async handle({ tx, params: { token }, query: { done }, request }) {
				const choice = await followedBy(tx, links.of(token));
				if (choice === null) return gone();
				const offered = await offeredNow(tx);
				return view('alerts/change.njk', {
					token,
					done,
					names: namesOf(choice, offered, wordsIn(request.language)),
					...fieldsFor(offered, choice),
					form: { values: valuesOf(choice, offered), errors: {} },
				});
			},
		}),
		post({
			...fromOurs,
			url: '/follow/change/:token',
			async handle({ tx, params: { token }, body, request }) {
				const link = links.of(token);
				const before = await followedBy(tx, link);
				if (before === null) return gone();
				const t = wordsIn(request.language);
				const offered = await offeredNow(tx);
				const found = understood(askedIn(body), withThemes(offered, before.themes));
				const errors = choiceProblems(found, t);
				if (Object.keys(errors).length > 0) {
					throw new Unacceptable(
						view(
							'alerts/change.njk',
							{
								token,
								done: null,
								names: namesOf(before, offered, t),
								...fieldsFor(offered, before),
								form: { values: typedIn(body), errors },
							},
							422,
						),
					);
				}
				await change(tx, link, { choice: found.choice, language: request.language });
				return redirect(`/follow/change/${token}?done=changed`);
			},
		}),
		get({
			...common,
			url: '/follow/stop/:token',
			async handle({ tx, params: { token } }) {
				return (await followedBy(tx, links.of(token))) === null ? gone() : view('alerts/stop.njk', { token });
			},
		}),
		post({
			...common,
			// Mail programs send it by themselves (RFC 8058): without a page of ours, and they follow no redirect.
			sent: 'from anywhere',
			url: '/follow/stop/:token',
			async handle({ tx, params: { token } }) {
				await stop(tx, links.of(token));
				return view('alerts/stopped.njk');
			},
		}),
	];
}

/** What somebody follows already may have gone out of use, and stays theirs to keep. */
function withThemes(offered: Awaited<ReturnType<typeof offeredNow>>, slugs: readonly string[]) {
	const missing = slugs.filter((slug) => !offered.themes.some((one) => one.slug === slug));
	return { ...offered, themes: [...offered.themes, ...missing.map((slug) => ({ slug, title: slug }))] };
}

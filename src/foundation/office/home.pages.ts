import type { AccountActor } from '../database/actor.ts';
import type { Tx } from '../database/connection.ts';
import { definePolicy, everyAccount, everyone } from '../policy/policy.ts';
import type { Part } from '../web/part.ts';
import { type Answer, get, view } from '../web/route.ts';
import { type WaitingSource, whatWaits } from './waiting.ts';

export const pagePolicy = definePolicy('public page', { read: everyone });
export const homePolicy = definePolicy('home', { read: everyAccount });

/** A link on a home page to what its reader does most. */
export type Shortcut = { title: string; href: string; text: string };

/** The front page for everyone, and a home for everyone who signs in. */
export function homePart(options: {
	waiting: readonly WaitingSource[];
	shortcuts: (actor: AccountActor) => Shortcut[];
	/** What anyone sees first, as the public may read it. */
	front: (tx: Tx, language: string) => Promise<Answer>;
	/** What the cookies page says of each: its name, its purpose, when it ends. */
	cookies: readonly (readonly [name: string, purpose: string, end: string])[];
}): Part {
	const publicPage = (url: string, name: string) =>
		get({
			url,
			opens: 'public',
			permit: pagePolicy.can.read,
			keep: () => [],
			handle: async () => view(name),
		});
	return {
		policies: [pagePolicy, homePolicy],
		navigation: [
			{ text: 'Home', href: '/home', permit: homePolicy.can.read, layouts: ['staff', 'force'] },
			{ text: 'Home', href: '/', permit: pagePolicy.can.read, layouts: ['public'] },
			{ text: 'About', href: '/about', permit: pagePolicy.can.read, layouts: ['public'] },
		],
		routes: [
			get({
				url: '/',
				opens: 'public',
				permit: pagePolicy.can.read,
				keep: () => ['all', 'announcements'],
				handle: ({ tx, request }) => options.front(tx, request.language),
			}),
			publicPage('/about', 'web/pages/about.njk'),
			publicPage('/accessibility', 'web/pages/accessibility.njk'),
			get({
				url: '/cookies',
				opens: 'public',
				permit: pagePolicy.can.read,
				keep: () => [],
				handle: async () => view('web/pages/cookies.njk', { cookies: options.cookies }),
			}),
			get({
				url: '/home',
				opens: 'account',
				permit: homePolicy.can.read,
				async handle({ actor, tx }) {
					const staff = actor.organisation?.kind === 'inspectorate';
					return view(staff ? 'office/home/staff.njk' : 'office/home/force.njk', {
						name: actor.name,
						organisation: actor.organisation?.name ?? null,
						kind: actor.organisation?.kind ?? 'none',
						waiting: await whatWaits(options.waiting, actor, tx),
						shortcuts: options.shortcuts(actor),
					});
				},
			}),
		],
	};
}

import type { AccountActor } from '../database/actor.ts';
import { mayTry, type Permit } from '../policy/policy.ts';
import type { Chrome } from './render.ts';

export type Layout = Chrome['layout'];

/** A place in the service navigation, shown to those whose role may go there. */
export type NavigationItem = {
	text: string;
	href: string;
	permit: Permit;
	layouts: readonly Layout[];
	/** Where it leads on to: the pages under this address are its own too. */
	covers?: string;
};

/** What every page says of the service itself. Settings can change while it runs. */
export type Site = { inspectorate: string; demonstration: boolean };

export function layoutFor(
	actor: AccountActor | null,
	opens: 'account' | 'public' | 'authentication',
): Layout {
	if (opens !== 'account' || actor === null) return 'public';
	return actor.organisation?.kind === 'inspectorate' ? 'staff' : 'force';
}

export function chromeFor(options: {
	site: Site;
	actor: AccountActor | null;
	layout: Layout;
	path: string;
	navigation: readonly NavigationItem[];
	formToken: string;
	reference: string;
}): Chrome {
	const { site, actor, layout, path, navigation, formToken, reference } = options;
	return {
		inspectorate: site.inspectorate,
		demonstration: site.demonstration,
		layout,
		path,
		navigation: navigation
			.filter((item) => item.layouts.includes(layout) && mayTry(actor ?? { kind: 'public' }, item.permit))
			.map(({ text, href, covers }) => ({
				text,
				href,
				active:
					path === href ||
					(href.length > 1 && href !== '/home' && path.startsWith(`${href}/`)) ||
					(covers !== undefined && path.startsWith(`${covers}/`)),
			})),
		...(actor === null
			? {}
			: {
					account: {
						name: actor.name,
						organisation: actor.organisation?.name ?? 'Reader',
						roles: actor.roles.join(', '),
					},
				}),
		formToken,
		reference,
	};
}

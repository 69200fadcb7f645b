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
	/** Where it leads on to: these pages, and those under their addresses, are its own too. */
	covers?: readonly string[];
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
			.map(({ text, href, covers = [] }) => ({
				text,
				href,
				active:
					path === href || [...(leads(href) ? [href] : []), ...covers].some((one) => isUnder(path, one)),
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

/** The first page has nothing under it: every address begins with it. */
function leads(href: string): boolean {
	return href.length > 1 && href !== '/home';
}

function isUnder(path: string, address: string): boolean {
	return path === address || path.startsWith(`${address}/`);
}

import { type AccountActor, mayTry, type Permit } from '../../foundation/index.ts';
import type { Force } from './force.ts';

export type ForceTab = 'overview' | 'judgments' | 'group' | 'area' | 'register';

/** A page of a force that another room brings: "Figures", at /forces/:slug/figures, for those who may open it. */
export type BroughtTab = { key: string; text: string; permit: Permit };

export type TabPorts = { forceTabs?: readonly BroughtTab[] };

const tabs: Record<ForceTab, { text: string; path: string }> = {
	overview: { text: 'Overview', path: '' },
	judgments: { text: 'Judgments', path: '/judgments' },
	group: { text: 'Most similar group', path: '/group' },
	area: { text: 'Area and bodies', path: '/area' },
	register: { text: 'Register', path: '/register' },
};

/** The pages of one force, for ui.tabs. */
export function forceTabs(
	force: Pick<Force, 'slug'>,
	active: string,
	{ actor, forceTabs: brought = [] }: TabPorts & { actor: AccountActor },
): { text: string; href: string; active: boolean }[] {
	const own = Object.entries(tabs).map(([key, tab]) => ({ key, ...tab }));
	const more = brought
		.filter(({ permit }) => mayTry(actor, permit))
		.map(({ key, text }) => ({ key, text, path: `/${key}` }));
	return [...own, ...more].map(({ key, text, path }) => ({
		text,
		href: `/forces/${force.slug}${path}`,
		active: key === active,
	}));
}

import type { Force } from './force.ts';

export type ForceTab = 'overview' | 'judgments' | 'group' | 'area' | 'register';

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
	active: ForceTab,
): { text: string; href: string; active: boolean }[] {
	return (Object.keys(tabs) as ForceTab[]).map((tab) => ({
		text: tabs[tab].text,
		href: `/forces/${force.slug}${tabs[tab].path}`,
		active: tab === active,
	}));
}

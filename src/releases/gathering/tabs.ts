import { type Release, releaseHref } from './release.ts';

/** A page of a release that a stair above brings: "Readers", at /releases/:id/readers. */
export type ReleaseTab = { key: string; text: string };

/** The pages of one release, for ui.tabs. `active` is the last part of the address; its own page has none. */
export function releaseTabs(
	release: Pick<Release, 'id'>,
	active: string,
	more: readonly ReleaseTab[] = [],
): { text: string; href: string; active: boolean }[] {
	return [{ key: '', text: 'Release' }, ...more].map(({ key, text }) => ({
		text,
		href: releaseHref(release, key),
		active: key === active,
	}));
}

import { instantInWords } from './london.ts';
import {
	citeRelease,
	type EditionHead,
	isPublic,
	type Release,
	releaseHref,
	releaseKinds,
	releaseStates,
} from './release.ts';

const colours = {
	preparing: 'blue',
	freezing: 'yellow',
	frozen: 'turquoise',
	approved: 'green',
	withdrawn: 'red',
} as const;

export type Tag = { text: string; colour: string };

/** Where a release stands, in tags: its state, whether it is public, and whether what was approved is void. */
export function tagsOf(release: Release, edition: EditionHead | null, now: Temporal.Instant): Tag[] {
	const tags: Tag[] = [{ text: releaseStates[release.state], colour: colours[release.state] }];
	const { state } = release;
	if ((state === 'frozen' || state === 'approved') && edition !== null && edition.voidAt !== null) {
		tags.push({ text: 'Void', colour: 'red' });
	}
	if (edition !== null && isPublic(edition, now)) tags.push({ text: 'Public', colour: 'purple' });
	return tags;
}

/** A release as a row of a list. */
export function releaseLine(release: Release, edition: EditionHead | null, now: Temporal.Instant) {
	return {
		...release,
		href: releaseHref(release),
		cited: citeRelease(release),
		kindText: releaseKinds[release.kind],
		instant: release.releaseAt === null ? null : instantInWords(release.releaseAt),
		tags: tagsOf(release, edition, now),
		approvedBy: approverOf(edition),
		illustrative: isMarked(release, edition),
	};
}

/** Whether it is marked as illustrative: itself, something that it gathers, or what was frozen of it. */
export function isMarked(
	{ illustrative, holdsIllustrative }: Pick<Release, 'illustrative' | 'holdsIllustrative'>,
	edition: Pick<EditionHead, 'illustrative'> | null,
): boolean {
	return illustrative || holdsIllustrative || edition?.illustrative === true;
}

/** Who approved what counts now; null where nobody has. */
function approverOf(edition: EditionHead | null): string | null {
	if (edition === null || edition.approvedAt === null || edition.voidAt !== null) return null;
	return edition.approvedBy?.name ?? 'Put on record';
}

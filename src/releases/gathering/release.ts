/** What is published together: its title, its instant, and where it stands. */
export type Release = {
	id: string;
	number: number;
	/** Its address, for ever: "efficiency-2014". */
	slug: string;
	title: string;
	summary: string | null;
	kind: ReleaseKind;
	programme: { id: string; slug: string; name: string } | null;
	/** Null: not set yet. */
	releaseAt: Temporal.Instant | null;
	/** When chief officers are given what is about their force; null: not beforehand. */
	deliverAt: Temporal.Instant | null;
	/** What a correction corrects, in words for everybody. */
	changeNote: string | null;
	/** Published before this system was there: why it is on record. */
	recordedBecause: string | null;
	state: ReleaseState;
	illustrative: boolean;
	/** Something that it gathers is made up. */
	holdsIllustrative: boolean;
	addedAt: Temporal.Instant;
	/** Counted up by every change: whoever changes it says which they read. */
	version: number;
};

export const releaseKinds = { reports: 'Reports and letters', statistics: 'Statistics' } as const;
export type ReleaseKind = keyof typeof releaseKinds;

export const releaseStates = {
	preparing: 'Being prepared',
	freezing: 'Being frozen',
	frozen: 'Frozen',
	approved: 'Approved',
	withdrawn: 'Withdrawn',
} as const;
export type ReleaseState = keyof typeof releaseStates;

/** What whoever prepares it enters. */
export type ReleaseFields = Pick<
	Release,
	'title' | 'summary' | 'kind' | 'releaseAt' | 'deliverAt' | 'changeNote'
>;

export type NewRelease = Pick<Release, 'title' | 'kind'> &
	Partial<
		Pick<
			Release,
			'slug' | 'summary' | 'releaseAt' | 'deliverAt' | 'changeNote' | 'recordedBecause' | 'illustrative'
		>
	> & {
		/** The id of the programme that it belongs to. */
		programme?: string | null;
	};

/** "REL-3", as releases are cited. */
export function citeRelease({ number }: Pick<Release, 'number'>): string {
	return `REL-${number}`;
}

/** The number in "REL-3", "rel-3" or "3"; null where there is none. */
export function citedNumber(text: string): number | null {
	const digits = /^(?:REL-)?(\d{1,15})$/i.exec(text.trim())?.[1];
	return digits === undefined ? null : Number(digits);
}

/** At what time of the day each kind is published, where nobody says otherwise. */
export const usualTimes: Readonly<Record<ReleaseKind, string>> = { reports: '00:01', statistics: '09:30' };

const longestSlug = 80;

/** An address made of a title, cut between two words. */
export function slugOf(title: string): string {
	const words =
		title
			.normalize('NFKD')
			.replaceAll(/[\p{Mark}'’]/gu, '')
			.toLowerCase()
			.match(/[a-z0-9]+/g) ?? [];
	const kept: string[] = [];
	for (const word of words) {
		if (kept.join('-').length + word.length >= longestSlug) break;
		kept.push(word);
	}
	return kept.join('-') || 'release';
}

export function releaseHref({ id }: Pick<Release, 'id'>, page = ''): string {
	return `/releases/${id}${page === '' ? '' : `/${page}`}`;
}

/** What a frozen release is, without what stands in it: its newest edition. */
export type EditionHead = {
	id: string;
	/** Of this release: 1, then its corrections. */
	number: number;
	releaseAt: Temporal.Instant;
	changeNote: string | null;
	contentHash: Buffer;
	recordsHash: Buffer;
	frozenAt: Temporal.Instant;
	approvedAt: Temporal.Instant | null;
	approvedBy: { id: string; name: string } | null;
	voidAt: Temporal.Instant | null;
	voidBecause: string | null;
	withdrawnAt: Temporal.Instant | null;
	withdrawnBecause: string | null;
	recordedBecause: string | null;
	illustrative: boolean;
};

export function isPublic(edition: EditionHead, now: Temporal.Instant): boolean {
	return (
		edition.approvedAt !== null &&
		edition.voidAt === null &&
		edition.withdrawnAt === null &&
		Temporal.Instant.compare(edition.releaseAt, now) <= 0
	);
}

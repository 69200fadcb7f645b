import { instantInWords } from '../gathering/london.ts';

/** A named person who may read a release before its instant. */
export type Reader = {
	id: string;
	release: string;
	account: { id: string; name: string; email: string; organisation: string | null; invited: boolean };
	purpose: string;
	opensAt: Temporal.Instant;
	closesAt: Temporal.Instant;
	/** They read what is about this force, and what is about none. Null: all of it. */
	force: string | null;
	/** Null: by the job that delivers. */
	namedBy: string | null;
	namedAt: Temporal.Instant;
	revoked: { at: Temporal.Instant; by: { id: string; name: string } | null; because: string } | null;
	/** Somebody else has looked at it since, and says that it was right. */
	confirmed: { at: Temporal.Instant; by: string } | null;
	looks: number;
	lastLook: Temporal.Instant | null;
};

export type Look = {
	at: Temporal.Instant;
	name: string;
	email: string;
	/** In words. */
	what: string;
	address: string;
};

export type Window = { opens: Temporal.Instant; closes: Temporal.Instant };

/** From twenty-four hours before the instant, until it; or from now, where less is left. */
export function usualWindow(releaseAt: Temporal.Instant, now: Temporal.Instant): Window {
	const dayBefore = releaseAt.subtract({ hours: 24 });
	const minute = now.round({ smallestUnit: 'minute', roundingMode: 'floor' });
	return { opens: Temporal.Instant.compare(dayBefore, now) < 0 ? minute : dayBefore, closes: releaseAt };
}

/** What is wrong with these times, by the field that it is about; empty when nothing is. */
export function windowProblems(
	{ opens, closes }: Window,
	{ releaseAt, now }: { releaseAt: Temporal.Instant; now: Temporal.Instant },
): Record<string, string> {
	const { compare } = Temporal.Instant;
	if (compare(closes, opens) <= 0) return { closes: 'Access must close after it opens' };
	if (compare(closes, now) <= 0) return { closes: 'Access must close in the future' };
	if (compare(closes, releaseAt) > 0) {
		return {
			closes: `Access must close when it is published, on ${instantInWords(releaseAt)}, or before: from then on everybody reads it`,
		};
	}
	return {};
}

/** How it stands with a reader, in words and a colour. */
export function standingOf(
	reader: Pick<Reader, 'opensAt' | 'closesAt' | 'revoked' | 'confirmed'> & { account: { invited: boolean } },
	now: Temporal.Instant,
): { text: string; colour: string } {
	const { compare } = Temporal.Instant;
	if (reader.revoked !== null) {
		return reader.confirmed === null
			? { text: 'Revoked, to be confirmed', colour: 'red' }
			: { text: 'Revoked', colour: 'grey' };
	}
	if (compare(reader.closesAt, now) <= 0) return { text: 'Closed', colour: 'grey' };
	if (compare(reader.opensAt, now) > 0) return { text: 'Not open yet', colour: 'blue' };
	return reader.account.invited
		? { text: 'Open, account not set up', colour: 'yellow' }
		: { text: 'Open', colour: 'green' };
}

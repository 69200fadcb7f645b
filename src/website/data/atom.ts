import type { FeedEntry } from './feed.store.ts';
import { attributionOf, licence, type Publisher } from './publisher.ts';

export type Feed = {
	path: string;
	title: string;
	/** What people read instead. */
	page: string;
	entries: readonly FeedEntry[];
};

/** What was published, corrected and withdrawn, for programs that follow it (RFC 4287). */
export function atomOf({ path, title, page, entries }: Feed, publisher: Publisher): string {
	const { origin, name } = publisher;
	const [newest] = entries;
	const lines = [
		'<?xml version="1.0" encoding="utf-8"?>',
		'<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="en-GB">',
		`<id>${escaped(origin + path)}</id>`,
		`<title>${escaped(title)}</title>`,
		// Nothing has been published yet: the first second that there is.
		`<updated>${newest === undefined ? '1970-01-01T00:00:00Z' : stamp(changedAt(newest))}</updated>`,
		`<author><name>${escaped(name)}</name></author>`,
		`<rights>${escaped(attributionOf(publisher))}</rights>`,
		`<link rel="self" type="application/atom+xml" href="${escaped(origin + path)}"/>`,
		`<link rel="alternate" type="text/html" href="${escaped(origin + page)}"/>`,
		`<link rel="license" href="${licence.url}"/>`,
		...entries.flatMap((one) => entryOf(one, origin)),
		'</feed>',
	];
	return `${lines.join('\n')}\n`;
}

function entryOf(one: FeedEntry, origin: string): string[] {
	const href = `${origin}/publications/${one.slug}/editions/${one.number}`;
	const [said, text] =
		one.withdrawnAt !== null
			? [`Withdrawn: ${one.title}`, one.withdrawnBecause]
			: one.number > 1
				? [`Corrected: ${one.title}`, one.changeNote]
				: [one.title, one.summary];
	return [
		'<entry>',
		`<id>${escaped(href)}</id>`,
		`<title>${escaped(one.illustrative ? `${said} (illustrative)` : said)}</title>`,
		`<published>${stamp(one.releaseAt)}</published>`,
		`<updated>${stamp(changedAt(one))}</updated>`,
		`<link rel="alternate" type="text/html" href="${escaped(href)}"/>`,
		...(one.illustrative ? ['<category term="illustrative" label="Illustrative"/>'] : []),
		`<summary>${escaped(text ?? said)}</summary>`,
		'</entry>',
	];
}

const changedAt = ({ withdrawnAt, releaseAt }: FeedEntry) => withdrawnAt ?? releaseAt;
const stamp = (instant: Temporal.Instant) => instant.round('second').toString();

/** XML has no control characters, and not the two that Unicode keeps for none. */
export function escaped(text: string): string {
	return text
		.toWellFormed()
		.replaceAll(/[^\P{Cc}\t\n]|[\uFFFE\uFFFF]/gu, '')
		.replaceAll('&', '&amp;')
		.replaceAll('<', '&lt;')
		.replaceAll('>', '&gt;')
		.replaceAll('"', '&quot;');
}

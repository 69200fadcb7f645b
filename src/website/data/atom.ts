import { inWordsDate } from '../../foundation/index.ts';
import type { FeedDay, FeedEntry } from './feed.store.ts';
import { attributionOf, licence, type Publisher } from './publisher.ts';

export type AtomEntry = {
	id: string;
	href: string;
	title: string;
	summary: string;
	published: Temporal.Instant;
	updated: Temporal.Instant;
	illustrative: boolean;
};

export type Feed = {
	path: string;
	title: string;
	/** What people read instead. */
	page: string;
	entries: readonly AtomEntry[];
};

/** What was published, corrected and withdrawn, for programs that follow it (RFC 4287). */
export function atomOf({ path, title, page, entries }: Feed, publisher: Publisher): string {
	const { origin, name } = publisher;
	const sorted = entries.toSorted((a, b) => Temporal.Instant.compare(b.updated, a.updated));
	const [newest] = sorted;
	const lines = [
		'<?xml version="1.0" encoding="utf-8"?>',
		'<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="en-GB">',
		`<id>${escaped(origin + path)}</id>`,
		`<title>${escaped(title)}</title>`,
		// Nothing has been published yet: the first second that there is.
		`<updated>${newest === undefined ? '1970-01-01T00:00:00Z' : stamp(newest.updated)}</updated>`,
		`<author><name>${escaped(name)}</name></author>`,
		`<rights>${escaped(attributionOf(publisher))}</rights>`,
		`<link rel="self" type="application/atom+xml" href="${escaped(origin + path)}"/>`,
		`<link rel="alternate" type="text/html" href="${escaped(origin + page)}"/>`,
		`<link rel="license" href="${licence.url}"/>`,
		...sorted.flatMap(entryOf),
		'</feed>',
	];
	return `${lines.join('\n')}\n`;
}

function entryOf(one: AtomEntry): string[] {
	const { id, href, title, published, updated, illustrative, summary } = one;
	return [
		'<entry>',
		`<id>${escaped(id)}</id>`,
		`<title>${escaped(illustrative ? `${title} (illustrative)` : title)}</title>`,
		`<published>${stamp(published)}</published>`,
		`<updated>${stamp(updated)}</updated>`,
		`<link rel="alternate" type="text/html" href="${escaped(href)}"/>`,
		...(illustrative ? ['<category term="illustrative" label="Illustrative"/>'] : []),
		`<summary>${escaped(summary)}</summary>`,
		'</entry>',
	];
}

/** That an edition came, or that it was withdrawn. */
export function editionEntry(one: FeedEntry, origin: string): AtomEntry {
	const href = `${origin}/publications/${one.slug}/editions/${one.number}`;
	const [title, text] =
		one.withdrawnAt !== null
			? [`Withdrawn: ${one.title}`, one.withdrawnBecause]
			: one.number > 1
				? [`Corrected: ${one.title}`, one.changeNote]
				: [one.title, one.summary];
	return {
		id: href,
		href,
		title,
		summary: text ?? title,
		published: one.releaseAt,
		updated: one.withdrawnAt ?? one.releaseAt,
		illustrative: one.illustrative,
	};
}

/** What moved on a day of what was asked: of a force or a theme, or all. A day has one entry, which grows until it is over. */
export function dayEntry(
	{ day, at, count, lines, illustrative }: FeedDay,
	{ id, href }: { id: string; href: string },
): AtomEntry {
	const told = lines.map(
		({ promise, letter, kind, force, state }) =>
			`FU-${promise}${letter === null ? '' : ` (${letter})`}, ${kind}${force === null ? '' : ` to ${force}`}: ${state}.`,
	);
	const rest = count - lines.length;
	return {
		id: `${id}#${day.toString()}`,
		href,
		title: `What has become of what forces were asked to do, ${inWordsDate(day)}`,
		summary: [...told, ...(rest > 0 ? [`And ${rest} more.`] : [])].join(' '),
		published: at,
		updated: at,
		illustrative,
	};
}

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

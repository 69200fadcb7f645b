import type { Entry } from './calendar.store.ts';

/** The calendar for programs that read one (RFC 5545): a title and an instant, as the page says them. */
export function icalendar(
	entries: readonly Entry[],
	{ name, title, address }: { name: string; title: string; address: string },
): string {
	const host = new URL(address).host;
	const lines = [
		'BEGIN:VCALENDAR',
		'VERSION:2.0',
		`PRODID:-//${escaped(name)}//Release calendar//EN`,
		'METHOD:PUBLISH',
		`X-WR-CALNAME:${escaped(title)}`,
		...entries.flatMap((entry) => [
			'BEGIN:VEVENT',
			`UID:announcement-${entry.number}@${host}`,
			`SEQUENCE:${entry.said - 1}`,
			`DTSTAMP:${stamp(entry.announcedAt)}`,
			`DTSTART:${stamp(entry.at)}`,
			`SUMMARY:${escaped(entry.title)}`,
			...(entry.because === null ? [] : [`DESCRIPTION:${escaped(entry.because)}`]),
			`STATUS:${entry.cancelled ? 'CANCELLED' : 'CONFIRMED'}`,
			`URL:${address}${entry.slug === null ? '/calendar' : `/publications/${entry.slug}`}`,
			'TRANSP:TRANSPARENT',
			'END:VEVENT',
		]),
		'END:VCALENDAR',
	];
	return `${lines.map(folded).join('\r\n')}\r\n`;
}

function stamp(instant: Temporal.Instant): string {
	return instant.round('second').toString().replaceAll(/[-:]/g, '');
}

function escaped(text: string): string {
	return text.replaceAll(/[\\;,]/g, '\\$&').replaceAll(/\r?\n/g, '\\n');
}

/** No line is longer than 75 bytes; what goes on begins with a space. */
function folded(line: string): string {
	const out: string[] = [];
	let part = '';
	for (const letter of line) {
		if (Buffer.byteLength(part + letter) > (out.length === 0 ? 75 : 74)) {
			out.push(part);
			part = '';
		}
		part += letter;
	}
	return [...out, part].join('\r\n ');
}

/** One thing in a calendar: at an instant, or on a day of its own. */
export type CalendarEvent = {
	/** The same for as long as it is the same thing, whatever becomes of it. */
	id: string;
	/** How often it has been said again since. */
	sequence: number;
	saidAt: Temporal.Instant;
	at: Temporal.Instant | Temporal.PlainDate;
	title: string;
	description: string | null;
	cancelled: boolean;
	/** The page that it leads to. */
	path: string;
};

/** A calendar for programs that read one (RFC 5545): what is said on the pages, and no more. */
export function icalendar(
	events: readonly CalendarEvent[],
	{ name, product, title, address }: { name: string; product: string; title: string; address: string },
): string {
	const host = new URL(address).host;
	const lines = [
		'BEGIN:VCALENDAR',
		'VERSION:2.0',
		`PRODID:-//${escaped(name)}//${product}//EN`,
		'METHOD:PUBLISH',
		`X-WR-CALNAME:${escaped(title)}`,
		...events.flatMap((event) => [
			'BEGIN:VEVENT',
			`UID:${event.id}@${host}`,
			`SEQUENCE:${event.sequence}`,
			`DTSTAMP:${stamp(event.saidAt)}`,
			event.at instanceof Temporal.Instant
				? `DTSTART:${stamp(event.at)}`
				: `DTSTART;VALUE=DATE:${event.at.toString().replaceAll('-', '')}`,
			`SUMMARY:${escaped(event.title)}`,
			...(event.description === null ? [] : [`DESCRIPTION:${escaped(event.description)}`]),
			`STATUS:${event.cancelled ? 'CANCELLED' : 'CONFIRMED'}`,
			`URL:${address}${event.path}`,
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

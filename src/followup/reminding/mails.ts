import { inWordsDate } from '../../foundation/index.ts';
import type { Submitted } from './due.store.ts';
import type { Due } from './due.ts';

type Site = { name: string; address: string };

/** So many stand in a mail; the pages have them all. */
const most = 20;

/**
 * What is due, or waits, as links. A mail is read by whoever has the mailbox: it holds no word of what was asked or sent,
 * and its addresses open only for those who have signed in.
 */
export function reminderMail(
	{ name, address }: Site,
	person: { name: string; email: string },
	{
		due,
		submitted,
		today,
	}: { due: readonly Due[]; submitted: readonly Submitted[]; today: Temporal.PlainDate },
): { to: string; subject: string; text: string } {
	const late = due.filter(({ on }) => Temporal.PlainDate.compare(on, today) < 0);
	const coming = due.filter((one) => !late.includes(one));
	const parts = [
		...section(
			'Past their day:',
			late.map((one) => dueLine(one, today, address)),
			`${address}/followup?state=overdue`,
		),
		...section(
			'Coming up:',
			coming.map((one) => dueLine(one, today, address)),
			`${address}/followup?state=open`,
		),
		...section(
			'Submitted, and waiting to be verified:',
			submitted.map(
				({ number, letter, since }) =>
					`FU-${number}${letter === null ? '' : ` (${letter})`}, submitted on ${inWordsDate(since)}: ${address}/followup/${number}`,
			),
			`${address}/followup?state=${encodeURIComponent('submitted for verification')}`,
		),
	];
	return {
		to: person.email,
		subject: `${name}: ${subjectOf(late.length, coming.length, submitted.length)}`,
		text: [
			`Dear ${person.name},`,
			...parts,
			'Sign in with your own account to read more.',
			`How often you are reminded is yours to choose: ${address}/followup/reminders`,
		].join('\n\n'),
	};
}

function section(title: string, lines: readonly string[], all: string): string[] {
	if (lines.length === 0) return [];
	const rest = lines.length - most;
	return [[title, ...lines.slice(0, most), ...(rest > 0 ? [`and ${rest} more: ${all}`] : [])].join('\n')];
}

function dueLine({ what, cited, on, path }: Due, today: Temporal.PlainDate, address: string): string {
	const { days } = today.until(on, { largestUnit: 'day' });
	const when = days === 0 ? 'today' : days > 0 ? `in ${inDays(days)}` : `${inDays(-days)} ago`;
	const verb = what === 'window' ? 'ends' : days < 0 ? 'was due' : 'is due';
	return `${cited} ${verb} on ${inWordsDate(on)}, ${when}: ${address}${path}`;
}

const inDays = (days: number) => `${days.toLocaleString('en-GB')} ${days === 1 ? 'day' : 'days'}`;

function subjectOf(late: number, coming: number, submitted: number): string {
	const said = [
		...(late === 0 ? [] : [`${late} overdue`]),
		...(coming === 0 ? [] : [`${coming} due soon`]),
		...(submitted === 0 ? [] : [`${submitted} to verify`]),
	];
	return `follow-up, ${said.join(', ')}`;
}

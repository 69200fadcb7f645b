import { z } from 'zod';
import { inWordsDate, inWordsTime } from '../kernel/clock.ts';

/** One line of the record, as the database holds it. */
export const entrySchema = z.object({
	id: z.number(),
	at: z.instanceof(Temporal.Instant),
	actor: z.string(),
	actor_name: z.string().nullable(),
	account_id: z.string().nullable(),
	subject_kind: z.string(),
	subject_id: z.string(),
	action: z.string(),
	before: z.record(z.string(), z.unknown()).nullable(),
	after: z.record(z.string(), z.unknown()).nullable(),
	reason: z.string().nullable(),
	request: z.string().nullable(),
});
export type Entry = z.output<typeof entrySchema>;

export type Change = { name: string; before: string | null; after: string | null };

/** "Account suspended". */
export function whatOf(entry: Pick<Entry, 'subject_kind' | 'action'>): string {
	return capitalised(`${entry.subject_kind} ${entry.action}`);
}

/** Who it was, in words, for a person who reads the record. */
export function whoOf(entry: Pick<Entry, 'actor' | 'actor_name'>): string {
	const name = entry.actor_name;
	switch (entry.actor) {
		case 'account':
			return name ?? 'somebody with an account';
		case 'command line':
			return `${name ?? 'somebody'} at the command line`;
		case 'job':
			return `the job “${name ?? 'without a name'}”`;
		case 'sign-in':
			return 'somebody who was signing in';
		default:
			return 'the owner of the database';
	}
}

/** Who or what a number stands for, as it is called now. */
export type Names = ReadonlyMap<string, string>;

/**
 * What was different afterwards, field by field, with names in the place of the numbers that are known. What stayed as it
 * was, such as the number of the thing, is left out.
 */
export function changesOf(entry: Pick<Entry, 'before' | 'after'>, known: Names = new Map()): Change[] {
	const { before, after } = entry;
	const names = new Set([...Object.keys(before ?? {}), ...Object.keys(after ?? {})]);
	return [...names].flatMap((name) => {
		const was = inWords(before?.[name], known);
		const is = inWords(after?.[name], known);
		const hidden = was === notShown && is === notShown;
		return was === is && !hidden ? [] : [{ name: nameOfField(name), before: was, after: is }];
	});
}

const notShown = '(not shown)';

/** "organisation_id" is read as "Organisation". */
export function nameOfField(column: string): string {
	return capitalised(column.replace(/_(id|at)$/, '').replaceAll('_', ' '));
}

function inWords(value: unknown, known: Names): string | null {
	if (value === null || value === undefined || value === '') return null;
	if (typeof value === 'string') return known.get(value) ?? instantIn(value) ?? dayIn(value) ?? value;
	if (typeof value === 'boolean') return value ? 'yes' : 'no';
	if (Array.isArray(value)) return value.map((each) => inWords(each, known) ?? '').join(', ');
	return typeof value === 'object' ? JSON.stringify(value) : String(value);
}

/** The numbers that an entry mentions, of whatever they are. */
export function numbersIn({ before, after }: Pick<Entry, 'before' | 'after'>): string[] {
	return [before, after]
		.flatMap((values) => Object.values(values ?? {}))
		.filter((value) => typeof value === 'string' && z.uuid().safeParse(value).success)
		.map(String);
}

function dayIn(text: string): string | undefined {
	if (!/^\d{4}-\d\d-\d\d$/.test(text)) return undefined;
	try {
		return inWordsDate(Temporal.PlainDate.from(text, { overflow: 'reject' }));
	} catch {
		// It only looked like a day.
		return undefined;
	}
}

function instantIn(text: string): string | undefined {
	if (!/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?(Z|[+-]\d\d:\d\d)$/.test(text)) return undefined;
	try {
		return inWordsTime(Temporal.Instant.from(text));
	} catch {
		// It only looked like a time, as 99 hours o'clock does.
		return undefined;
	}
}

function capitalised(text: string): string {
	return text.charAt(0).toUpperCase() + text.slice(1);
}

/** An entry as the furniture's timeline shows it. */
export type TimelineEntry = {
	/** What it is written of, and what was done. */
	about: { kind: string; id: string; action: string };
	what: string;
	who: string;
	when: Temporal.Instant;
	reason: string | null;
	changes: Change[];
};

export function asTimeline(entry: Entry, known: Names): TimelineEntry {
	const { at: when, reason, subject_kind: kind, subject_id: id, action } = entry;
	return {
		about: { kind, id, action },
		what: whatOf(entry),
		who: whoOf(entry),
		when,
		reason,
		changes: changesOf(entry, known),
	};
}

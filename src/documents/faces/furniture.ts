import { inWordsDate, zone } from '../../foundation/index.ts';
import type { Doc, Meta } from '../tree/doc.ts';
import type { Mark, Signature } from '../tree/meta.ts';
import { factsOf } from '../tree/walk.ts';

/** Words around the text, the same in every face. What is missing is shown in its place. */
export type Line = { text: string; missing: boolean };

const weekday = new Intl.DateTimeFormat('en-GB', { weekday: 'long', timeZone: 'UTC' });

/** "Thursday 4 September 2014": the weekday comes from the day, so that the two agree. */
export function dayInWords(day: Temporal.PlainDate): string {
	return `${weekday.format(Date.UTC(day.year, day.month - 1, day.day))} ${inWordsDate(day)}`;
}

/** "Thursday 4 September 2014 at 00:01": with the hour as the embargo of a programme has it, and letters tell it. */
export function instantInWords(instant: Temporal.Instant): string {
	const there = instant.toZonedDateTimeISO(zone);
	return `${dayInWords(there.toPlainDate())} at ${there.toPlainTime().toString({ smallestUnit: 'minute' })}`;
}

/** What stands on every page of a copy that is not the published one, or that takes the place of an earlier one. */
export function markInWords(mark: Mark): string {
	if (mark.kind === 'edition')
		return `Edition ${mark.number}, corrected. It takes the place of what was published before.`;
	const copy = mark.reader === null ? '' : ` Copy for ${mark.reader}.`;
	return mark.kind === 'draft'
		? `DRAFT. Not for publication.${copy}`
		: `EMBARGOED until ${instantInWords(mark.until)}. Not to be published or quoted before then.${copy}`;
}

/** What a reader has to know before anything else: the marks, and that figures are made up. */
export function noticesOf(doc: Doc): string[] {
	const facts = [...factsOf(doc)];
	const madeUp = facts.filter(({ illustrative }) => illustrative === true).length;
	const illustrative =
		madeUp === 0
			? []
			: [`${madeUp === facts.length ? 'The' : 'Some of the'} figures in this document are illustrative.`];
	return [...doc.meta.marks.map(markInWords), ...illustrative];
}

/** Where the picture of a signature stands among the files of a face. */
export function signatureName({ type }: Signature): string {
	return `signature.${type === 'svg+xml' ? 'svg' : type}`;
}

export type Cover = {
	publisher: string;
	strapline: string | null;
	title: Line;
	subtitle: string | null;
	subject: string | null;
	date: Line;
	/** ISBN, copyright, website. */
	imprint: readonly string[];
};

export function coverOf({ meta }: Doc): Cover {
	const { publisher, isbn, copyright } = meta;
	return {
		publisher: publisher.name,
		strapline: publisher.strapline,
		title: told(meta.title, 'title'),
		subtitle: meta.subtitle,
		subject: meta.subject,
		date: dateOf(meta),
		imprint: [copyright, isbn === null ? null : `ISBN: ${isbn}`, publisher.website].filter(
			(line) => line !== null,
		),
	};
}

export type LetterParts = {
	letterhead: readonly string[];
	reference: string | null;
	date: Line;
	addressee: readonly Line[];
	salutation: Line;
	subject: Line;
	close: string;
	signature: Signature | null;
	sender: readonly Line[];
	/** "Copied to: …", "Enclosed: …", and what is told below them. */
	ending: readonly string[];
};

/** What stands around the text of a letter; null for a document that is none. */
export function letterOf({ meta }: Doc): LetterParts | null {
	const { letter, publisher } = meta;
	if (meta.layout !== 'letter') return null;
	const { addressee = null, sender = null } = letter ?? {};
	return {
		letterhead: [publisher.name, publisher.strapline, ...publisher.address, publisher.website].filter(
			(line) => line !== null,
		),
		reference: letter?.reference ? `Our reference: ${letter.reference}` : null,
		date: dateOf(meta),
		addressee: [
			told(addressee?.name, 'addressee'),
			...lines([addressee?.post, addressee?.organisation, ...(addressee?.address ?? [])]),
		],
		salutation: told(letter?.salutation, 'salutation'),
		subject: told(letter?.subject, 'subject'),
		close: letter?.close ?? 'Yours sincerely',
		signature: letter?.signature ?? null,
		sender: [
			told(sender === null ? null : [sender.name, sender.honours].filter(Boolean).join(' '), 'sender'),
			...lines([sender?.post, sender?.region, signedFor(letter)]),
		],
		ending: [
			...(letter?.copies.map((copy) => `Copied to: ${copy}`) ?? []),
			...(letter?.enclosures.map((enclosure) => `Enclosed: ${enclosure}`) ?? []),
			...(letter?.notes ?? []),
		],
	};
}

/** That a letter does not bear its sender's own signature is told below their name. */
function signedFor(letter: Meta['letter']): string | null {
	if (letter?.signedFor == null || letter.sender === null) return null;
	const { by } = letter.signedFor;
	return by === null ? `To be signed for ${letter.sender.name}` : `Signed for ${letter.sender.name} by ${by}`;
}

function dateOf({ date }: Meta): Line {
	return told(date === null ? null : inWordsDate(date), 'date');
}

function told(text: string | null | undefined, part: string): Line {
	const words = (text ?? '').trim();
	return words === '' ? { text: `[No ${part}]`, missing: true } : { text: words, missing: false };
}

function lines(texts: readonly (string | null | undefined)[]): Line[] {
	return texts.flatMap((text) => (text ? [{ text, missing: false }] : []));
}

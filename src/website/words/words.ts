import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import nunjucks from 'nunjucks';
import { z } from 'zod';
import { monthsOf, type Span } from '../../figures/index.ts';
import { inWordsDate, inWordsTime, type PageWords, zone } from '../../foundation/index.ts';
import { addressIn, asEnglish, asSpoken, finishedPage } from './marks.ts';
import { type Entry, type Message, messageOf, type Saying, said, type Values } from './message.ts';

const website = fileURLToPath(new URL('..', import.meta.url));

const plurals = ['zero', 'one', 'two', 'few', 'many', 'other'] as const;
const entries = z.record(z.string(), z.union([z.string(), z.partialRecord(z.enum(plurals), z.string())]));

/** The messages of one language, by their keys. */
export type Catalogue = ReadonlyMap<string, Message>;

/** What is written for a language in the folders of the steps; the website's root has the prefix "publications". */
export function catalogueIn(language: string, root = website): Catalogue {
	const all = new Map<string, Message>();
	const steps = readdirSync(root, { withFileTypes: true }).filter((each) => each.isDirectory());
	for (const [step, folder] of [
		['publications', root],
		...steps.map(({ name }) => [name, join(root, name)] as const),
	] as const) {
		const file = join(folder, `words.${language}.json`);
		if (!existsSync(file)) continue;
		const parsed: Record<string, Entry> = entries.parse(JSON.parse(readFileSync(file, 'utf8')));
		for (const [key, entry] of Object.entries(parsed)) all.set(`${step}.${key}`, messageOf(entry));
	}
	return all;
}

/** What the layout and the furniture say, by its English. */
function furnitureIn(language: string): ReadonlyMap<string, string> {
	const file = join(website, 'words', `furniture.${language}.json`);
	if (!existsSync(file)) return new Map();
	return new Map(
		Object.entries(z.record(z.string(), z.string()).parse(JSON.parse(readFileSync(file, 'utf8')))),
	);
}

/** Words of one language: by key, with the values that the message asks for. */
export type T = {
	(key: string, values?: Readonly<Record<string, string | number>>): string;
	readonly language: string;
	date(when: Temporal.PlainDate | Temporal.Instant): string;
	/** With its day of the week, as instants of release are told. */
	instant(when: Temporal.Instant): string;
	/** "12 months ending June 2014" */
	span(days: Span): string;
	number(value: number): string;
};

type Say = (key: string, values: Values) => ReturnType<typeof said>;
type Tongue = { say: Say; t: T; furniture(english: string): string };

const sayingIn = (language: string, value: Saying['value']): Saying => ({
	plural: new Intl.PluralRules(language),
	number: new Intl.NumberFormat(language === 'en' ? 'en-GB' : language),
	value,
});

/** Words of a language over those of English, which has all of them. */
export function tongue(language: string, own: Catalogue, english: Catalogue): Omit<Tongue, 'furniture'> {
	const inEnglish = sayingIn('en', (text) => text);
	const inOwn = sayingIn(language, asEnglish);
	const say: Say = (key, values) => {
		const message = language === 'en' ? undefined : own.get(key);
		const fallback = english.get(key);
		if (fallback === undefined) throw new Error(`no catalogue of the website has the words "${key}"`);
		try {
			if (message === undefined) return said(fallback, values, inEnglish);
			return marked(said(message, values, inOwn));
		} catch (cause) {
			throw new Error(`the words "${key}": ${cause instanceof Error ? cause.message : ''}`, { cause });
		}
	};
	const t = (key: string, values: Values = {}): string => {
		const text = say(key, values);
		if (typeof text !== 'string') throw new Error(`the words "${key}" have markup, and are for views only`);
		return text;
	};
	const told = times(language);
	return { say, t: Object.assign(t, { language, ...told, span: (days: Span) => spanSaid(days, t, told) }) };
}

type Times = Pick<T, 'date' | 'instant' | 'number'> & { month(day: Temporal.PlainDate): string };

function spanSaid(days: Span, t: (key: string, values: Values) => string, { date, month }: Times): string {
	const { since, until } = days;
	if (since.equals(until)) return date(until);
	const count = monthsOf(days);
	if (count === null) return t('words.span.days', { since: date(since), until: date(until) });
	return count === 1 ? month(until) : t('words.span.months', { count, month: month(until) });
}

function marked(text: ReturnType<typeof said>): ReturnType<typeof said> {
	if (typeof text === 'string') return asSpoken(text);
	return new nunjucks.runtime.SafeString(asSpoken(text.toString()));
}

function times(language: string): Times {
	const tag = language === 'en' ? 'en-GB' : language;
	const numbers = new Intl.NumberFormat(tag);
	const weekday = new Intl.DateTimeFormat(tag, { weekday: 'long', timeZone: zone });
	const monthOf = new Intl.DateTimeFormat(tag, { month: 'long', year: 'numeric', timeZone: zone });
	const day = new Intl.DateTimeFormat(tag, { dateStyle: 'long', timeZone: zone });
	const time = new Intl.DateTimeFormat(tag, { dateStyle: 'full', timeStyle: 'short', timeZone: zone });
	const dayOf = (when: Temporal.PlainDate | Temporal.Instant) =>
		new Date(
			(when instanceof Temporal.PlainDate ? when.toZonedDateTime(zone).toInstant() : when).epochMilliseconds,
		);
	const number = (value: number) => numbers.format(value);
	if (language === 'en')
		return {
			number,
			date: inWordsDate,
			month: (when) => monthOf.format(dayOf(when)),
			instant: (when) => `${weekday.format(dayOf(when))} ${inWordsTime(when)}`,
		};
	return {
		number,
		date: (when) => asSpoken(day.format(dayOf(when))),
		month: (when) => asSpoken(monthOf.format(dayOf(when))),
		instant: (when) => asSpoken(time.format(dayOf(when))),
	};
}

const english = catalogueIn('en');
const others = ['cy'] as const;
const tongues = new Map<string, Tongue>(
	['en', ...others].map((language) => {
		const furniture = furnitureIn(language);
		return [
			language,
			{
				...tongue(language, catalogueIn(language), english),
				furniture: (text) => {
					const own = furniture.get(text);
					return own === undefined ? text : asSpoken(own);
				},
			},
		];
	}),
);

function tongueOf(language: string): Tongue {
	const found = tongues.get(language) ?? tongues.get('en');
	if (found === undefined) throw new Error('English has no catalogue');
	return found;
}

/** For what TypeScript says: `const t = wordsIn(request.language)`. */
export function wordsIn(language: string): T {
	return tongueOf(language).t;
}

/** What the renderer and the server ask of the website's words. */
export const websiteWords: PageWords = {
	languages: others,
	offered: others.filter((language) => {
		const own = catalogueIn(language);
		return [...english.keys()].every((key) => own.has(key));
	}),
	root: website,
	say: (language, key, values) => tongueOf(language).say(key, values),
	furniture: (language, text) => tongueOf(language).furniture(text),
	finish: finishedPage,
	addressIn,
};

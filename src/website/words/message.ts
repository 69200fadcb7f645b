import nunjucks from 'nunjucks';

type Html = nunjucks.runtime.SafeString;
const { SafeString } = nunjucks.runtime;

/** What stands in a message for a name: text, a number, what a macro made, or where a link leads: { href }. */
export type Values = Readonly<Record<string, unknown>>;

/** A text, or one for each plural of the language. */
export type Entry = string | Readonly<Partial<Record<Intl.LDMLPluralRule, string>>>;

type Part =
	| { kind: 'text'; text: string }
	| { kind: 'value'; name: string }
	| { kind: 'open' | 'close'; name: string };

/** A message as it is said: its parts, for each plural there is. */
export type Message = { forms: Partial<Record<Intl.LDMLPluralRule, readonly Part[]>>; counted: boolean };

export type Saying = { plural: Intl.PluralRules; number: Intl.NumberFormat; value(text: string): string };

const own: Record<string, readonly [string, string]> = {
	strong: ['<strong>', '</strong>'],
	em: ['<em>', '</em>'],
	hidden: ['<span class="govuk-visually-hidden">', '</span>'],
};

export function messageOf(entry: Entry): Message {
	if (typeof entry === 'string') return { forms: { other: partsOf(entry) }, counted: false };
	const forms: Message['forms'] = {};
	for (const [rule, text] of Object.entries(entry)) forms[rule as Intl.LDMLPluralRule] = partsOf(text); // Keys as read.
	return { forms, counted: true };
}

function partsOf(text: string): Part[] {
	const parts: Part[] = [];
	let from = 0;
	for (const found of text.matchAll(/\{(\w+)\}|<(\/?)(\w+)>/g)) {
		if (found.index > from) parts.push({ kind: 'text', text: text.slice(from, found.index) });
		const [whole, value, close, element = ''] = found;
		if (value !== undefined) parts.push({ kind: 'value', name: value });
		else parts.push({ kind: close === '/' ? 'close' : 'open', name: element });
		from = found.index + whole.length;
	}
	if (from < text.length) parts.push({ kind: 'text', text: text.slice(from) });
	return parts;
}

/** The names that a message asks values for, and the elements in it. */
export function namesOf({ forms }: Message): string[] {
	const names = Object.values(forms)
		.flat()
		.flatMap((part) => (part.kind === 'value' || part.kind === 'open' ? [`${part.kind} ${part.name}`] : []));
	return [...new Set(names)].sort();
}

/** Puts the values in. What has markup in it comes back as such, with everything else in it escaped. */
export function said(message: Message, values: Values, saying: Saying): string | Html {
	const parts = formFor(message, values, saying);
	const marked = parts.some(
		(part) => part.kind === 'open' || (part.kind === 'value' && values[part.name] instanceof SafeString),
	);
	const text = parts.map((part) => partText(part, values, saying, marked)).join('');
	return marked ? new SafeString(text) : text;
}

function formFor({ forms, counted }: Message, { count }: Values, { plural }: Saying): readonly Part[] {
	if (counted && typeof count !== 'number') throw new Error('the value "count" is not given, or no number');
	const form = typeof count === 'number' ? (forms[plural.select(count)] ?? forms.other) : forms.other;
	if (form === undefined) throw new Error('the form "other" is missing');
	return form;
}

function partText(part: Part, values: Values, saying: Saying, marked: boolean): string {
	if (part.kind === 'text') return marked ? escaped(part.text) : part.text;
	if (part.kind !== 'value') return element(part.kind, part.name, values);
	const value = values[part.name];
	if (value instanceof SafeString) return saying.value(value.toString());
	if (typeof value === 'number') return saying.number.format(value);
	if (typeof value === 'string') return saying.value(marked ? escaped(value) : value);
	throw new Error(`the value "${part.name}" is not given`);
}

function element(kind: 'open' | 'close', name: string, values: Values): string {
	const plain = Object.hasOwn(own, name) ? own[name] : undefined;
	if (plain !== undefined) return plain[kind === 'open' ? 0 : 1];
	if (kind === 'close') return '</a>';
	const value = values[name];
	if (typeof value !== 'object' || value === null || !('href' in value) || typeof value.href !== 'string')
		throw new Error(`where <${name}> leads is not given`);
	return `<a class="govuk-link" href="${escaped(value.href)}">`;
}

const entities: Record<string, string> = {
	'&': '&amp;',
	'<': '&lt;',
	'>': '&gt;',
	'"': '&quot;',
	"'": '&#39;',
};

function escaped(text: string): string {
	return text.replaceAll(/[&<>"']/g, (letter) => entities[letter] ?? letter);
}

import { isDeepStrictEqual } from 'node:util';
import { stringify } from 'yaml';

export type Group =
	| 'framework'
	| 'grades'
	| 'pillars'
	| 'questions'
	| 'evidence'
	| 'samples'
	| 'outlines'
	| 'guards'
	| 'action plans'
	| 'paragraphs'
	| 'wording';

export type Difference = {
	group: Group;
	kind: 'added' | 'removed' | 'renamed' | 'moved' | 'regraded' | 'changed';
	id: string;
	/** What it is about: “Question “Arrival””. */
	about: string;
	/** What happened to it, in a few words: “Moved from “Care” to “Conduct””. */
	change: string;
	/** What stood there and what stands there now, where the words above do not hold it. */
	before: string | null;
	after: string | null;
};

export type About = { group: Group; id: string; about: string };

type Item = { id: string; title?: string | undefined; text?: string | undefined };

/** Things that are known by their ids: which came, which went, and what else each says now. */
export function diffLists<T extends Item>(
	group: Group,
	noun: string,
	before: readonly T[],
	after: readonly T[],
): Difference[] {
	const aboutOf = (item: T): About => ({ group, id: item.id, about: `${noun} “${titleOf(item)}”` });
	return [
		...comingsAndGoings(before, after, (item) => [aboutOf(item), '']),
		...pairs(before, after).flatMap(([was, now]) => changed(aboutOf(was), was, now)),
		...reordered({ group, id: '', about: noun }, 'Order', before, after),
	];
}

/** The same for things within one thing, which are told of that. */
export function diffWithin<T extends Item>(
	about: About,
	noun: string,
	before: readonly T[],
	after: readonly T[],
): Difference[] {
	const named = (item: T) => `${noun} “${titleOf(item)}”`;
	return [
		...comingsAndGoings(before, after, (item) => [about, named(item)]),
		...pairs(before, after).flatMap(([was, now]) => changed(about, was, now, fieldsOf(was, now), named(was))),
		...reordered(about, `Order of ${noun.toLowerCase()}`, before, after),
	];
}

function comingsAndGoings<T extends Item>(
	before: readonly T[],
	after: readonly T[],
	tell: (item: T) => [About, string],
): Difference[] {
	const one = (item: T, kind: 'added' | 'removed') => {
		const [about, what] = tell(item);
		const words = inWords(Object.fromEntries(Object.entries(item).filter(([name]) => name !== 'id')));
		return difference(
			about,
			kind,
			capital(`${what} ${kind}`.trim()),
			kind === 'removed' ? words : null,
			kind === 'added' ? words : null,
		);
	};
	return [
		...before.filter(({ id }) => !after.some((now) => now.id === id)).map((item) => one(item, 'removed')),
		...after.filter(({ id }) => !before.some((was) => was.id === id)).map((item) => one(item, 'added')),
	];
}

function pairs<T extends Item>(before: readonly T[], after: readonly T[]): [T, T][] {
	return before.flatMap((was): [T, T][] => {
		const now = after.find(({ id }) => id === was.id);
		return now === undefined ? [] : [[was, now]];
	});
}

function reordered<T extends Item>(
	about: About,
	what: string,
	before: readonly T[],
	after: readonly T[],
): Difference[] {
	const was = pairs(before, after).map(([one]) => one);
	const now = pairs(after, before).map(([one]) => one);
	if (was.every(({ id }, index) => id === now[index]?.id)) return [];
	const text = (list: readonly T[]) => list.map(titleOf).join('\n');
	return [difference(about, 'moved', `${what} changed`, text(was), text(now))];
}

function titleOf({ id, title, text }: Item): string {
	return title ?? text ?? id;
}

/** The fields of one thing that say something else now. Its id is who it is, and is never among them. */
export function changed<T extends object>(
	about: About,
	before: T,
	after: T,
	fields: readonly string[] = fieldsOf(before, after),
	of = '',
): Difference[] {
	const was = new Map(Object.entries(before));
	const is = new Map(Object.entries(after));
	return fields
		.filter((field) => !isDeepStrictEqual(was.get(field), is.get(field)))
		.map((field) => {
			const [earlier, now] = [inWords(was.get(field)), inWords(is.get(field))];
			const verb = earlier === null ? 'added' : now === null ? 'removed' : 'changed';
			const what = of === '' ? nameOf(field) : `${of}: ${nameOf(field)}`;
			return difference(about, 'changed', capital(`${what} ${verb}`), earlier, now);
		});
}

function fieldsOf(before: object, after: object): string[] {
	return [...new Set([...Object.keys(before), ...Object.keys(after)])].filter((name) => name !== 'id');
}

export function difference(
	{ group, id, about }: About,
	kind: Difference['kind'],
	change: string,
	before: string | null = null,
	after: string | null = null,
): Difference {
	return { group, kind, id, about, change, before, after };
}

const names: Readonly<Record<string, string>> = {
	cycle: 'round',
	asks: 'question in full',
	because: 'reason',
	aliases: 'other names',
	continues: 'earlier questions',
	means: 'meaning',
	inLine: 'threshold of “in line”',
	slight: 'threshold of “slightly”',
	notableRatio: 'ratio of “notably”',
	quantifierLeast: 'least number that a word is used for',
	quantifiers: 'words for shares',
	inspection: 'name of an inspection',
	ungraded: 'words for what is not graded',
	family: 'family of comparable scales',
	positive: 'whether it is positive',
	per: 'how often it comes',
	changes: 'note on what changed',
};
function nameOf(field: string): string {
	return names[field] ?? field.replace(/[A-Z]/g, (letter) => ` ${letter.toLowerCase()}`);
}

export function capital(text: string): string {
	return `${text.charAt(0).toUpperCase()}${text.slice(1)}`;
}

/** A value as somebody reads it who compares it with another. */
export function inWords(value: unknown): string | null {
	if (value === undefined || value === null || value === '') return null;
	if (typeof value === 'string') return value;
	if (typeof value === 'boolean') return value ? 'yes' : 'no';
	if (Array.isArray(value) && value.length === 0) return null;
	if (Array.isArray(value) && value.every((item) => typeof item === 'string')) return value.join('\n');
	return stringify(value, { lineWidth: 0 }).trimEnd();
}

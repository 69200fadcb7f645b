import { nearest } from '../../foundation/index.ts';
import type { GlossaryFile } from './file.ts';
import { namesOf, pluralOf, wordKey } from './names.ts';

/** One entry of the glossary: a term with its meaning, letters that everybody knows, or a word with a plainer one. */
export type Term = {
	slug: string;
	/** As it stands within a sentence. */
	name: string;
	plural: string;
	acronym: string | null;
	/** Its other spellings, with plurals; not its acronym. */
	also: readonly string[];
	/** What readers are told; null for letters that are known and for words to avoid. */
	means: string | null;
	/** The title of the file in which it stands. */
	group: string;
	/** Slugs of terms that belong to it. */
	see: readonly string[];
	/** From which day it existed, and from which it did not any more, as ISO days. */
	from: string | null;
	until: string | null;
	/** What to say instead, where it is jargon. */
	plain: string | null;
	/** Letters that everyone knows, such as UK, need not be spelt out. */
	known: boolean;
};

/** A term where it stands in a text. */
export type Mention = { term: Term; at: number; end: number };

export type Glossary = {
	terms: readonly Term[];
	bySlug(slug: string): Term | undefined;
	/** By its name, its plural, an alias or its acronym; case and the kind of apostrophe do not count. */
	byName(name: string): Term | undefined;
	/** By its letters as they are printed, with or without the s of a plural. */
	byAcronym(letters: string): Term | undefined;
	/** Slugs and names nearest to what was typed, the nearest first. */
	nearest(typed: string): string | undefined;
	/** The defined terms in a text, the longest at each place, in order. */
	mentionsIn(text: string): Mention[];
};

export function glossaryOf(files: readonly GlossaryFile[]): Glossary {
	const terms = files.flatMap(termsOf);
	const slugs = new Map(terms.map((term) => [term.slug, term]));
	const names = new Map<string, Term>();
	const acronyms = new Map<string, Term>();
	for (const term of terms) {
		for (const name of [term.name, term.plural, ...term.also]) setOnce(names, wordKey(name), term);
		if (term.acronym !== null) setOnce(acronyms, term.acronym, term);
	}
	const byAcronym = (letters: string) => acronyms.get(letters) ?? acronyms.get(letters.replace(/s$/, ''));
	const byName = (name: string) => names.get(wordKey(name)) ?? acronymByCase(acronyms, name);
	const defined = mentionFinder(terms.filter(({ means }) => means !== null));
	return {
		terms,
		bySlug: (slug) => slugs.get(slug),
		byName,
		byAcronym,
		nearest: (typed) =>
			nearest(
				typed,
				[...slugs.values()].filter(({ means }) => means !== null).map(({ slug }) => slug),
			),
		mentionsIn: defined,
	};
}

function setOnce(map: Map<string, Term>, key: string, term: Term): void {
	if (!map.has(key)) map.set(key, term);
}

function acronymByCase(acronyms: ReadonlyMap<string, Term>, name: string): Term | undefined {
	const key = wordKey(name);
	for (const [letters, term] of acronyms)
		if (key === letters.toLowerCase() || key === `${letters.toLowerCase()}s`) return term;
	return undefined;
}

function termsOf({ title: group, terms, known, plain }: GlossaryFile): Term[] {
	const none = { means: null, plain: null, acronym: null, from: null, until: null };
	const common = { ...none, group, see: [], known: false, also: [] };
	return [
		...terms.map((term) => {
			const plural = pluralOf(term);
			const not = new Set([term.title, plural].map(wordKey));
			return {
				...common,
				slug: term.id,
				name: term.title,
				plural,
				acronym: term.acronym ?? null,
				also: namesOf({ ...term, acronym: undefined }).filter((name) => !not.has(wordKey(name))),
				means: term.means,
				see: term.see,
				from: term.from ?? null,
				until: term.until ?? null,
			};
		}),
		...known.map(({ short, long }) => ({
			...common,
			slug: `known-${short.toLowerCase()}`,
			name: long,
			plural: long,
			acronym: short,
			known: true,
		})),
		...plain.flatMap(({ words: [first = '', ...also], say }) => ({
			...common,
			slug: `plain-${first.toLowerCase().replaceAll(/[^a-z0-9]+/g, '-')}`,
			name: first,
			plural: first,
			also,
			plain: say,
		})),
	];
}

/** Names are looked up by their first word, so that a long report costs one pass. */
function mentionFinder(terms: readonly Term[]): (text: string) => Mention[] {
	const byFirst = new Map<string, { key: string; exact: boolean; term: Term }[]>();
	for (const term of terms) {
		const names = [term.name, term.plural, ...term.also].map((name) => ({ name, exact: false }));
		const letters = term.acronym === null ? [] : [term.acronym, `${term.acronym}s`];
		for (const { name, exact } of [...names, ...letters.map((name) => ({ name, exact: true }))]) {
			const key = exact ? name : wordKey(name);
			const first = wordKey(firstWord.exec(name)?.[0] ?? '');
			const list = byFirst.get(first) ?? [];
			if (list.length === 0) byFirst.set(first, list);
			list.push({ key, exact, term });
		}
	}
	for (const list of byFirst.values()) list.sort((a, b) => b.key.length - a.key.length);
	return (text) => {
		const even = text.replaceAll(/[’‘ʼ]/g, "'").replaceAll(/\s/g, ' ');
		const lower = even.toLowerCase();
		const found: Mention[] = [];
		let after = 0;
		for (const match of lower.matchAll(everyWord)) {
			const at = match.index;
			if (at < after) continue;
			const hit = byFirst.get(match[0])?.find(({ key, exact }) => {
				const within = exact ? even : lower;
				return within.startsWith(key, at) && !/[\p{L}\p{N}]/u.test(within[at + key.length] ?? '');
			});
			if (hit === undefined) continue;
			after = at + hit.key.length;
			found.push({ term: hit.term, at, end: after });
		}
		return found;
	};
}

const firstWord = /[\p{L}\p{N}]+/u;
const everyWord = /(?<![\p{L}\p{N}])[\p{L}\p{N}]+/gu;

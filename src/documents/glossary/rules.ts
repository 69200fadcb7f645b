import {
	into,
	itemsOf,
	nearest,
	type Path,
	type Placed,
	quoted,
	type Remark,
	type Rule,
	textOf,
} from '../../foundation/index.ts';
import type { GlossaryFile } from './file.ts';
import { namesOf, wordKey } from './names.ts';

/** A file of the glossary with its name. */
export type NamedFile = { file: string; content: GlossaryFile };

/**
 * What a file is held against: a term stands in one file only, and the second of two is at fault. Where another file
 * cannot be read, nobody can say that a term is nowhere.
 */
export type Beside = { before: readonly NamedFile[]; after: readonly NamedFile[]; allRead: boolean };

export function rulesBeside({ before, after, allRead }: Beside): Rule[] {
	return [
		somethingInIt,
		(root, lineOf) => idsOnce(root, lineOf, before),
		(root, lineOf) => namesOnce(root, lineOf, before),
		(root) => (allRead ? seeLeadsSomewhere(root, [...before, ...after]) : []),
		meansMoreThanItself,
	];
}

function* somethingInIt(root: Placed): Iterable<Remark> {
	if (['terms', 'known', 'plain'].every((name) => into(root, name).value === undefined))
		yield {
			path: [],
			text: 'There is no term in this file. Write “terms:”, “known:” or “plain:” and a list below it.',
		};
}

function* idsOnce(
	root: Placed,
	lineOf: (path: Path) => number,
	others: readonly NamedFile[],
): Iterable<Remark> {
	const seen = new Map<string, string>();
	for (const { file, content } of others) for (const { id } of content.terms) seen.set(id, `in ${file}`);
	for (const term of itemsOf(root, 'terms')) {
		const id = textOf(term, 'id');
		if (id === undefined) continue;
		const path = [...term.path, 'id'];
		const where = seen.get(id);
		if (where !== undefined)
			yield { path, text: `The id “${id}” stands ${where} as well. Keep one, or give this term another id.` };
		else seen.set(id, `in line ${lineOf(path)}`);
	}
}

type Named = { name: string; owner: string; path: Path };

/** Whoever reads a name finds one term, so a name, a plural and an acronym belong to one. */
function* namesOnce(
	root: Placed,
	lineOf: (path: Path) => number,
	others: readonly NamedFile[],
): Iterable<Remark> {
	const seen = new Map<string, { owner: string; where: string }>();
	for (const { file, content } of others)
		for (const { name, owner } of namesIn({ value: content, path: [] }))
			seen.set(wordKey(name), { owner, where: `in ${file}` });
	for (const { name, owner, path } of namesIn(root)) {
		const key = wordKey(name);
		const other = seen.get(key);
		if (other === undefined) seen.set(key, { owner, where: `in line ${lineOf(path)}` });
		else if (other.owner !== owner || path.includes('aliases'))
			yield {
				path,
				text: `“${name}” is said ${other.where} already${other.owner === owner ? '' : `, of “${other.owner}”`}. Keep it in one place.`,
			};
	}
}

function* namesIn(root: Placed): Iterable<Named> {
	for (const term of itemsOf(root, 'terms')) {
		const title = textOf(term, 'title');
		if (title === undefined) continue;
		yield { name: title, owner: title, path: [...term.path, 'title'] };
		for (const field of ['acronym', 'plural']) {
			const name = textOf(term, field);
			if (name !== undefined) yield { name, owner: title, path: [...term.path, field] };
		}
		for (const { value, path } of itemsOf(term, 'aliases'))
			if (typeof value === 'string') yield { name: value, owner: title, path };
	}
	for (const one of itemsOf(root, 'known')) {
		const short = textOf(one, 'short');
		if (short !== undefined)
			yield { name: short, owner: `${short} (${one.path.join(' ')})`, path: [...one.path, 'short'] };
	}
	for (const one of itemsOf(root, 'plain'))
		for (const { value, path } of itemsOf(one, 'words'))
			if (typeof value === 'string') yield { name: value, owner: path.join(' '), path };
}

function* seeLeadsSomewhere(root: Placed, others: readonly NamedFile[]): Iterable<Remark> {
	const here = itemsOf(root, 'terms').flatMap((term) => textOf(term, 'id') ?? []);
	const ids = [...here, ...others.flatMap(({ content }) => content.terms.map(({ id }) => id))];
	for (const term of itemsOf(root, 'terms'))
		for (const { value, path } of itemsOf(term, 'see'))
			if (typeof value === 'string' && !ids.includes(value))
				yield {
					path,
					text: `No term has the id “${value}”. Did you mean “${nearest(value, ids)}”?`,
				};
			else if (value === textOf(term, 'id'))
				yield { path, text: 'A term does not lead to itself. Take this line out.' };
}

/** "Safeguarding: the act of safeguarding people" tells nobody anything. */
function* meansMoreThanItself(root: Placed): Iterable<Remark> {
	for (const term of itemsOf(root, 'terms')) {
		const [title, means] = [textOf(term, 'title'), textOf(term, 'means')];
		if (title === undefined || means === undefined) continue;
		const names = namesOf({ title, aliases: [], plural: undefined, acronym: textOf(term, 'acronym') });
		const beginning = names.find((name) => {
			const rest = wordKey(means).slice(wordKey(name).length);
			return wordKey(means).startsWith(wordKey(name)) && (rest === '' || rest.startsWith(' '));
		});
		if (beginning !== undefined)
			yield {
				path: [...term.path, 'means'],
				text: `What a term means is not told by ${quoted([beginning])} again. Say it in other words.`,
			};
	}
}

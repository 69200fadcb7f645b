import {
	type Document,
	isAlias,
	isMap,
	isPair,
	isScalar,
	isSeq,
	LineCounter,
	parseDocument,
	visit,
} from 'yaml';
import type { Form } from './form.ts';
import { inOneWord, type Path } from './place.ts';

export type Position = { line: number; column: number };

/** Something wrong in the text of the file, before anything in it has a meaning. */
export type TextProblem = Position & { field: string; text: string };

export type Reading = { data: unknown; doubles: TextProblem[]; at(path: Path): Position };

/** No definition that people write comes near it; a larger file is something else. */
const largest = 1024 * 1024;

/** Reads YAML without what makes one text mean another: anchors, aliases and tags. */
export function readYaml(
	source: string,
	form: Pick<Form, 'noun' | 'aNoun' | 'guide'>,
): Reading | { problems: TextProblem[] } {
	if (source.length > largest)
		return only(`This file is larger than 1 MB, and no ${form.noun} is. Check that it is the right file.`);
	if (source.trim() === '') return only(`This file is empty. Write ${form.aNoun} in it: see ${form.guide}.`);
	try {
		return parsed(source, form.noun);
	} catch (error) {
		if (error instanceof RangeError)
			return only('This file is nested too deeply to be read. Write each field on a line of its own.');
		throw error;
	}
}

function only(text: string): { problems: TextProblem[] } {
	return { problems: [{ line: 1, column: 1, field: '', text }] };
}

function parsed(source: string, noun: string): Reading | { problems: TextProblem[] } {
	const lines = new LineCounter();
	// Doubled fields are looked for below: the library compares each field with every other, which a long file makes slow.
	const document = parseDocument(source, { lineCounter: lines, prettyErrors: false, uniqueKeys: false });
	const position = (offset: number): Position => {
		const { line, col } = lines.linePos(offset);
		return { line: Math.max(line, 1), column: Math.max(col, 1) };
	};
	const problems = [...document.errors, ...document.warnings].map((error) => ({
		...position(error.pos[0]),
		field: '',
		text:
			error.code === 'MULTIPLE_DOCS'
				? `A line "---" begins a second document. Keep one ${noun} in each file.`
				: (sentences[error.code] ?? `This is not YAML that can be read: ${error.message}.`),
	}));
	problems.push(...unreadable(document, source, position), ...sharing(document, position));
	if (problems.length > 0) return { problems };
	return {
		data: document.toJS(),
		doubles: doubles(document, position),
		at: (path) => position(offsetOf(document, path)),
	};
}

const colon =
	'A colon followed by a space begins a field, and one already stands in this line. Put the text in quotes, or write it below after "title: >-".';
const sentences: Partial<Record<string, string>> = {
	TAB_AS_INDENT: 'A tab stands where spaces belong. Indent with spaces.',
	BAD_INDENT:
		'This line is indented otherwise than its neighbours. Give fields of one thing the same number of spaces.',
	BLOCK_AS_IMPLICIT_KEY: colon,
	MULTILINE_IMPLICIT_KEY:
		'This line belongs to no field. Write the name of the field and a colon before it, or indent it below its field.',
	MISSING_CHAR:
		'A closing quote, a closing bracket or the colon after the name of a field is missing, here or above.',
	TAG_RESOLVE_FAILED: 'A word that begins with "!" gives YAML an order. Put the text in quotes.',
};

/** Characters that no editor shows, and that no text here can mean. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is looked for.
const unseen = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f]/;

function unreadable(
	document: Document,
	source: string,
	position: (offset: number) => Position,
): TextProblem[] {
	const text = 'A character stands here that cannot be shown. Delete it, and write the text again.';
	const offset = source.search(unseen);
	if (offset >= 0) return [{ ...position(offset), field: '', text }];
	const found: TextProblem[] = [];
	visit(document, {
		Scalar(_key, node, ancestors) {
			if (typeof node.value !== 'string' || (node.value.isWellFormed() && !unseen.test(node.value))) return;
			found.push({
				...position(node.range?.[0] ?? 0),
				field: inOneWord(pathOf([...ancestors, node])),
				text,
			});
		},
	});
	return found;
}

/** One place that stands for another hides what a reader of the file should see, and can grow without end. */
function sharing(document: Document, position: (offset: number) => Position): TextProblem[] {
	const found: TextProblem[] = [];
	visit(document, {
		Node(_key, node, ancestors) {
			const place = { ...position(node.range?.[0] ?? 0), field: inOneWord(pathOf([...ancestors, node])) };
			if (isAlias(node))
				found.push({
					...place,
					text: `“*${node.source}” stands for text elsewhere in the file. Write the text out; if it is text, put it in quotes.`,
				});
			else if (node.anchor !== undefined)
				found.push({
					...place,
					text: `“&${node.anchor}” names a place so that others can stand for it. Take it out; if it is text, put it in quotes.`,
				});
		},
	});
	return found;
}

function doubles(document: Document, position: (offset: number) => Position): TextProblem[] {
	const found: TextProblem[] = [];
	visit(document, {
		Map(_key, map, ancestors) {
			const first = new Map<string, number>();
			for (const pair of map.items) {
				const name = nameOf(pair.key);
				const offset = startOf(pair.key) ?? 0;
				const before = first.get(name);
				if (before === undefined) first.set(name, offset);
				else
					found.push({
						...position(offset),
						field: inOneWord([...pathOf([...ancestors, map]), name]),
						text: `The field “${name}” is here twice: it stands in line ${position(before).line} already. Keep one of them.`,
					});
			}
		},
	});
	return found;
}

/** What leads to the last of these nodes, each the child of the one before it. */
function pathOf(nodes: readonly unknown[]): Path {
	return nodes.flatMap((node, index): Path => {
		if (isPair(node)) return [nameOf(node.key)];
		return isSeq(node) && index < nodes.length - 1 ? [node.items.indexOf(nodes[index + 1])] : [];
	});
}

function nameOf(key: unknown): string {
	return isScalar(key) ? String(key.value) : '';
}

function startOf(node: unknown): number | undefined {
	return isScalar(node) || isMap(node) || isSeq(node) ? node.range?.[0] : undefined;
}

/** A value that stands after its field's name, else the name; the place that should hold it, where it is not there. */
function offsetOf(document: Document, path: Path): number {
	let node: unknown = document.contents;
	let offset = startOf(node) ?? 0;
	for (const part of path) {
		if (isMap(node)) {
			const pair = node.items.find(({ key }) => nameOf(key) === String(part));
			if (pair === undefined) return offset;
			offset = startOf(pair.key) ?? offset;
			node = pair.value;
			if (isScalar(node) && node.source !== '') offset = startOf(node) ?? offset;
		} else if (isSeq(node) && typeof part === 'number' && node.items[part] !== undefined) {
			node = node.items[part];
			offset = startOf(node) ?? offset;
		} else {
			return offset;
		}
	}
	return offset;
}

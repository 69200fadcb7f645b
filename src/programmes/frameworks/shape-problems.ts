import { z } from 'zod';
import { nearest } from '../../foundation/index.ts';
import { frameworkShape } from './framework.ts';
import { inOneWord, isFields, type Path, quoted, type Remark } from './place.ts';

/** What the shape says against the data, in our own sentences. */
export function shapeProblems(data: unknown, error: z.ZodError): Remark[] {
	return error.issues.flatMap((issue) => {
		const path = issue.path.map((part) => (typeof part === 'number' ? part : String(part)));
		if (issue.code === 'unrecognized_keys')
			return issue.keys.map((key) => ({ path: [...path, key], text: unknownField(path, key) }));
		return [{ path, text: sentence(issue, valueAt(data, path), path) }];
	});
}

/** The library's own words reach nobody: what has no sentence of its own gets one here. */
export const withoutWords = { error: () => '' };

function sentence(issue: z.core.$ZodIssue, value: unknown, path: Path): string {
	const name = String(path.at(-1) ?? '');
	if (value === undefined) return missing(name);
	if (issue.message !== '') return `${issue.message}.`;
	switch (issue.code) {
		case 'invalid_type':
			return wrongKind(issue.expected, value, name);
		case 'invalid_value':
			return `Write ${quoted(issue.values.map(String), 'or')} here.`;
		case 'too_small':
			return 'Write a whole number above 0.';
		default:
			return 'This is not what belongs here. See docs/frameworks.md.';
	}
}

const needed: Readonly<Record<string, string>> = {
	id: 'a name that never changes, in small letters, digits and hyphens, such as “armed-policing”',
	pillar: 'the id of the pillar that the question belongs to',
	graded: '“true” or “false”',
	positive: '“true” or “false”',
	version: 'a whole number, 1 for the first version',
	cycle: 'the round as readers name it, such as "2018/19"',
	grade: 'the id of a grade of the scale',
};

function missing(name: string): string {
	const what = needed[name] === undefined ? 'what it is' : needed[name];
	return `“${name}” is missing here. Write “${name}:” and ${what}.`;
}

function wrongKind(expected: string, value: unknown, name: string): string {
	if (value === null)
		return `“${name}” is empty. Write something after it, or leave the field out if it is not needed.`;
	switch (expected) {
		case 'string':
			return typeof value === 'object'
				? 'Write words here, not a list and not fields. A text with a colon in it stands in quotes.'
				: `Put this in quotes, so that it is read as words: "${String(value)}".`;
		case 'array':
			return 'Write a list here: each item on a line of its own, after a hyphen and a space.';
		case 'object':
		case 'record':
			return 'Write fields here, each on a line of its own: a name, a colon, a space and the value.';
		case 'boolean':
			return 'Write “true” or “false” here, without quotes.';
		default:
			return 'Write a number here, without quotes.';
	}
}

function unknownField(path: Path, key: string): string {
	if (key.includes(' '))
		return `“${key}” is no name of a field. If it belongs to the text before it, put the whole text in quotes: a comma between “{” and “}” ends a text.`;
	const known = knownFields(frameworkShape, path);
	const there = known.includes(key) || known.length === 0;
	const hint = there ? '' : ` Did you mean “${nearest(key, known)}”?`;
	return `There is no field “${key}” ${path.length === 0 ? 'in a framework' : `in “${inOneWord(path)}”`}.${hint} Otherwise take it out.`;
}

/** The names of the fields that the shape knows at a place. */
function knownFields(shape: unknown, path: Path): string[] {
	const bare = unwrapped(shape);
	const [part, ...rest] = path;
	if (bare instanceof z.ZodObject)
		return part === undefined ? Object.keys(bare.shape) : knownFields(bare.shape[String(part)], rest);
	if (bare instanceof z.ZodArray) return knownFields(bare.element, rest);
	if (bare instanceof z.ZodRecord) return knownFields(bare.valueType, rest);
	return [];
}

function unwrapped(shape: unknown): unknown {
	return shape instanceof z.ZodOptional || shape instanceof z.ZodDefault ? unwrapped(shape.unwrap()) : shape;
}

function valueAt(data: unknown, path: Path): unknown {
	return path.reduce<unknown>((value, part) => {
		if (Array.isArray(value)) return value[Number(part)];
		return isFields(value) ? value[part] : undefined;
	}, data);
}

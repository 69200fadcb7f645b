import { z } from 'zod';
import { nearest } from '../kernel/config.ts';
import type { Form } from './form.ts';
import { inOneWord, isFields, type Path, quoted, type Remark } from './place.ts';

/** What the shape says against the data, in our own sentences. */
export function shapeProblems(data: unknown, error: z.ZodError, form: Form): Remark[] {
	return error.issues.flatMap((issue) => {
		const path = issue.path.map((part) => (typeof part === 'number' ? part : String(part)));
		if (issue.code === 'unrecognized_keys')
			return issue.keys.map((key) => ({ path: [...path, key], text: unknownField(path, key, form) }));
		return [{ path, text: sentence(issue, valueAt(data, path), path, form) }];
	});
}

/** The library's own words reach nobody: what has no sentence of its own gets one here. */
export const withoutWords = { error: () => '' };

function sentence(issue: z.core.$ZodIssue, value: unknown, path: Path, form: Form): string {
	const name = String(path.at(-1) ?? '');
	if (value === undefined) return missing(name, form);
	if (issue.message !== '') return `${issue.message}.`;
	switch (issue.code) {
		case 'invalid_type':
			return wrongKind(issue.expected, value, name);
		case 'invalid_value':
			return `Write ${quoted(issue.values.map(String), 'or')} here.`;
		case 'too_small':
			return 'Write a whole number above 0.';
		default:
			return `This is not what belongs here. See ${form.guide}.`;
	}
}

function missing(name: string, { needed }: Form): string {
	const what = needed[name] ?? 'what it is';
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

function unknownField(path: Path, key: string, { shape, aNoun }: Form): string {
	if (key.includes(' '))
		return `“${key}” is no name of a field. If it belongs to the text before it, put the whole text in quotes: a comma between “{” and “}” ends a text.`;
	const known = knownFields(shape, path);
	const there = known.includes(key) || known.length === 0;
	const hint = there ? '' : ` Did you mean “${nearest(key, known)}”?`;
	return `There is no field “${key}” ${path.length === 0 ? `in ${aNoun}` : `in “${inOneWord(path)}”`}.${hint} Otherwise take it out.`;
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

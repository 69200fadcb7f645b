import assert from 'node:assert/strict';
import { type DefinitionProblem, inOneLine } from '../../src/foundation/index.ts';
import { readFramework } from '../../src/programmes/frameworks/check.ts';
import type { Framework } from '../../src/programmes/frameworks/framework.ts';
import { testFramework } from './index.ts';

/** The test framework as somebody edits it, and what the check says of that. */
export const file = 'frameworks/test.yaml';

export function problems(source: string, others?: readonly Framework[]): readonly DefinitionProblem[] {
	const result = readFramework(source, file, others);
	return 'problems' in result ? result.problems : [];
}
export function framework(source = testFramework): Framework {
	const result = readFramework(source, file);
	if ('problems' in result) assert.fail(result.problems.map(inOneLine).join('\n'));
	return result.framework;
}
export function edited(...changes: readonly (readonly [from: string | RegExp, to: string])[]): string {
	return changes.reduce((source, [from, to]) => {
		const next = source.replace(from, to);
		assert.notEqual(next, source, `nothing changed by ${from}`);
		return next;
	}, testFramework);
}
/** The line of a text, counted as an editor's program counts. */
export function lineOf(source: string, text: string): number {
	const offset = source.indexOf(text);
	assert.ok(offset >= 0, `there is no “${text}”`);
	return source.slice(0, offset).split('\n').length;
}

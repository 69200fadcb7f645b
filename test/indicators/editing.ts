import assert from 'node:assert/strict';
import { test } from 'node:test';
import { readIndicator } from '../../src/figures/indicators/check.ts';
import type { Indicator } from '../../src/figures/indicators/indicator.ts';
import { testIndicator, testIndicatorFile, testSources } from './index.ts';

/** The test indicator as somebody edits it, and what the check says of that. */
const areas = new Set(['E23000018', 'E23000001']);

export function read(source: string, indicators?: readonly Indicator[]) {
	return readIndicator(source, testIndicatorFile, {
		sources: testSources,
		areas,
		...(indicators === undefined ? {} : { indicators }),
	});
}
export function edited(...changes: readonly (readonly [from: string | RegExp, to: string])[]): string {
	return changes.reduce((source, [from, to]) => {
		const next = source.replace(from, to);
		assert.notEqual(next, source, `nothing changed by ${from}`);
		return next;
	}, testIndicator);
}
export function lineOf(source: string, text: string): number {
	const offset = source.indexOf(text);
	assert.ok(offset >= 0, `there is no “${text}”`);
	return source.slice(0, offset).split('\n').length;
}

export type Bad = [
	what: string,
	changes: [string | RegExp, string][],
	/** In which line it is told: that of this text. */
	at: string,
	field: string,
	text: RegExp,
];

/** Holds the check to what it tells of each. */
export function testBad(bad: readonly Bad[]): void {
	for (const [what, changes, at, field, text] of bad)
		test(`${what} is told with line, field and remedy`, () => {
			const source = edited(...changes);
			const result = read(source);
			assert.ok('problems' in result, 'nothing was told');
			const found = result.problems.find((one) => one.field === field && text.test(one.text));
			assert.ok(found, JSON.stringify(result.problems, null, 1));
			assert.equal(found.file, testIndicatorFile);
			assert.equal(found.line, lineOf(source, at));
		});
}

import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { agreedNames } from '../../../test/figures-names.ts';
import { readIndicator } from './check.ts';
import { indicatorShape } from './indicator.ts';

const file = 'docs/indicators.md';
const guide = readFileSync(new URL(`../../../${file}`, import.meta.url), 'utf8');

test('the example of the guide is sound', () => {
	const [, example = ''] = /<!-- example:.*-->\n```yaml\n([\s\S]*?)```/.exec(guide) ?? [];
	const read = readIndicator(example, file, { sources: agreedNames() });
	assert.ok('indicator' in read, JSON.stringify(read));
	assert.equal(read.indicator.id, 'knife-searches');
});

test('the guide explains every field, and every value that a field may have', () => {
	const { shape } = indicatorShape;
	const parts = [shape.numerator.shape, shape.denominator.unwrap().shape];
	const names = [...Object.keys(shape), ...parts.flatMap((part) => Object.keys(part))];
	const values = [
		...shape.kind.options,
		...shape.method.options,
		...shape.polarity.options,
		...shape.window.shape.ending.options.slice(0, 2),
		...shape.totals.unwrap().element.options,
	];
	const missing = [...names, ...values].filter(
		(word) => !guide.includes(`\`${word}\``) && !guide.includes(`\`${word}:`),
	);
	assert.deepEqual(missing, []);
});

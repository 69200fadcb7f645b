import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { z } from 'zod';
import { inOneLine } from '../../foundation/index.ts';
import { readFramework } from './check.ts';
import { frameworkShape } from './framework.ts';

const page = readFileSync(new URL('../../../docs/frameworks.md', import.meta.url), 'utf8');

test('the example of the documentation is sound', () => {
	const [, example = ''] = /```yaml\n(.*?)```/s.exec(page) ?? [];
	const read = readFramework(example, 'docs/frameworks.md');
	if ('problems' in read) assert.fail(read.problems.map(inOneLine).join('\n'));
	assert.equal(read.framework.id, 'dogs-2027');
});

/** Every field that the shape knows, at whatever depth. */
function fieldsOf(shape: unknown): string[] {
	if (shape instanceof z.ZodOptional || shape instanceof z.ZodDefault) return fieldsOf(shape.unwrap());
	if (shape instanceof z.ZodArray) return fieldsOf(shape.element);
	if (!(shape instanceof z.ZodObject)) return [];
	return Object.entries(shape.shape).flatMap(([name, field]) => [name, ...fieldsOf(field)]);
}

test('the documentation names every field and every word that can be chosen, in the shape of today', () => {
	const fields = [...new Set(fieldsOf(frameworkShape))];
	assert.ok(fields.length > 50, 'the shape is walked through');
	assert.deepEqual(
		fields.filter((name) => !page.includes(`\`${name}\``)),
		[],
	);
	for (const word of ['simple random', 'stratified', 'national report', 'area for improvement', 'neutral'])
		assert.ok(page.includes(`\`${word}\``), word);
});

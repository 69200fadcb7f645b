import assert from 'node:assert/strict';
import { readdirSync } from 'node:fs';
import { test } from 'node:test';
import { check } from './check.ts';
import { readDraft } from './read-draft.ts';
import { defineRule } from './rule.ts';
import { rules } from './rules.ts';

const draft = readDraft(
	'Of the files, 72 of the 60 were signed. There are two aims: one; two; and three.',
	'a.md',
);

test('every rule that is written is on, under a name of its own, with its explanation', () => {
	const names = rules.map(({ name }) => name);
	assert.equal(new Set(names).size, names.length);
	const files = readdirSync(new URL('rules/', import.meta.url))
		.filter((file) => file.endsWith('.ts') && !file.endsWith('.test.ts'))
		.map((file) => file.slice(0, -3));
	assert.deepEqual([...names].sort(), files.sort());
	for (const { title, explains } of rules) assert.ok(title.length > 5 && explains.endsWith('.'), title);
});

test('remarks stand in the order of the text, and rules and severities can be switched off', () => {
	const late = defineRule({
		name: 'late-word',
		title: 'A word',
		explains: 'It.',
		severity: 'style',
		*check({ blocks: [block] }) {
			if (block === undefined) return;
			yield { spot: { block, at: 40, end: 45 }, text: 'Late.', mend: 'Move it.' };
			yield { spot: { block, at: 0, end: 2 }, text: 'Early.', mend: 'Keep it.' };
		},
	});
	const all = [late, ...rules];
	assert.deepEqual(
		check(draft, {}, all).map(({ rule, place }) => [rule, place.column]),
		[
			['late-word', 1],
			['parts-exceed-whole', 15],
			['late-word', 41],
		],
	);
	assert.deepEqual(
		check(draft, { without: { severities: ['style'] } }, all).map(({ rule }) => rule),
		['parts-exceed-whole'],
	);
	assert.deepEqual(check(draft, { without: { rules: ['parts-exceed-whole', 'late-word'] } }, all), []);
});

test('a name that is not a name for a rule is refused', () => {
	assert.throws(() => defineRule({ ...(rules[0] ?? assert.fail()), name: 'Not A Name' }), /is not a name/);
});

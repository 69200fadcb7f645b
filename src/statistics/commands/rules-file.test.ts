import assert from 'node:assert/strict';
import { test } from 'node:test';
import { refused } from '../testing/near.ts';
import { standardWording } from '../wording-rules.ts';
import { readRules } from './rules-file.ts';

test('a file names its version and changes what it names', () => {
	const rules = readRules('{"version": "framework 2027/2", "inLine": {"relative": 0.02}}');
	assert.deepEqual(rules, { ...standardWording, version: 'framework 2027/2', inLine: { relative: 0.02 } });
});

test('the standard rules survive the journey through a file', () => {
	assert.deepEqual(readRules(JSON.stringify(standardWording)), standardWording);
});

test('unknown rules, wrong types and a missing version are refused', () => {
	refused('unreadable', () => readRules('{'));
	refused('unreadable', () => readRules('[]'));
	refused('unreadable', () => readRules('{}'));
	refused('unreadable', () => readRules('{"version": "x", "inline": {}}'));
	refused('unreadable', () => readRules('{"version": "x", "notableRatio": "2"}'));
	refused('unreadable', () => readRules('{"version": "x", "quantifiers": {}}'));
	refused('out-of-range', () => readRules('{"version": "x", "confidence": 95}'));
});

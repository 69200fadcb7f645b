import assert from 'node:assert/strict';
import { test } from 'node:test';
import { nothingSaid } from '../judging/said.ts';
import { type Compared, outliers, similar } from './likeness.ts';

const said = (more: Partial<typeof nothingSaid>) => ({ ...nothingSaid, ...more });

test('who is flagged has similar findings and another grade, or a better grade on no better findings', () => {
	const force = (name: string, rank: number | null, more: Partial<typeof nothingSaid>): Compared => ({
		key: name,
		name,
		rank,
		gradeTitle: `grade ${rank}`,
		said: said(more),
		metShare: null,
	});
	const alike = [
		force('A', 1, { strengths: 3, weaknesses: 1 }),
		force('B', 1, { strengths: 4, weaknesses: 1 }),
		force('C', 3, { strengths: 3, weaknesses: 1, improvements: 1 }),
	];
	const [a, b, c] = alike;
	assert.ok(a && b && c && similar(a, c));
	const flags = outliers(alike);
	assert.deepEqual([...flags.keys()], ['C']);
	assert.match(
		flags.get('C')?.[0] ?? '',
		/Similar findings and another grade: A \(grade 1\) and B \(grade 1\)/,
	);
	const worse = outliers([
		force('D', 0, { strengths: 2, weaknesses: 5, improvements: 3 }),
		force('E', 2, { strengths: 4, weaknesses: 1 }),
	]);
	assert.match(worse.get('D')?.[0] ?? '', /A better grade on findings that are no better: E/);
	assert.equal(outliers([force('F', null, { strengths: 3 }), force('G', 1, { strengths: 3 })]).size, 0);
});

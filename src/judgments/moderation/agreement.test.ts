import assert from 'node:assert/strict';
import { test } from 'node:test';
import { agreementOf, withProposal } from './agreement.ts';

const scale = ['weak', 'sound', 'strong'];
const given = (judging: string, account: string, grade: string) => ({ judging, account, grade });

test('two members are compared by Cohen’s kappa, more by Fleiss’, each with its interval', () => {
	const cases = ['a', 'b', 'c', 'd'];
	const two = cases.flatMap((judging, index) => [
		given(judging, 'x', index < 2 ? 'sound' : 'weak'),
		given(judging, 'y', index < 1 ? 'strong' : index < 2 ? 'sound' : 'weak'),
	]);
	const lines = agreementOf(cases, ['x', 'y', 'z'], two, scale);
	assert.deepEqual(
		lines.map(({ name }) => name),
		['Raw agreement', 'Cohen’s kappa', 'Krippendorff’s alpha, ordinal'],
	);
	const [raw, kappa] = lines;
	assert.equal(raw?.value, 0.75);
	assert.ok(raw.lower !== null && raw.upper !== null && raw.lower >= 0 && raw.upper <= 1);
	// By hand: observed 3/4; expected 1/2·1/4 (sound) + 1/2·1/2 (weak) = 3/8.
	assert.ok(Math.abs((kappa?.value ?? 0) - (0.75 - 0.375) / (1 - 0.375)) < 1e-12);
	const three = [...two, ...cases.map((judging) => given(judging, 'z', 'weak'))];
	assert.equal(agreementOf(cases, ['x', 'y', 'z'], three, scale)[1]?.name, 'Fleiss’ kappa');
});

test('what cannot be told is said in words, and breaks nothing', () => {
	const alone = agreementOf(['a'], ['x', 'y'], [given('a', 'x', 'weak')], scale);
	assert.ok(alone.every(({ value, note }) => value === null && note !== null));
	const alike = agreementOf(
		['a', 'b'],
		['x', 'y'],
		['a', 'b'].flatMap((one) => [given(one, 'x', 'weak'), given(one, 'y', 'weak')]),
		scale,
	);
	assert.equal(alike[0]?.value, 1);
	assert.match(alike[1]?.note ?? '', /chance alone explains the agreement/);
});

test('grades are counted against the proposal where there is one', () => {
	const grades = [given('a', 'x', 'weak'), given('a', 'y', 'sound'), given('b', 'x', 'weak')];
	assert.deepEqual(
		withProposal(
			grades,
			new Map([
				['a', 'weak'],
				['b', null],
			]),
		),
		{ same: 1, of: 2 },
	);
});

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { inForceOn, type StandardVersion, stateOn, versionProblems } from './standard.ts';

const standard = {
	id: 's',
	slug: 'code',
	title: 'Code',
	issuer: 'A',
	kind: 'code of practice' as const,
	note: null,
};
const day = (text: string) => Temporal.PlainDate.from(text);

function version(id: string, from: string | null, more: Partial<StandardVersion> = {}): StandardVersion {
	return {
		id,
		standard,
		version: id,
		inForceFrom: from === null ? null : day(from),
		inForceTo: null,
		address: null,
		supersededBy: null,
		note: null,
		...more,
	};
}

const first = version('2006', '2006-04-03', { inForceTo: day('2013-12-09'), supersededBy: '2013' });
const second = version('2013', '2013-12-10');

test('of a standard, the version counts that was in force on the day, to the last of its days', () => {
	assert.equal(inForceOn([first, second], day('2013-12-09'))?.id, '2006');
	assert.equal(inForceOn([first, second], day('2013-12-10'))?.id, '2013');
	assert.equal(inForceOn([first, second], day('2006-04-02')), null);
	assert.equal(stateOn(first, day('2014-01-01')), 'superseded');
	assert.equal(stateOn({ ...first, supersededBy: null }, day('2014-01-01')), 'no longer in force');
	assert.equal(stateOn(second, day('2013-01-01')), 'to come');
});

test('what took its place without a day ends it all the same', () => {
	assert.equal(stateOn(version('2006', null, { supersededBy: '2013' }), day('2010-01-01')), 'superseded');
});

test('a version cannot end before it begins, nor be superseded by an earlier one, nor in a circle', () => {
	const known = [first, second];
	const check = (more: Partial<StandardVersion>) =>
		Object.keys(versionProblems({ ...second, ...more }, known));
	assert.deepEqual(check({}), []);
	assert.deepEqual(check({ inForceTo: day('2013-12-09') }), ['inForceTo']);
	assert.deepEqual(check({ inForceTo: day('2013-12-10') }), []);
	assert.deepEqual(check({ supersededBy: '2006' }), ['supersededBy']);
	assert.deepEqual(check({ supersededBy: 'gone' }), ['supersededBy']);
	const undated = [version('a', null, { supersededBy: 'b' }), version('b', null)];
	assert.match(
		versionProblems({ ...version('b', null), supersededBy: 'a' }, undated).supersededBy ?? '',
		/itself superseded by this one/,
	);
});

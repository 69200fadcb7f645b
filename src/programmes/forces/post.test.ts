import assert from 'node:assert/strict';
import { test } from 'node:test';
import { addresseeProblems, addressLines, fullName, salutation } from './post.ts';

const holder = {
	title: 'Mr',
	firstName: 'A',
	surname: 'Northern',
	honours: 'QPM',
	post: 'Chief Constable',
	knownAs: null,
	salutation: null,
};
const force = { name: 'Northshire Police', slug: 'northshire' };

test('an address has title, name and honours, then the post, then the force', () => {
	assert.deepEqual(addressLines(holder, force), [
		'Mr A Northern QPM',
		'Chief Constable',
		'Northshire Police',
	]);
	assert.equal(fullName({ ...holder, title: null, firstName: '', honours: null }), 'Northern');
});

test('a letter begins with what they are known as, or as it was written down', () => {
	assert.equal(salutation({ ...holder, knownAs: 'Al' }), 'Dear Al');
	assert.equal(salutation({ ...holder, knownAs: 'Al', salutation: 'Dear Sir A' }), 'Dear Sir A');
});

test('a letter is never begun with a surname: what is missing is said instead', () => {
	assert.equal(salutation(holder), null);
	assert.equal(salutation({ knownAs: '', salutation: '' }), null);
	const [problem, ...more] = addresseeProblems(holder, force);
	assert.match(problem?.text ?? '', /how a letter to Mr A Northern QPM begins/);
	assert.equal(problem?.href, '/forces/northshire/register');
	assert.deepEqual(more, []);
	assert.deepEqual([...addresseeProblems({ ...holder, knownAs: 'Al' }, force)], []);
	assert.match([...addresseeProblems(null, force)][0]?.text ?? '', /the chief officer of Northshire Police/);
});

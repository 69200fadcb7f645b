import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Holder } from './post.ts';
import { inHistory, inOrder } from './register.ts';

const entry = {
	...{ what: 'Force added', who: 'somebody', when: Temporal.Instant.from('2026-01-01T00:00:00Z') },
	...{ about: { kind: 'force', id: 'f', action: 'added' }, reason: null, changes: [] },
};
const change = (name: string, after: string) => ({ name, before: null, after });

for (const [fields, what] of [
	[['Region', 'Code'], 'Force added'],
	[['Name', 'Since'], 'Name added'],
	[['Spelling', 'Source'], 'Spelling added'],
	[['Surname', 'Post'], 'Holder of a post added'],
	[['Successor'], 'Succession added'],
	[['Source'], 'Most similar group added'],
	[['Existed until'], 'Force added'],
] as const) {
	test(`an entry with ${fields.join(' and ')} reads “${what}”`, () => {
		const changes = fields.map((field) => change(field, 'something'));
		assert.equal(inHistory({ ...entry, changes }).what, what);
	});
}

test('the history leaves out the numbers of rows', () => {
	const changes = [change('Id', 'number-2'), change('Force', 'number-1'), change('Since', '1 April 2030')];
	assert.deepEqual(
		inHistory({ ...entry, changes }).changes.map(({ name, after }) => [name, after]),
		[['Since', '1 April 2030']],
	);
});

test('whoever is in a post comes before whoever was, and the newest of those first', () => {
	const holder = (id: string, kind: Holder['kind'], since: string, until: string | null): Holder => ({
		...{ id, force: 'f', kind, post: 'Post', title: null, firstName: null, surname: 'A', honours: null },
		...{ knownAs: null, salutation: null, email: null, illustrative: false },
		since: Temporal.PlainDate.from(since),
		until: until === null ? null : Temporal.PlainDate.from(until),
	});
	const holders = [
		holder('first chief', 'chief officer', '2001-01-01', '2009-12-31'),
		holder('first inspector', 'HM Inspector', '2008-01-01', '2011-12-31'),
		holder('chief', 'chief officer', '2010-01-01', null),
		holder('inspector', 'HM Inspector', '2012-01-01', '2030-01-01'),
	];
	assert.deepEqual(
		inOrder(holders, Temporal.PlainDate.from('2030-01-01')).map(({ id, over }) => [id, over]),
		[
			['chief', false],
			['inspector', false],
			['first inspector', true],
			['first chief', true],
		],
	);
});

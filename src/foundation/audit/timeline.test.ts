import assert from 'node:assert/strict';
import { test } from 'node:test';
import { testDatabase } from '../../../test/database.ts';
import { findEntries, record, timelineOf, wordsOfAudit } from './audit.store.ts';

const base = await testDatabase();
const operator = { kind: 'operator', name: 'tester' } as const;

await base.database.asActor(operator, async (tx) => {
	for (let n = 1; n <= 7; n += 1) {
		await record(tx, { subject: { kind: 'thing', id: 'a' }, action: `step ${n}`, reason: `because ${n}` });
		await record(tx, { subject: { kind: 'other', id: 'b' }, action: 'changed' });
	}
});

test('a thing’s history is read page by page, newest first, both ways', async () => {
	await base.database.asActor(operator, async (tx) => {
		const thing = { kind: 'thing', id: 'a' };
		const read = async (place: { olderThan?: number; newerThan?: number }) => {
			const page = await timelineOf(tx, thing, place, 3);
			return { ...page, what: page.entries.map(({ what }) => what.replace('Thing step ', '')).join('') };
		};
		const first = await read({});
		assert.equal(first.what, '765');
		assert.equal(first.newerThan, null);
		assert.equal(first.entries[0]?.reason, 'because 7');
		assert.equal(first.entries[0]?.who, 'tester at the command line');
		const second = await read({ olderThan: first.olderThan ?? 0 });
		assert.equal(second.what, '432');
		const third = await read({ olderThan: second.olderThan ?? 0 });
		assert.equal(third.what, '1');
		assert.equal(third.olderThan, null);
		const back = await read({ newerThan: third.newerThan ?? 0 });
		assert.equal(back.what, '432');
		const start = await read({ newerThan: back.newerThan ?? 0 });
		assert.equal(start.what, '765');
		assert.equal(start.newerThan, null);
	});
});

test('the record is filtered by kind, action, person and time', async () => {
	await base.database.asActor(operator, async (tx) => {
		const count = async (filter: Parameters<typeof findEntries>[1]) =>
			(await findEntries(tx, filter, {}, 100)).entries.length;
		assert.equal(await count({ kind: 'thing' }), 7);
		assert.equal(await count({ action: 'changed', kind: 'other' }), 7);
		assert.equal(await count({ kind: 'thing', action: 'step 3' }), 1);
		assert.equal(await count({ kind: 'thing', person: 'TEST' }), 7);
		assert.equal(await count({ kind: 'thing', person: '%' }), 0);
		const now = Temporal.Now.instant();
		assert.equal(
			await count({ kind: 'thing', from: now.subtract({ hours: 1 }), until: now.add({ hours: 1 }) }),
			7,
		);
		assert.equal(await count({ kind: 'thing', until: now.subtract({ hours: 1 }) }), 0);
		assert.equal(await count({ kind: 'thing', from: now.add({ hours: 1 }) }), 0);
		const words = await wordsOfAudit(tx);
		assert.ok(words.kinds.includes('thing') && words.kinds.includes('other'));
		assert.deepEqual(
			words.actions.filter((action) => action.startsWith('step')),
			[1, 2, 3, 4, 5, 6, 7].map((n) => `step ${n}`),
		);
	});
});

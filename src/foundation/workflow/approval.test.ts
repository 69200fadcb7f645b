import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { roomService } from '../../../test/room.ts';
import type { Tx } from '../database/connection.ts';
import { hashOf } from '../web/tokens.ts';
import { approvalOf, approve } from './approval.store.ts';
import { contentHash } from './approval.ts';

const room = await roomService(() => ({}));
const subject = { kind: 'report', id: '1' };

function as<T>(person: { cookies: Map<string, string> }, work: (tx: Tx) => Promise<T>): Promise<T> {
	const token = hashOf(person.cookies.get('__Host-session') ?? '');
	return room.database.asSession(token, async (_, tx) => work(tx), { request: 'test' });
}

test('an approval holds while the content is the same, and is visibly void when it changes', async () => {
	const editor = await room.signedInAs('editor');
	const content = contentHash({ text: 'The force is good.' });
	assert.equal(await as(editor, (tx) => approvalOf(tx, subject, content)), null);
	await as(editor, (tx) => approve(tx, subject, content));
	const valid = await as(editor, (tx) =>
		approvalOf(tx, subject, contentHash({ text: 'The force is good.' })),
	);
	assert.equal(valid?.state, 'valid');
	assert.equal(valid?.account, editor.account);
	assert.equal(valid?.by, 'The editor');
	const changed = contentHash({ text: 'The force is adequate.' });
	const voided = await as(editor, (tx) => approvalOf(tx, subject, changed));
	assert.deepEqual(voided, { ...valid, state: 'void' });
	await as(editor, (tx) => approve(tx, subject, changed));
	assert.equal((await as(editor, (tx) => approvalOf(tx, subject, changed)))?.state, 'valid');
});

test('an approval is given in one’s own name, is in the record, and is never changed', async () => {
	const editor = await room.signedInAs('editor');
	const thing = { kind: 'report', id: 'own name' };
	await as(editor, (tx) => approve(tx, thing, contentHash('x')));
	await assert.rejects(
		as(editor, (tx) =>
			tx
				.insertInto('foundation.approval')
				.values({
					subject_kind: 'report',
					subject_id: '2',
					content_hash: contentHash('x'),
					account: '00000000-0000-4000-8000-000000000000',
				})
				.execute(),
		),
		/row-level security/,
	);
	await assert.rejects(room.owner.query('delete from foundation.approval'), /never changed or removed/);
	const recorded = await room.owner.query(
		"select account_id from foundation.audit_entry where subject_id = 'own name' and action = 'content approved'",
	);
	assert.deepEqual(recorded.rows, [{ account_id: editor.account }]);
});

test('a force sees its own approvals, and not those of the inspectorate or of another force', async () => {
	const chief = await room.signedInAs('chief officer');
	const other = await room.signedInAs('chief officer');
	const editor = await room.signedInAs('editor');
	const thing = { kind: 'return', id: '1', organisation: chief.organisation };
	const hash = contentHash('figures');
	await as(editor, (tx) => approve(tx, thing, hash));
	assert.equal(await as(chief, (tx) => approvalOf(tx, thing, hash)), null);
	await as(chief, (tx) => approve(tx, thing, hash));
	assert.equal((await as(chief, (tx) => approvalOf(tx, thing, hash)))?.account, chief.account);
	assert.equal(await as(other, (tx) => approvalOf(tx, thing, hash)), null);
});

test('the hash does not depend on the order of fields, and depends on everything else', () => {
	assert.deepEqual(contentHash({ a: 1, b: [true, null] }), contentHash({ b: [true, null], a: 1 }));
	assert.deepEqual(contentHash({ a: 1, b: undefined }), contentHash({ a: 1 }));
	const day = Temporal.PlainDate.from('2027-01-01');
	assert.deepEqual(contentHash({ day }), contentHash({ day: '2027-01-01' }));
	assert.notDeepEqual(contentHash(['a', 'b']), contentHash(['b', 'a']));
	assert.notDeepEqual(contentHash('1'), contentHash(1));
	assert.throws(() => contentHash({ a: Number.NaN }), /no place in content/);
	assert.throws(() => contentHash({ a: 1n }), /A bigint has no place/);
	assert.throws(() => contentHash(undefined), /no place in content/);
});

test('what is equal as JSON has one hash, and what is not has two', () => {
	fc.assert(
		fc.property(fc.jsonValue(), fc.jsonValue(), (one, other) => {
			const again: unknown = JSON.parse(JSON.stringify(one));
			assert.deepEqual(contentHash(again), contentHash(one));
			const same = isEqual(JSON.parse(JSON.stringify(one)), JSON.parse(JSON.stringify(other)));
			assert.equal(contentHash(one).equals(contentHash(other)), same);
		}),
	);
});

function isEqual(one: unknown, other: unknown): boolean {
	try {
		assert.deepEqual(one, other);
		return true;
	} catch {
		return false;
	}
}

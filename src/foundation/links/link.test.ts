import assert from 'node:assert/strict';
import { test } from 'node:test';
import { roomService } from '../../../test/room.ts';
import type { Tx } from '../database/connection.ts';
import { hashOf } from '../web/tokens.ts';
import { link, linksFrom, linksTo, unlink } from './link.store.ts';

const room = await roomService(() => ({}));
const inspector = await room.signedInAs('inspector');
const liaison = await room.signedInAs('force liaison officer');
const stranger = await room.signedInAs('force liaison officer');

function as<T>(person: { cookies: Map<string, string> }, work: (tx: Tx) => Promise<T>): Promise<T> {
	const token = hashOf(person.cookies.get('__Host-session') ?? '');
	return room.database.asSession(token, async (_, tx) => work(tx), { request: 'test' });
}

const finding = { kind: 'finding', id: '7' };
const evidence = { kind: 'evidence', id: '3' };

test('who uses a thing is found from below, and what a thing uses from above', async () => {
	const edge = { from: finding, relation: 'rests on', to: evidence, organisation: null };
	await as(inspector, (tx) => link(tx, edge));
	await as(inspector, (tx) => link(tx, edge));
	assert.deepEqual(await as(inspector, (tx) => linksTo(tx, evidence)), [edge]);
	assert.deepEqual(await as(inspector, (tx) => linksFrom(tx, finding)), [edge]);
	assert.deepEqual(await as(inspector, (tx) => linksTo(tx, finding)), []);
	await as(inspector, (tx) => unlink(tx, { ...edge, relation: 'quotes' }));
	assert.equal((await as(inspector, (tx) => linksTo(tx, evidence))).length, 1);
	await as(inspector, (tx) => unlink(tx, edge));
	assert.deepEqual(await as(inspector, (tx) => linksTo(tx, evidence)), []);
});

test('a force sees the edges that are its own matter, and makes no others', async () => {
	const own = { from: finding, relation: 'answers', to: evidence, organisation: liaison.organisation };
	await as(liaison, (tx) => link(tx, own));
	assert.deepEqual(await as(liaison, (tx) => linksTo(tx, evidence)), [own]);
	assert.deepEqual(await as(stranger, (tx) => linksTo(tx, evidence)), []);
	await assert.rejects(
		as(stranger, (tx) => link(tx, { ...own, relation: 'claims' })),
		/row-level security/,
	);
	await assert.rejects(
		as(liaison, (tx) => unlink(tx, own)),
		/permission denied/,
	);
});

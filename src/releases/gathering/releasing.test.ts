import assert from 'node:assert/strict';
import { test } from 'node:test';
import { sql } from 'kysely';
import { operator } from '../../../test/inspections.ts';
import { clockAt } from '../../../test/posted.ts';
import {
	addBareEdition,
	bare,
	freezeBare,
	inHours,
	newRelease,
	publishers,
	step,
} from '../../../test/releases.ts';
import { testService } from '../../../test/service.ts';
import { writtenDocument } from '../../../test/written.ts';
import { approve, contentHash, type Tx } from '../../foundation/index.ts';
import { newestEdition } from './edition.store.ts';
import { addItems, itemsOf } from './item.store.ts';
import { addRelease, changeRelease, releaseById } from './release.store.ts';
import { moveRelease } from './releasing.store.ts';

const service = await testService();
const { database, shiftClock } = service;
const { manager, inspector, editor } = await publishers(service);
const as = <T>(work: (tx: Tx) => Promise<T>) => database.asActor(operator, work);
const public_ = { kind: 'public' } as const;

const newest = async (id: string) => {
	const edition = await as((tx) => newestEdition(tx, id));
	assert.ok(edition !== null);
	return edition;
};
const seenByAll = async (id: string) =>
	database.asActor(public_, (tx) =>
		tx
			.selectFrom('edition.edition')
			.select(['title', 'summary', 'withdrawn_because'])
			.where('release_id', '=', id)
			.execute(),
	);

async function frozen(more: Parameters<typeof newRelease>[1] = {}) {
	const { id } = await newRelease(service, more);
	await step(service, manager, id, 'submit');
	await freezeBare(service, id);
	return id;
}

async function approved(more: Parameters<typeof newRelease>[1] = {}) {
	const id = await frozen(more);
	await step(service, inspector, id, 'approve');
	return id;
}

/** What a person with the database and no page before them could try: a step under whatever name. */
function byHand(actor: Parameters<typeof step>[1], id: string, [from, action, to]: [string, string, string]) {
	return database.asActor(actor, async (tx) => {
		await tx
			.insertInto('foundation.transition')
			.values({
				workflow: 'release',
				subject_kind: 'release',
				subject_id: id,
				action,
				done: action,
				from_state: from,
				to_state: to,
				reason: 'By hand',
			})
			.execute();
		await approve(
			tx,
			{ kind: 'release', id },
			(await newestEdition(tx, id))?.contentHash ?? Buffer.alloc(32),
		);
		await tx.updateTable('releases.release').set({ state: to }).where('id', '=', id).execute();
	});
}

test('one person cannot approve alone, by a page or by any name that they give the step', async () => {
	const { id } = await newRelease(service);
	await assert.rejects(byHand(manager, id, ['preparing', 'hand in', 'freezing']), /does not go from/);
	await step(service, manager, id, 'submit');
	await assert.rejects(byHand(manager, id, ['freezing', 'freeze', 'frozen']), /not yours/);
	await freezeBare(service, id);
	await assert.rejects(step(service, manager, id, 'approve'), /Somebody else has to do this/);
	for (const action of ['approve', 'record', 'put back', 'let out']) {
		await assert.rejects(byHand(manager, id, ['frozen', action, 'approved']), /two people|does not go from/);
	}
	await assert.rejects(byHand(editor, id, ['frozen', 'approve', 'approved']), /not yours/);
	// A step that is written down and not taken would lead the history astray.
	await assert.rejects(
		database.asActor(inspector, (tx) =>
			tx
				.insertInto('foundation.transition')
				.values({
					workflow: 'release',
					subject_kind: 'release',
					subject_id: id,
					action: 'approve',
					done: 'approved',
					from_state: 'frozen',
					to_state: 'approved',
				})
				.execute(),
		),
		/written down and not taken/,
	);
	await step(service, inspector, id, 'approve');
	const edition = await newest(id);
	assert.equal(edition.approvedBy?.id, inspector.account);
	assert.deepEqual(await seenByAll(id), []);
});

test('an approval is of what was frozen: another hash is none', async () => {
	const id = await frozen();
	await assert.rejects(
		database.asActor(inspector, async (tx) => {
			await tx
				.insertInto('foundation.transition')
				.values({
					workflow: 'release',
					subject_kind: 'release',
					subject_id: id,
					action: 'approve',
					done: 'approved',
					from_state: 'frozen',
					to_state: 'approved',
				})
				.execute();
			await approve(tx, { kind: 'release', id }, contentHash('something else'));
			await tx.updateTable('releases.release').set({ state: 'approved' }).where('id', '=', id).execute();
		}),
		/approval is of what was frozen/,
	);
});

test('what a frozen release holds, says and when it is does not change', async () => {
	const document = await writtenDocument(service);
	const { id } = await newRelease(service);
	await as((tx) => addItems(tx, id, [{ document: document.id }]));
	await step(service, manager, id, 'submit');
	await assert.rejects(
		as((tx) => addItems(tx, id, [{ indicator: 'another' }])),
		/is frozen/,
	);
	await freezeBare(service, id);
	const [item] = await as((tx) => itemsOf(tx, id));
	for (const change of [
		(tx: Tx) => addItems(tx, id, [{ indicator: 'another' }]),
		(tx: Tx) =>
			tx
				.deleteFrom('releases.item')
				.where('id', '=', item?.id ?? '')
				.execute(),
		(tx: Tx) => tx.updateTable('releases.item').set({ position: 9 }).where('release_id', '=', id).execute(),
		(tx: Tx) => tx.updateTable('releases.release').set({ title: 'Other' }).where('id', '=', id).execute(),
		(tx: Tx) =>
			tx
				.updateTable('releases.release')
				.set({ release_at: inHours(2) })
				.where('id', '=', id)
				.execute(),
	]) {
		await assert.rejects(
			database.asActor(manager, async (tx) => change(tx)),
			/is frozen/,
		);
	}
	// Nobody who publishes has a hand in an edition, not even an empty one.
	await assert.rejects(
		database.asActor(manager, (tx) => addBareEdition(tx, id)),
		/permission denied/,
	);
});

test('opened again, what was frozen is void and its number goes to the next; a void one cannot be approved', async () => {
	const id = await approved();
	await step(service, editor, id, 'open again', 'A table is wrong');
	const old = await newest(id);
	assert.equal(old.voidBecause, 'A table is wrong');
	await step(service, manager, id, 'submit');
	await freezeBare(service, id);
	const again = await newest(id);
	assert.deepEqual([again.number, again.voidAt], [1, null]);
	await database.asActor({ kind: 'worker', task: 'watch' }, async (tx) => {
		await tx
			.selectNoFrom((eb) =>
				eb.fn('releases.void_edition', [eb.val(again.id), eb.val('A figure differs.')]).as('v'),
			)
			.execute();
	});
	await assert.rejects(step(service, inspector, id, 'approve'), /is void: A figure differs/);
	await assert.rejects(byHand(inspector, id, ['frozen', 'approve', 'approved']), /has changed since/);
	await shiftClock('2 days');
	try {
		assert.deepEqual(await seenByAll(id), []);
	} finally {
		await shiftClock('0');
	}
});

test('an instant that has passed is refused, and what was approved is there when its own comes, with no job', async () => {
	const late = await frozen({ releaseAt: inHours(1) });
	const id = await approved({ title: 'On time', releaseAt: inHours(1) });
	assert.deepEqual(await seenByAll(id), []);
	await shiftClock('2 hours');
	try {
		assert.equal((await seenByAll(id))[0]?.title, 'On time');
		await assert.rejects(step(service, inspector, late, 'approve'), /has passed/);
		await assert.rejects(byHand(inspector, late, ['frozen', 'approve', 'approved']), /has passed/);
		await assert.rejects(
			step(service, editor, id, 'open again', 'Too late'),
			/It is public. What is changed from here on is a correction/,
		);
	} finally {
		await shiftClock('0');
	}
});

test('in the last second before the instant nothing takes back what everybody is about to read', async () => {
	const id = await approved({ releaseAt: inHours(1) });
	const { id: edition, releaseAt } = await newest(id);
	await clockAt(service, releaseAt, -0.8);
	try {
		const { rows } = await database.asActor({ kind: 'worker', task: 'watch' }, (tx) =>
			sql<{ done: boolean }>`select releases.void_edition(${edition}::uuid, 'Late') as done`.execute(tx),
		);
		assert.deepEqual(rows, [{ done: false }]);
		await assert.rejects(step(service, editor, id, 'open again', 'Late'), /about to be|It is public/);
		await clockAt(service, releaseAt, 1);
		assert.equal((await seenByAll(id)).length, 1);
	} finally {
		await shiftClock('0');
	}
});

test('a correction is another edition, public as soon as it is approved, and what is public can be withdrawn all the while', async () => {
	const id = await approved({ releaseAt: inHours(1) });
	await shiftClock('2 hours');
	try {
		await step(service, manager, id, 'correct', 'Table 2 had the wrong year');
		assert.equal((await seenByAll(id)).length, 1);
		await step(service, manager, id, 'submit');
		await freezeBare(service, id);
		await step(service, inspector, id, 'approve');
		const second = await newest(id);
		assert.deepEqual([second.number, second.changeNote], [2, 'Table 2 had the wrong year']);
		assert.equal((await seenByAll(id)).length, 2);
		await step(service, manager, id, 'correct', 'And another');
		await step(service, editor, id, 'withdraw', 'It names a person');
		const [gone] = await seenByAll(id);
		assert.equal(gone?.withdrawn_because, 'It names a person');
		await assert.rejects(step(service, editor, id, 'confirm withdrawal'), /Somebody else/);
		await step(service, manager, id, 'confirm withdrawal');
		await assert.rejects(step(service, inspector, id, 'confirm withdrawal'), /has confirmed/);
		await step(service, inspector, id, 'put back', 'It names nobody');
		assert.deepEqual(
			(await seenByAll(id)).map((edition) => edition.withdrawn_because),
			[null, null],
		);
	} finally {
		await shiftClock('0');
	}
});

test('what is withdrawn before its instant never was there', async () => {
	const id = await approved({ summary: 'Nobody may read this', releaseAt: inHours(1) });
	await step(service, editor, id, 'withdraw', 'Too soon');
	await shiftClock('2 hours');
	try {
		assert.deepEqual(await seenByAll(id), []);
	} finally {
		await shiftClock('0');
	}
});

test('two who change a release at once: the second is told, and nothing of the first is lost', async () => {
	const { id } = await newRelease(service, { title: 'First title' });
	await as((tx) => changeRelease(tx, id, { seen: 1, title: 'Hers' }));
	await assert.rejects(
		as((tx) => changeRelease(tx, id, { seen: 1, title: 'His' })),
		/Somebody else has changed/,
	);
	assert.equal((await as((tx) => releaseById(tx, id)))?.title, 'Hers');
});

test('what was published before is put on record by an administrator, and never what is still ahead', async () => {
	const past = { title: 'Of 2014', recordedBecause: 'Published in 2014', releaseAt: inHours(-24) };
	await assert.rejects(
		database.asActor(manager, (tx) => addRelease(tx, { kind: 'reports', ...past })),
		/administrator puts on record/,
	);
	const id = await frozen(past);
	await assert.rejects(step(service, inspector, id, 'approve'), /administrator puts it on record/);
	await as((tx) => moveRelease(tx, operator, bare, { id, action: 'record' }));
	assert.equal((await seenByAll(id)).length, 1);
	assert.equal(
		(await newest(id)).releaseAt.epochMilliseconds,
		(await as((tx) => releaseById(tx, id)))?.releaseAt?.epochMilliseconds,
	);
	const ahead = await frozen({ ...past, title: 'Ahead', releaseAt: inHours(24) });
	await assert.rejects(byHand(inspector, ahead, ['frozen', 'approve', 'approved']), /does not go from/);
});

test('nobody outside the inspectorate learns of a release, or takes a step of one', async () => {
	const id = await approved();
	const outsider = {
		...inspector,
		account: (await service.signedInAs('chief officer')).account,
		roles: ['chief officer'] as const,
		organisation: null,
	};
	for (const table of ['releases.release', 'releases.item', 'releases.instant_change'] as const) {
		await assert.rejects(
			database.asActor(outsider, (tx) => tx.selectFrom(table).selectAll().execute()),
			/permission denied/,
		);
	}
	await assert.rejects(byHand(outsider, id, ['approved', 'withdraw', 'withdrawn']), /are the inspectorate/);
});

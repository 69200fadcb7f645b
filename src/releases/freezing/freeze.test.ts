import assert from 'node:assert/strict';
import { Readable } from 'node:stream';
import { after, test } from 'node:test';
import { setTimeout as wait } from 'node:timers/promises';
import { sql } from 'kysely';
import { operator, take } from '../../../test/inspections.ts';
import { doJob, postedMails } from '../../../test/posted.ts';
import { bare, inHours, newRelease, publishers } from '../../../test/releases.ts';
import { testService } from '../../../test/service.ts';
import { type Written, writtenDocument } from '../../../test/written.ts';
import {
	addBlock,
	keptOf,
	moveDocument,
	openPress,
	type Press,
	rebuilt,
	saveBlock,
	sourceFrom,
	Unprintable,
} from '../../documents/index.ts';
import { type AccountActor, mailer, type Tx } from '../../foundation/index.ts';
import { addFinding, addRaised, changeFinding } from '../../judgments/index.ts';
import { newestEdition } from '../gathering/edition.store.ts';
import { addItems } from '../gathering/item.store.ts';
import { problemsOf } from '../gathering/readying.store.ts';
import { releaseById } from '../gathering/release.store.ts';
import { moveRelease } from '../gathering/releasing.store.ts';
import type { ReleaseAction } from '../gathering/releasing.ts';
import { editionHash, plainTables } from './edition.ts';
import { freezeJob, freezeWhole } from './freeze.job.ts';
import type { Freezing } from './freeze.ts';
import { copiesOf, headerOf, rowsOf } from './kept.store.ts';
import { freezePast, gatherPast, recordPast } from './past.ts';
import { lastLookJob, lookAgain } from './watch.job.ts';

const service = await testService();
const { manager, inspector, editor } = await publishers(service);
const lead = await service.signedInAs('inspector');
const press = openPress();
after(() => press.close());
const statements: Freezing['statements'] = async () => [];
const freezing: Freezing = { press, files: service.assembly.files, statements };
const worker = { kind: 'worker', task: 'test' } as const;
const asWorker = <T>(work: (tx: Tx) => Promise<T>) => service.database.asActor(worker, work);
const as = <T>(work: (tx: Tx) => Promise<T>) => service.database.asActor(operator, work);
const moved = (actor: AccountActor, id: string, action: ReleaseAction, reason?: string) =>
	service.database.asActor(actor, (tx) =>
		moveRelease(tx, actor, bare, { id, action, ...(reason === undefined ? {} : { reason }) }),
	);

/** A report that quotes a finding and shows what was raised on it, passed and signed by two people. */
async function signedReport(more: Written = {}, text = 'People are seen soon.') {
	const made = await writtenDocument(service, {
		dated: Temporal.PlainDate.from('2026-03-02'),
		lead,
		...more,
		blocks: [],
	});
	await take(service, made.inspection, 'decide', 'open');
	const { finding, block } = await as(async (tx) => {
		const of = { inspection: made.inspection };
		const found = await addFinding(tx, { of, component: 'first-hour', tone: 'neutral', text });
		const raised = await addRaised(tx, {
			of: { ...of, component: 'first-hour' },
			kind: 'area for improvement',
			text: 'The force should make sure that everybody is seen by a nurse.',
			due: { kind: 'months', months: 6, setBy: 'inspectorate', setByName: null },
		});
		const added = await addBlock(tx, {
			document: made.id,
			section: 'findings',
			text: `# What we found\n\n::finding[F-${found.number}]\n\n::area-for-improvement[AFI-${raised.number}]`,
		});
		return { finding: found.id, block: added.id };
	});
	const sign = async () => {
		await service.database.asActor(editor, (tx) => moveDocument(tx, editor, { id: made.id, action: 'pass' }));
		await service.database.asActor(inspector, (tx) =>
			moveDocument(tx, inspector, { id: made.id, action: 'sign' }),
		);
	};
	await sign();
	return { ...made, finding, block, sign };
}

async function submitted(report: { id: string }, more: Parameters<typeof newRelease>[1] = {}) {
	const { id } = await newRelease(service, more);
	await as((tx) => addItems(tx, id, [{ document: report.id }]));
	await moved(manager, id, 'submit');
	return id;
}

const freezeNow = (id: string, how: Partial<Freezing> = {}) =>
	asWorker(async (tx) => {
		const release = (await releaseById(tx, id)) ?? assert.fail();
		return freezeWhole(tx, release, { ...freezing, ...how });
	});

async function counted(id: string): Promise<number[]> {
	const { rows } = await service.owner.query(
		`select (select count(*)::int from edition.edition where release_id = $1) as editions,
			(select count(*)::int from edition.document d join edition.edition e on e.id = d.edition_id
				where e.release_id = $1) as documents`,
		[id],
	);
	return [rows[0].editions, rows[0].documents];
}

test('with a release the register of its day is frozen, and what search looks at, which is in no hash', async () => {
	const report = await signedReport();
	const id = await submitted(report);
	const edition = await freezeNow(id);
	await asWorker(async (tx) => {
		const forces = await rowsOf(tx, edition, 'force');
		const own = forces.find(({ force_id }) => force_id === report.force) ?? assert.fail();
		assert.match(String(own.stood_on), /^\d{4}-\d\d-\d\d$/);
	});
	const { rows } = await service.owner.query(
		'select kind, address, force_id from edition.entry where edition_id = $1 order by id',
		[edition],
	);
	for (const kind of ['publication', 'document', 'section', 'finding', 'raised'])
		assert.ok(
			rows.some((row) => row.kind === kind && row.address.startsWith('/publications/')),
			kind,
		);
});

test('a release is frozen whole: documents with their faces and sources, what was raised, with hashes that its rows give again', async () => {
	const report = await signedReport();
	const id = await submitted(report);
	await as(async (tx) => assert.equal((await releaseById(tx, id))?.state, 'freezing'));
	const edition = await freezeNow(id);
	await asWorker(async (tx) => {
		assert.equal((await releaseById(tx, id))?.state, 'frozen');
		const rows = Object.fromEntries(
			await Promise.all(
				[...plainTables, 'document' as const, 'file' as const].map(async (table) => [
					table,
					await rowsOf(tx, edition, table),
				]),
			),
		);
		const head = (await newestEdition(tx, id)) ?? assert.fail();
		const again = editionHash(await headerOf(tx, edition), { ...rows, copy: await copiesOf(tx, edition) });
		assert.equal(again.toString('hex'), head.contentHash.toString('hex'));
		const [document] = rows.document ?? [];
		assert.match(String(document?.words), /People are seen soon\./);
		assert.doesNotMatch(String(document?.html), /draft/i);
		const source = sourceFrom(JSON.stringify(document?.source));
		assert.deepEqual(JSON.parse(keptOf(await rebuilt(source))), document?.tree);
		assert.deepEqual(
			rows.raised?.map(({ kind, due }: { kind: string; due: string }) => [kind, due]),
			[['area for improvement', 'Within 6 months of publication']],
		);
		assert.equal(rows.finding?.[0]?.text, 'People are seen soon.');
		const copies = await tx
			.selectFrom('edition.copy')
			.select(['face', 'content'])
			.where('edition_id', '=', edition)
			.orderBy('face')
			.execute();
		assert.deepEqual(
			copies.map(({ face }) => face),
			['html', 'odt', 'pdf', 'text'],
		);
		assert.equal(copies[2]?.content.subarray(0, 5).toString(), '%PDF-');
	});
});

test('what fails in the middle of freezing leaves nothing, and goes back with its reason in words', async () => {
	const id = await submitted(await signedReport());
	let printed = 0;
	const breaking: Press = {
		pdf: async (doc) => {
			printed += 1;
			await press.pdf(doc);
			throw new Unprintable(['It has a picture without words.']);
		},
		close: async () => {},
	};
	await assert.rejects(freezeNow(id, { press: breaking }), /cannot be printed\. It has a picture/);
	assert.equal(printed, 1);
	assert.deepEqual(await counted(id), [0, 0]);
	// After the first rows are down.
	const late: Freezing['statements'] = async () => {
		throw new Error('the machine stops');
	};
	await assert.rejects(freezeNow(id, { statements: late }), /the machine stops/);
	assert.deepEqual(await counted(id), [0, 0]);
	const job = freezeJob(service.services, {
		files: service.assembly.files,
		statements: late,
	});
	const call = {
		id: '1',
		asWorker,
		log: service.services.log,
		signal: AbortSignal.timeout(60_000),
		report: async () => {},
		result: () => {},
	};
	await assert.rejects(job.perform({ release: id }, { ...call, attempt: 1 }), /the machine stops/);
	await job.perform({ release: id }, { ...call, attempt: 3 });
	assert.deepEqual(await counted(id), [0, 0]);
	await as(async (tx) => assert.equal((await releaseById(tx, id))?.state, 'preparing'));
	const { rows } = await service.owner.query(
		"select reason from foundation.transition where subject_id = $1 and action = 'give up'",
		[id],
	);
	assert.match(rows[0].reason, /It failed 3 times/);
});

test('a connection that is killed while it freezes leaves nothing, and the job begins again', async () => {
	const id = await submitted(await signedReport());
	const begun = Promise.withResolvers<void>();
	const slow: Freezing['statements'] = async () => {
		begun.resolve();
		await wait(300);
		return [];
	};
	const frozen = freezeNow(id, { statements: slow });
	frozen.catch(() => {});
	await Promise.race([begun.promise, frozen]);
	const { rows } = await service.owner.query(
		`select pg_terminate_backend(pid) from pg_stat_activity
			where datname = current_database() and usename = 'inspectorate_jobs' and state = 'idle in transaction'`,
	);
	assert.equal(rows.length, 1);
	await assert.rejects(frozen);
	assert.deepEqual(await counted(id), [0, 0]);
	await freezeNow(id);
	assert.deepEqual(await counted(id), [1, 1]);
});

test('a document that is not signed as it stands is not frozen', async () => {
	const report = await signedReport();
	const id = await submitted(report);
	await service.database.asActor(editor, (tx) =>
		moveDocument(tx, editor, { id: report.id, action: 'open again', reason: 'A word' }),
	);
	await assert.rejects(freezeNow(id), /is not signed as it stands/);
	assert.deepEqual(await counted(id), [0, 0]);
});

test('the hash is the same for the same content, and another for each kind of change', async () => {
	const report = await signedReport();
	const id = await submitted(report);
	const hashes: string[] = [];
	const again = async () => {
		const edition = await freezeNow(id);
		const head = (await asWorker((tx) => newestEdition(tx, id))) ?? assert.fail();
		assert.equal(head.id, edition);
		hashes.push(head.contentHash.toString('hex'));
		await moved(manager, id, 'open again', 'To look');
	};
	await again();
	await moved(manager, id, 'submit');
	await again();
	assert.equal(hashes[0], hashes[1]);
	await as((tx) => addItems(tx, id, [{ inspection: report.inspection }]));
	const spooled = await service.assembly.files.spool.receive(Readable.from(['a,b\n1,2\n']), 'figures.csv');
	const file = await as((tx) =>
		service.assembly.files.keep(tx, spooled, { organisation: null, subject: { kind: 'release', id } }),
	);
	await as((tx) => addItems(tx, id, [{ file: file.id }]));
	await moved(manager, id, 'submit');
	await again();
	await service.database.asActor(editor, (tx) =>
		moveDocument(tx, editor, { id: report.id, action: 'open again', reason: 'A word' }),
	);
	await as((tx) => saveBlock(tx, report.block, { seen: 1, text: '# What we found\n\nPeople wait.' }));
	await report.sign();
	await moved(manager, id, 'submit');
	await again();
	await as(async (tx) => {
		await tx.updateTable('releases.release').set({ title: 'Another' }).where('id', '=', id).execute();
	});
	await moved(manager, id, 'submit');
	await again();
	assert.equal(new Set(hashes).size, 4, hashes.join('\n'));
});

test('what changes behind a frozen release makes it void, with a sentence that names it, and tells those who had a part', async () => {
	const report = await signedReport();
	const id = await submitted(report);
	const edition = await freezeNow(id);
	await service.database.asActor(inspector, (tx) =>
		moveRelease(tx, inspector, bare, { id, action: 'approve' }),
	);
	const watching = { ...service.services, mailer: mailer(service.secret), statements };
	assert.equal(await lookAgain(asWorker, { release: id, edition }, watching), null);
	const told = async () =>
		(await postedMails(service)).filter(({ subject }) => /approved again/.test(subject));
	await as((tx) =>
		changeFinding(tx, report.finding, {
			tone: 'neutral',
			text: 'People wait for hours.',
			part: null,
			seen: 1,
		}),
	);
	const differs = await lookAgain(asWorker, { release: id, edition }, watching);
	assert.match(differs ?? '', /D-\d+ .*is not signed as it stands/);
	const head = await asWorker((tx) => newestEdition(tx, id));
	assert.equal(head?.voidBecause, differs);
	// Who submitted it and who approved it; not a word of what it says.
	const mails = await told();
	assert.deepEqual(mails.map(({ to }) => to).sort(), [manager.email, inspector.email].sort());
	assert.doesNotMatch(JSON.stringify(mails), /custody|wait for/i);
	// Once it is void, nobody is told again.
	await lookAgain(asWorker, { release: id, edition }, watching);
	assert.equal((await told()).length, mails.length);
});

test('who approves what has changed meanwhile is told what, approves nothing, and the pages and home say so', async () => {
	const report = await signedReport();
	const id = await submitted(report, { title: 'Changed meanwhile' });
	await freezeNow(id);
	await as((tx) =>
		changeFinding(tx, report.finding, { tone: 'neutral', text: 'People wait.', part: null, seen: 1 }),
	);
	const second = await service.signedInAs('HM Inspector');
	const answer = await second.submit(`/releases/${id}/approve?seen=2`, {});
	assert.equal(answer.statusCode, 409);
	assert.match(answer.body, /D-\d+ .*is not signed as it stands/);
	const page = (await second.get(`/releases/${id}`)).body;
	assert.match(page, /What was frozen is void: D-\d+ /);
	assert.match((await second.get('/home')).body, /Open REL-\d+ again: something behind it has changed/);
	await assert.rejects(moved(inspector, id, 'approve'), /is void/);
});

test('a document that is opened again makes the approval void at once, and those who had a part are told once', async () => {
	const report = await signedReport();
	const id = await submitted(report);
	await freezeNow(id);
	await moved(inspector, id, 'approve');
	await service.database.asActor(editor, (tx) =>
		moveDocument(tx, editor, { id: report.id, action: 'open again', reason: 'A word' }),
	);
	const head = await asWorker((tx) => newestEdition(tx, id));
	assert.match(head?.voidBecause ?? '', /D-\d+ is no longer signed as it was/);
	const told = async () => (await postedMails(service)).filter(({ text }) => text.includes(id)).length;
	const watching = lastLookJob({ ...service.services, mailer: mailer(service.secret), statements });
	await doJob(service, watching);
	assert.equal(await told(), 2);
	await doJob(service, watching);
	assert.equal(await told(), 2);
});

test('a correction says what it changed in whole sentences, and the edition before stays', async () => {
	const report = await signedReport();
	const id = await submitted(report, { releaseAt: inHours(1) });
	const first = await freezeNow(id);
	await moved(inspector, id, 'approve');
	await service.shiftClock('2 hours');
	try {
		await moved(manager, id, 'correct', 'A number was wrong.');
		await service.database.asActor(editor, (tx) =>
			moveDocument(tx, editor, { id: report.id, action: 'open again', reason: 'A word' }),
		);
		await as((tx) =>
			saveBlock(tx, report.block, { seen: 1, text: '# What we found\n\nPeople wait for hours.' }),
		);
		await report.sign();
		await moved(manager, id, 'submit');
		const second = await freezeNow(id);
		await asWorker(async (tx) => {
			const header = await headerOf(tx, second);
			assert.equal(header.number, 2);
			const text = header.changes.find(({ what }) => what.startsWith('The text of')) ?? assert.fail();
			assert.match(text.was ?? '', /^People are seen soon\./);
			assert.equal(text.becomes, 'People wait for hours.');
			assert.ok(
				header.changes.some(
					({ what, was, becomes }) =>
						/finding .*\(taken out\)/.test(what) && was === 'People are seen soon.' && becomes === null,
				),
			);
			assert.equal((await rowsOf(tx, first, 'document')).length, 1);
			const [file, ...others] = (await copiesOf(tx, second)).filter(({ face }) => face === 'text');
			assert.match(String(file?.name), /-edition-2\.txt$/);
			assert.deepEqual(others, []);
			const taken = await tx
				.selectFrom('edition.copy')
				.select(sql<string>`convert_from(content, 'UTF8')`.as('text'))
				.where('edition_id', '=', second)
				.where('face', '=', 'text')
				.executeTakeFirstOrThrow();
			assert.match(taken.text, /^Edition 2, corrected\. It takes the place of what was published before\./);
		});
	} finally {
		await service.shiftClock('0');
	}
});

test('what was published before this system was there is put on record without signatures, and is public from its day on', async () => {
	const written = await writtenDocument(service, { dated: Temporal.PlainDate.from('2014-09-04') });
	const past = {
		title: 'Core business',
		kind: 'reports' as const,
		releaseAt: Temporal.Instant.from('2014-09-03T23:01:00Z'),
		because: 'Published in 2014.',
		gathers: [{ document: written.id }],
	};
	const id = await as((tx) => gatherPast(tx, operator, past));
	await freezePast(asWorker, id, freezing);
	await as((tx) => recordPast(tx, operator, id));
	const { rows } = await service.database.asActor({ kind: 'public' }, async (tx) => ({
		rows: await tx
			.selectFrom('edition.document')
			.select(['words', 'slug'])
			.where('title', '=', 'How people in custody are looked after')
			.execute(),
	}));
	const found = rows.filter(({ words }) => /People wait for hours/.test(words));
	assert.equal(found.length, 1);
	assert.doesNotMatch(found[0]?.words ?? '', /DRAFT/);
	await assert.rejects(
		as((tx) => gatherPast(tx, operator, { ...past, releaseAt: inHours(2) })),
		/Only what has been published before/,
	);
	// A correction of it is of today: its documents are signed, and two people answer for it.
	await moved(manager, id, 'correct', 'A number was wrong.');
	assert.equal((await as((tx) => releaseById(tx, id)))?.recordedBecause, null);
	const open = await as(async (tx) => problemsOf(tx, (await releaseById(tx, id)) ?? assert.fail()));
	assert.deepEqual(
		open.map(({ text }) => text.replace(/D-\d+.*\)/, 'D')),
		['Sign D: it is being written.'],
	);
});

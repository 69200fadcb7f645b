import assert from 'node:assert/strict';
import { Readable } from 'node:stream';
import { after, test } from 'node:test';
import { setTimeout as wait } from 'node:timers/promises';
import { sql } from 'kysely';
import { readAll } from '../../../test/embargo/database.ts';
import { operator, take } from '../../../test/inspections.ts';
import { wordsIn } from '../../../test/planning.ts';
import { doJob, postedMails } from '../../../test/posted.ts';
import { bare, inHours, newRelease, publishers } from '../../../test/releases.ts';
import { testService } from '../../../test/service.ts';
import { type Written, writtenDocument } from '../../../test/written.ts';
import {
	addBlock,
	addDocument,
	changeDocument,
	keptOf,
	moveDocument,
	openDocument,
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

test('a report that must not name a force gives away in no row, name or file which ones it is about', async () => {
	const report = await signedReport();
	const { rows: about } = await service.owner.query<{
		programme: string;
		name: string;
		slug: string;
		finding: string;
		raised: string;
	}>(
		`select i.programme_id as programme, o.name, f.slug, 'F-' || finding.number as finding, 'AFI-' || r.number as raised
			from programmes.inspection i join programmes.force f on f.id = i.force_id
			join foundation.organisation o on o.id = f.id join judgments.finding on finding.inspection_id = i.id
			join judgments.raised r on r.inspection_id = i.id where i.id = $1`,
		[report.inspection],
	);
	const { programme, name, slug, finding, raised } = about[0] ?? assert.fail();
	const document = await as(async (tx) => {
		const { id } = await addDocument(tx, {
			...{
				framework: 'test-custody',
				version: 1,
				outline: 'report',
				kind: 'national report',
				layout: 'national',
			},
			...{ title: 'Everywhere', of: { programme }, anonymous: true },
			dated: Temporal.PlainDate.from('2014-09-04'),
		});
		const text = `# What we found\n\nEverybody waits.\n\n::finding[${finding}]\n\n::area-for-improvement[${raised}]`;
		return { id, block: (await addBlock(tx, { document: id, section: 'findings', text })).id };
	});
	const { doc } = await as((tx) => openDocument(tx, document.id));
	assert.deepEqual(
		doc.problems.map(({ text }) => text).filter((text) => /is about one force/.test(text)),
		[finding, raised].map((one) => `${one} is about one force, and this document must not let one be known.`),
	);
	const published = async (...documents: string[]) => {
		const id = await as((tx) =>
			gatherPast(tx, operator, {
				title: 'Core business everywhere',
				kind: 'reports',
				releaseAt: Temporal.Instant.from('2014-09-03T23:01:00Z'),
				because: 'Published in 2014.',
				gathers: documents.map((one) => ({ document: one })),
			}),
		);
		await freezePast(asWorker, id, freezing);
		await as((tx) => recordPast(tx, operator, id));
	};
	await assert.rejects(published(document.id), /cannot be printed.* is about one force/);
	await as((tx) => saveBlock(tx, document.block, { seen: 1, text: '# What we found\n\nEverybody waits.' }));
	await published(document.id);
	const tables = await readAll(service.database, { kind: 'public' });
	// The register goes with every edition, and has all forces alike.
	const { rows: forces } = await service.owner.query<{ name: string }>(
		'select o.name from programmes.force f join foundation.organisation o on o.id = f.id',
	);
	const register = tables.get('edition.force')?.text ?? '';
	for (const one of forces) assert.ok(register.includes(one.name), one.name);
	const shown = [...tables]
		.filter(([table]) => table.startsWith('edition.') && table !== 'edition.force')
		.map(([, { text }]) => text)
		.join('\n');
	assert.match(shown, /Everybody waits\./);
	assert.doesNotMatch(shown, /People are seen soon|should make sure/);
	for (const telling of [name, slug, report.force]) assert.ok(!shown.includes(telling), telling);

	// What is about one force cannot be made one that names none, and is not frozen as such.
	const own = await writtenDocument(service);
	await assert.rejects(
		as((tx) => changeDocument(tx, own.id, { seen: 1, anonymous: true })),
		/Write it from the programme/,
	);
	await service.owner.query('update documents.document set anonymous = true where id = $1', [own.id]);
	await assert.rejects(published(own.id), /must not name a force, and it is about one/);
});

test('who approves reads what was frozen, row for row and byte for byte, and not what stands now', async () => {
	const report = await signedReport();
	await as((tx) =>
		addRaised(tx, {
			of: { inspection: report.inspection, component: 'first-hour' },
			kind: 'recommendation',
			text: 'The force should do two things.',
			subItems: [
				{
					id: null,
					text: 'Look sooner.',
					due: { kind: 'months', months: 3, setBy: 'inspectorate', setByName: null },
				},
				{
					id: null,
					text: 'Look twice.',
					due: { kind: 'immediately', setBy: 'inspectorate', setByName: null },
				},
			],
		}),
	);
	const id = await submitted(report);
	const edition = await freezeNow(id);
	const reader = await service.signedInAs('HM Inspector');
	const at = `/releases/${id}/editions/${edition}`;
	const before = await reader.get(at);
	assert.doesNotMatch(before.body, /is void/);
	await service.database.asActor(editor, (tx) =>
		moveDocument(tx, editor, { id: report.id, action: 'open again', reason: 'A word' }),
	);
	await as((tx) => saveBlock(tx, report.block, { seen: 1, text: '# What we found\n\nPeople wait.' }));
	await report.sign();
	await moved(manager, id, 'open again', 'A word');
	await moved(manager, id, 'submit');
	const next = await freezeNow(id);
	const words = wordsIn((await reader.get(at)).body);
	assert.match(words, /This edition is void: D-\d+ is no longer signed as it was/);
	assert.match(words, /Area for improvement \d+.*should make sure that everybody is seen.*Within 6 months/);
	assert.match(
		words,
		/Recommendation \d+.*two things\. ?\(a\) Look sooner\. Within 3 months.*\(b\) Look twice\. At once/,
	);
	assert.doesNotMatch(wordsIn((await reader.get(`/releases/${id}/editions/${next}`)).body), /is void/);
	const { rows: copies } = await service.owner.query<{ slug: string; face: string; content: Buffer }>(
		`select d.slug, c.face, c.content from edition.copy c join edition.document d on d.id = c.document_id
			where c.edition_id = $1 and c.face in ('pdf', 'odt', 'text')`,
		[edition],
	);
	assert.equal(copies.length, 3);
	for (const { slug, face, content } of copies) {
		const answer = await reader.get(`${at}/documents/${slug}.${face === 'text' ? 'txt' : face}`);
		assert.ok(answer.rawPayload.equals(content), face);
		const page = await reader.get(`${at}/documents/${slug}`);
		assert.match(page.body, /People are seen soon/);
		assert.doesNotMatch(page.body, /People wait\./);
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

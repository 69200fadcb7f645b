import assert from 'node:assert/strict';
import { test } from 'node:test';
import { operator, take } from '../../../test/inspections.ts';
import { actorOf } from '../../../test/judging.ts';
import { testService } from '../../../test/service.ts';
import { type Written, writtenDocument } from '../../../test/written.ts';
import { NotReady, type Tx } from '../../foundation/index.ts';
import { addTransition } from '../../foundation/workflow/transition.store.ts';
import { addFinding, withdrawFinding } from '../../judgments/index.ts';
import { forceBySlug, holdersOf, renameForce } from '../../programmes/index.ts';
import { toText } from '../faces/text.ts';
import { changeDocument, documentById } from './document.store.ts';
import { lookAtAll } from './look.job.ts';
import { changedSince, quoting } from './quoted.store.ts';
import { saveBlock } from './save.store.ts';
import { keepSignature } from './signature.store.ts';
import { moveDocument, Stale } from './signing.store.ts';
import { openDocument } from './tree.store.ts';

const service = await testService();
const editor = await service.signedInAs('editor');
const signatory = await service.signedInAs('HM Inspector');
const by = { editor: actorOf(editor, 'editor'), signatory: actorOf(signatory, 'HM Inspector') };
const as = <T>(work: (tx: Tx) => Promise<T>) => service.database.asActor(operator, work);
const opened = (id: string) => as((tx) => openDocument(tx, id));
const move = (
	who: keyof typeof by,
	id: string,
	action: 'pass' | 'sign' | 'send back' | 'open again',
	more = {},
) => service.database.asActor(by[who], (tx) => moveDocument(tx, by[who], { id, action, ...more }));

const day = Temporal.PlainDate.from('2026-03-02');

/** A letter in which nothing is wrong. */
async function letter(more: Written = {}, sender: string | null = signatory.email) {
	const made = await writtenDocument(service, {
		kind: 'letter',
		layout: 'letter',
		title: 'Custody',
		dated: day,
		salutation: 'Dear Al',
		blocks: ['We visited the force in February 2026.\n\nPeople in custody are looked after well.'],
		...more,
	});
	await service.owner.query('update programmes.post_holder set email = $1 where force_id = $2', [
		sender,
		made.force,
	]);
	await as(async (tx) => {
		const holders = await holdersOf(tx, [made.force]);
		const of = (kind: string) => holders.find((holder) => holder.kind === kind)?.id ?? null;
		await changeDocument(tx, made.id, {
			seen: 1,
			addressee: of('chief officer'),
			sender: of('HM Inspector'),
		});
	});
	return made;
}

test('a letter is passed by an editor and signed by an HM Inspector, whose signature then stands under it', async () => {
	const { id } = await letter();
	const picture = Buffer.from('not really a picture');
	await service.database.asActor(by.signatory, (tx) =>
		keepSignature(tx, { type: 'png', picture, sha256: 'a'.repeat(64) }),
	);
	await assert.rejects(move('signatory', id, 'sign'), /is “Being written” now/);
	await move('editor', id, 'pass');
	const passed = await opened(id);
	assert.equal(passed.doc.meta.marks[0]?.kind, 'draft');
	assert.equal(passed.doc.meta.letter?.signature, null);
	await move('signatory', id, 'sign', { content: passed.hash.toString('hex') });
	const { doc, approvals } = await opened(id);
	assert.deepEqual(doc.meta.marks, []);
	assert.equal(doc.meta.letter?.signature?.base64, picture.toString('base64'));
	assert.equal(approvals.signed?.state, 'valid');
});

test('a letter is signed by its sender alone, or for them where it says so', async () => {
	const { id } = await letter({}, 'another@test.example');
	await move('editor', id, 'pass');
	await assert.rejects(move('signatory', id, 'sign'), /in the name of H, who signs it/);
	const page = await signatory.get(`/documents/${id}`);
	assert.match(page.body, /in the name of H, who signs it/);
	// Nor past the page.
	await assert.rejects(
		service.database.asActor(by.signatory, async (tx) => {
			await addTransition(tx, {
				...{ workflow: 'document', kind: 'document', subject: id, action: 'sign', done: 'signed' },
				...{ from: 'edited', to: 'signed', reason: null, organisation: null, shared: false },
			});
			await tx.updateTable('documents.document').set({ state: 'signed' }).where('id', '=', id).execute();
		}),
		/Only its sender signs this document/,
	);
	await move('editor', id, 'send back', { reason: 'The sender is away.' });
	await as((tx) => changeDocument(tx, id, { seen: 2, forSender: true }));
	await move('editor', id, 'pass');
	assert.match(toText((await opened(id)).doc), /HM Inspector\nTo be signed for H/);
	await move('signatory', id, 'sign');
	assert.match(toText((await opened(id)).doc), /HM Inspector\nSigned for H by The HM Inspector/);
});

test('a letter whose sender nobody can be known to be is not signed', async () => {
	const { id } = await letter({}, null);
	await move('editor', id, 'pass');
	await assert.rejects(move('signatory', id, 'sign'), /the register has no email address/);
});

test('what changes after it was signed voids the signature, which is taken off, and the letter is a draft again', async () => {
	const { id, force } = await letter();
	await move('editor', id, 'pass');
	await move('signatory', id, 'sign');
	// Nobody touched the letter: the register says now that the force had another name on its day.
	await as(async (tx) => {
		const { rows } = await service.owner.query('select slug from programmes.force where id = $1', [force]);
		const found = await forceBySlug(tx, rows[0].slug);
		assert.ok(found !== null);
		await renameForce(tx, { force: found, name: 'Borough Police', since: day.subtract({ days: 1 }) });
	});
	const { doc, approvals, document } = await opened(id);
	assert.equal(document.state, 'signed');
	assert.deepEqual([approvals.passed?.state, approvals.signed?.state], ['void', 'void']);
	assert.equal(doc.meta.marks[0]?.kind, 'draft');
	assert.equal(doc.meta.letter?.signature, null);
	const { body } = await editor.get(`/documents/${id}`);
	assert.match(body, /Its signature no longer counts/);
	await assert.rejects(move('editor', id, 'open again', { reason: ' ' }), /Enter the reason/);
	await move('editor', id, 'open again', { reason: 'The force has another name.' });
	await move('editor', id, 'pass');
	await move('signatory', id, 'sign');
	assert.equal((await opened(id)).approvals.signed?.state, 'valid');
});

test('a document with a fault, a gap or a missing part is not passed, and all that is missing is told at once', async () => {
	const { id } = await letter({
		dated: null,
		salutation: null,
		blocks: ['The the force is :figure[no-such-figure]{area=nowhere}.'],
	});
	await assert.rejects(move('editor', id, 'pass'), (error) => {
		assert.ok(error instanceof NotReady);
		const texts = error.problems.map(({ text }) => text).join('\n');
		for (const wanted of [/no date of its own/, /no salutation/, /figure/, /repeated-words/])
			assert.match(texts, wanted);
		assert.ok(error.problems.some(({ href }) => href?.includes('/blocks/')));
		return true;
	});
});

test('the text is closed once it is passed, in the database too, and one who reads an older page does not sign', async () => {
	const { id, blocks } = await letter();
	const [block = ''] = blocks;
	const read = (await opened(id)).hash.toString('hex');
	await as((tx) => saveBlock(tx, block, { seen: 1, text: 'People in custody wait for hours.' }));
	await assert.rejects(move('editor', id, 'pass', { content: read }), Stale);
	await move('editor', id, 'pass', { content: (await opened(id)).hash.toString('hex') });
	await assert.rejects(
		as((tx) => saveBlock(tx, block, { seen: 2, text: 'Later.' })),
		/Send it back before/,
	);
	await assert.rejects(
		service.owner.query(
			`insert into documents.block_version (block_id, number, text, by_name) values ($1, 3, 'Later.', 'A')`,
			[block],
		),
		/text is closed/,
	);
	assert.equal((await as((tx) => documentById(tx, id)))?.state, 'edited');
});

test('what a text quotes is flagged once it comes to something else, until somebody has seen it', async () => {
	const { id, force, blocks, inspection } = await letter({
		blocks: ['It is :name[force]{show=full}.', 'All is well.'],
	});
	const { rows } = await service.owner.query('select slug from programmes.force where id = $1', [force]);
	const slug: string = rows[0].slug;
	const [block = ''] = blocks;
	const text = `We looked at :name[${slug}].`;
	await as((tx) => saveBlock(tx, block, { seen: 1, text }));
	assert.deepEqual(await as((tx) => changedSince(tx, id)), []);
	await as(async (tx) => {
		const found = await forceBySlug(tx, slug);
		assert.ok(found !== null);
		await renameForce(tx, { force: found, name: 'Borough Two Police', since: day.subtract({ days: 1 }) });
	});
	const [changed] = await as((tx) => changedSince(tx, id));
	assert.deepEqual([changed?.block, changed?.now], [block, 'Borough Two Police']);
	assert.match(changed?.printed ?? '', /^Shire \d+ Police$/);
	// Lists tell what a job has counted, which reads every document as the service itself.
	const worker = { kind: 'worker', task: 'look at what documents quote' } as const;
	await lookAtAll((work) => service.database.asActor(worker, work));
	const list = await editor.get(`/inspections/${inspection}/documents`);
	assert.match(list.body, /1 change/);
	// Saving other words does not hide it; whoever has looked says so.
	await as((tx) => saveBlock(tx, block, { seen: 2, text: `${text} It was well.` }));
	await assert.rejects(move('editor', id, 'pass'), /One thing that it quotes differs/);
	const page = await editor.get(`/documents/${id}`);
	assert.match(page.body, /Borough Two Police/);
	const content = (await opened(id)).hash.toString('hex');
	const stale = await editor.submit(
		`/documents/${id}/changes/seen`,
		{ content: '0'.repeat(64) },
		`/documents/${id}`,
	);
	assert.equal(stale.statusCode, 409);
	await editor.submit(`/documents/${id}/changes/seen`, { content }, `/documents/${id}`);
	assert.deepEqual(await as((tx) => changedSince(tx, id)), []);
	await move('editor', id, 'pass');
});

test('what must not be put in any more is flagged as well, also after the text was saved again', async () => {
	const lead = await service.signedInAs('inspector');
	const { id, blocks, inspection } = await letter({ lead });
	const [block = ''] = blocks;
	await take(service, inspection, 'decide', 'open');
	const finding = await as((tx) =>
		addFinding(tx, {
			of: { inspection },
			component: 'first-hour',
			tone: 'neutral',
			text: 'People are seen soon.',
		}),
	);
	const text = `::finding[F-${finding.number}]`;
	await as((tx) => saveBlock(tx, block, { seen: 1, text }));
	assert.deepEqual(await as((tx) => quoting(tx, [`finding ${finding.id}`])), [{ document: id, block }]);
	await as((tx) => withdrawFinding(tx, finding.id, 'It was mistaken'));
	await as((tx) => saveBlock(tx, block, { seen: 2, text: `${text}\n\nMore words.` }));
	const flagged = await as((tx) => changedSince(tx, id));
	assert.deepEqual(
		flagged.map(({ asked, printed, now }) => [asked, printed, now]),
		[[`finding F-${finding.number}`, 'People are seen soon.', null]],
	);
	await as((tx) => saveBlock(tx, block, { seen: 3, text: 'Other words.' }));
	assert.deepEqual(await as((tx) => changedSince(tx, id)), []);
});

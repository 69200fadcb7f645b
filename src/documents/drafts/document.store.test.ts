import assert from 'node:assert/strict';
import { mkdir, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { test } from 'node:test';
import { operator } from '../../../test/inspections.ts';
import { actorOf } from '../../../test/judging.ts';
import { testService } from '../../../test/service.ts';
import { writtenDocument } from '../../../test/written.ts';
import type { Tx } from '../../foundation/index.ts';
import { check } from '../checker/check.ts';
import { draftOf } from '../checker/from-doc.ts';
import { toText } from '../faces/text.ts';
import { checkingOf } from '../records/checking.ts';
import { keepGlossaryFiles } from '../records/glossary.store.ts';
import { addBlock, blocksOf, leaveOut, moveBlock, versionsOf } from './block.store.ts';
import { changeDocument, documentById, documentsOf } from './document.store.ts';
import { Overtaken } from './document.ts';
import { saveBlock } from './save.store.ts';
import { openDocument, treeOf } from './tree.store.ts';

const service = await testService();
const as = <T>(work: (tx: Tx) => Promise<T>) => service.database.asActor(operator, work);
const editor = await service.signedInAs('editor');
const inspector = await service.signedInAs('inspector');
const asPerson = <T>(person: typeof editor, work: (tx: Tx) => Promise<T>) =>
	service.database.asActor(actorOf(person, person === editor ? 'editor' : 'inspector'), work);

test('a document is its blocks in their order, under its title and as a draft', async () => {
	const { id, blocks, force } = await writtenDocument(service, {
		blocks: ['# One\n\nFirst.', '# Two\n\nLast.'],
	});
	const [one = '', two = ''] = blocks;
	const middle = await as((tx) =>
		addBlock(tx, { document: id, section: 'findings', text: '# Between\n\nMiddle.', after: one }),
	);
	const titles = async () => (await as((tx) => treeOf(tx, id))).sections.map((section) => section.id);
	assert.deepEqual(await titles(), ['one', 'between', 'two']);
	await as((tx) => moveBlock(tx, two, null));
	assert.deepEqual(await titles(), ['two', 'one', 'between']);
	await as((tx) => leaveOut(tx, middle.id));
	assert.deepEqual(await titles(), ['two', 'one']);
	await as((tx) => leaveOut(tx, middle.id, false));
	assert.deepEqual(await titles(), ['two', 'one', 'between']);
	const doc = await as((tx) => treeOf(tx, id, { reader: 'A. Reader' }));
	assert.match(toText(doc), /DRAFT\. Not for publication\. Copy for A\. Reader\./);
	assert.deepEqual(
		(await as((tx) => documentsOf(tx, { force }))).map((found) => found.id),
		[id],
	);
});

test('of two who save a block the second is given both texts, and every version stays', async () => {
	const { blocks } = await writtenDocument(service);
	const [block = ''] = blocks;
	assert.equal(await asPerson(editor, (tx) => saveBlock(tx, block, { seen: 1, text: 'Theirs.' })), 2);
	await assert.rejects(
		asPerson(inspector, (tx) => saveBlock(tx, block, { seen: 1, text: 'Yours.' })),
		(error) =>
			error instanceof Overtaken &&
			error.theirs.text === 'Theirs.' &&
			error.theirs.byName === 'The editor' &&
			error.yours === 'Yours.',
	);
	// The same words twice are one version, whoever was first.
	assert.equal(await asPerson(inspector, (tx) => saveBlock(tx, block, { seen: 1, text: 'Theirs.' })), 2);
	const both = await Promise.allSettled(
		[editor, inspector].map((person) =>
			asPerson(person, (tx) => saveBlock(tx, block, { seen: 2, text: `By ${person.account}.` })),
		),
	);
	assert.deepEqual(both.map(({ status }) => status).toSorted(), ['fulfilled', 'rejected']);
	const versions = await as((tx) => versionsOf(tx, block));
	assert.deepEqual(versions.map(({ number, byName }) => [number, byName]).slice(1), [
		[2, 'The editor'],
		[1, 'Command line'],
	]);
});

test('whoever changes what a document says of itself has to have read it as it is', async () => {
	const { id } = await writtenDocument(service);
	await as((tx) =>
		changeDocument(tx, id, { seen: 1, isbn: '978-1-78246-000-0', copies: ['The commissioner'] }),
	);
	const changed = await as((tx) => documentById(tx, id));
	assert.deepEqual([changed?.edition, changed?.copies], [2, ['The commissioner']]);
	await assert.rejects(
		as((tx) => changeDocument(tx, id, { seen: 1, subtitle: 'Late' })),
		/changed this document since/,
	);
});

test('the hash is of what readers see: of the words, and not of where they are written', async () => {
	const { id, blocks } = await writtenDocument(service);
	const hash = async () => (await as((tx) => openDocument(tx, id))).hash.toString('hex');
	const before = await hash();
	const [block = ''] = blocks;
	await as((tx) =>
		saveBlock(tx, block, { seen: 1, text: '\n# What we found\n\n\nPeople wait for hours.\n\n' }),
	);
	assert.equal((await as((tx) => blocksOf(tx, id)))[0]?.latest, 2);
	assert.equal(await hash(), before);
	await as((tx) => saveBlock(tx, block, { seen: 2, text: '# What we found\n\nPeople wait for days.' }));
	assert.notEqual(await hash(), before);
});

test('words that an installation adds to the glossary can be put in, and its letters need not be spelt out', async () => {
	const { id } = await writtenDocument(service, {
		blocks: ['# One\n\nThe :term[night desk] is open. The ZQX sits there.'],
	});
	const told = async () => {
		const { doc, about } = await as((tx) => openDocument(tx, id));
		const remarks = check(draftOf(doc, 'report'), await as((tx) => checkingOf(tx, about)));
		return [...doc.problems.map(({ text }) => text), ...remarks.map(({ rule }) => rule)].filter((one) =>
			/night desk|acronym/.test(one),
		);
	};
	assert.equal((await told()).length, 2);
	const folder = join(service.services.dataFolder, 'glossary');
	await mkdir(folder, { recursive: true });
	const own = `title: Ours
terms:
  - id: night-desk
    title: night desk
    means: Where people are received at night.
known:
  - short: ZQX
    long: Zone of quiet exchange
`;
	await writeFile(join(folder, 'ours.yaml'), own);
	assert.deepEqual(await keepGlossaryFiles(service.services), []);
	assert.deepEqual(await told(), []);
	// A file that is spoilt leaves what was kept of it; one that is gone takes its words with it.
	await writeFile(join(folder, 'ours.yaml'), `${own}nonsense: yes\n`);
	assert.equal((await keepGlossaryFiles(service.services)).length, 1);
	assert.deepEqual(await told(), []);
	await rm(join(folder, 'ours.yaml'));
	await keepGlossaryFiles(service.services);
	assert.equal((await told()).length, 2);
});

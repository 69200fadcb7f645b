import assert from 'node:assert/strict';
import { mkdtemp, readdir, readFile, rm, utimes, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { Pdf } from '../../../test/documents/pdf.ts';
import { operator } from '../../../test/inspections.ts';
import { testService } from '../../../test/service.ts';
import { writtenDocument } from '../../../test/written.ts';
import { startJobsOf } from '../../app.ts';
import type { Command, Services, Tx } from '../../foundation/index.ts';
import { forceBySlug, renameForce } from '../../programmes/index.ts';
import { addBlock } from '../drafts/block.store.ts';
import { addDocument, changeDocument, documentById } from '../drafts/document.store.ts';
import { citeDocument } from '../drafts/document.ts';
import { checkCommand } from './check.commands.ts';
import { documentCommands } from './document.commands.ts';

const service = await testService();
const { services, owner } = service;
const folder = await mkdtemp(join(tmpdir(), 'inspectorate-making-'));
after(() => rm(folder, { recursive: true, force: true }));
const editor = await service.signedInAs('editor');
const inspector = await service.signedInAs('inspector');
const as = <T>(work: (tx: Tx) => Promise<T>) => service.database.asActor(operator, work);

async function run(
	name: string,
	positionals: string[],
	values: Record<string, string> = {},
): Promise<{ status: number; out: string }> {
	const command = documentCommands.find((one) => one.name === name);
	assert.ok(command !== undefined, name);
	return ran(command, services, positionals, values);
}

async function ran<World>(
	command: Command<World>,
	world: World,
	positionals: string[],
	values: Record<string, string> = {},
) {
	let out = '';
	const io = { out: (text: string) => (out += text), err: () => undefined };
	const status = await command.run({ positionals, values, json: true, io, world });
	return { status, out };
}

/** Every file on the shelf. */
async function shelved(): Promise<string[]> {
	const entries = await readdir(join(services.dataFolder, 'documents'), {
		recursive: true,
		withFileTypes: true,
	});
	return entries.filter((entry) => entry.isFile()).map(({ parentPath, name }) => join(parentPath, name));
}

/** Two reports of one programme: one names its force, the other does not. */
async function twoReports() {
	const naming = await writtenDocument(service, { blocks: ['# A\n\nWe visited :name[force].'] });
	const plain = await as(async (tx) => {
		const first = await documentById(tx, naming.id);
		assert.ok(first !== null);
		const { id } = await addDocument(tx, {
			framework: 'test-custody',
			version: 1,
			outline: 'report',
			kind: 'report',
			layout: 'national',
			title: 'What custody is for',
			of: { programme: first.programme.id },
		});
		await addBlock(tx, { document: id, section: 'findings', text: '# B\n\nPeople are looked after.' });
		return { id, programme: first.programme };
	});
	return { naming, plain, programme: plain.programme };
}

test('a PDF of a draft has the name of whoever takes it, is tagged, and is made once for them', async () => {
	const { id } = await writtenDocument(service);
	const url = `/documents/${id}/copies/pdf`;
	const answer = await editor.get(url);
	assert.equal(answer.statusCode, 200);
	assert.match(String(answer.headers['content-disposition']), /D-\d+-how-people-.*-draft\.pdf/);
	const pdf = new Pdf(answer.rawPayload);
	assert.ok(pdf.letters.includes('DRAFT.Notforpublication.Copyfor'));
	assert.deepEqual([pdf.marked, pdf.tags[0]?.kind], [true, 'Document']);
	const files = await shelved();
	assert.deepEqual((await editor.get(url)).rawPayload, answer.rawPayload);
	assert.deepEqual(await shelved(), files);

	const theirs = await inspector.get(url);
	assert.notDeepEqual(theirs.rawPayload, answer.rawPayload);
	assert.equal((await shelved()).length, files.length + 1);

	// What is damaged on the disk is made again.
	for (const file of await shelved()) await writeFile(file, 'damaged');
	assert.deepEqual((await editor.get(url)).rawPayload, answer.rawPayload);
});

test('a preview shows the document with its mark, and a PDF that must not be made is refused with the reason', async () => {
	const { id } = await writtenDocument(service, { language: 'English?' });
	const preview = await editor.get(`/documents/${id}/preview`);
	assert.match(preview.body, /<article class="doc doc--report"/);
	assert.match(preview.body, /DRAFT\. Not for publication\. Copy for/);
	assert.match(preview.body, /“English\?” is not a language/);
	const refused = await editor.get(`/documents/${id}/copies/pdf`);
	assert.equal(refused.statusCode, 409);
	assert.equal(refused.headers['content-disposition'], undefined);
	assert.match(refused.body, /“English\?” is not a language/);
	assert.equal((await editor.get(`/documents/${id}/copies/odt`)).statusCode, 200);
});

test('of a programme only what changed is made again, and one that is refused does not hold up the others', async () => {
	const { naming, plain, programme } = await twoReports();
	const outcomes = async () => {
		const { status, out } = await run('document make', [], { programme: programme.slug, for: 'A' });
		const all: { title: string; outcome: string }[] = JSON.parse(out);
		return [status, ...all.map(({ outcome }) => outcome).sort()];
	};
	assert.deepEqual(await outcomes(), [0, 'made', 'made']);
	assert.deepEqual(await outcomes(), [0, 'unchanged', 'unchanged']);
	await as(async (tx) => {
		const force = await forceBySlug(tx, (await documentById(tx, naming.id))?.force?.slug ?? '');
		assert.ok(force !== null);
		await renameForce(tx, { force, name: 'Borough Police', since: Temporal.PlainDate.from('2020-01-01') });
	});
	assert.deepEqual(await outcomes(), [0, 'made', 'unchanged']);
	await as((tx) => changeDocument(tx, plain.id, { seen: 1, language: 'English?' }));
	assert.deepEqual(await outcomes(), [1, 'refused', 'unchanged']);
});

test('a job makes the documents of a programme, and tells how far it is', async () => {
	const { programme } = await twoReports();
	const asked = await editor.submit('/documents/make', { programme: programme.id });
	assert.equal(asked.statusCode, 303);
	const jobs = startJobsOf(services, service.assembly, service.address);
	await jobs.started;
	const work = String(asked.headers.location);
	const deadline = Date.now() + 30_000;
	let told = await editor.get(`${work}/progress.json`);
	while (!JSON.parse(told.body).finished && Date.now() < deadline) {
		await new Promise((resolve) => setTimeout(resolve, 100));
		told = await editor.get(`${work}/progress.json`);
	}
	await jobs.stop();
	const { done, total, message, result } = JSON.parse(told.body);
	assert.deepEqual([done, total, message], [2, 2, '2 documents were made, and 0 had not changed.']);
	assert.match((await editor.get(result)).body, /PDF.*\d+ pages?, /s);
});

test('documents are listed, written into files and checked at the command line', async () => {
	const { id, number } = await writtenDocument(service, {
		blocks: ['# A\n\nSupervisors had signed 72 of the 60 files. We met :name[nobody-we-know].'],
	});
	const cited = citeDocument({ number });
	const { out } = await run('document list', []);
	assert.ok(JSON.parse(out).some(({ document }: { document: string }) => document === cited));
	const to = join(folder, 'copy.txt');
	await run('document export', [cited.toLowerCase()], { as: 'text', to, for: 'the Chief Constable' });
	assert.match(await readFile(to, 'utf8'), /^DRAFT\. Not for publication\. Copy for the Chief Constable\./);
	await assert.rejects(run('document export', ['D-999999']), /There is no document “D-999999”/);

	const checked = await ran(checkCommand, async (): Promise<Services> => services, [cited]);
	assert.equal(checked.status, 1);
	const { remarks } = JSON.parse(checked.out).files[0];
	const rules = remarks.map(({ rule }: { rule: string }) => rule);
	assert.ok(rules.includes('parts-exceed-whole') && rules.includes('unknown-name'), String(rules));
	assert.equal(remarks[0].place.file, cited);
	assert.ok((await as((tx) => documentById(tx, id)))?.state === 'writing');
});

test('copies that nobody asks for any more are swept away, and the newest stays', async () => {
	await owner.query('truncate documents.made');
	const { id } = await writtenDocument(service);
	await editor.get(`/documents/${id}/copies/html`);
	await inspector.get(`/documents/${id}/copies/html`);
	const job = service.assembly.jobs.find(({ name }) => name === 'remove old copies of documents');
	assert.ok(job !== undefined);
	const sweep = () =>
		job.perform(
			{},
			{
				id: '1',
				attempt: 1,
				asWorker: (work) => service.database.asActor({ kind: 'worker', task: 'sweep' }, work),
				log: services.log,
				signal: AbortSignal.timeout(10_000),
				report: async () => {},
				result: () => {},
			},
		);
	const files = await shelved();
	await sweep();
	assert.deepEqual(await shelved(), files);
	await owner.query("update documents.made set at = at - interval '31 days'");
	const long = new Date('2020-01-01');
	for (const file of files) await utimes(file, long, long);
	await sweep();
	assert.equal((await shelved()).length, 1);
});

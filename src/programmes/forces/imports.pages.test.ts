import assert from 'node:assert/strict';
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { test } from 'node:test';
import { testService } from '../../../test/service.ts';
import { csv, type Tx } from '../../foundation/index.ts';
import { headingsOf } from '../imports/import.pages.ts';
import { programmesCommands } from '../index.ts';
import { addForce } from './force.store.ts';
import { forceImports } from './imports.ts';

/** The pages and the commands that every kind of file has, on the files of the register. */
const service = await testService();
const { database, signedInAs } = service;
const asOperator = <T>(work: (tx: Tx) => Promise<T>) =>
	database.asActor({ kind: 'operator', name: 'tests' }, work);
await asOperator((tx) =>
	addForce(tx, {
		name: 'Northshire Police',
		code: 'E23000901',
		region: 'North',
		inScope: true,
		scopeNote: null,
	}),
);

async function exported(slug: string): Promise<string> {
	const kind = forceImports.find((one) => one.slug === slug);
	assert.ok(kind, slug);
	return csv(headingsOf(kind), await asOperator((tx) => kind.export(tx)));
}

test('the page imports a file, says what came of it, and shows what each column means', async () => {
	const manager = await signedInAs('programme manager');
	const page = await manager.get('/imports/force-aliases');
	assert.equal(page.statusCode, 200);
	assert.match(page.body, /How a publication writes the force\. Published files call it name_as_published\./);
	const content = Buffer.from([
		...Buffer.from('Force,Spelling\nNorthshire,North'),
		0x96,
		...Buffer.from('Shire-land\n'),
	]);
	const done = await manager.upload('/imports/force-aliases', {}, { field: 'file', name: 'a.csv', content });
	assert.equal(done.statusCode, 303, done.body);
	const shown = await manager.get(String(done.headers.location));
	assert.match(
		shown.body,
		/Imported: 1 added, 0 changed, 0 as they were\. The text was read as Windows-1252/,
	);
	assert.match(await exported('force-aliases'), /North–Shire-land/);
});

test('the page lists every bad row and keeps what was pasted; what is put right is imported', async () => {
	const manager = await signedInAs('programme manager');
	const text = 'Force,Spelling\nNowhere,X\nNorthshire,\n';
	const refused = await manager.submit('/imports/force-aliases', { text });
	assert.equal(refused.statusCode, 422);
	assert.match(refused.body, /Nothing was imported: 2 rows need to be put right\./);
	assert.match(
		refused.body,
		/Line 2[\s\S]*“Nowhere” is not a spelling[\s\S]*Line 3[\s\S]*“Spelling” is empty/,
	);
	assert.match(refused.body, /<textarea[^>]*>\nForce,Spelling\nNowhere,X/);
	const done = await manager.submit('/imports/force-aliases', {
		text: 'Force\tSpelling\nNorthshire\tThe north\n',
	});
	assert.equal(done.statusCode, 303, done.body);
});

test('the page says why a file is no table, beside its field', async () => {
	const manager = await signedInAs('administrator');
	const empty = await manager.submit('/imports/forces', { text: '  ' });
	assert.match(empty.body, /Choose a file, or paste its text/);
	for (const [name, content, sentence] of [
		['forces.csv', Buffer.from('<html><table></table></html>'), /its content is a web page/],
		[
			'forces.xlsx',
			await readFile(join(import.meta.dirname, '../../../test/examples.ts')),
			/named as an Excel spreadsheet, but its content is text/,
		],
		['forces.txt', Buffer.from('Force,Region\n"x'), /never closed/],
	] as const) {
		const refused = await manager.upload('/imports/forces', {}, { field: 'file', name, content });
		assert.equal(refused.statusCode, 422, name);
		assert.match(refused.body, sentence);
	}
	const both = await manager.upload(
		'/imports/forces',
		{ text: 'Force\nx' },
		{ field: 'file', name: 'a.csv', content: Buffer.from('a') },
	);
	assert.match(both.body, /Choose a file or paste its text, not both/);
});

test('the list of kinds leads to every template and export, and only those who may are led to an import', async () => {
	const inspector = await signedInAs('inspector');
	const { body } = await inspector.get('/imports');
	for (const { slug, columns } of forceImports) {
		assert.ok(body.includes(`href="/imports/${slug}.csv"`), slug);
		const template = await inspector.get(`/imports/${slug}/template.csv`);
		assert.equal(template.body, `\uFEFF${columns.map(({ heading }) => heading).join(',')}\r\n`);
		const export_ = await inspector.get(`/imports/${slug}.csv`);
		assert.equal(export_.body, await exported(slug), slug);
		assert.match(String(export_.headers['content-disposition']), new RegExp(`filename="${slug}\\.csv"`));
		assert.equal((await inspector.get(`/imports/${slug}`)).statusCode, 404);
	}
	assert.doesNotMatch(body, /href="\/imports\/forces"/);
	assert.equal((await inspector.get('/imports/nothing.csv')).statusCode, 404);
	const manager = await signedInAs('programme manager');
	assert.match((await manager.get('/imports')).body, /href="\/imports\/forces"/);
	assert.equal((await (await signedInAs('chief officer')).get('/imports')).statusCode, 404);
});

test('the command imports a file or lists what is wrong with it, and exports', async () => {
	const folder = service.services.dataFolder;
	const call = async (name: string, positionals: string[], json = false) => {
		let out = '';
		let err = '';
		const command = programmesCommands.find((one) => one.name === name);
		assert.ok(command);
		const io = { out: (text: string) => (out += text), err: (text: string) => (err += text) };
		const status = await command.run({ values: {}, positionals, json, io, world: service.services });
		return { status, out, err };
	};
	const good = join(folder, 'good.csv');
	const bad = join(folder, 'bad.csv');
	await writeFile(good, 'Force,Spelling\nNorthshire,By command\n');
	await writeFile(bad, 'Force,Spelling\nNowhere,By command\n');
	assert.deepEqual(await call('register import', ['force-aliases', good]), {
		status: 0,
		out: 'Imported: 1 added, 0 changed, 0 as they were.\n',
		err: '',
	});
	const refused = await call('register import', ['force aliases', bad], true);
	assert.equal(refused.status, 1);
	assert.match(
		refused.err,
		/^line 2, Force: “Nowhere” is not a spelling .*\nNothing was imported: 1 row needs to be put right\.\n$/s,
	);
	assert.equal(JSON.parse(refused.out).faults[0].line, 2);
	assert.equal((await call('register export', ['force-aliases'])).out, await exported('force-aliases'));
	assert.equal(JSON.parse((await call('register export', ['forces'], true)).out)[0].Region, 'North');
	await assert.rejects(
		call('register import', ['shoes', good]),
		/no kind of file “shoes”\. Choose from: forces, force-names/,
	);
	await assert.rejects(
		call('register import', ['forces', join(folder, 'no.csv')]),
		/could not be read\. There is no such file/,
	);
});

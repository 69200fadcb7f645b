import assert from 'node:assert/strict';
import { mkdir, mkdtemp, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { gzipSync } from 'node:zlib';
import { openCsv } from './csv.ts';
import { openDuck, quotedText, rowsOf } from './duck.ts';
import { Unreadable } from './unreadable.ts';

const outside = await mkdtemp(join(tmpdir(), 'inspectorate-csv-'));
// A folder whose name would break out of a text in SQL, if it were not quoted.
const folder = join(outside, "it's here");
await mkdir(folder);
const duck = await openDuck({ folder });
after(async () => {
	duck.close();
	await rm(outside, { recursive: true, force: true });
});

const headings = { force: { heading: 'Force name' }, number: { heading: 'Number', also: ['Count'] } };
let made = 0;

async function read(content: string | Buffer, options: { mostUnpacked?: number } = {}) {
	made += 1;
	const path = join(folder, `file-${made}`);
	await writeFile(path, content);
	return duck.use(async (connection) => {
		const csv = await openCsv(connection, {
			file: { name: 'a.csv', path },
			headings,
			work: folder,
			...options,
		});
		await csv.run((from) => `create or replace temp table read_here as select force, number from ${from}`);
		const rows = await rowsOf(connection, 'select * from read_here order by rowid');
		return { csv, rows: rows.map(({ force, number }) => [force, number]) };
	});
}

async function refused(content: string | Buffer, options: { mostUnpacked?: number } = {}): Promise<string[]> {
	try {
		await read(content, options);
	} catch (error) {
		if (!(error instanceof Unreadable)) throw error;
		return error.faults.map(({ where, text }) => (where === '' ? text : `${where}: ${text}`));
	}
	throw new Error('the file was not refused');
}

const expected = [
	['Essex', '1'],
	['Kent', '2'],
];

test('a table is read whatever its lines end with, and a mixture is told', async () => {
	for (const end of ['\n', '\r\n', '\r']) {
		const { rows, csv } = await read(`Force name,Number${end}Essex,1${end}Kent,2${end}`);
		assert.deepEqual(rows, expected, JSON.stringify(end));
		assert.deepEqual(csv.mends, []);
	}
	for (const text of [
		'Force name,Number\r\nEssex,1\nKent,2\r\n',
		'Force name,Number\nEssex,1\rKent,2',
		'Force name,Number\nEssex,1\r\nKent,2\r',
	]) {
		const { rows, csv } = await read(text);
		assert.deepEqual(rows, expected, JSON.stringify(text));
		assert.match(csv.mends.join(), /lines end in different ways/);
	}
});

test('byte-order marks, other encodings, padding and quotes do no harm', async () => {
	assert.deepEqual((await read('\uFEFFForce name,Number\nEssex,1\nKent,2\n')).rows, expected);
	const wide = await read(Buffer.from('\uFEFFForce name,Number\nEssex,1\nKent,2\n', 'utf16le'));
	assert.deepEqual(wide.rows, expected);
	const western = await read(Buffer.from('Force name,Number\nHeddlu Môn,1\n', 'latin1'));
	assert.deepEqual(western.rows, [['Heddlu Môn', '1']]);
	assert.match(western.csv.mends.join(), /windows-1252/);
	assert.deepEqual((await read(' Force_Name ,COUNT\n  Essex , 1 \n"Kent","2"\n')).rows, expected);
	const quoted = await read('Force name,Number\n"Devon, and ""Cornwall""","1,234"\n   ,""\n');
	assert.deepEqual(quoted.rows, [
		['Devon, and "Cornwall"', '1,234'],
		[null, null],
	]);
});

test('headings are found under a title, in another order, and beside columns that nobody asked for', async () => {
	const { rows, csv } = await read(
		'Table 1: all forces,,\n,,\nNote,Number,Force name\nx,1,Essex\ny,2,Kent\n',
	);
	assert.deepEqual(rows, expected);
	assert.deepEqual(csv.unused, ['Note']);
	assert.equal(csv.firstLine, 4);
});

test('a packed file is unpacked; one that is cut off, damaged or far too large is refused', async () => {
	const text = `Force name,Number\n${Array.from({ length: 5_000 }, (_, at) => `Essex,${at * 7919}\n`).join('')}`;
	const packed = gzipSync(text);
	assert.equal((await read(packed)).rows.length, 5_000);
	assert.match((await refused(packed.subarray(0, packed.length / 2))).join(), /breaks off before its end/);
	// All rows are there, and only the check at the end is not: it is not known to be whole.
	assert.match((await refused(packed.subarray(0, packed.length - 5))).join(), /breaks off before its end/);
	const damaged = Buffer.from(packed);
	damaged.fill(0xff, 200, 400);
	assert.match((await refused(damaged)).join(), /damaged/);
	assert.match(
		(await refused(gzipSync(Buffer.alloc(500_000, 'a')), { mostUnpacked: 100_000 })).join(),
		/unpacks to more/,
	);
});

test('what is no table is refused with a sentence that says what it is', async () => {
	assert.match(
		(await refused('<!DOCTYPE html><html><body>Not found, sorry</body></html>')).join(),
		/web page/,
	);
	assert.match((await refused(gzipSync('\n <html><body>no</body></html>'))).join(), /web page/);
	assert.match((await refused(Buffer.from('PK\x03\x04 and more'))).join(), /workbook or a ZIP archive/);
	assert.match((await refused('')).join(), /empty/);
	assert.match((await refused(Buffer.from([1, 0, 2, 0, 3]))).join(), /not a text file/);
	assert.match((await refused('Force name;Number\nEssex;1\n')).join(), /separated by “;”/);
});

test('wrong headings are told with the nearest ones', async () => {
	assert.deepEqual(await refused('Force names,Value\nEssex,1\n'), [
		'None of the expected headings is there: “Force name”, “Number”. The file begins with “Force names”, “Value”. Check that it is the right file.',
	]);
	assert.deepEqual(await refused('Force names,Number\nEssex,1\n'), [
		'line 1: There is no column “Force name”. The nearest heading is “Force names”.',
	]);
	assert.deepEqual(await refused('Force name,Number,Count\nEssex,1,2\n'), [
		'line 1: The column “Number” is there more than once. Take out the wrong one.',
	]);
});

test('every line that cannot be read is told, and nothing is dropped without a word', async () => {
	const faults = await refused('Force name,Number\nEssex,1,2\nKent,2\nSurrey\nSussex,4\n');
	assert.equal(faults.length, 2);
	assert.match(faults[0] ?? '', /^line 2: The line has 3 cells, and the headings are 2/);
	assert.match(faults[1] ?? '', /^line 4: The line has 1 cells/);
	assert.match((await refused('Force name,Number\n"Essex,1\nKent,2\n')).join(), /quotation mark/);
});

test('DuckDB reads and writes in its own folder and nowhere else', async () => {
	const secret = join(outside, 'secret.csv');
	await writeFile(secret, 'a\n1\n');
	await symlink(secret, join(folder, 'link.csv'));
	await duck.use(async (connection) => {
		for (const statement of [
			`select * from read_csv(${quotedText(secret)})`,
			`select * from read_csv(${quotedText(join(folder, '..', 'secret.csv'))})`,
			`select * from read_csv(${quotedText(join(folder, 'link.csv'))})`,
			`copy (select 1) to ${quotedText(join(outside, 'out.csv'))}`,
			`attach ${quotedText(join(outside, 'other.db'))} as other`,
			"select * from read_csv('https://example.org/a.csv')",
			"set memory_limit = '1TB'",
			'set enable_external_access = true',
			'install httpfs',
		])
			await assert.rejects(connection.run(statement), statement);
	});
});

import assert from 'node:assert/strict';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { compoundFile, examples, type ZipPart, zipOf } from '../../../test/examples.ts';
import { Refused } from '../kernel/failures.ts';
import { kinds } from './kinds.ts';
import { sniff } from './sniff.ts';

let folder = '';
before(async () => {
	folder = await mkdtemp(join(tmpdir(), 'sniff-'));
});
after(() => rm(folder, { recursive: true }));

async function look(name: string, content: Buffer | string): Promise<string> {
	const path = join(folder, 'file');
	await writeFile(path, content);
	return sniff(path, name);
}

async function refuses(name: string, content: Buffer | string, sentence: RegExp): Promise<void> {
	await assert.rejects(look(name, content), (error: unknown) => {
		assert.ok(error instanceof Refused, String(error));
		assert.match(error.message, sentence);
		return true;
	});
}

function example(kind: string): Buffer {
	const found = examples[kind];
	assert.ok(found, `an example of ${kind}`);
	return found;
}

function office(...parts: ZipPart[]): Buffer {
	return zipOf({ name: '[Content_Types].xml' }, { name: 'xl/workbook.xml' }, ...parts);
}

test('every accepted kind is recognised by its content', async () => {
	for (const [extension, kind] of kinds) {
		assert.equal(await look(`file.${extension}`, example(extension)), kind.mediaType, extension);
	}
});

test('no kind of content passes under the name of another kind', async () => {
	// Text has no signature: JSON is also plain text, and anything readable can be a table.
	const fine = new Set(['m4a mp4', 'jpg jpeg', 'jpeg jpg']);
	const text = new Set(['csv', 'txt', 'json', 'yaml', 'yml', 'geojson', 'eml']);
	for (const named of kinds.keys()) {
		for (const content of kinds.keys()) {
			if (named === content || fine.has(`${named} ${content}`)) continue;
			if (text.has(named) && text.has(content)) continue;
			await refuses(`file.${named}`, example(content), /is named as/);
		}
	}
});

test('a mislabelled file is told what it says it is and what it is', async () => {
	await refuses('report.pdf', example('png'), /named as a PDF, but its content is a PNG image/);
});

test('a web page named as a table is told that it is a web page', async () => {
	const pages = [
		'<!DOCTYPE html><html><body>Sign in</body></html>',
		'\uFEFF  \r\n<html lang="en">',
		'<!-- saved --><script>alert(1)</script>',
		'<?xml version="1.0"?><html xmlns="http://www.w3.org/1999/xhtml">',
	];
	for (const page of pages) await refuses('calls.csv', page, /a CSV table, but its content is a web page/);
	await refuses('calls.csv', Buffer.from('\uFEFF<html>', 'utf16le'), /is a web page/);
});

test('drawings, XML and scripts named as text are refused', async () => {
	await refuses('a.txt', '<svg xmlns="http://www.w3.org/2000/svg" onload="x()"/>', /an SVG drawing/);
	await refuses('a.txt', '<?xml version="1.0"?><data/>', /an XML document/);
	await refuses('a.txt', '#!/bin/sh\nrm -rf /\n', /a script/);
	await refuses('a.json', '@echo off\r\n', /a script/);
});

test('text is accepted in the encodings that office programs write', async () => {
	const words = 'force,café\r\nA < B,2\r\n';
	assert.equal(await look('a.csv', words), 'text/csv');
	assert.equal(await look('a.csv', `\uFEFF${words}`), 'text/csv');
	assert.equal(await look('a.csv', Buffer.from(`\uFEFF${words}`, 'utf16le')), 'text/csv');
	assert.equal(await look('a.csv', Buffer.from(`\uFEFF${words}`, 'utf16le').swap16()), 'text/csv');
	assert.equal(
		await look('a.csv', Buffer.from([0x93, 0x63, 0x61, 0x66, 0xe9, 0x94, 0x20, 0x80])),
		'text/csv',
	);
	assert.equal(await look('a.csv', 'PK,name\r\n1,North\r\n'), 'text/csv');
});

test('a byte that no text has is found wherever it stands, also across the boundary of two reads', async () => {
	const long = Buffer.alloc(700_000, 'a,b\n');
	assert.equal(await look('a.csv', long), 'text/csv');
	long[650_000] = 0;
	await refuses('a.csv', long, /named as a CSV table, but its content is something else/);
	const accents = Buffer.from(`x${'é'.repeat(400_000)}`);
	assert.equal(await look('a.csv', accents), 'text/csv');
});

test('text that is not what its ending says is refused', async () => {
	await refuses('a.json', 'calls,2\n', /JSON data, but its content does not begin like one/);
	await refuses('a.eml', 'Dear all,\n', /an e-mail message, but/);
	await refuses('a.pdf', 'Dear all,\n', /a PDF, but its content is text/);
});

test('an Office file with macros or active parts is refused', async () => {
	for (const name of [
		'xl/vbaProject.bin',
		'xl/macrosheets/sheet1.xml',
		'xl/activeX/activeX1.bin',
		'XL/VBAPROJECT.BIN',
	]) {
		await refuses('a.xlsx', office({ name }), /contains macros/);
	}
	const odt = zipOf(
		{ name: 'mimetype', content: 'application/vnd.oasis.opendocument.text' },
		{ name: 'Basic/Standard/Module1.xml' },
	);
	await refuses('a.odt', odt, /contains macros/);
	await refuses('a.xlsm', office(), /\.xlsm are not accepted\. It can contain macros/);
});

test('a program inside an archive or an Office file is found by the list of its files', async () => {
	await refuses('a.zip', zipOf({ name: 'photos/view.pdf.exe' }), /not accepted \(\.exe\)/);
	await refuses('a.zip', zipOf({ name: 'a.txt' }, { name: 'start.LNK' }), /\.lnk/);
	await refuses('a.xlsx', office({ name: 'xl/embeddings/tool.xlsm' }), /\.xlsm/);
});

test('programs that are archives by construction are refused under the name of an archive', async () => {
	await refuses(
		'a.zip',
		zipOf({ name: 'META-INF/MANIFEST.MF' }, { name: 'A.class' }),
		/can run as a program/,
	);
	await refuses('a.zip', zipOf({ name: 'AndroidManifest.xml' }), /can run as a program/);
});

test('an archive that cannot be looked into is refused', async () => {
	await refuses('a.zip', zipOf({ name: 'a.txt', encrypted: true }), /protected by a password/);
	await refuses('a.zip', example('zip').subarray(0, -30), /damaged/);
	const split = Buffer.concat([Buffer.from('PK\x07\x08', 'latin1'), zipOf({ name: 'tool.exe' })]);
	await refuses('a.zip', split, /damaged|\.exe/);
});

test('dangerous kinds are refused by name with the reason, before their content matters', async () => {
	const reasons: [string, RegExp][] = [
		['a.exe', /can run as a program/],
		['a.JS', /can run as a program/],
		['a.html', /carry scripts/],
		['a.svg', /carry scripts/],
		['a.lnk', /Shortcuts/],
		['a.iso', /Disk images/],
		['a.doc', /Older Office files/],
		['a.pages', /\.pages are not accepted\. Accepted are: PDF/],
		['README', /has no ending/],
	];
	for (const [name, reason] of reasons) await refuses(name, 'words', reason);
});

test('a program is recognised under any name', async () => {
	const programs = [
		Buffer.concat([Buffer.from('MZ'), Buffer.alloc(200)]),
		Buffer.concat([Buffer.from('\x7fELF\x02\x01\x01', 'latin1'), Buffer.alloc(200)]),
	];
	for (const program of programs) {
		for (const extension of kinds.keys()) await refuses(`a.${extension}`, program, /is named as/);
	}
});

test('only an Outlook message passes as one, though installers use the same container', async () => {
	await refuses('a.msg', compoundFile('WordDocument'), /named as an Outlook message/);
});

test('an empty file is refused', () => refuses('a.csv', '', /is empty/));

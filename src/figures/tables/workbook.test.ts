import assert from 'node:assert/strict';
import { test } from 'node:test';
import { crc32, deflateRawSync } from 'node:zlib';
import { bytesOf, type MadeSheet, workbook, written } from './testing/workbooks.ts';
import { Unreadable } from './unreadable.ts';
import { readWorkbook } from './workbook.ts';

const sheets: readonly MadeSheet[] = [
	{
		name: 'Data',
		rows: [
			['Title', null, 'Wide'],
			[],
			['Derbyshire', 56276, 53.64728312678742],
			['Durham', '..', { day: '2018-09-30' }],
		],
		merges: ['A1:B1'],
	},
	{ name: 'Workings', rows: [['hidden']], hidden: true },
];

async function refusal(path: string, limits = {}): Promise<string> {
	try {
		await readWorkbook(path, limits);
	} catch (error) {
		if (error instanceof Unreadable) return error.message;
		throw error;
	}
	return 'it was read';
}

for (const kind of ['xlsx', 'ods'] as const)
	test(`an ${kind} is read with its sheets, merged cells and days`, async () => {
		const { file, sheets: found } = await readWorkbook(workbook(`plain.${kind}`, sheets));
		assert.equal(file, `plain.${kind}`);
		assert.deepEqual(
			found.map(({ name }) => name),
			['Data', 'Workings'],
		);
		assert.deepEqual(found[0]?.rows[2], ['Derbyshire', 56276, 53.64728312678742]);
		assert.deepEqual(found[0]?.rows[3], ['Durham', '..', { day: '2018-09-30' }]);
		assert.deepEqual(found[0]?.merges, [{ top: 0, left: 0, bottom: 0, right: 1 }]);
		assert.equal(found[0]?.hidden, false);
		// SheetJS does not write which sheets of an ODS are hidden.
		if (kind === 'xlsx') assert.equal(found[1]?.hidden, true);
	});

test('what is no workbook is refused with a sentence that says what it is', async () => {
	const whole = bytesOf('xlsx', sheets);
	const cases: readonly [name: string, content: string | Buffer, says: RegExp][] = [
		['empty.xlsx', '', /empty/],
		['page.xlsx', '\n<!DOCTYPE html><html><title>404</title>', /web page/],
		['feed.ods', '<?xml version="1.0"?><office/>', /XML/],
		['table.xlsx', 'Area,Value\nDerbyshire,12\n', /CSV/],
		['paper.ods', '%PDF-1.7 …', /PDF/],
		['old.xlsx', Buffer.concat([Buffer.from('d0cf11e0a1b11ae1', 'hex'), Buffer.alloc(600)]), /\.xls/],
		[
			'locked.xlsx',
			Buffer.concat([
				Buffer.from('d0cf11e0a1b11ae1', 'hex'),
				Buffer.alloc(600),
				Buffer.from('EncryptedPackage', 'utf16le'),
			]),
			/password/,
		],
		['cut.xlsx', whole.subarray(0, whole.length - 400), /breaks off/],
		['archive.xlsx', zip([{ name: 'readme.txt', content: Buffer.from('hello') }]), /no workbook/],
		['binary.xlsx', zip([{ name: 'xl/workbook.bin', content: Buffer.from('x') }]), /binary workbook/],
		[
			'text.ods',
			zip([
				{ name: 'mimetype', content: Buffer.from('application/vnd.oasis.opendocument.text') },
				{ name: 'content.xml', content: Buffer.from('<x/>') },
			]),
			/no spreadsheet/,
		],
		[
			'locked.ods',
			zip([
				{ name: 'content.xml', content: Buffer.from('…') },
				{ name: 'META-INF/manifest.xml', content: Buffer.from('<manifest:encryption-data/>') },
			]),
			/password/,
		],
	];
	for (const [name, content, says] of cases) assert.match(await refusal(written(name, content)), says, name);
});

test('a part that is damaged, or that is larger than it says, is refused before it is parsed', async () => {
	const content = Buffer.from('<x/>'.repeat(1000));
	const part = { name: 'content.xml', content };
	assert.match(await refusal(written('sum.ods', zip([{ ...part, crc: 1 }]))), /damaged/);
	assert.match(await refusal(written('lies.ods', zip([{ ...part, unpacked: 10 }]))), /damaged/);
	assert.match(await refusal(written('local.ods', zip([{ ...part, localUnpacked: 10 }]))), /damaged/);
});

test('a file that swells, or whose parts overlap or repeat, is refused as harmful', async () => {
	const bomb = { name: 'content.xml', content: Buffer.alloc(4_000_000) };
	assert.match(await refusal(written('bomb.ods', zip([bomb])), { harmless: 1_000_000 }), /times larger/);
	assert.match(
		await refusal(written('huge.ods', zip([bomb])), { maxUnpacked: 1_000_000 }),
		/Unpacked it would take/,
	);
	assert.match(
		await refusal(written('parts.ods', zip([bomb, { name: 'b', content: Buffer.from('b') }])), {
			maxEntries: 1,
		}),
		/2 files inside/,
	);
	assert.match(await refusal(written('twice.ods', zip([bomb, bomb]))), /same name/);
	assert.match(await refusal(written('overlap.ods', zip([{ ...bomb, packed: 50_000 }]))), /overlap/);
	assert.match(await refusal(workbook('large.xlsx', sheets), { maxBytes: 1_000 }), /larger than/);
});

test('a small file of very many cells stops at the memory or the number that it may take', async () => {
	const cell =
		'<table:table-cell table:number-columns-repeated="16000" office:value-type="string"><text:p>ab</text:p></table:table-cell>';
	const row = `<table:table-row table:number-rows-repeated="100000">${cell}</table:table-row>`;
	const content = `<?xml version="1.0"?><office:document-content><office:body><office:spreadsheet><table:table table:name="A">${row}</table:table></office:spreadsheet></office:body></office:document-content>`;
	const path = written('cells.ods', zip([{ name: 'content.xml', content: Buffer.from(content) }]));
	assert.match(await refusal(path, { memoryMegabytes: 128 }), /more memory|cannot be read/);
	assert.match(await refusal(workbook('cells.xlsx', sheets), { maxCells: 5 }), /more cells/);
});

test('reading leaves the service free to answer', async () => {
	const rows = Array.from({ length: 20_000 }, (_, at) => ['Derbyshire', at, at / 7]);
	const path = workbook('long.xlsx', [{ name: 'Data', rows }]);
	let turns = 0;
	const beat = setInterval(() => {
		turns += 1;
	}, 1);
	const { sheets: found } = await readWorkbook(path);
	clearInterval(beat);
	assert.equal(found[0]?.rows.length, rows.length);
	assert.ok(turns > 5, `${turns} turns`);
});

type Part = {
	name: string;
	content: Buffer;
	crc?: number;
	unpacked?: number;
	localUnpacked?: number;
	packed?: number;
};

/** A ZIP as it should be, or with one number that is not true. */
function zip(parts: readonly Part[]): Buffer {
	const bodies: Buffer[] = [];
	const directory: Buffer[] = [];
	let at = 0;
	for (const part of parts) {
		const body = deflateRawSync(part.content);
		const name = Buffer.from(part.name);
		const unpacked = part.unpacked ?? part.content.length;
		const common = (size: number) => {
			const fields = Buffer.alloc(26);
			fields.writeUInt16LE(20, 0);
			fields.writeUInt16LE(8, 4);
			fields.writeUInt32LE(part.crc ?? crc32(part.content), 10);
			fields.writeUInt32LE(part.packed ?? body.length, 14);
			fields.writeUInt32LE(size, 18);
			fields.writeUInt16LE(name.length, 22);
			return fields;
		};
		const local = Buffer.concat([
			Buffer.from('PK\x03\x04', 'latin1'),
			common(part.localUnpacked ?? unpacked),
			name,
			body,
		]);
		const entry = Buffer.concat([
			Buffer.from('PK\x01\x02\x14\x00', 'latin1'),
			common(unpacked),
			Buffer.alloc(14),
			name,
		]);
		entry.writeUInt32LE(at, 42);
		bodies.push(local);
		directory.push(entry);
		at += local.length;
	}
	const list = Buffer.concat(directory);
	const end = Buffer.alloc(22);
	end.write('PK\x05\x06', 'latin1');
	end.writeUInt16LE(parts.length, 8);
	end.writeUInt16LE(parts.length, 10);
	end.writeUInt32LE(list.length, 12);
	end.writeUInt32LE(at, 16);
	return Buffer.concat([...bodies, list, end]);
}

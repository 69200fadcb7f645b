import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import { letterMeta, reportMeta } from '../../../test/documents/meta.ts';
import { Pdf, type Tag } from '../../../test/documents/pdf.ts';
import { resolverForTests } from '../../../test/documents/resolver.ts';
import { everything } from '../../../test/documents/sample.ts';
import { type Doc, layouts, type Meta } from '../tree/doc.ts';
import { readDocument } from '../tree/read.ts';
import { openPress } from './press.ts';
import { toText } from './text.ts';

const press = openPress();
after(() => press.close());

const draft: Meta['marks'] = [{ kind: 'draft', reader: null }];

async function read(markdown: string, meta: Meta = reportMeta()): Promise<Doc> {
	return readDocument(meta, [{ markdown }], resolverForTests());
}

async function printed(markdown: string, meta?: Meta): Promise<Pdf> {
	return new Pdf((await press.pdf(await read(markdown, meta))).pdf);
}

async function refusal(markdown: string, meta?: Meta): Promise<string> {
	const doc = await read(markdown, meta);
	return press.pdf(doc).then(
		() => assert.fail('It was printed'),
		(error: unknown) => {
			assert.ok(error instanceof Error && error.name === 'Unprintable', String(error));
			return error.message;
		},
	);
}

test('a PDF says that it is PDF/UA-1 and tagged, its language, title and date', async () => {
	const pdf = await printed(everything);
	assert.match(pdf.metadata, /<pdfuaid:part>1<\/pdfuaid:part>/);
	assert.match(pdf.metadata, /<dc:title>.*Finding things.*<\/dc:title>/s);
	assert.match(pdf.metadata, /<xmp:CreateDate>2014-09-04/);
	assert.deepEqual([pdf.marked, pdf.language, pdf.titleShown], [true, 'en-GB', true]);
});

test('its bookmarks are the headings of the document', async () => {
	const pdf = await printed(everything);
	assert.deepEqual(pdf.bookmarks, [
		'What this report contains',
		'Our judgments',
		' Finding things',
		'  Findings',
		'  Figures',
		' What each judgment means',
		'Annex A: about the data',
		' Sources',
	]);
});

test('its tags are those of a document: headings, lists, tables with headings and captions, pictures in words, notes', async () => {
	const pdf = await printed(everything);
	const all = pdf.allTags;
	const kinds = all.map(({ kind }) => kind);
	assert.equal(pdf.tags[0]?.kind, 'Document');
	const levels = kinds.filter((kind) => /^H\d$/.test(kind)).map((kind) => Number(kind.slice(1)));
	assert.equal(levels[0], 1);
	assert.ok(levels.every((level, index) => level <= (levels[index - 1] ?? 0) + 1));

	const tables = all.filter(({ kind }) => kind === 'Table');
	assert.equal(tables.length, 5);
	const inside = (tag: Tag): string[] => [tag.kind, ...tag.within.flatMap(inside)];
	for (const table of tables) {
		assert.deepEqual(
			table.within.map(({ kind }) => kind),
			['Caption', 'THead', 'TBody'],
		);
		assert.ok(table.within.flatMap(inside).includes('TH'));
	}
	const pictures = all.filter(({ alt }) => alt !== null);
	assert.equal(pictures.filter(({ kind, alt }) => kind === 'Figure' && alt?.includes('12.5%')).length, 1);
	for (const kind of ['TOC', 'L', 'LI', 'LBody', 'Note', 'Link', 'BlockQuote'])
		assert.ok(kinds.includes(kind), kind);
	// Nothing stands loose between the blocks.
	assert.deepEqual(
		pdf.tags[0]?.within.filter(({ kind }) => kind === 'Span'),
		[],
	);
});

test('the same document gives the same bytes, from another process too', async () => {
	const other = openPress({ most: 1 });
	try {
		const first = (await press.pdf(await read(everything))).pdf;
		assert.deepEqual(Buffer.from((await press.pdf(await read(everything))).pdf), Buffer.from(first));
		assert.deepEqual(Buffer.from((await other.pdf(await read(everything))).pdf), Buffer.from(first));
	} finally {
		await other.close();
	}
});

test('its words are those of the plain text', async () => {
	const doc = await read(everything);
	const { letters } = new Pdf((await press.pdf(doc)).pdf);
	const inPdf = letters.replaceAll(/\(page\d+\)/g, '');
	const without = /[\u0590-\u08ff]|\(https?:[^)]*\)|\[\d+\]/;
	const lines = toText(doc)
		.split(/\n| \| /)
		.filter(
			(line) => !without.test(line) && !line.startsWith('Forces in the order of') && line !== 'Footnotes',
		);
	assert.ok(lines.length > 60);
	for (const line of lines) {
		const wanted = line.replace(/^\s*([-–]|\d+\.) /, '').replaceAll(/\s+/g, '');
		assert.ok(inPdf.includes(wanted), line);
	}
});

test('every layout can be printed, and every page of a marked copy says so', async () => {
	for (const layout of layouts) {
		const meta = { layout, marks: [{ kind: 'draft', reader: 'X of A' }] as const };
		const pdf = await printed(everything, layout === 'letter' ? letterMeta({}, meta) : reportMeta(meta));
		const pages = pdf.furniture;
		assert.ok(pages.length > 1, layout);
		assert.ok(pdf.letters.startsWith('DRAFT.Notforpublication.CopyforXofA.'), layout);
		for (const [index, page] of pages.entries()) {
			assert.ok(page.includes('DRAFT'), `${layout}, page ${index + 1}`);
			if (index > 0) assert.ok(page.includes('CopyforXofA.') && page.endsWith(String(index + 1)), layout);
		}
	}
});

test('markup, script and the signs of the setter of type are text', async () => {
	const text = '<script>x()</script> #panic("no") $x^2$ \\#let @ref <label> `raw` /* gone */ // gone = A';
	const pdf = await printed(
		text.replace('`raw`', 'raw').replaceAll(/([\\*])/g, '\\$1'),
		letterMeta({ subject: '#panic()' }),
	);
	assert.ok(pdf.letters.includes(text.replace('`raw`', 'raw').replaceAll(/\s/g, '')));
	assert.ok(pdf.letters.includes('#panic()'));
});

test('names in other letters are printed, and letters that no typeface has are named', async () => {
	const pdf = await printed('Łukasz, Σωκράτης, Ольга and שלום were heard.');
	assert.ok(pdf.letters.includes('Łukasz,Σωκράτης,Ольгаand') && pdf.letters.includes('ם'));
	assert.match(await refusal('The name is 陳大文.'), /No typeface at hand has the sign “陳” in “陳大文/);
});

test('a PDF that not everybody could read is not made, and the reason is named', async () => {
	assert.match(await refusal('Text.', reportMeta({ language: 'English?' })), /“English\?” is not a language/);
	assert.match(await refusal('Text.', reportMeta({ title: ' ', marks: draft })), /has no title/);
	const nested = Array.from({ length: 40 }, (_, depth) => `${'  '.repeat(depth)}- One`).join('\n');
	assert.match(await refusal(nested), /stand in each other too deeply/);
	assert.match(
		await refusal(':::table[Nothing above]\n|  |  |\n| - | - |\n| a | b |\n:::'),
		/“Table 1: Nothing above” has no headings/,
	);
});

test('only a draft may have gaps', async () => {
	assert.match(await refusal('A :figure[unheard]{area=a}.'), /only a draft may have gaps.*“unheard”/);
	const pdf = await printed(
		'A :figure[unheard]{area=a}.\n\n::chart[no-figures]',
		reportMeta({ marks: draft }),
	);
	assert.ok(pdf.letters.includes(':figure[unheard]{area=a}'));
	assert.ok(pdf.letters.includes('Chart1:'));
});

test('a skipped level of headings and a paragraph of ten thousand words are printed', async () => {
	const pdf = await printed(`# A\n\n#### B\n\n${'word '.repeat(10_000)}`);
	assert.deepEqual(pdf.bookmarks, ['A', ' B']);
	assert.ok(pdf.letters.includes('word'.repeat(10_000)));
});

test('a word that is longer than many lines is broken, and nothing of it is lost', async () => {
	const [short, long] = [await printed('# A'), await printed(`# A\n\n${'x'.repeat(8000)}`)];
	assert.ok(long.furniture.length > short.furniture.length);
	assert.ok(long.letters.replaceAll('\u200b', '').includes('x'.repeat(3000)));
});

test('a document that takes too long is given up, and the next one is printed', async () => {
	const hasty = openPress({ most: 1, seconds: 0.02 });
	try {
		const long = await read(`# A\n\n${'word '.repeat(60_000)}`);
		await assert.rejects(hasty.pdf(long), /took more than 0.02 seconds/);
	} finally {
		await hasty.close();
	}
	const patient = openPress({ most: 1 });
	try {
		const many = await Promise.all(
			Array.from({ length: 5 }, async (_, index) => patient.pdf(await read(`# Part ${index}`))),
		);
		assert.deepEqual(
			many.map(({ pdf }) => new Pdf(pdf).bookmarks[0]),
			['Part 0', 'Part 1', 'Part 2', 'Part 3', 'Part 4'],
		);
	} finally {
		await patient.close();
	}
});

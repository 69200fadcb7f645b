import assert from 'node:assert/strict';
import { test } from 'node:test';
import { letterMeta, reportMeta } from '../../../test/documents/meta.ts';
import { resolverForTests } from '../../../test/documents/resolver.ts';
import type { Block } from './block.ts';
import { type Doc, sectionsOf } from './doc.ts';
import { type Inline, wordsOf } from './inline.ts';
import { readDocument } from './read.ts';

async function read(markdown: string, meta = reportMeta()): Promise<Doc> {
	return readDocument(meta, [{ markdown }], resolverForTests());
}

function only<Kind extends Block['kind']>(doc: Doc, kind: Kind): Extract<Block, { kind: Kind }> {
	const all = [...doc.blocks, ...[...sectionsOf(doc.sections)].flatMap(({ blocks }) => blocks)];
	const found = all.find((block): block is Extract<Block, { kind: Kind }> => block.kind === kind);
	return found ?? assert.fail(`There is no ${kind}: ${JSON.stringify(doc)}`);
}

async function inlinesOf(markdown: string): Promise<readonly Inline[]> {
	return only(await read(markdown), 'paragraph').children;
}

const faults = (doc: Doc) => doc.problems.filter(({ severity }) => severity === 'fault');

test('headings become nested sections, and a level that is skipped is told and mended', async () => {
	const doc = await read('Before.\n\n# One\n\n### Two\n\nText.\n\n# Three');
	assert.equal(doc.blocks.length, 1);
	assert.deepEqual(
		[...sectionsOf(doc.sections)].map(({ id, level, title }) => [id, level, wordsOf(title)]),
		[
			['one', 1, 'One'],
			['two', 2, 'Two'],
			['three', 1, 'Three'],
		],
	);
	assert.deepEqual(
		doc.problems.map(({ kind, severity, place }) => [kind, severity, place?.line]),
		[['heading', 'note', 5]],
	);
});

test('times, ratios and words with colons stay as they were written', async () => {
	const text = 'At 12:30 the ratio was 3:2, a:b and x::y; see http://example.org/a:b (note:[1]).';
	assert.equal(wordsOf(await inlinesOf(text)), text);
	assert.deepEqual((await read(text)).problems, []);
});

test('a figure brings its words and its fact, and knows its place', async () => {
	const found = (await inlinesOf('Of all searches, :figure[find-rate]{area=a} found something.'))[1];
	assert.ok(found?.kind === 'bound');
	assert.equal(found.text, '12.5%');
	assert.equal(found.facts[0].denominator, '1000');
	assert.deepEqual([found.place.line, found.place.column], [1, 18]);
});

test('a comparison brings what it compares and the rule of its word', async () => {
	const found = (await inlinesOf('This is :compare[find-rate]{with=nation} the nation.'))[1];
	assert.ok(found?.kind === 'bound');
	assert.equal(found.facts.length, 2);
	assert.match(found.wording?.rule ?? '', /overlap/);
});

test('each port is asked once, however much a text quotes', async () => {
	const resolver = resolverForTests();
	const markdown = 'A :figure[find-rate]{area=a}. '.repeat(50);
	await readDocument(reportMeta(), [{ markdown }, { markdown }], resolver);
	assert.equal(resolver.asked.get('figure'), 1);
});

test('an unknown directive is told with its line and the nearest names, and shown', async () => {
	const doc = await read('Fine.\n\nOf these, :figrue[find-rate]{area=a}.\n\n::chrat[find-rate]');
	assert.deepEqual(
		doc.problems.map(({ kind, place, nearest }) => [kind, place?.line, nearest[0]]),
		[
			['unknown-directive', 3, 'figure'],
			['unknown-directive', 5, 'chart'],
		],
	);
	assert.equal(only(doc, 'gap').written, '::chrat[find-rate]');
	const paragraph = doc.blocks[1];
	assert.ok(paragraph?.kind === 'paragraph');
	assert.equal(wordsOf(paragraph.children), 'Of these, :figrue[find-rate]{area=a}.');
});

test('an unknown figure, term or place is told with the nearest names, and shown', async () => {
	const doc = await read('A :figure[find-rat]{area=a}, a :term[safegarding] and :ref[hear].\n\n# Here');
	assert.deepEqual(
		doc.problems.map(({ kind, nearest }) => [kind, nearest[0]]),
		[
			['unknown-name', 'find-rate'],
			['unknown-name', 'safeguarding'],
			['unknown-name', 'here'],
		],
	);
	const paragraph = doc.blocks[0];
	assert.ok(paragraph?.kind === 'paragraph');
	assert.match(wordsOf(paragraph.children), /^A :figure\[find-rat\]\{area=a\}, a :term\[safegarding\]/);
});

test('what is misspelt in braces, or written in the wrong place, is told and not guessed', async () => {
	const doc = await read(
		'A :figure[find-rate]{untill=2014} and :chart[find-rate] here.\n\n::figure[find-rate]\n\n::chart\n\n:stated[22%]{}',
	);
	assert.deepEqual(
		doc.problems.map(({ kind, nearest }) => [kind, nearest[0]]),
		[
			['unknown-attribute', 'until'],
			['wrong-place', 'chart'],
			['wrong-place', 'figure'],
			['missing-attribute', undefined],
			['missing-attribute', undefined],
		],
	);
});

test('a figure that must not be shown leaves its sentence, and one of withdrawn data is told', async () => {
	const doc = await read('A :figure[kept-back]{area=a} and :figure[find-rate-withdrawn]{area=a}.');
	assert.deepEqual(
		doc.problems.map(({ kind, severity }) => [kind, severity]),
		[
			['refused', 'fault'],
			['withdrawn', 'fault'],
		],
	);
	assert.match(doc.problems[0]?.text ?? '', /suppressed/);
	assert.match(doc.problems[1]?.text ?? '', /release of July 2014/);
});

test('a directive that nobody here can answer says so', async () => {
	const doc = await readDocument(reportMeta(), [{ markdown: ':figure[find-rate]{area=a}' }], {});
	assert.equal(doc.problems[0]?.kind, 'not-supplied');
});

test('a chart without data stands there with the reason, and is told', async () => {
	const doc = await read('::chart[no-figures]');
	assert.equal(only(doc, 'chart').drawn.svg, null);
	assert.equal(doc.problems[0]?.kind, 'nothing-to-draw');
});

test('markup and script are text', async () => {
	const text = '<script>alert(1)</script> <b>bold</b> &lt;';
	assert.equal(wordsOf(await inlinesOf(text)), '<script>alert(1)</script> <b>bold</b> <');
	const block = only(await read('<div onclick="x()">\nhello\n</div>'), 'paragraph');
	assert.equal(wordsOf(block.children), '<div onclick="x()"> hello </div>');
});

test('addresses that run scripts or open nothing are shown and told', async () => {
	const doc = await read(
		'[a](javascript:alert(1)) [b](file:///etc/passwd) [c](//x) [d](https://example.org/)',
	);
	assert.equal(faults(doc).length, 3);
	const links = only(doc, 'paragraph').children.filter(({ kind }) => kind === 'link');
	assert.equal(links.length, 1);
});

test('an address in the text is linked, without the full stop behind it', async () => {
	const found = await inlinesOf('See (https://example.org/a_b), or https://example.org/c.');
	const linksIn = (inlines: readonly Inline[]): string[] =>
		inlines.flatMap((one) => (one.kind === 'link' ? [one.href, ...linksIn(one.children)] : []));
	assert.deepEqual(linksIn(await inlinesOf('<https://example.org/>')), ['https://example.org/']);
	assert.deepEqual(linksIn(found), ['https://example.org/a_b', 'https://example.org/c']);
	assert.equal(wordsOf(found), 'See (https://example.org/a_b), or https://example.org/c.');
});

test('text from a word processor is cleaned, and no word or line is lost', async () => {
	const pasted =
		'\ufeffCafe\u0301 “quoted”\u00a0text\u200b here\u000bafter a break.\r\n\r\n\tAn indented paragraph.\r\n\r\n•\tFirst\r\n•\tSecond\r\no\tInner';
	const doc = await read(pasted);
	const [first, indented, list] = doc.blocks;
	assert.ok(first?.kind === 'paragraph' && indented?.kind === 'paragraph' && list?.kind === 'list');
	assert.equal(wordsOf(first.children), 'Café “quoted”\u00a0text here\nafter a break.');
	assert.equal(list.items.length, 2);
	assert.equal(list.items[1]?.blocks[1]?.kind, 'list');
	assert.equal(wordsOf(indented.children), 'An indented paragraph.');
	assert.equal(indented.place.line, 3);
});

test('long lines that follow each other are paragraphs, as word processors keep them', async () => {
	const line = `${'This sentence is one of a long paragraph. '.repeat(6).trim()}`;
	assert.equal((await read(`${line}\n${line}`)).blocks.length, 2);
	assert.equal((await read('One line\nthat goes on.')).blocks.length, 1);
});

test('a table knows its columns of numbers, its caption and its number', async () => {
	const doc = await read(
		':::table[Crimes by outcome]{#outcomes source="Returns"}\n| Outcome | Crimes |\n| - | - |\n| Charged | 1,200 |\n| None | – |\n:::\n\nSee :ref[outcomes].',
	);
	const table = only(doc, 'table');
	assert.deepEqual(
		table.head.map(({ numeric }) => numeric),
		[false, true],
	);
	assert.deepEqual([wordsOf(table.caption), table.number, table.source], ['Crimes by outcome', 1, 'Returns']);
	assert.equal(wordsOf(only(doc, 'paragraph').children), 'See Table 1.');
	assert.deepEqual(doc.problems, []);
});

test('a record in a box brings its number, its addressee, its day and its Markdown', async () => {
	const doc = await read('::recommendation[R1]\n\n:::cause-of-concern[Searches]{due=soon}\nToo few.\n:::');
	const box = only(doc, 'box');
	assert.deepEqual([box.reference, box.addressee, String(box.due)], ['R1', 'Chief constable', '2015-03-31']);
	assert.equal(box.blocks[0]?.kind, 'paragraph');
	assert.match(faults(doc)[0]?.text ?? '', /“soon” is not a day/);
});

test('a container without an end is told, and all that it swallowed is there', async () => {
	const doc = await read(':::note[Mind]\nThis.\n\nAnd this.');
	assert.match(faults(doc)[0]?.text ?? '', /has no end/);
	assert.equal(only(doc, 'box').blocks.length, 2);
});

test('a finding asks on for its figures, and a problem in it says which text has it', async () => {
	const doc = await read('::finding[F1]\n\n::finding[F2]');
	assert.equal(doc.blocks[1]?.kind, 'list');
	assert.deepEqual([doc.problems[0]?.kind, doc.problems[0]?.place?.text], ['unknown-name', 'F2']);
});

test('a text brings its headings along, and one that quotes itself is told', async () => {
	const doc = await read('# Findings\n\n::text[annex]');
	assert.deepEqual(
		doc.sections.map(({ id, sections }) => [id, sections.length]),
		[
			['findings', 0],
			['annex-a-about-the-data', 1],
		],
	);
	assert.equal((await read('::text[within-itself]')).problems[0]?.kind, 'circle');
});

test('footnotes are numbered as the text refers to them, and what is missing or unused is told', async () => {
	const doc = await read(
		'A[^b] and B[^a] and again[^b], not[^c].\n\n[^a]: Last.\n[^b]: First.\n[^d]: Nobody.',
	);
	assert.deepEqual(
		doc.footnotes.map(({ number, place }) => [number, place.line]),
		[
			[1, 4],
			[2, 3],
		],
	);
	assert.deepEqual(
		faults(doc).map(({ kind, place }) => [kind, place?.line]),
		[
			['footnote', 1],
			['footnote', 5],
		],
	);
});

test('a term is linked where it stands first in its section', async () => {
	const doc = await read('# A\n\n:term[safeguarding] and :term[safeguarding]\n\n# B\n\n:term[safeguarding]');
	const firsts = [...sectionsOf(doc.sections)].flatMap(({ blocks }) =>
		blocks.flatMap((block) =>
			block.kind === 'paragraph'
				? block.children.flatMap((one) => (one.kind === 'term' ? [one.first] : []))
				: [],
		),
	);
	assert.deepEqual(firsts, [true, false, true]);
});

test('a letter without salutation, sender or addressee opens, and says what is missing', async () => {
	const doc = await read('Text.', letterMeta({ salutation: ' ', sender: null, addressee: null }));
	assert.deepEqual(
		doc.problems.map(({ kind, text }) => [kind, text]),
		[
			['missing-part', 'The letter says nobody whom it is to.'],
			['missing-part', 'The letter has no salutation.'],
			['missing-part', 'The letter has no sender.'],
		],
	);
	assert.deepEqual((await read('Text.', letterMeta())).problems, []);
});

test('every problem names the text that it is in, in the order of reading', async () => {
	const doc = await readDocument(
		reportMeta(),
		[
			{ name: 'summary', markdown: '\n\n:figure[x]{area=a}' },
			{ name: 'annex', markdown: ':figure[x]{area=a}' },
		],
		resolverForTests(),
	);
	assert.deepEqual(
		doc.problems.map(({ place }) => [place?.text, place?.line]),
		[
			['summary', 3],
			['annex', 1],
		],
	);
});

test('a paragraph of ten thousand words and a quotation within five hundred open', async () => {
	const long = only(await read('word '.repeat(10_000)), 'paragraph');
	assert.equal(wordsOf(long.children).split(' ').length, 10_000);
	assert.equal((await read(`${'> '.repeat(500)}deep`)).blocks.length, 1);
});

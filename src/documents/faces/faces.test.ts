import assert from 'node:assert/strict';
import { test } from 'node:test';
import { letterMeta, reportMeta } from '../../../test/documents/meta.ts';
import { resolverForTests } from '../../../test/documents/resolver.ts';
import { everything } from '../../../test/documents/sample.ts';
import { unzipped, wordsOfXml } from '../../../test/documents/unzip.ts';
import type { Doc, Meta } from '../tree/doc.ts';
import { readDocument } from '../tree/read.ts';
import { htmlOf, toHtml } from './html.ts';
import { toOdt } from './odt.ts';
import { toText } from './text.ts';

async function read(markdown: string, meta: Meta = reportMeta()): Promise<Doc> {
	return readDocument(meta, [{ markdown }], resolverForTests());
}

/** The words of the body, without what only a screen or only paper needs. */
function wordsOfHtml(html: string): string {
	return wordsOfXml(
		html
			.replace(/<nav[\s\S]*<\/nav>/, '')
			.replaceAll(/<details[\s\S]*?<\/details>|<svg[\s\S]*?<\/svg>/g, '')
			.replaceAll(/<a [^>]*class="doc-back"[^>]*>.*?<\/a>/g, ''),
	);
}

const letters = (words: string) => words.replaceAll(/\s+/g, '');

test('HTML and ODT have the same words, and plain text has them too', async () => {
	const doc = await read(everything);
	assert.deepEqual(doc.problems, []);
	const html = htmlOf(doc);
	const odt = unzipped(toOdt(doc)).get('content.xml') ?? assert.fail();
	const text = letters(toText(doc));
	// Footnotes stand at the end in one and at their place in the other.
	const sorted = (words: string) =>
		words
			.split(/[\s.,:]+/)
			.sort()
			.join(' ');
	const inHtml = wordsOfHtml(html).replace(/\bFootnotes\b/, '');
	const inOdt = wordsOfXml(odt.toString().replaceAll(/<svg:(title|desc)>.*?<\/svg:\1>/g, ''));
	assert.equal(
		sorted(inHtml.replaceAll(/(footnote|None|Again) [12]\b/g, '$1')),
		sorted(inOdt.replaceAll(/(footnote|None|Again) [12]\b/g, '$1')),
	);
	for (const [, words = ''] of html
		.replace(/<nav[\s\S]*<\/nav>/, '')
		.matchAll(/<(?:p|li|h\d|dd|dt)[^>]*>([^<]+)</g))
		assert.ok(text.includes(letters(wordsOfXml(words))), words);
});

test('nothing that somebody writes or a record holds becomes markup', async () => {
	const evil = '<script>alert(1)</script>"&\'';
	const doc = await read(
		`# ${evil}\n\n${evil} \`${evil}\` [${evil}](https://example.org/?a="b<c)\n\n:::note[${evil}]\n${evil}\n:::`,
		letterMeta(
			{ salutation: evil, subject: evil, copies: [evil], reference: evil },
			{ title: evil, publisher: { name: evil, strapline: evil, address: [evil], website: evil } },
		),
	);
	const html = toHtml(doc);
	assert.ok(!html.includes('<script'));
	assert.ok(!/<a [^>]*href="[^"]*[<>]/.test(html));
	assert.ok(
		wordsOfXml(html.replace(/<style>[\s\S]*?<\/style>/, '')).includes('<script>alert(1)</script>"&\''),
	);
	for (const [name, content] of unzipped(toOdt(doc)))
		if (name.endsWith('.xml')) assert.ok(!content.toString().includes('<script'), name);
});

test('headings go one level at a time, and every address within the page exists once', async () => {
	const html = toHtml(await read(everything));
	const levels = [...html.matchAll(/<h(\d)/g)].map(([, level]) => Number(level));
	assert.equal(levels[0], 1);
	assert.ok(levels.every((level, index) => level <= (levels[index - 1] ?? level) + 1));
	const ids = [...html.matchAll(/ id="([^"]+)"/g)].map(([, id]) => id);
	assert.deepEqual(
		ids.filter((id, index) => ids.indexOf(id) !== index),
		[],
	);
	for (const [, target = ''] of html.matchAll(/href="#([^"]+)"/g)) assert.ok(ids.includes(target), target);
	for (const [, names = ''] of html.matchAll(/aria-labelledby="([^"]+)"/g))
		for (const name of names.split(' ')) assert.ok(ids.includes(name), name);
});

test('the page says its language and title, and its tables their headings', async () => {
	const html = toHtml(await read(everything));
	assert.match(html, /^<!doctype html>\n<html lang="en-GB">/);
	assert.match(html, /<title>Finding things: A Constabulary<\/title>/);
	const tables = [...html.matchAll(/<table[\s\S]*?<\/table>/g)];
	assert.equal(tables.length, 6);
	for (const [table] of tables) {
		assert.match(table, /<th scope="col"/);
		assert.match(table, /<th scope="row"/);
	}
});

test('a name from right to left is kept apart from what stands beside it', async () => {
	const html = htmlOf(
		await read('\u05e9\u05dc\u05d5\u05dd (2014), \u0645\u062d\u0645\u062f \u0639\u0644\u064a.'),
	);
	assert.match(
		html,
		/<bdi>\u05e9\u05dc\u05d5\u05dd<\/bdi> \(2014\), <bdi>\u0645\u062d\u0645\u062f \u0639\u0644\u064a<\/bdi>\./,
	);
});

test('copies say that they are drafts or under embargo, until when, and whose they are', async () => {
	const marks: Meta['marks'] = [
		{ kind: 'embargoed', until: Temporal.Instant.from('2014-09-03T23:01:00Z'), reader: 'X <of> A' },
	];
	const doc = await read('Text.', reportMeta({ marks }));
	const mark =
		'EMBARGOED until Thursday 4 September 2014 at 00:01. Not to be published or quoted before then. Copy for X <of> A.';
	assert.ok(toText(doc).startsWith(mark));
	assert.ok(wordsOfXml(toHtml(doc)).includes(mark));
	assert.ok(wordsOfXml(unzipped(toOdt(doc)).get('styles.xml')?.toString() ?? '').includes(mark));
});

test('a letter has its parts in their order, and shows which are missing', async () => {
	const order = [
		'An inspectorate',
		'AB1 2CD',
		'Our reference: FT/2014/1',
		'3 September 2014',
		'X QPM\nChief Constable\nA Constabulary',
		'Dear X',
		'Finding things',
		'The text.',
		'Yours sincerely',
		'Y BA Hons\nHM Inspector of Constabulary\nEastern Region',
		'Copied to: Z, liaison officer',
		'Enclosed: Finding things',
	];
	const text = toText(await read('The text.', letterMeta()));
	let at = -1;
	for (const part of order) {
		const next = text.indexOf(part, at + 1);
		assert.ok(next > at, part);
		at = next;
	}
	const gaps = toHtml(await read('Text.', letterMeta({ salutation: null, sender: null }, { date: null })));
	for (const part of ['salutation', 'sender', 'date'])
		assert.match(gaps, new RegExp(`<mark class="doc-gap">\\[No ${part}\\]</mark>`));
});

test('what could not be put in is shown as it was written, in every face', async () => {
	const doc = await read('A :figure[unheard]{area=a} here.\n\n::chart[no-figures]');
	for (const face of [
		toText(doc),
		wordsOfXml(toHtml(doc)),
		wordsOfXml(String(unzipped(toOdt(doc)).get('content.xml'))),
	]) {
		assert.ok(face.includes(':figure[unheard]{area=a}'));
		assert.match(face, /Chart 1: A Constabulary finds less/);
	}
});

test('an ODT is what it says it is: its type comes first, and all its parts are listed', async () => {
	const odt = toOdt(await read(everything));
	assert.equal(odt.toString('latin1', 30, 38), 'mimetype');
	assert.equal(odt.toString('latin1', 38, 77), 'application/vnd.oasis.opendocument.text');
	const files = unzipped(odt);
	const manifest = String(files.get('META-INF/manifest.xml'));
	for (const name of ['content.xml', 'styles.xml', 'meta.xml', 'Pictures/chart-1.svg'])
		assert.ok(manifest.includes(`full-path="${name}"`) && files.has(name), name);
	assert.deepEqual(odt, toOdt(await read(everything)));
});

test('figures that are made up are said to be so at the top', async () => {
	const resolver = resolverForTests();
	const figure: NonNullable<typeof resolver.figure> = async (asked) =>
		((await resolverForTests().figure?.(asked)) ?? []).map((answer) => {
			if (!('found' in answer)) return answer;
			const [first, ...rest] = answer.found.facts;
			return { found: { ...answer.found, facts: [{ ...first, illustrative: true }, ...rest] } };
		});
	const markdown = ':figure[find-rate]{area=a}';
	const all = await readDocument(reportMeta(), [{ markdown }], { ...resolver, figure });
	assert.match(toText(all), /^The figures in this document are illustrative\./);
	const some = `${markdown} :compare[find-rate]{with=nation}`;
	const doc = await readDocument(reportMeta(), [{ markdown: some }], { ...resolver, figure });
	assert.match(toText(doc), /^Some of the figures in this document are illustrative\./);
});

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { reportMeta } from '../../../test/documents/meta.ts';
import { resolverForTests } from '../../../test/documents/resolver.ts';
import { everything } from '../../../test/documents/sample.ts';
import { readDocument } from '../tree/read.ts';
import { check } from './check.ts';
import { contextOf, draftOf } from './from-doc.ts';

const read = async (markdown: string) => {
	const doc = await readDocument(reportMeta(), [{ markdown }], resolverForTests());
	return { doc, draft: draftOf(doc, 'report') };
};

test('a document of our own is checked as its readers see it, and each remark leads to what was written', async () => {
	const { doc, draft } = await read(
		'# Files\n\nText.\n\nOf the files, **72 of the 60** were signed.\n\nThere are two aims:\n\n- one;\n- two; and\n- three.',
	);
	const remarks = check(draft, contextOf(doc)).filter(({ rule }) => rule !== 'number-not-bound');
	assert.deepEqual(
		remarks.map(({ rule, place, quote }) => [rule, place.line, place.column, place.section, quote]),
		[
			['parts-exceed-whole', 5, 17, 'Files', '72 of the 60'],
			['list-shorter-than-announced', 7, 11, 'Files', 'two aims'],
		],
	);
});

test('what was bound or stated is known to be so, with the words that are printed', async () => {
	const { draft } = await read(
		'# Searches\n\nOf all searches, :figure[find-rate]{area=a} found something; the force has :stated[22 officers]{evidence=E12}.',
	);
	const block = draft.blocks.find(({ kind }) => kind === 'paragraph');
	const [figure, stated] = block?.bound ?? [];
	assert.equal(figure?.how, 'bound');
	assert.equal(typeof figure?.value, 'number');
	assert.match(block?.text.slice(figure?.at, figure?.end) ?? '', /\d/);
	assert.equal(stated?.how, 'stated');
	assert.equal(block?.text.slice(stated?.at, stated?.end), '22 officers');
	assert.equal(stated?.source, 'E12');
	assert.equal(draft.binds, true);
});

test('every block of a document is taken, and headings keep their levels', async () => {
	const { draft } = await read(everything);
	const kinds = new Set<string>(draft.blocks.map(({ kind }) => kind));
	for (const kind of ['heading', 'paragraph', 'item', 'row', 'caption', 'footnote', 'line'])
		assert.ok(kinds.has(kind), kind);
	assert.deepEqual(draft.sections.find(({ title }) => title === 'Finding things')?.path, [
		'Our judgments',
		'Finding things',
	]);
	for (const { text, anchors, bound } of draft.blocks) {
		assert.ok(
			anchors.every(({ line, column }) => line >= 1 && column >= 1),
			text,
		);
		assert.ok(
			bound.every(({ at, end }) => at < end && end <= text.length),
			text,
		);
	}
});

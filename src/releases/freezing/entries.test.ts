import assert from 'node:assert/strict';
import { test } from 'node:test';
import { reportMeta } from '../../../test/documents/meta.ts';
import { resolverForTests } from '../../../test/documents/resolver.ts';
import { htmlOf, readDocument, toText } from '../../documents/index.ts';
import type { DocumentRow } from './edition.ts';
import { documentEntries } from './entries.ts';
import { Gleaned } from './gleaned.ts';

const markdown = `Before the first heading.

# Effectiveness

## Finding things

::grade[finding-things]

It finds *most* of what it looks for.

- In homes
- On the street

### Areas for improvement

It should look again.
`;
const doc = await readDocument(reportMeta({ title: 'A report' }), [{ markdown }], resolverForTests());

test('the summary of a question is what its report says beside the grade, and no more', () => {
	const gleaned = new Gleaned();
	for (const [number, slug] of [
		[12, 'later'],
		[7, 'report'],
	] as const)
		gleaned.take([], { document: { number, inspection: 'i' }, slug, doc });
	assert.deepEqual(
		[...gleaned.summaries],
		[
			[
				'i Finding things',
				{
					words: 'It finds most of what it looks for.\n\nIn homes\nOn the street',
					at: 'report#finding-things',
					document: 7,
				},
			],
		],
	);
});

test('each section of a document is found at an address of its own, by its own words', () => {
	const row: DocumentRow = {
		...{
			position: 1,
			slug: 'report',
			cited: 7,
			title: 'A report',
			subtitle: null,
			kind: 'report',
			layout: 'report',
		},
		...{ language: 'en-GB', dated: '2018-05-02', isbn: null, tree: null, source: null, illustrative: true },
		...{ html: htmlOf(doc), words: toText(doc), force_id: null, force_slug: null, force_name: null },
	};
	const on = Temporal.PlainDate.from('2019-01-01');
	const entries = documentEntries({ release: 'peel', title: 'PEEL', on }, row, doc);
	assert.deepEqual(
		entries.map(({ kind, address, path, words }) => [kind, address, path.join(' / '), words.slice(0, 20)]),
		[
			['document', '/publications/peel/report', 'PEEL', 'Before the first hea'],
			['section', '/publications/peel/report#effectiveness', 'PEEL / A report', ''],
			[
				'section',
				'/publications/peel/report#finding-things',
				'PEEL / A report / Effectiveness',
				'Good\n\nIt finds most ',
			],
			[
				'section',
				'/publications/peel/report#areas-for-improvement',
				'PEEL / A report / Effectiveness / Finding things',
				'It should look again',
			],
		],
	);
	assert.ok(entries.every(({ year, illustrative }) => year === 2018 && illustrative));
});

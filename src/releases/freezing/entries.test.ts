import assert from 'node:assert/strict';
import { test } from 'node:test';
import { reportMeta } from '../../../test/documents/meta.ts';
import { resolverForTests } from '../../../test/documents/resolver.ts';
import { htmlOf, readDocument, toText } from '../../documents/index.ts';
import type { DocumentRow, Rows } from './edition.ts';
import { documentEntries, rowEntries } from './entries.ts';
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

test('a hit is marked where its words are made up, and leads to what is on the page of the force', () => {
	const force = { force_id: '1', force_slug: 'here', force_name: 'Here Police', illustrative: false };
	const none = {
		figure: [],
		indicator: [],
		snapshot: [],
		finding: [],
		statement: [],
		term: [],
		force: [],
		meaning: [],
	};
	const grade: Rows['grade'][number] = {
		...{
			...force,
			framework: 'peel',
			version: 1,
			component: 'pillar',
			kind: 'pillar',
			pillar: null,
			title: 'Pillar',
		},
		...{ position: 1, grade: 'good', grade_title: 'Good', rank: '0.3333', last_inspected: '2019' },
		...{ carried_over: false, judged_at: null, source: null, note: null, asks: null, pillar_title: null },
		...{ given_framework: null, given_version: null, summary: null, summary_at: null },
		...{
			direction: 'improved',
			direction_note: 'From a grade that is made up.',
			direction_illustrative: true,
		},
	};
	const raised: Rows['raised'][number] = {
		...{ ...force, number: 3, kind: 'recommendation', component: null, component_title: null, parent: null },
		...{ title: null, text: 'It should look again.', addressee: 'the force', theme: null },
		...{ due: null, due_on: null, items: [] },
	};
	const entries = rowEntries(
		{ release: 'peel', title: 'PEEL', on: Temporal.PlainDate.from('2019-01-01') },
		{ rows: { ...none, grade: [grade], raised: [raised] }, files: [], illustrative: true },
		null,
	);
	assert.deepEqual(
		entries.map(({ address, words, illustrative }) => [address, words, illustrative]),
		[
			['/publications/peel', '', true],
			['/police-forces/here#peel-pillar', 'From a grade that is made up.', true],
			['/publications/peel/raised#raised-3', 'It should look again.', false],
		],
	);
});

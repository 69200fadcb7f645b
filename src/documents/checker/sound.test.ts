import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { test } from 'node:test';
import { shippedGlossary } from '../glossary/shelf.ts';
import { check } from './check.ts';
import type { Context } from './context.ts';
import { readDraft } from './read-draft.ts';

const folder = new URL('../../../test/checker/sound/', import.meta.url);
const files = readdirSync(folder).filter((name) => name.endsWith('.md'));
const glossary = await shippedGlossary();
const textOf = (name: string) => readFileSync(new URL(name, folder), 'utf8');

function said(text: string, file: string, context: Context = {}): string[] {
	return check(readDraft(text, file), { glossary, without: { severities: ['style'] }, ...context }).map(
		({ rule, place, quote, text: says }) => `${place.line} ${rule} “${quote}”: ${says}`,
	);
}

test('there are reports enough to say that the checker keeps quiet', () => {
	const words = files.map(textOf).join(' ').split(/\s+/).length;
	assert.ok(words >= 1500, String(words));
});

for (const name of files)
	test(`nothing is said of what is sound: ${name}`, () => {
		assert.deepEqual(said(textOf(name), name), []);
		const others = files.filter((other) => other !== name).map((other) => readDraft(textOf(other), other));
		assert.deepEqual(said(textOf(name), name, { others }), []);
	});

test('nothing is said of a national report that keeps its promise to name nobody', () => {
	assert.deepEqual(said(textOf('thematic.md'), 'thematic.md', { anonymous: true }), []);
});

/** What somebody might do to a sound report: the rule that has to see it, the words, and what they become. */
const injected: readonly (readonly [
	rule: string,
	file: string,
	words: string,
	become: string,
	given?: Context,
])[] = [
	[
		'acronym-expanded-twice',
		'thematic.md',
		'do not use the IPS, and',
		'do not use the interim policy scheme (IPS), and',
	],
	['acronym-not-expanded', 'letter.md', 'The multi-agency safeguarding hub (MASH)', 'The MASH'],
	[
		'carried-over-sentence',
		'force-report.md',
		'The judgment is that of 2024.',
		'The judgment from our 2022 inspection has been carried over.',
	],
	[
		'comparison-without-comparator',
		'force-report.md',
		'compared with 360 in the year to 31 March 2026. This is a fall of 13 percent.',
		'or 1.3 percent of all. This figure is higher than the proportion for all forces in England and Wales.',
	],
	['deadline-unclear', 'thematic.md', 'By 31 March 2028, chief', 'As soon as possible, chief'],
	['force-named-in-anonymous', 'thematic.md', 'One of these two forces', 'Kent Police', { anonymous: true }],
	['heading-names-differ', 'thematic.md', '## Disposing of property', '## Disposal of property'],
	['line-spelt-two-ways', 'letter.md', 'Yours sincerely\n', 'Yours sincerely\n\nInspectorate of Polise\n'],
	[
		'link-wrong',
		'thematic.md',
		'inspectorate.example/methods/samples',
		'inspectorat.example/methods/samples',
	],
	[
		'list-shorter-than-announced',
		'letter.md',
		'- how well call handlers find out who is vulnerable; and\n',
		'',
	],
	[
		'missing-word',
		'letter.md',
		'This was a recommendation',
		'The force needs improve this. It was a recommendation',
	],
	[
		'name-not-in-register',
		'force-report.md',
		'The force uses its own audit',
		'Norfolk Police uses its own audit',
	],
	['parts-exceed-whole', 'force-report.md', '(41 of the 44)', '(47 of the 44)'],
	['percentage-against-base', 'force-report.md', '(85 percent)', '(75 percent)'],
	[
		'recommendation-without-addressee',
		'thematic.md',
		'chief constables should make sure that two people count and seal cash',
		'cash that is handed in should be counted and sealed; this applies to cash',
	],
	['relative-date', 'thematic.md', 'in February 2027. We', 'earlier this year. We'],
	[
		'repeated-words',
		'force-report.md',
		'This is a fall of 13 percent.',
		'The number fell by 13 percent fall.',
	],
	[
		'sampling-frame-missing',
		'letter.md',
		'We listened to 120 calls, drawn at random from the 31,900 that the force received in November 2026.',
		'We examined 120 calls.',
	],
	[
		'small-sample-as-accuracy',
		'force-report.md',
		'reported none with a gap. So few records can easily miss what happens in some of them, and the force should not rely on it alone.',
		'reported none with a gap. Custody records are fully accurate.',
	],
	[
		'stale-so-far',
		'letter.md',
		'This was a recommendation',
		'They have listened to 5,200 calls so far. This was a recommendation',
	],
	['title-at-date', 'letter.md', 'Inspectorate of Police\n', 'Her Majesty’s Inspectorate of Police\n'],
];

for (const [rule, name, words, become, given] of injected)
	test(`${rule} is found when it is put into ${name}`, () => {
		const text = textOf(name);
		assert.ok(text.includes(words), words);
		const rules = new Set(
			check(readDraft(text.replace(words, become), name), { glossary, ...given }).map(
				(remark) => remark.rule,
			),
		);
		assert.ok(rules.has(rule), [...rules].join(', '));
	});

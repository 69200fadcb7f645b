import assert from 'node:assert/strict';
import { test } from 'node:test';
import { glossaryShape } from './file.ts';
import { glossaryOf } from './glossary.ts';

const glossary = glossaryOf([
	glossaryShape.parse({
		title: 'Dogs',
		terms: [
			{ id: 'dog', title: 'police dog', means: 'A dog that works.' },
			{
				id: 'dog-unit',
				title: 'police dog unit',
				acronym: 'PDU',
				aliases: ["handlers' section"],
				means: 'Those who work with them.',
			},
			{ id: 'custody', title: 'custody', plural: 'custody', means: 'Where somebody is held.' },
			{ id: 'inquiry', title: 'dog inquiry', means: 'What was found out.' },
		],
		known: [{ short: 'UK', long: 'United Kingdom' }],
		plain: [{ words: ['canine asset', 'canine assets'], say: 'dog' }],
	}),
]);

test('a term is found by name, plural, alias and letters, whatever the case and the apostrophe', () => {
	for (const name of ['police dog unit', 'Police Dog Units', 'handlers’ section', 'pdu', 'PDUs'])
		assert.equal(glossary.byName(name)?.slug, 'dog-unit', name);
	assert.equal(glossary.byName('dog inquiries')?.slug, 'inquiry');
	assert.equal(glossary.byName('police cat'), undefined);
	assert.equal(glossary.bySlug('dog')?.name, 'police dog');
});

test('letters are found as they are printed, with the s of a plural', () => {
	assert.equal(glossary.byAcronym('PDUs')?.slug, 'dog-unit');
	assert.equal(glossary.byAcronym('pdu'), undefined);
	assert.equal(glossary.byAcronym('UK')?.known, true);
});

test('a plainer word is found by each form of the word that it stands for', () => {
	assert.equal(glossary.byName('Canine assets')?.plain, 'dog');
	assert.equal(glossary.byName('police dog')?.plain, null);
});

test('what was mistyped is answered by the nearest slug of a term', () => {
	assert.equal(glossary.nearest('dog-unti'), 'dog-unit');
});

test('terms are found in a text, the longest at each place, and only as whole words', () => {
	const text = 'The police dog units and a police dog; no police dogma, pdu or UK. PDU and Custody.';
	assert.deepEqual(
		glossary.mentionsIn(text).map(({ term, at, end }) => [term.slug, text.slice(at, end)]),
		[
			['dog-unit', 'police dog units'],
			['dog', 'police dog'],
			['dog-unit', 'PDU'],
			['custody', 'Custody'],
		],
	);
});

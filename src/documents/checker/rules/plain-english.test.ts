import assert from 'node:assert/strict';
import { test } from 'node:test';
import { testRule, words } from '../../../../test/checker/passages.ts';
import { isPassive, readingAge, syllablesIn } from '../plain-english.ts';
import { jargon } from './jargon.ts';
import { longSentence } from './long-sentence.ts';
import { passiveVoice } from './passive-voice.ts';
import { readingAgeRule } from './reading-age.ts';

const long = (count: number) =>
	`${Array.from({ length: count }, (_, index) => `word${'abcdefghij'[index % 10]}`).join(' ')}.`;
const times = (count: number, text: string) => Array.from({ length: count }, () => text).join(' ');

testRule(longSentence, {
	faulty: [41, 60, 120].map((count) => ({
		says: `The force ${long(count - 2)}`,
		quote: /^The force/,
		text: new RegExp(`has ${count} words`),
	})),
	sound: [`The force ${long(38)}`, `${times(4, 'The force is well led.')}`, `# ${long(60)}\n\nText.`],
});

const hard =
	'Organisational transformation necessitates comprehensive consideration of interdependencies, notwithstanding considerable administrative complexity.';

testRule(readingAgeRule, {
	faulty: [
		{ says: `# Change\n\n${times(10, hard)}`, quote: 'Change', text: /from the age of about [2-9]\d/ },
		{ says: `# One\n\n${times(40, 'The force is well led.')}\n\n# Two\n\n${times(10, hard)}`, quote: 'Two' },
		{ says: `# Change\n\n- ${times(5, hard)}\n- ${times(6, hard)}`, quote: 'Change' },
	],
	sound: [
		`# Change\n\n${times(40, 'The force is well led, and its staff know what is asked of them.')}`,
		`# Change\n\n${hard}`,
		'# Change\n\nNothing.',
	],
});

const done = 'Files were not checked by anybody. ';
const active = 'Supervisors checked the files. ';

testRule(passiveVoice, {
	faulty: [
		{ says: times(7, done), quote: done.trim(), text: /^7 of the 7/ },
		{ says: `${times(4, done)} ${times(3, active)}`, quote: done.trim(), text: /^4 of the 7/ },
		{
			says: `# One\n\n${times(7, active)}\n\n# Two\n\n${active}${times(6, 'Plans have been made. ')}`,
			quote: 'Plans have been made.',
		},
	],
	sound: [
		`${times(3, done)} ${times(4, active)}`,
		times(5, done),
		times(8, active),
		times(8, 'The force is committed to this. '),
	],
});

const given = { glossary: words };

testRule(jargon, {
	faulty: [
		{ says: 'Officers utilise lamps. They utilised them before.', given, quote: 'utilise', text: /stumble/ },
		{ says: 'Going forward, there will be more lamps.', given, quote: 'Going forward' },
		{ says: 'The force (which utilised lamps) has none left.', given, quote: 'utilised' },
	],
	sound: [
		{ says: 'Officers use lamps.', given },
		{ says: 'A sergeant said: “We utilise what we have.”', given },
		'Officers utilise lamps.',
	],
});

test('syllables are counted nearly as people say them', () => {
	for (const [word, count] of [
		['cat', 1],
		['police', 2],
		['officers', 3],
		['checked', 1],
		['needed', 2],
		['inspection', 3],
		['table', 2],
	] as const)
		assert.equal(syllablesIn(word), count, word);
});

test('a simple text is for the young, and a heavy one for nobody', () => {
	assert.ok(readingAge(['The cat sat on the mat.', 'It was a big cat.']) < 8);
	assert.ok(readingAge([hard]) > 25);
});

test('a sentence is passive when something is done to its subject', () => {
	for (const text of [
		'Files were not properly checked.',
		'The plan has been written.',
		'They are being led well.',
	])
		assert.ok(isPassive(text), text);
	for (const text of ['The force is committed to it.', 'They checked the files.', 'There is need for more.'])
		assert.ok(!isPassive(text), text);
});

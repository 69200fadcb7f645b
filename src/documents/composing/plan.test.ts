import assert from 'node:assert/strict';
import { test } from 'node:test';
import { testFramework } from '../../../test/frameworks/index.ts';
import type { Finding } from '../../judgments/index.ts';
import { readFramework } from '../../programmes/frameworks/check.ts';
import type { Outline } from '../drafts/document.ts';
import { listed } from './material.ts';
import { planned } from './plan.ts';

const read = readFramework(testFramework, 'three-grades.yaml');
if ('problems' in read) assert.fail('the framework of the tests is not sound');
const { framework } = read;

const outline: Outline = {
	id: 'report',
	kind: 'report',
	title: 'Report',
	sections: [
		{ id: 'summary', title: 'Summary', per: 'document' },
		{ id: 'pillar', title: 'Pillar', per: 'pillar', start: 'About {question}' },
		{ id: 'question', title: 'Question', per: 'question', start: 'Found', notInspected: 'Not now' },
		{ id: 'areas', title: 'Areas', per: 'question', start: 'Improve' },
		{ id: 'annex', title: 'Annex', per: 'document', start: '# Annex' },
	],
};
const inspected = (component: { id: string }) => component.id !== 'first-hour';

test('neighbours that stand once for each go together: a pillar, then each of its questions', () => {
	const places = planned(framework, outline, { inspected: () => true }).map(
		({ section, component }) => `${section.id} ${component?.id ?? ''}`,
	);
	const [summary, pillar, question, areas] = places;
	assert.deepEqual([summary, pillar], ['summary ', 'pillar care']);
	assert.deepEqual([question, areas], ['question first-hour', 'areas first-hour']);
	assert.ok(places.indexOf('pillar conduct') > places.lastIndexOf('areas first-hour'));
	assert.equal(places.at(-1), 'annex ');
});

test('a question that was not inspected has the text for that, or is left out', () => {
	const texts = planned(framework, outline, { inspected })
		.filter(({ component }) => component?.id === 'first-hour')
		.map(({ text }) => text);
	assert.deepEqual(texts, ['Not now']);
});

test('a section without a text begins with its title', () => {
	assert.equal(planned(framework, outline, { inspected })[0]?.text, '# Summary');
});

const question = framework.questions.find(({ id }) => id === 'first-hour') ?? assert.fail();
const finding = (number: number, part: string | null, withdrawn = false): Finding => ({
	id: String(number),
	number,
	inspection: null,
	programme: { id: '', slug: '', name: '' },
	force: null,
	framework: 'test-custody',
	version: 1,
	component: 'first-hour',
	part,
	tone: 'strength',
	text: '',
	indicator: null,
	stock: null,
	edition: 1,
	withdrawn: withdrawn ? { at: Temporal.Instant.fromEpochMilliseconds(0), because: '' } : null,
	illustrative: false,
	addedAt: Temporal.Instant.fromEpochMilliseconds(0),
	addedBy: null,
	writtenBy: [],
	citations: [],
	soleBasis: null,
	objects: [],
});

test('findings stand under the parts of their question, a level below the heading before them', () => {
	const findings = [finding(1, null), finding(2, 'arrival'), finding(3, 'arrival', true)];
	assert.equal(
		listed('## Found\n\n{findings}', question, { findings, raised: [], advice: [] }),
		'## Found\n\n- ::finding[F-1]\n\n### Arrival\n\n- ::finding[F-2]',
	);
});

test('a text for lists that are all empty is left out, and one with words of its own is not', () => {
	const nothing = { findings: [], raised: [], advice: [] };
	assert.equal(listed('## Areas for improvement\n\n{areas}', question, nothing), null);
	assert.equal(listed('We asked.\n\n{findings}', question, nothing), 'We asked.');
});

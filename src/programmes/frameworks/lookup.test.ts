import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { testFramework } from '../../../test/frameworks/index.ts';
import { readFramework } from './check.ts';
import type { Framework } from './framework.ts';
import { keyIn, keyText } from './key.ts';
import { earlierQuestions } from './lineage.ts';
import { componentOf, componentsInOrder, gradeOf, isPillar, questionsOf } from './lookup.ts';

function framework(changes: (source: string) => string = (source) => source): Framework {
	const read = readFramework(changes(testFramework), 'test.yaml');
	if ('problems' in read) assert.fail(JSON.stringify(read.problems));
	return read.framework;
}
const custody = framework();

test('an id, an earlier id, a title and an alias lead to the same question, however they are typed', () => {
	for (const name of ['first-hour', 'booking-in', 'The first hour', 'booking  IN', ' the first hour '])
		assert.equal(componentOf(custody, name)?.id, 'first-hour', name);
	assert.equal(componentOf(custody, 'Looking after people')?.id, 'care');
	assert.equal(componentOf(custody, 'last-hour'), undefined);
	assert.equal(componentOf(custody, 'constructor'), undefined);
	assert.equal(componentOf(custody, '__proto__'), undefined);
});

test('an id that was changed twice leads to what it is now', () => {
	const twice = framework((source) => source.replace('renamed:\n', 'renamed:\n  intake: booking-in\n'));
	assert.equal(componentOf(twice, 'intake')?.id, 'first-hour');
});

test('the questions of a pillar come in the order of the file, and each pillar before its questions', () => {
	assert.deepEqual(
		questionsOf(custody, 'conduct').map(({ id }) => id),
		['use-of-force', 'complaints'],
	);
	assert.deepEqual(
		componentsInOrder(custody).map((one) => `${isPillar(one) ? 'pillar' : 'question'} ${one.id}`),
		[
			'pillar care',
			'question first-hour',
			'question food-and-rest',
			'pillar conduct',
			'question use-of-force',
			'question complaints',
		],
	);
});

test('a grade is found by its id, and what has none has none', () => {
	assert.equal(gradeOf(custody, 'sound')?.title, 'Sound');
	assert.equal(gradeOf(custody, 'good'), undefined);
	assert.equal(gradeOf(custody, null), undefined);
});

const going = (id: string, ...continues: string[]) =>
	framework((source) =>
		source
			.replace('id: test-custody\n', `id: ${id}\n`)
			.replace(
				'    title: Complaints\n',
				`    title: Complaints\n    continues: [${continues.join(', ')}]\n`,
			),
	);
const steps = (list: ReturnType<typeof earlierQuestions>) =>
	list.map(({ framework, component, steps }) => `${framework}/${component} ${steps}`);

test('earlier questions are followed over several rounds, one to many, each once', () => {
	const all = [
		custody,
		going('second', 'test-custody/complaints', 'test-custody/use-of-force'),
		going('third', 'second/complaints', 'test-custody/complaints'),
	];
	assert.deepEqual(steps(earlierQuestions({ framework: 'third' }, 'complaints', all)), [
		'second/complaints 1',
		'test-custody/complaints 1',
		'test-custody/use-of-force 2',
	]);
	assert.deepEqual(earlierQuestions({ framework: 'third' }, 'first-hour', all), []);
	assert.deepEqual(earlierQuestions({ framework: 'none' }, 'complaints', all), []);
});

test('a circle of earlier questions ends where it began', () => {
	const all = [
		going('one', 'two/complaints'),
		going('two', 'three/complaints'),
		going('three', 'one/complaints'),
	];
	assert.deepEqual(steps(earlierQuestions({ framework: 'one' }, 'complaints', all)), [
		'two/complaints 1',
		'three/complaints 2',
	]);
});

test('each version of a framework has its own lineage', () => {
	const second = going('second', 'test-custody/complaints');
	const revised = { ...going('second', 'test-custody/use-of-force'), version: 2 };
	const all = [custody, second, revised];
	assert.deepEqual(steps(earlierQuestions({ framework: 'second', version: 2 }, 'complaints', all)), [
		'test-custody/use-of-force 1',
	]);
	assert.deepEqual(steps(earlierQuestions({ framework: 'second', version: 1 }, 'complaints', all)), [
		'test-custody/complaints 1',
	]);
});

test('a version is named in one word that leads back to it, and nothing else is', () => {
	fc.assert(
		fc.property(
			fc.stringMatching(/^[a-z0-9]{1,8}(-[a-z0-9]{1,8}){0,3}$/),
			fc.integer({ min: 1, max: 999_999_999 }),
			(framework, version) => {
				assert.deepEqual(keyIn(keyText({ framework, version })), { framework, version });
				assert.deepEqual(keyIn(framework), { framework, version: undefined });
			},
		),
	);
	for (const wrong of ['', '@1', 'a@0', 'a@-1', 'a@1@2', 'A@1', 'a b', 'a--b', 'a@1.5'])
		assert.equal(keyIn(wrong), undefined, wrong);
});

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { testDatabase } from '../../../test/database.ts';
import { testFramework, testFrameworkFile, testFrameworkKey } from '../../../test/frameworks/index.ts';
import { addForce, addJudgment, correctJudgment, judgmentsOf, keepFramework, publishedOn } from '../index.ts';
import { correctionsOf, withdrawJudgment } from './judgment.store.ts';

const { database } = await testDatabase();
const operator = { kind: 'operator', name: 'tests' } as const;
const as = <T>(work: Parameters<typeof database.asActor<T>>[1]) => database.asActor(operator, work);
await as((tx) => keepFramework(tx, { source: testFramework, file: testFrameworkFile }));

let made = 0;
function force(): Promise<string> {
	made += 1;
	const name = `Shire ${made} Police`;
	return as((tx) => addForce(tx, { name, code: null, region: 'North', inScope: true, scopeNote: null }));
}

const judgment = (of: string, component: string, grade: string | null) => ({
	...testFrameworkKey,
	force: of,
	component,
	grade,
	source: 'A report',
	publishedAt: publishedOn(Temporal.PlainDate.from('2022-06-01')),
	basis: 'entered' as const,
});

for (const [what, component, grade, code] of [
	['of a grade that the scale does not have', 'first-hour', 'good', '23503'],
	['of something that is not graded', 'complaints', 'weak', '23514'],
	['of a sub-question', 'arrival', null, '23514'],
	['of what the framework does not ask', 'crime', 'weak', '23503'],
] as const) {
	test(`the database refuses a judgment ${what}`, async () => {
		const of = await force();
		await assert.rejects(
			as((tx) => addJudgment(tx, judgment(of, component, grade))),
			{ code },
		);
	});
}

test('one judgment of a question stands in a round; a correction frees its place and takes no other', async () => {
	const of = await force();
	const [first, second] = await as(async (tx) => {
		await addJudgment(tx, judgment(of, 'first-hour', 'weak'));
		await addJudgment(tx, judgment(of, 'food-and-rest', 'weak'));
		return judgmentsOf(tx, [of]);
	});
	assert.ok(first && second);
	const twice = { code: '23505', constraint: 'one_judgment' };
	await assert.rejects(
		as((tx) => addJudgment(tx, judgment(of, 'first-hour', 'sound'))),
		twice,
	);
	await assert.rejects(
		as((tx) => correctJudgment(tx, first, { component: second.component }, 'Mistaken')),
		twice,
	);
	await as((tx) => correctJudgment(tx, first, { component: 'care' }, 'It is of the pillar'));
	await as((tx) => addJudgment(tx, judgment(of, first.component, 'sound')));
	await assert.rejects(
		as((tx) => correctJudgment(tx, first, { grade: 'strong' }, 'Once more')),
		{ code: '23505' },
	);
});

test('a correction stays with its force', async () => {
	const [of, another] = [await force(), await force()];
	const [wrong] = await as(async (tx) => {
		await addJudgment(tx, judgment(of, 'first-hour', 'weak'));
		return judgmentsOf(tx, [of]);
	});
	assert.ok(wrong);
	await assert.rejects(
		as((tx) => correctJudgment(tx, wrong, { force: another }, 'Of another force')),
		{ code: '23514' },
	);
});

test('the line of corrections is read from any of its entries, oldest first', async () => {
	const of = await force();
	const ids = await as(async (tx) => {
		const ids = [await addJudgment(tx, judgment(of, 'first-hour', 'weak'))];
		for (const grade of ['sound', 'strong']) {
			const [standing] = await judgmentsOf(tx, [of]);
			assert.ok(standing);
			ids.push(await correctJudgment(tx, standing, { grade }, `It says ${grade}`));
		}
		const [standing] = await judgmentsOf(tx, [of]);
		assert.ok(standing);
		ids.push(await withdrawJudgment(tx, standing, 'It was never made'));
		return ids;
	});
	for (const id of ids) {
		const line = await as((tx) => correctionsOf(tx, id));
		assert.deepEqual(
			line.map((each) => each.id),
			ids,
		);
	}
	assert.deepEqual(await as((tx) => judgmentsOf(tx, [of])), []);
});

test('what is published on a day is published at one minute past midnight in London', () => {
	assert.equal(publishedOn(Temporal.PlainDate.from('2022-06-01')).toString(), '2022-05-31T23:01:00Z');
	assert.equal(publishedOn(Temporal.PlainDate.from('2022-12-01')).toString(), '2022-12-01T00:01:00Z');
});

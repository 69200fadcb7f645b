import assert from 'node:assert/strict';
import { test } from 'node:test';
import { castOf, found, inspected } from '../../../test/judging.ts';
import { open } from '../../../test/paper.ts';
import { testService } from '../../../test/service.ts';
import { judgingsOf } from './judging.store.ts';

const operator = { kind: 'operator', name: 'tests' } as const;
const service = await testService();
const cast = await castOf(service);

const stateOf = async (inspection: string, component: string) => {
	const [judging] = await service.database.asActor(operator, (tx) =>
		judgingsOf(tx, { inspection, component }),
	);
	return judging;
};

test('a question goes from a proposal to an approval on its pages, each step by its own role', async () => {
	const { id } = await inspected(service, cast);
	await found(service, id, 'first-hour');
	const at = `/inspections/${id}/questions/first-hour`;
	let page = await open(cast.inspector, at);
	page = await page.press('Ask for the suggestion');
	assert.match(page.words, /What the rule suggests Sound There are 1 strength\./);
	page = await open(cast.inspector, page.link('Propose a judgment'));
	page = await page.press('Propose this judgment', {
		Grade: 'Sound',
		Rationale: 'Most are seen at once.',
		'Was the person asked about their health?': 'In part',
	});
	assert.match(page.words, /Proposed/);
	page = await open(cast.manager, at);
	page = await open(cast.manager, page.link('Decide in moderation'));
	page = await page.press('Keep this decision', { 'Reasons for the decision': 'As others.' });
	page = await open(cast.approver, at);
	page = await open(cast.approver, page.link('Approve'));
	assert.match(page.words, /Most are seen at once\./);
	page = await page.press('Approve this judgment');
	assert.match(page.words, /Approved/);
	const judging = await stateOf(id, 'first-hour');
	assert.equal(judging?.state, 'approved');
	assert.equal(judging?.void, false);
	assert.deepEqual(
		judging?.opinions.map(({ stage, byName, grade }) => [stage, byName, grade]),
		[
			['suggested', 'The inspector', 'sound'],
			['proposed', 'The inspector', 'sound'],
			['moderated', 'The programme manager', 'sound'],
			['approved', 'The HM Inspector', 'sound'],
		],
	);
	const overview = await open(cast.inspector, `/inspections/${id}/questions`);
	assert.match(overview.words, /The first hour Approved Sound/);
});

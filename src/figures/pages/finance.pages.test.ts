import assert from 'node:assert/strict';
import { test } from 'node:test';
import { testService } from '../../../test/service.ts';

const { signedInAs } = await testService();
const analyst = await signedInAs('analyst');

const sheet = `force: Northshire Police
title: Reserves
unit: £ million
source: Plan
lines:
  - { id: reserves, title: Use of reserves, kind: reserves, amounts: { 2020/21: 2.93, 2021/22: 2.59 } }
  - { id: pensions, title: Pensions, kind: cost, amounts: { 2020/21: 2.40 } }
gap: { years: [2020/21, 2021/22], low: 3.9, high: 6.3 }
claims:
  - { says: years, line: reserves, count: 3 }
  - { says: total, line: reserves, amount: 5.52 }
`;

const send = (text: string) => analyst.submit('/figures/finance', { sheet: text });

test('a finance sheet is added up exactly, and what is said of it is held against its lines', async () => {
	const { statusCode, body } = await send(sheet);
	assert.equal(statusCode, 200);
	assert.match(body, /5\.52/);
	assert.match(body, /The gap is 3\.9 to 6\.3, 5\.1 in the middle\./);
	assert.match(
		body,
		/Does not fit<\/strong> Use of reserves is said to be for (3|three) years, and the sheet has (2|two) years/,
	);
	assert.match(body, /Fits<\/strong> [^<]*5\.52/);
});

test('a sheet with faults is shown again as it was typed, with each fault by its line', async () => {
	const wrong = sheet.replace('kind: cost', 'kind: costs').replace('2.93', 'much');
	const { statusCode, body } = await send(wrong);
	assert.equal(statusCode, 422);
	assert.match(body, /Line 6: [^<]*Line 7: /);
	assert.match(body, /kind: costs/);
});

test('the page begins with an example that adds up', async () => {
	const { body } = await analyst.get('/figures/finance');
	const example = /<textarea[^>]*>\n?([\s\S]*?)<\/textarea>/.exec(body)?.[1] ?? '';
	assert.match(example, /^force: Northshire Police/);
	assert.equal((await send(example)).statusCode, 200);
});

import assert from 'node:assert/strict';
import { setTimeout as wait } from 'node:timers/promises';
import type { Page } from 'playwright-core';
import { partStates, partStateTexts } from '../../src/followup/index.ts';
import { linesOf } from '../../src/programmes/index.ts';

/**
 * Holds what became of what was asked to what the documents say of it, and to what it is there to show. The page is one of
 * the programme manager's.
 */
export async function holdFollowed(page: Page): Promise<void> {
	const read = async (path: string) => {
		const answer = await page.request.get(path);
		assert.equal(answer.status(), 200, path);
		return answer.text();
	};
	const words = async (path: string) =>
		(await read(path)).replaceAll(/<[^>]*>/g, ' ').replaceAll(/\s+/g, ' ');
	// The last that is loaded.
	while (!/Derbyshire: past their deadline/.test(await words('/followup/saved'))) await wait(1_000);
	const { heading, rows } = linesOf(await read('/followup.csv'));
	const all = rows.map(
		({ cells }) => new Map(heading.cells.map((name, index) => [name, cells[index] ?? ''])),
	);
	const cell = (row: (typeof all)[number], name: string) => row.get(name) ?? assert.fail(`no column ${name}`);
	const where = (wanted: Readonly<Record<string, string>>) =>
		all.filter((row) => Object.entries(wanted).every(([name, value]) => cell(row, name) === value));
	const numberOf = (row: (typeof all)[number]) => cell(row, 'number').replace('FU-', '');

	const derbyshire = where({ force: 'Derbyshire Constabulary' });
	assert.deepEqual(
		[...new Set(derbyshire.map((row) => cell(row, 'state')))].toSorted(),
		partStates.map((state) => partStateTexts[state].text).toSorted(),
	);

	const recommendation = where({ report: 'Crime inspection 2014: Derbyshire' });
	assert.deepEqual(
		recommendation.map((row) =>
			['sub-item', 'due on', 'deadline set by', 'state', 'illustrative', 'state illustrative'].map((name) =>
				cell(row, name),
			),
		),
		['Verified closed', 'In progress', 'Submitted for verification'].map((state, index) => [
			...['abc'.charAt(index), '2015-05-30', 'the inspectorate', state, 'no', 'yes'],
		]),
	);

	const areas = where({ report: 'PEEL 2018/19: Derbyshire' });
	assert.deepEqual(
		[...Map.groupBy(areas, (row) => cell(row, 'pillar or question')).values()]
			.map(({ length }) => length)
			.toSorted(),
		[1, 2, 3, 3, 3],
	);
	for (const row of areas) assert.equal(cell(row, 'kind'), 'area for improvement');
	// The report gives them no deadline; the force gave itself three.
	assert.equal(areas.filter((row) => cell(row, 'due on') === '').length, 9);
	assert.equal(areas.filter((row) => cell(row, 'deadline set by') === 'the force').length, 3);

	const national = where({ force: 'All forces' });
	assert.equal(national.length, 4);
	const found = new Map<string, string>();
	for (const one of national) {
		const each = where({ 'asked of all forces as': cell(one, 'number') });
		assert.equal(new Set(each.map((row) => cell(row, 'force'))).size, 43, cell(one, 'text'));
		const own = each.find((row) => cell(row, 'force') === 'Derbyshire Constabulary') ?? assert.fail();
		found.set(cell(one, 'text').slice(0, 20), await words(`/followup/${numberOf(own)}`));
	}
	const outcomes = [...found].map(([text, said]) => [
		text,
		[...said.matchAll(/(?:\(([abc])\) )?(Achieved|In part|Not addressed) 21 January 2020/g)].map(
			([, letter, outcome]) => (letter === undefined ? outcome : `${letter}: ${outcome}`),
		),
	]);
	assert.deepEqual(Object.fromEntries(outcomes), {
		'All forces should, b': ['a: In part', 'b: In part', 'c: Not addressed'],
		'After two years nobo': ['Achieved'],
		'Forces should evalua': ['Not addressed'],
		'Forces should have a': ['Achieved'],
	});
	const [before] = where({
		force: 'Durham Constabulary',
		report: 'PEEL: police effectiveness 2017 (illustrative)',
		'id in an older register': '',
	});
	assert.ok(before);
	assert.match(await words(`/followup/${numberOf(before)}`), /Improving 21 January 2020/);

	const responses = await words('/followup/responses');
	assert.match(responses, /Published in time/);
	assert.match(responses, /17 days late/);
	assert.match(responses, /Due in \d+ days/);
	assert.match(await words('/followup/monitoring/durham'), /MON-1/);
}

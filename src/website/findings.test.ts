import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { PublicRaised } from './findings.store.ts';
import { raisedCsv, raisedLine } from './findings.view.ts';
import { wordsIn } from './words/words.ts';

const t = wordsIn('en');
const inSixMonths = {
	due: 'Within 6 months of publication',
	dueOn: Temporal.PlainDate.from('2015-05-30'),
};
const raised = (more: Partial<PublicRaised>): PublicRaised => ({
	...{ number: 1200, kind: 'recommendation', forceSlug: 'kent', forceName: 'Kent Police', title: null },
	...{
		component: 'crime',
		componentTitle: 'Cutting crime',
		text: 'It should:',
		addressee: 'the chief constable',
	},
	...{
		parent: null,
		became: null,
		theme: 'Learning',
		items: [],
		illustrative: false,
		...inSixMonths,
		...more,
	},
});

test('what was raised says of what kind it is, for whom, and by when it and each of its parts are due', () => {
	const concern = raised({ number: 7, kind: 'cause of concern', due: 'No deadline', dueOn: null });
	const one = raised({
		parent: 7,
		items: [
			{ letter: 'a', text: 'look', ...inSixMonths },
			{ letter: 'b', text: 'act', due: 'By 1 June 2016', dueOn: Temporal.PlainDate.from('2016-06-01') },
		],
	});
	const line = raisedLine(one, { all: [concern, one], t });
	assert.deepEqual(
		[line.kind, line.number, line.state, line.addressee, line.above],
		[
			'Recommendation',
			'1200',
			{ text: 'Published, awaiting response', colour: 'yellow' },
			'the chief constable',
			{ number: '7', kind: 'Cause of concern' },
		],
	);
	assert.equal(line.due, 'Within 6 months of publication (30 May 2015)');
	assert.deepEqual(
		line.items.map(({ due }) => due),
		[null, 'By 1 June 2016'],
	);
	const practice = raisedLine(raised({ kind: 'promising practice', due: null, dueOn: null }), { all: [], t });
	assert.deepEqual([practice.kind, practice.state, practice.due], ['Promising practice', null, null]);

	const { header, rows } = raisedCsv([one], { number: 2 });
	const columns = ['edition', 'number', 'part', 'kind', 'belongs to', 'addressee', 'due', 'due on', 'state'];
	assert.deepEqual(
		rows.map((row) => columns.map((name) => row[header.indexOf(name)])),
		[
			[null, 'Within 6 months of publication', '2015-05-30'],
			['a', 'Within 6 months of publication', '2015-05-30'],
			['b', 'By 1 June 2016', '2016-06-01'],
		].map(([part, due, on]) => [
			...[2, 1200, part, 'recommendation', 7, 'the chief constable', due, on, 'awaiting response'],
		]),
	);
});

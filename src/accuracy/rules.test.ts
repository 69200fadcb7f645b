import assert from 'node:assert/strict';
import { test } from 'node:test';
import { reportMeta } from '../../test/documents/meta.ts';
import { resolverForTests } from '../../test/documents/resolver.ts';
import { type Doc, htmlOf, readDocument, toText } from '../documents/index.ts';
import { differencesBetween, piecesOf, unitsOf } from './difference.ts';
import { frozenOf, shownFrom, unmarkedFrom } from './frozen.ts';
import { type Decision, type Point, pointTag, unchanged, undecided } from './point.ts';
import { workingDaysAfter } from './round.ts';
import { roundStatement } from './statement.ts';

const read = (markdown: string): Promise<Doc> =>
	readDocument(reportMeta(), [{ name: 'block', markdown }], resolverForTests());

const draft = `# What we found

People wait for **hours. The** force knows it.[^1] Mr. Smith was seen at 10.30 by nurses.

- One thing. Another thing.

| Year | Seen |
| --- | --- |
| 2026 | 12 |

::::area-for-improvement[See people sooner]
The force should see people sooner.
::::

[^1]: It told us so.
`;

test('every sentence, table, box and heading of a draft has a number, and nothing of its words changes', async () => {
	const doc = await read(draft);
	const { tree, passages } = frozenOf(doc);
	assert.deepEqual(
		passages.map(({ kind, words }) => [kind, words.split('\n')[0]]),
		[
			['document', 'Finding things. An inspection of how things are found. A Constabulary'],
			['heading', 'What we found'],
			['sentence', 'People wait for hours. The'],
			['sentence', 'force knows it.'],
			['sentence', 'Mr. Smith was seen at 10.30 by nurses.'],
			['sentence', 'One thing.'],
			['sentence', 'Another thing.'],
			['table', 'Year | Seen'],
			['box', 'Area for improvement: See people sooner'],
			['sentence', 'The force should see people sooner.'],
			['sentence', 'It told us so.'],
		],
	);
	assert.deepEqual(
		passages.map(({ number }) => number),
		[...passages.keys()].map((index) => index + 1),
	);
	assert.equal(passages[2]?.section, 'What we found');
	assert.equal(passages[2]?.block, 'block');
	const plain = {
		...doc,
		meta: { ...doc.meta, marks: [{ kind: 'draft', reader: null } as const] },
		problems: [],
	};
	assert.equal(toText(unmarkedFrom(tree)), toText(plain), 'without its marks it reads as it was');
	const shown = htmlOf(
		shownFrom(tree, 'A. Reader', (passage) => [{ href: `/p/${passage}`, text: `C${passage}` }]),
	);
	for (const { number } of passages)
		assert.equal(
			shown.includes(`href="/p/${number}"`),
			passages[number - 1]?.kind !== 'heading',
			String(number),
		);
	assert.match(shown, /A\. Reader/);
});

test('what differs is told paragraph by paragraph and word by word, and what stayed is cut short', async () => {
	const before = unitsOf(await read('# One\n\nIt was 12 days.\n\nAll is well.\n\nGone.'));
	const after = unitsOf(await read('# One\n\nIt was 13 days.\n\nAll is well.\n\nNew one.\n\nNew two.'));
	const told = differencesBetween(before, after).map(({ was, becomes }) => [was, becomes]);
	assert.deepEqual(told, [
		['It was 12 days.', 'It was 13 days.'],
		['Gone.', 'New one.\n\nNew two.'],
	]);
	assert.deepEqual(differencesBetween(before, before), []);
	const long = 'word '.repeat(200);
	const pieces = piecesOf({ was: `${long}12 ${long}`, becomes: `${long}13 ${long}` });
	assert.deepEqual(
		pieces.map(({ kind }) => kind),
		['same', 'removed', 'added', 'same'],
	);
	assert.ok((pieces[0]?.text.length ?? 0) < 200);
});

const at = Temporal.Instant.from('2026-03-02T10:00:00Z');
const decision = (outcome: Decision['outcome']): Decision => ({
	outcome,
	reason: 'Because',
	byName: 'A',
	at,
});
const point = (number: number, more: Partial<Point> = {}): Point => ({
	id: `p${number}`,
	round: 'r',
	number,
	passage: { number: 1, kind: 'sentence', within: null, section: '', words: '', block: null, restsOn: [] },
	argument: 'fact',
	wrong: 'It is wrong',
	proposed: null,
	late: false,
	by: null,
	byName: 'A',
	at,
	sentAt: at,
	withdrawn: null,
	support: [],
	attachments: [],
	decisions: [],
	changes: [],
	...more,
});

test('every point that stands wants a decision, a matter of judgment that of an HM Inspector, and what was accepted a change', () => {
	const round = { id: 'r', number: 4 };
	const points = [
		point(1),
		point(2, { argument: 'judgment' }),
		point(3, { decisions: [decision('to HM Inspector')] }),
		point(4, { decisions: [decision('accepted')] }),
		point(5, { withdrawn: { byName: 'A', at } }),
		point(6, { sentAt: null }),
		point(7, { decisions: [decision('to HM Inspector'), decision('not accepted')] }),
	];
	assert.deepEqual(
		[...undecided({ round, points })].map(({ text }) => text),
		[
			'Decide AC-4.1, and say why.',
			'AC-4.2 is a matter of judgment, and an HM Inspector has not decided it.',
			'AC-4.3 is a matter of judgment, and an HM Inspector has not decided it.',
		],
	);
	assert.deepEqual(
		[...unchanged({ round, points })].map(({ text }) => text),
		['AC-4.4 was accepted, and no change is recorded.'],
	);
	assert.deepEqual(
		points.map((one) => pointTag(one).text),
		[
			'To be decided',
			'To be decided',
			'With HM Inspector',
			'Accepted',
			'Withdrawn',
			'Not handed in yet',
			'Not accepted',
		],
	);
});

test('the statement says how a round went, and never that silence was agreement', () => {
	const day = (text: string) => Temporal.PlainDate.from(text);
	const round = {
		kind: 'draft' as const,
		force: { id: 'f', slug: 'north', name: 'North Police' },
		title: 'Custody',
		response: 'points' as const,
		// Half past midnight in London is still the day before by the other clock.
		sharedAt: Temporal.Instant.from('2026-06-01T23:30:00Z'),
		submittedAt: Temporal.Instant.from('2026-06-10T10:00:00Z'),
		deadline: day('2026-06-09'),
		late: true,
	};
	const points = [
		point(1, { decisions: [decision('accepted')] }),
		point(2, { decisions: [decision('accepted')] }),
		point(3, { decisions: [decision('to HM Inspector'), decision('not accepted')] }),
		point(4, { withdrawn: { byName: 'A', at } }),
	];
	assert.deepEqual(roundStatement(round, points, [{ until: day('2026-06-09') }]), [
		'North Police checked the draft of “Custody” between 2 June 2026 and 10 June 2026.',
		'It raised 3 points, of which 2 were accepted and 1 was not accepted.',
		'An HM Inspector decided one of them, because it concerned a judgment rather than facts.',
		'We extended the deadline once, to 9 June 2026.',
		'Its response came after the deadline of 9 June 2026, and we took it into account.',
	]);
	assert.match(
		roundStatement({ ...round, response: 'nil', late: false }, [], []).join(' '),
		/It told us that it found nothing wrong\.$/,
	);
	const silent = roundStatement({ ...round, response: 'none', submittedAt: null }, [], []).join(' ');
	assert.match(silent, /It did not respond\. That is not to be read as agreement\.$/);
	assert.doesNotMatch(silent, /checked the draft/);
	assert.deepEqual(roundStatement({ ...round, response: null }, points, []), []);
});

test('a deadline counts working days, and weekends do not', () => {
	assert.equal(workingDaysAfter(Temporal.PlainDate.from('2026-03-06'), 1).toString(), '2026-03-09');
	assert.equal(workingDaysAfter(Temporal.PlainDate.from('2026-03-02'), 10).toString(), '2026-03-16');
});

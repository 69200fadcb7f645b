import assert from 'node:assert/strict';
import { test } from 'node:test';
import { type Checked, type RaisedContext, raisedChecks, saysTheSame } from './checks.ts';
import { draftFrom } from './draft.ts';
import { type Due, dueDay, dueText, isOpen, type Outcome, type Progress, partsOf } from './raised.ts';

const on = (day: string) => Temporal.PlainDate.from(day);
const context: RaisedContext = {
	today: on('2027-03-01'),
	publishOn: on('2027-06-01'),
	earlier: false,
	recommendations: 0,
};
const by = (day: string): Due => ({ kind: 'day', on: on(day), setBy: 'inspectorate', setByName: null });
const good: Checked = {
	kind: 'recommendation',
	text: 'The force should make sure that every person in custody is seen by a nurse within one hour of arrival.',
	addressee: 'The chief constable',
	due: { kind: 'months', months: 6, setBy: 'inspectorate', setByName: null },
	subItems: [],
};
const graveOf = (checked: Checked, more: Partial<RaisedContext> = {}) =>
	raisedChecks(checked, { ...context, ...more })
		.filter(({ grave }) => grave)
		.map(({ field, text }) => `${field}: ${text}`);
const mildOf = (checked: Checked) =>
	raisedChecks(checked, context)
		.filter(({ grave }) => !grave)
		.map(({ text }) => text);

test('a recommendation that is specific, addressed, dated and possible has no problem', () => {
	assert.deepEqual(raisedChecks(good, context), []);
});

test('a deadline lies neither in the past nor before publication, and is said of each sub-item', () => {
	assert.match(graveOf({ ...good, due: by('2027-02-28') }).join(), /^due: 28 February 2027 is in the past/);
	assert.match(graveOf({ ...good, due: by('2027-05-31') }).join(), /^due: .*before publication/);
	assert.deepEqual(graveOf({ ...good, due: by('2027-06-01') }), []);
	assert.deepEqual(graveOf({ ...good, due: by('2014-06-01') }, { earlier: true }), []);
	const subItems = [
		{ text: 'a nurse is there by night;', due: by('2027-12-01') },
		{ text: 'and waiting is written down.', due: null },
	];
	assert.deepEqual(graveOf({ ...good, due: null, subItems }), [
		'sub-1-due: Say by when (b) has to be done, or that there is no deadline',
	]);
	assert.match(graveOf({ ...good, due: null }).join(), /^due: Say by when it has to be done/);
});

test('an area for improvement may have no deadline, and a recommendation is asked about it', () => {
	const due: Due = { kind: 'none' };
	assert.deepEqual(raisedChecks({ ...good, kind: 'area for improvement', due }, context), []);
	assert.match(mildOf({ ...good, due }).join(), /usually dated/);
});

test('a cause of concern needs a recommendation, and promising practice nothing', () => {
	const concern: Checked = { ...good, kind: 'cause of concern', addressee: null, due: null };
	assert.match(graveOf(concern).join(), /^recommendation: A cause of concern needs a recommendation/);
	assert.deepEqual(graveOf(concern, { recommendations: 1 }), []);
	assert.deepEqual(
		raisedChecks({ ...concern, kind: 'promising practice', text: 'Nurses by night.' }, context),
		[],
	);
});

test('words that only advise, cannot be checked, or go beyond the power of the addressee are told', () => {
	assert.match(
		mildOf({ ...good, text: 'The force might consider whether it has nurses enough in custody.' }).join(),
		/only advises/,
	);
	assert.match(
		mildOf({ ...good, text: 'The force should offer a nurse where possible to all who come in.' }).join(),
		/“where possible” cannot be checked/,
	);
	assert.match(
		mildOf({ ...good, text: 'The force should change the law on how long people may be held.' }).join(),
		/a force cannot change the law/,
	);
	assert.match(graveOf({ ...good, addressee: null }).join(), /^addressee: Enter who has to act/);
	assert.deepEqual(
		mildOf({
			...good,
			addressee: 'The Home Office',
			text: 'The Home Office should change the law on how long people may be held.',
		}),
		[],
	);
});

const subItems = ['a', 'b'].map((letter) => ({ id: letter, letter, text: letter, due: null }));
const found = (
	outcome: Outcome,
	day: string,
	subItem: string | null,
	force: string | null = null,
): Progress => ({
	id: crypto.randomUUID(),
	subItem,
	force: force === null ? null : { id: force, name: force },
	outcome,
	foundOn: on(day),
	inspection: null,
	finding: null,
	source: 'A report',
	text: 'Words',
	illustrative: false,
	at: Temporal.Instant.from('2026-01-01T00:00:00Z'),
});
const raised = {
	kind: 'recommendation',
	withdrawn: null,
	subItems,
	force: { id: 'f', slug: 'f', name: 'F' },
} as const;

test('it is open until each sub-item was last found achieved', () => {
	const first = found('achieved', '2018-01-01', 'a');
	assert.equal(isOpen({ ...raised, progress: [first] }), true);
	assert.equal(isOpen({ ...raised, progress: [first, found('achieved', '2019-01-01', 'b')] }), false);
	assert.equal(isOpen({ ...raised, progress: [found('achieved', '2019-01-01', null)] }), false);
	// What is found later counts, whenever it was entered.
	const slipped = [found('not addressed', '2021-01-01', 'a'), found('achieved', '2019-01-01', null)];
	assert.equal(isOpen({ ...raised, progress: slipped }), true);
	assert.deepEqual(
		partsOf({ ...raised, progress: slipped }).map(({ last }) => last?.outcome),
		['not addressed', 'achieved'],
	);
});

test('what was raised to all forces is met at one and open at another', () => {
	const national = { ...raised, force: null, progress: [found('achieved', '2019-01-01', null, 'f')] };
	assert.equal(isOpen(national, 'f'), false);
	assert.equal(isOpen(national, 'g'), true);
	assert.equal(isOpen(national), true);
});

test('a deadline is told with who set it, and counted from publication', () => {
	const months: Due = { kind: 'months', months: 6, setBy: 'force', setByName: null };
	assert.equal(dueText(months), 'Within 6 months of publication, set by the force');
	assert.equal(dueText({ kind: 'none' }), 'No deadline');
	assert.equal(dueText(by('2027-12-01')), 'By 1 December 2027, set by the inspectorate');
	assert.equal(dueDay(months, on('2014-11-27'))?.toString(), '2015-05-27');
	assert.equal(dueDay(months, null), null);
});

test('two say the same by their words, not by those that all have', () => {
	const stems = (text: string) => text.split(' ');
	assert.equal(
		saysTheSame(
			stems('forc should ensur vet staff complet'),
			stems('forc should vet staff complet clearanc'),
		),
		true,
	);
	assert.equal(
		saysTheSame(stems('forc should ensur improv polic vet'), stems('forc should ensur improv polic stop')),
		false,
	);
});

test('a form is read field by field, and each fault stands beside its own', () => {
	const { draft, problems } = draftFrom(
		'recommendation',
		{
			text: ' The force should: ',
			addressee: 'The chief constable',
			due: 'months',
			'due-months': '6',
			'due-set': 'inspectorate',
			'sub-0-text': 'train staff;',
			'sub-0-due': 'whole',
			'sub-1-text': '  ',
			'sub-2-text': 'check them.',
			'sub-2-due': 'day',
			'sub-2-due-on-day': '31',
			'sub-2-due-on-month': '2',
			'sub-2-due-on-year': '2028',
			'sub-2-due-set': 'other',
		},
		{ first: true },
	);
	assert.equal(draft.text, 'The force should:');
	assert.deepEqual(
		draft.subItems.map(({ text }) => text),
		['train staff;', 'check them.'],
	);
	assert.deepEqual(draft.subItems[0]?.due, {
		kind: 'months',
		months: 6,
		setBy: 'inspectorate',
		setByName: null,
	});
	assert.deepEqual(problems, {
		'sub-2-due-name': 'Enter who set the deadline of (b)',
		'sub-2-due-on': 'The day by which (b) is due must be a real date, such as 27 3 2027',
	});
});

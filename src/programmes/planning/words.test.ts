import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { Inspection } from './plan.store.ts';
import { askedBeside, askedElsewhere, clashProblems, milestoneTag, windowInWords } from './words.ts';

const on = (day: string) => Temporal.PlainDate.from(day);

const standing = (programme: string, force: string, since: string, until: string): Inspection => ({
	id: `${programme}/${force}`,
	programme: { id: programme, slug: programme, name: `Programme ${programme}` },
	force: { id: force, slug: force, name: `${force} Police` },
	tranche: null,
	framework: 'f',
	version: 1,
	fieldworkSince: on(since),
	fieldworkUntil: on(until),
	publishOn: null,
	state: 'planned',
	announcedAt: null,
	illustrative: false,
});

const weeks = { fieldworkSince: on('2027-01-11'), fieldworkUntil: on('2027-01-22') };
const asking = (...forces: string[]) => ({ ...weeks, programme: 'P', forces });

describe('who else asks a force', () => {
	it('is one sentence for each programme, of the forces that are planned and no others', () => {
		const others = [
			standing('Q', 'A', '2027-01-18', '2027-01-29'),
			standing('Q', 'B', '2027-01-20', '2027-01-20'),
			standing('Q', 'C', '2027-01-18', '2027-01-29'),
			standing('R', 'A', '2027-01-04', '2027-01-15'),
			standing('R', 'B', '2027-02-01', '2027-02-12'),
			standing('P', 'A', '2027-01-11', '2027-01-22'),
		];
		assert.deepEqual(askedElsewhere(asking('A', 'B'), others), [
			'Programme Q asks A Police (18 January 2027 to 29 January 2027) and B Police (20 January 2027).',
			'Programme R asks A Police (4 January 2027 to 15 January 2027).',
		]);
		assert.deepEqual(askedElsewhere(asking('D'), others), []);
		assert.equal(
			askedBeside('A', weeks, 'P', others),
			'Asked by Programme Q, 18 January 2027 to 29 January 2027; Programme R, 4 January 2027 to 15 January 2027',
		);
		assert.equal(askedBeside('D', weeks, 'P', others), null);
	});

	it('counts the forces after the sixth', () => {
		const forces = [...'ABCDEFGH'];
		const [said = ''] = askedElsewhere(
			asking(...forces),
			forces.map((force) => standing('Q', force, '2027-01-11', '2027-01-22')),
		);
		assert.match(said, /F Police \([^)]*\) and 2 more\.$/);
		assert.doesNotMatch(said, /G Police/);
	});

	it('is a problem of the plan until it is confirmed, each sentence with a place of its own', () => {
		assert.deepEqual(clashProblems([], 'Plan it'), {});
		assert.deepEqual(Object.keys(clashProblems(['One.', 'Two.'], 'Plan it')), [
			'despite',
			'clash-1',
			'clash-2',
		]);
	});
});

it('weeks are said as they are', () => {
	assert.equal(windowInWords(on('2027-01-11'), on('2027-01-22')), '11 January 2027 to 22 January 2027');
	assert.equal(windowInWords(on('2027-01-11'), on('2027-01-11')), '11 January 2027');
	assert.equal(windowInWords(null, null), 'Not set');
});

it('a milestone is overdue from the day after it was due', () => {
	const today = on('2027-03-15');
	const said = (due: string) => milestoneTag({ due: on(due), doneAt: null }, today).text;
	assert.deepEqual(['2027-03-14', '2027-03-15', '2027-03-29', '2027-03-30', '2027-06-01'].map(said), [
		'Overdue',
		'Due soon',
		'Due soon',
		'To do',
		'To do',
	]);
	const doneAt = Temporal.Instant.from('2027-03-01T12:00:00Z');
	assert.equal(milestoneTag({ due: on('2027-01-01'), doneAt }, today).text, 'Done');
});

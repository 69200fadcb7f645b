import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { inOrder } from './decimal.ts';
import { printedNumber } from './print.ts';
import { counted, madeIndicator, madeShare } from './testing/made.ts';
import { holdsUndecided, whatIf, whatIfOf, whatIfPrinted } from './what-if.ts';

const naming = { outcome: 'action taken', cases: 'crimes' };

test('19% of all crimes can only rise; 19% of crimes with an outcome falls to 16.7% when none of the 12% end so', () => {
	const found = whatIfPrinted({ share: '0.19', undecided: '0.12' }, naming);
	assert.ok('ofAll' in found);
	const { ofAll, ofDecided } = found;
	assert.deepEqual([ofAll.now, ofAll.ifNone, ofAll.ifAll], ['0.19', '0.19', '0.31']);
	assert.equal(ofAll.couldFall, false);
	assert.equal(
		ofAll.sentence,
		'Of all crimes, 19% have action taken. Those without an outcome are counted among them already, so it can only rise: to 21.6% if those without one end as the others did, and to 31% if all of them end so.',
	);
	assert.deepEqual([ofDecided.now, ofDecided.ifNone, ofDecided.ifAsTheOthers], ['0.19', '0.1672', '0.19']);
	assert.equal(ofDecided.couldFall, true);
	assert.equal(
		ofDecided.sentence,
		'Of crimes with an outcome, 19% have action taken. It falls to 16.7% if none of those without an outcome end so, and rises to 28.7% if all of them do.',
	);
});

test('a stored figure is read by the denominator that its indicator declares', () => {
	const where = { outcome: ['Not yet assigned'] };
	const parts = { source: 'outcomes', measure: 'crimes' };
	const ofAll = madeIndicator({ ...madeShare, denominator: parts, undecided: { ...parts, where } });
	const ofDecided = madeIndicator({
		...madeShare,
		denominator: { ...parts, without: where },
		undecided: { ...parts, where },
	});
	assert.deepEqual([holdsUndecided(ofAll), holdsUndecided(ofDecided)], [true, false]);
	const all = whatIfOf(ofAll, counted(ofAll, 1900, 10_000, { undecided: '1200' }));
	assert.ok('stated' in all);
	assert.deepEqual([all.stated.of, all.stated.now, all.stated.ifAll], ['all cases', '0.19', '0.31']);
	const decided = whatIfOf(ofDecided, counted(ofDecided, 1672, 8800, { undecided: '1200' }));
	assert.ok('stated' in decided);
	assert.deepEqual(
		[decided.stated.of, decided.stated.now, decided.stated.ifNone],
		['cases with an outcome', '0.19', '0.1672'],
	);
	assert.ok('none' in whatIfOf(madeShare, counted(madeShare, 19, 100)));
	assert.ok('none' in whatIfOf(ofAll, counted(ofAll, 19, 100, { undecided: '12', marker: 'incomplete' })));
});

test('more cases with the outcome than cases that have one are told, and nothing is made up', () => {
	const found = whatIf({ numerator: '95', all: '100', undecided: '12' }, naming);
	assert.deepEqual(found, {
		none: 'There are 95 crimes with action taken, and only 88 that have an outcome at all.',
	});
	assert.ok('none' in whatIf({ numerator: '0', all: '0', undecided: '0' }));
});

test('whatever is decided, the share stays between that of none and that of all; only of all cases it cannot fall', () => {
	fc.assert(
		fc.property(fc.nat(10_000), fc.nat(10_000), fc.nat(10_000), fc.nat(10_000), (a, b, c, chosen) => {
			const [numerator, decided, undecided] = [a, a + b + 1, c];
			const all = decided + undecided;
			const found = whatIf({
				numerator: String(numerator),
				all: String(all),
				undecided: String(undecided),
			});
			assert.ok('ofAll' in found);
			const end = ((numerator + Math.min(chosen, undecided)) / all).toFixed(15);
			for (const one of [found.ofAll, found.ofDecided]) {
				assert.ok(inOrder(printedNumber(one.ifNone, 9), printedNumber(end, 9)) <= 0);
				assert.ok(inOrder(printedNumber(end, 9), printedNumber(one.ifAll, 9)) <= 0);
			}
			assert.equal(found.ofAll.couldFall, false);
			assert.equal(found.ofDecided.couldFall, numerator > 0 && undecided > 0);
		}),
	);
});

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { daysText, saidText } from './figures.ts';
import { likenessOf, likenessText, proposedRepeats } from './likeness.ts';

const day = (text: string) => Temporal.PlainDate.from(text);
const stems = (text: string) => text.split(' ');

test('a median never stands without how many parts it is of, and warns where they are few', () => {
	assert.equal(daysText({ median: 184.5, of: 12 }), '185 days (12 parts)');
	assert.equal(daysText({ median: 1, of: 1 }), '1 day (only 1 part)');
	assert.equal(daysText({ median: null, of: 0 }), 'None closed');
});

test('what was said before is told by its years, and what was found beside where it stands', () => {
	const published = [day('2021-05-01'), day('2017-02-01')];
	assert.equal(saidText({ published, open: true }), 'Identified in 2017 and again in 2021: still open');
	assert.equal(
		saidText({ published: [day('2017-02-01')], open: false, notAddressed: day('2019-05-03') }),
		'Identified in 2017: found not addressed on 3 May 2019, no longer open',
	);
	assert.equal(
		saidText({ published: [day('2017-02-01'), day('2017-09-01')], open: true }),
		'Identified twice in 2017: still open',
	);
});

test('likeness is told in words, and what all promises say makes none like another', () => {
	const one = stems('forc should record stalk within day victim told');
	const likeness = likenessOf(one, stems('forc must record stalk victim told promptli'));
	assert.equal(
		likeness === null ? null : likenessText(likeness),
		'Nearly all words of the shorter text (4 of 5)',
	);
	assert.equal(likenessOf(stems('forc should ensur improv'), stems('forc should ensur improv')), null);
});

test('a repeat is proposed of what was published later, once, unless it is decided or was asked of all both times', () => {
	const said = (id: string, on: string, fannedOut = false) => ({
		...{ id, publishedOn: day(on), fannedOut },
		stems: stems('record stalk victim told promptli'),
	});
	const other = { ...said('other', '2020-01-01'), stems: stems('train call handler domest abus') };
	const proposed = (all: Parameters<typeof proposedRepeats>[0], decided: readonly string[] = []) =>
		proposedRepeats(all, (one, before) => decided.includes(`${one} ${before}`)).map(
			({ later, earlier }) => `${later} ${earlier}`,
		);
	const [old, recent] = [said('old', '2017-01-01'), said('recent', '2021-01-01')];
	assert.deepEqual(proposed([recent, other, old]), ['recent old']);
	assert.deepEqual(proposed([recent, other, old], ['recent old']), []);
	assert.deepEqual(proposed([recent, said('same day', '2021-01-01')]), []);
	assert.deepEqual(proposed([said('a', '2017-01-01', true), said('b', '2021-01-01', true)]), []);
	assert.deepEqual(proposed([said('a', '2017-01-01', true), recent]), ['recent a']);
});

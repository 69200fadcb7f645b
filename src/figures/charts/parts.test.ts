import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { classed } from './classes.ts';
import { apart, keyAt } from './frame.ts';
import { codesOf } from './grades.ts';
import { ink } from './look.ts';
import { mostClasses } from './patterns.ts';
import { scaleFor } from './scale.ts';
import { besideOthers } from './spots.ts';
import { cut, widthOf, wrapped } from './text-width.ts';
import { tilePlaces } from './tile-places.ts';
import { ordinal } from './words.ts';

const measure = { kind: 'rate', decimals: 1, unit: 'crimes per 1,000 people' } as const;

/** As the Web Content Accessibility Guidelines reckon it. */
function contrastWithWhite(colour: string): number {
	const [red = 0, green = 0, blue = 0] = [1, 3, 5].map((at) => {
		const part = Number.parseInt(colour.slice(at, at + 2), 16) / 255;
		return part <= 0.03928 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4;
	});
	return 1.05 / (0.2126 * red + 0.7152 * green + 0.0722 * blue + 0.05);
}

test('every ink that says something stands out from the paper', () => {
	for (const [name, colour] of Object.entries(ink)) {
		if (name === 'grid' || name === 'band') continue;
		assert.ok(contrastWithWhite(colour) >= 4.5, `${name} has ${contrastWithWhite(colour)}`);
	}
	// Words stand on the band too.
	assert.ok(contrastWithWhite(ink.quiet) / contrastWithWhite(ink.band) >= 4.5);
});

test('there is one tile for each of the 43 forces, none in the place of another', () => {
	assert.equal(tilePlaces.length, 43);
	assert.equal(new Set(tilePlaces.map(({ area }) => area)).size, 43);
	assert.equal(new Set(tilePlaces.map(({ short }) => short)).size, 43);
	assert.equal(new Set(tilePlaces.map(({ column, row }) => `${column} ${row}`)).size, 43);
	for (const { area } of tilePlaces) assert.match(area, /^(?:E230000(?:0[1-9]|[123]\d)|W1500000[1-4])$/);
	const at = (code: string) => tilePlaces.find(({ area }) => area === code) ?? assert.fail();
	// Northumbria north of Durham, Kent east of Surrey, North Wales west of Cheshire.
	assert.ok(at('E23000007').row < at('E23000008').row);
	assert.ok(at('E23000032').column > at('E23000031').column);
	assert.ok(at('W15000001').column < at('E23000006').column);
});

test('a scale holds every value between its ends, with ticks that are few and round', () => {
	const numbers = fc.array(fc.double({ min: -1e15, max: 1e15, noNaN: true }), {
		minLength: 1,
		maxLength: 20,
	});
	fc.assert(
		fc.property(numbers, fc.constantFrom('always', 'unless flat', 'where near'), (values, nought) => {
			const { from, to, ticks } = scaleFor(values, { nought });
			assert.ok(from < to);
			const slack = (to - from) * 1e-9 + 1e-15;
			for (const value of values) assert.ok(value >= from - slack && value <= to + slack);
			assert.ok(ticks.length >= 2 && ticks.length <= 12);
			assert.ok(ticks.every((tick, index) => index === 0 || tick > (ticks[index - 1] ?? Infinity)));
		}),
	);
	assert.deepEqual(scaleFor([50.8, 72.6], { nought: 'unless flat' }).ticks, [0, 20, 40, 60, 80]);
	assert.deepEqual(scaleFor([0.1, 0.3], { nought: 'always' }).ticks, [0, 0.1, 0.2, 0.3]);
	assert.equal(scaleFor([3, 97], { nought: 'always', most: 100 }).to, 100);
	assert.equal(scaleFor([120], { nought: 'always', most: 100 }).to >= 120, true);
});

test('words keep to their room, whatever they are', () => {
	fc.assert(
		fc.property(
			fc.string({ unit: 'grapheme', maxLength: 80 }),
			fc.integer({ min: 40, max: 300 }),
			(text, room) => {
				assert.ok(widthOf(cut(text, room, 13), 13) <= room);
				const lines = wrapped(text, room, 13, 3);
				assert.ok(lines.length <= 3);
				for (const line of lines) assert.ok(widthOf(line, 13) <= room);
			},
		),
	);
	assert.deepEqual(wrapped('Preventing crime and disorder', 90, 12, 2), ['Preventing crime', 'and disorder']);
	assert.equal(cut('Hampshire and Isle of Wight Constabulary', 100, 13), 'Hampshire and…');
});

test('labels that would stand in each other are moved apart, in their order', () => {
	const places = apart(
		[
			{ at: 50, height: 20 },
			{ at: 45, height: 20 },
			{ at: 290, height: 40 },
		],
		{ from: 0, to: 300 },
	);
	assert.deepEqual(places, [57.5, 37.5, 280]);
});

test('a key takes as many lines as it needs', () => {
	const items = Array.from({ length: 5 }, (_, index) => ({
		shape: 'circle' as const,
		text: `What sign ${index} stands for`,
	}));
	assert.equal(keyAt(items, { x: 0, y: 0, width: 2000 }).height, 18);
	assert.equal(keyAt(items, { x: 0, y: 0, width: 200 }).height, 90);
	assert.equal(keyAt([], { x: 0, y: 0, width: 200 }).height, 0);
});

test('names of points stand in nobody’s place', () => {
	const spots = Array.from({ length: 30 }, (_, index) => ({
		x: 100 + (index % 6) * 40,
		y: 100 + Math.floor(index / 6) * 9,
		text: `Force ${index}`,
		bold: false,
		weight: index,
		named: true,
	}));
	const words = besideOthers(spots, { width: 500, height: 300 });
	assert.ok(words.length > 0 && words.length <= 12);
	for (const { x, y, text } of words) {
		const right = x + widthOf(text, 12);
		assert.ok(spots.every((spot) => spot.x <= x || spot.x >= right || Math.abs(spot.y - y) > 7));
	}
});

test('classes never part equal values, and are as many as can be told apart at most', () => {
	const areas = ['1', '1.0', '1', '1', '2', '3', '9', null].map((value, index) => ({
		name: String(index),
		value,
	}));
	const { classes, of } = classed(measure, areas, { quantiles: 4 });
	assert.deepEqual(
		classes.map(({ count }) => count),
		[4, 1, 2],
	);
	assert.equal(of.size, 7);
	assert.deepEqual(
		classed(measure, areas, { limits: ['3', '2', 'oddity'] }).classes.map(({ lowest, highest }) => [
			lowest,
			highest,
		]),
		[
			['1', '1'],
			['2', '2'],
			['3', '9'],
		],
	);
	const many = Array.from({ length: 12 }, (_, index) => ({ name: String(index), value: String(index) }));
	const limits = many.map(({ value }) => value);
	assert.equal(classed(measure, many, { limits }).classes.length, mostClasses);
	assert.equal(classed(measure, many, { quantiles: Number.NaN }).classes.length, 1);
});

test('grades have codes that differ', () => {
	const of = (...titles: string[]) => [...codesOf(titles.map((title) => ({ id: title, title }))).values()];
	assert.deepEqual(of('Outstanding', 'Good', 'Requires improvement', 'Inadequate'), ['O', 'G', 'RI', 'I']);
	assert.deepEqual(of('Good', 'Great', 'Poor'), ['Go', 'Gr', 'P']);
	assert.deepEqual(of('Adequate', 'Adequately met'), ['A', 'AM']);
});

test('places are counted as they are spoken', () => {
	assert.deepEqual([1, 2, 3, 4, 11, 12, 13, 21, 42, 111].map(ordinal), [
		'1st',
		'2nd',
		'3rd',
		'4th',
		'11th',
		'12th',
		'13th',
		'21st',
		'42nd',
		'111th',
	]);
});

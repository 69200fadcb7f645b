import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { allocate } from './allocation.ts';
import type { FrameRecord } from './frame.ts';
import { commitSample, drawSample, replaceInSample } from './sampling.ts';
import { refused } from './testing/near.ts';

const seed = 'b1946ac92492d2347c6235b4d2611184b1946ac92492d2347c6235b4d2611184';
const share = { value: 'beacon pulse 4711: 9f86d081', source: 'public randomness beacon' };
const offences = ['burglary', 'robbery', 'assault'];
const frame: FrameRecord[] = Array.from({ length: 600 }, (_, i) => ({
	id: `crime/${i}`,
	stratum: offences[i % 6 === 0 ? 1 : i % 3 === 1 ? 0 : 2] ?? '',
}));
const design = { kind: 'proportional', size: 60 } as const;

test('two independent runs agree byte for byte, whatever the order of the file', () => {
	const one = drawSample(frame, design, seed, share);
	const other = drawSample(frame.toReversed(), design, seed, share);
	assert.equal(JSON.stringify(one), JSON.stringify(other));
	assert.equal(one.sample.length, 60);
	assert.equal(new Set(one.sample.map((each) => each.id)).size, 60);
});

test('the draw is fixed for ever: these references, from this frame, seed and share', () => {
	const result = drawSample(frame, { kind: 'equal', each: 2 }, seed, share);
	assert.deepEqual(
		result.sample.map((each) => each.id),
		['crime/35', 'crime/335', 'crime/205', 'crime/229', 'crime/54', 'crime/36'],
	);
	assert.equal(result.frameHash, '0f56c1f4317817d1c4c19885cce1a625d5fce3f479b2f44c9ac330f40eb1c405');
});

test('a commitment is kept: a changed frame, design or seed is refused', () => {
	const { commitment } = commitSample(frame, design, seed);
	assert.equal(drawSample(frame, design, seed, share, commitment).caution, null);
	const without = frame.slice(1);
	refused('changed', () => drawSample(without, design, seed, share, commitment));
	const moved = frame.with(0, { id: 'crime/0', stratum: 'assault' });
	refused('changed', () => drawSample(moved, design, seed, share, commitment));
	refused('changed', () => drawSample(frame, { ...design, size: 61 }, seed, share, commitment));
	refused('changed', () => drawSample(frame, design, `${seed}0`, share, commitment));
});

test('neither the seed nor the share alone decides', () => {
	const ids = (s: string, value: string) =>
		JSON.stringify(drawSample(frame, design, s, { ...share, value }).sample);
	assert.notEqual(ids(seed, 'one'), ids(seed, 'two'));
	assert.notEqual(ids(seed, 'one'), ids(`${seed}0`, 'one'));
});

test('a draw that somebody could have foreseen says so', () => {
	assert.match(drawSample(frame, design, 'short').caution ?? '', /guess/);
	assert.match(drawSample(frame, design, seed).caution ?? '', /foresee/);
	assert.match(drawSample(frame, design, seed, share).caution ?? '', /No published commitment/);
	refused('out-of-range', () => commitSample(frame, design, 'short'));
});

test('every record has the same chance', () => {
	const drawn = new Map<string, number>();
	const small = frame.slice(0, 20).map(({ id }) => ({ id, stratum: '' }));
	const runs = 3000;
	for (let i = 0; i < runs; i++) {
		const { sample } = drawSample(small, { kind: 'proportional', size: 5 }, `${seed}${i}`);
		for (const { id } of sample) drawn.set(id, (drawn.get(id) ?? 0) + 1);
	}
	const expected = (runs * 5) / 20;
	const chiSquare = small.reduce(
		(total, { id }) => total + ((drawn.get(id) ?? 0) - expected) ** 2 / expected,
		0,
	);
	// 19 degrees of freedom; negative correlation within a draw only makes this smaller.
	assert.ok(chiSquare < 43.8, `χ² = ${chiSquare}`);
});

test('a larger sample begins with the smaller one', () => {
	const few = drawSample(frame, { kind: 'equal', each: 5 }, seed, share).sample;
	const many = drawSample(frame, { kind: 'equal', each: 9 }, seed, share).sample.map((each) => each.id);
	assert.ok(few.every((each) => many.includes(each.id)));
});

test('replacements are the next in the drawing order, logged with their reasons', () => {
	const drawn = drawSample(frame, { kind: 'equal', each: 5 }, seed, share);
	const larger = drawSample(frame, { kind: 'equal', each: 7 }, seed, share);
	const [first, second] = drawn.sample;
	assert.ok(first && second);
	const result = replaceInSample(frame, { kind: 'equal', each: 5 }, drawn, [
		{ id: first.id, reason: 'Recorded outside the window' },
		{ id: second.id, reason: 'Transferred to another force' },
	]);
	const sixth = larger.sample.find((each) => each.stratum === first.stratum && each.place === 6);
	assert.equal(result.log[0]?.replacedBy, sixth?.id);
	assert.equal(result.log[1]?.place, 7);
	assert.equal(result.sample.length, drawn.sample.length);
	const again = (id: string, reason: string) => () =>
		replaceInSample(frame, { kind: 'equal', each: 5 }, drawn, [{ id, reason }]);
	refused('missing', again('crime/none', 'because'));
	refused('missing', again(first.id, ' '));
	refused('changed', () => replaceInSample(frame.slice(1), { kind: 'equal', each: 5 }, drawn, []));
	const all = drawSample(frame, { kind: 'equal', each: 100 }, seed, share);
	const robbery = all.sample.find((each) => each.stratum === 'robbery');
	assert.ok(robbery);
	refused('too-few', () =>
		replaceInSample(frame, { kind: 'equal', each: 100 }, all, [{ id: robbery.id, reason: 'Lost' }]),
	);
});

test('allocation adds up, keeps two for each and never takes more than there are', () => {
	fc.assert(
		fc.property(
			fc.array(fc.integer({ min: 1, max: 5000 }), { minLength: 1, maxLength: 12 }),
			fc.double({ min: 0, max: 1, noNaN: true }),
			(populations, fraction) => {
				const frameSize = populations.reduce((a, b) => a + b, 0);
				const floor = populations.reduce((a, b) => a + Math.min(2, b), 0);
				const size = Math.max(floor, Math.round(fraction * frameSize));
				const sizes = new Map(populations.map((n, i) => [`${i}`, n]));
				const result = allocate({ kind: 'proportional', size }, sizes);
				assert.equal(
					result.reduce((total, each) => total + each.sample, 0),
					size,
				);
				for (const { sample, population } of result) {
					assert.ok(sample <= population && sample >= Math.min(2, population) && Number.isInteger(sample));
					// Beyond the floor nobody strays a whole record from the exact share unless floors push.
					if (populations.every((n) => (size * n) / frameSize >= 2))
						assert.ok(Math.abs(sample - (size * population) / frameSize) < 1);
				}
			},
		),
	);
});

test('what cannot be drawn is refused', () => {
	refused('empty', () => drawSample([], design, seed));
	refused('too-large', () => drawSample(frame, { kind: 'proportional', size: 601 }, seed));
	refused('too-large', () => drawSample(frame, { kind: 'equal', each: 101 }, seed));
	refused('too-few', () => drawSample(frame, { kind: 'proportional', size: 5 }, seed));
	refused('too-few', () => drawSample(frame, { kind: 'proportional', size: 0 }, seed));
	refused('missing', () => drawSample(frame, design, ''));
	refused('missing', () => drawSample(frame, design, seed, { value: 'x', source: '' }));
	refused('missing', () => drawSample(frame, { kind: 'quotas', quotas: { fraud: 3 } }, seed));
	refused('missing', () => drawSample(frame, { kind: 'quotas', quotas: { burglary: 3 } }, seed));
	refused('duplicate', () => drawSample([...frame, { id: 'crime/0', stratum: 'x' }], design, seed));
	refused('missing', () => drawSample([...frame, { id: ' ', stratum: 'x' }], design, seed));
});

test('the whole frame can be drawn, and one of one', () => {
	assert.equal(drawSample(frame, { kind: 'proportional', size: 600 }, seed).sample.length, 600);
	assert.equal(
		drawSample([{ id: 'a', stratum: '' }], { kind: 'proportional', size: 1 }, seed).sample[0]?.id,
		'a',
	);
});

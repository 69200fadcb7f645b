import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { conflictsOf, mondayOf, type Occupying, sundayOf } from './conflict.ts';

const day = (text: string) => Temporal.PlainDate.from(text);

// 6 May 2024 is a Monday.
const asked = (
	programme: string,
	since: string | null,
	until: string | null,
	more: Partial<Occupying> = {},
) => ({
	programme: { id: programme },
	force: { id: 'A' },
	fieldworkSince: since === null ? null : day(since),
	fieldworkUntil: until === null ? null : day(until),
	state: 'planned' as const,
	...more,
});

const found = (...inspections: Occupying[]) =>
	conflictsOf(inspections).map(
		({ one, other, since, until }) => `${one.programme.id} and ${other.programme.id}: ${since} to ${until}`,
	);

describe('a force asked by two programmes in the same weeks', () => {
	it('is found with the weeks that both ask for, whichever comes first', () => {
		const early = asked('P', '2024-05-06', '2024-05-17');
		const late = asked('Q', '2024-05-13', '2024-05-24');
		assert.deepEqual(found(early, late), ['P and Q: 2024-05-13 to 2024-05-19']);
		assert.deepEqual(found(late, early), ['P and Q: 2024-05-13 to 2024-05-19']);
	});

	it('counts days of one week as the same week, and those of the next week not', () => {
		const first = asked('P', '2024-05-06', '2024-05-08');
		assert.equal(found(first, asked('Q', '2024-05-10', '2024-05-10')).length, 1);
		assert.equal(found(first, asked('Q', '2024-05-12', '2024-05-12')).length, 1);
		assert.equal(found(first, asked('Q', '2024-05-13', '2024-05-17')).length, 0);
		assert.equal(found(first, asked('Q', '2024-05-01', '2024-05-05')).length, 0);
	});

	it('is told once for each pair, also where a short one lies within a long one', () => {
		assert.deepEqual(
			found(
				asked('P', '2024-01-01', '2024-12-20'),
				asked('Q', '2024-02-05', '2024-02-09'),
				asked('R', '2024-06-03', '2024-06-07'),
				asked('S', '2024-06-05', '2024-06-14'),
			),
			[
				'P and Q: 2024-02-05 to 2024-02-11',
				'P and R: 2024-06-03 to 2024-06-09',
				'P and S: 2024-06-03 to 2024-06-16',
				'R and S: 2024-06-03 to 2024-06-09',
			],
		);
	});

	it('is not one where the force, the programme or the weeks are not two and the same', () => {
		const here = asked('P', '2024-05-06', '2024-05-17');
		for (const other of [
			asked('Q', '2024-05-06', '2024-05-17', { force: { id: 'B' } }),
			asked('P', '2024-05-06', '2024-05-17'),
			asked('Q', null, null),
			asked('Q', '2024-05-06', '2024-05-17', { state: 'cancelled' }),
			asked('Q', '2024-05-06', '2024-05-17', { state: 'closed' }),
		]) {
			assert.deepEqual(found(here, other), []);
			assert.deepEqual(found(other, here), []);
		}
	});
});

it('a week goes from Monday to Sunday', () => {
	for (const one of ['2024-05-06', '2024-05-09', '2024-05-12']) {
		assert.equal(mondayOf(day(one)).toString(), '2024-05-06');
		assert.equal(sundayOf(day(one)).toString(), '2024-05-12');
	}
});

import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { inspectionStates } from './inspection-state.ts';
import { type Candidate, faultsOf, faultsOfWeeks, outside, whatMayChange } from './plan.ts';

const on = (day: string) => Temporal.PlainDate.from(day);
const weeks = { fieldworkSince: on('2027-01-11'), fieldworkUntil: on('2027-01-22'), publishOn: null };

const force = (id: string, more: Partial<Candidate> = {}): Candidate => ({
	id,
	name: `${id} Police`,
	existedSince: null,
	existedUntil: null,
	successors: [],
	named: true,
	excludedBecause: null,
	planned: false,
	...more,
});

const faults = (candidate: Candidate) => faultsOf({ ...weeks, forces: [candidate.id] }, [candidate]).forces;

describe('a force can be planned', () => {
	it('when it is in scope, not in the plan, and there on every day of fieldwork', () => {
		assert.equal(faults(force('A')), undefined);
		assert.equal(
			faults(force('A', { existedSince: on('2027-01-11'), existedUntil: on('2027-01-22') })),
			undefined,
		);
	});

	for (const [why, more, sentence] of [
		['twice', { planned: true }, 'A Police is in the plan of this programme already.'],
		['left out', { excludedBecause: 'Too small' }, 'A Police is left out of this programme: Too small.'],
		['not decided about', { named: false }, 'A Police is not among the forces of this programme.'],
		[
			'merged before the last day',
			{ existedUntil: on('2027-01-21'), successors: ['B Police'] },
			'A Police existed until 21 January 2027. After that, plan its successor: B Police.',
		],
		[
			'divided',
			{ existedUntil: on('2026-12-31'), successors: ['B Police', 'C Police'] },
			'A Police existed until 31 December 2026. After that, plan its successors: B Police and C Police.',
		],
		[
			'gone',
			{ existedUntil: on('2026-12-31') },
			'A Police existed until 31 December 2026. Choose earlier weeks.',
		],
		[
			'not there on the first day',
			{ existedSince: on('2027-01-12') },
			'A Police exists from 12 January 2027. Choose later weeks.',
		],
	] as const) {
		it(`and not when it is ${why}`, () => assert.equal(faults(force('A', more)), sentence));
	}

	it('and every force that cannot is named, beside one that nobody knows', () => {
		const known = [force('A'), force('B', { planned: true }), force('C', { planned: true })];
		const said = faultsOf({ ...weeks, forces: ['A', 'B', 'C', 'D'] }, known).forces ?? '';
		assert.match(said, /^B Police is .* C Police is .* Choose forces from the list\.$/);
		assert.equal(faultsOf({ ...weeks, forces: [] }, known).forces, 'Choose at least one force');
	});
});

describe('weeks', () => {
	it('end when they begin or later, and the report comes out after them', () => {
		assert.deepEqual(faultsOfWeeks({ ...weeks, fieldworkUntil: on('2027-01-11') }), {});
		assert.deepEqual(faultsOfWeeks({ ...weeks, publishOn: on('2027-01-23') }), {});
		assert.deepEqual(Object.keys(faultsOfWeeks({ ...weeks, fieldworkUntil: on('2027-01-10') })), [
			'fieldworkUntil',
		]);
		assert.deepEqual(Object.keys(faultsOfWeeks({ ...weeks, publishOn: on('2027-01-22') })), ['publishOn']);
	});

	it('may lie outside those of the programme, which is told', () => {
		const window = { fieldworkSince: on('2027-01-11'), fieldworkUntil: on('2027-01-22') };
		assert.equal(outside(weeks, window), false);
		assert.equal(outside({ ...weeks, fieldworkSince: on('2027-01-10') }, window), true);
		assert.equal(outside({ ...weeks, fieldworkUntil: on('2027-01-23') }, window), true);
	});
});

it('an inspection is pinned step by step as it moves on', () => {
	const open = inspectionStates.map((state) => {
		const { version, weeks: days, publication } = whatMayChange(state);
		return `${state}: ${[version && 'version', days && 'weeks', publication && 'publication'].filter(Boolean).join(', ')}`;
	});
	assert.deepEqual(open, [
		'planned: version, weeks, publication',
		'preparing: weeks, publication',
		'fieldwork: publication',
		'judging: publication',
		'reporting: publication',
		'published: ',
		'closed: ',
		'cancelled: ',
	]);
});

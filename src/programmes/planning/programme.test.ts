import assert from 'node:assert/strict';
import { describe, it, test } from 'node:test';
import { testDatabase } from '../../../test/database.ts';
import { asOperator, forceNamed, keepTwoVersions, on, springProgramme } from '../../../test/planning.ts';
import { addForce } from '../forces/force.store.ts';
import { forcesOfProgramme } from './forces.store.ts';
import { inspectionById, inspectionsOf, planInspections, unplan } from './plan.store.ts';
import { listProgrammes, programmeBySlug, programmeCounts } from './programme.store.ts';
import { addressOf, timeOf } from './programme.ts';
import { formerNamesOf, renameProgramme, whoseName } from './programme-name.store.ts';

const { database } = await testDatabase();
const as = <T>(work: Parameters<typeof asOperator<T>>[1]) => asOperator(database, work);
const { north, gone } = await as(async (tx) => {
	await keepTwoVersions(tx);
	const canal = {
		name: 'Canal Police',
		code: null,
		region: 'R',
		inScope: false,
		scopeNote: 'Polices canals',
	};
	await addForce(tx, canal);
	return {
		north: await forceNamed(tx, 'Northshire Police'),
		gone: await forceNamed(tx, 'Oldshire Police', { existedUntil: on('2026-12-31') }),
	};
});

async function slugOf(slug: string): Promise<string | undefined> {
	return (await as((tx) => programmeBySlug(tx, slug)))?.slug;
}

describe('a programme goes by every name it had', () => {
	it('by its own address and by those of its former names', async () => {
		await as((tx) =>
			springProgramme(tx, 'Core business: crime prevention', {
				slug: 'core-business',
				formerNames: [{ name: 'Best use of police time', until: null }],
			}),
		);
		assert.equal(await slugOf('core-business'), 'core-business');
		assert.equal(await slugOf('best-use-of-police-time'), 'core-business');
		assert.equal(await slugOf('best-use'), undefined);
	});

	it('when it is renamed, and when it goes back to the name it had', async () => {
		const first = await as((tx) => springProgramme(tx, 'Working title'));
		const one = { ...first, name: 'Working title' };
		const renamed = await as((tx) => renameProgramme(tx, one, 'Printed title', on('2026-05-01')));
		assert.equal(renamed.slug, 'printed-title');
		assert.equal(await slugOf('working-title'), 'printed-title');
		const back = await as((tx) =>
			renameProgramme(tx, { ...one, slug: 'printed-title', name: 'Printed title' }, 'Working title', null),
		);
		assert.equal(back.slug, 'working-title');
		assert.equal(await slugOf('printed-title'), 'working-title');
		assert.deepEqual(
			(await as((tx) => formerNamesOf(tx, one.id))).map(({ name, until }) => [
				name,
				until?.toString() ?? null,
			]),
			[
				['Working title', '2026-05-01'],
				['Printed title', null],
			],
		);
		const sameAddress = await as((tx) =>
			renameProgramme(tx, { ...one, slug: 'working-title' }, 'Working Title!', null),
		);
		assert.equal(sameAddress.slug, 'working-title');
		assert.equal(await slugOf('working-title'), 'working-title');
	});

	it('and no address or name is given twice', async () => {
		const second = await as((tx) => springProgramme(tx, 'Best use of police time'));
		assert.equal(second.slug, 'best-use-of-police-time-2');
		assert.equal((await as((tx) => springProgramme(tx, 'Add'))).slug, 'add-2');
		const found = await as((tx) => whoseName(tx, 'PRINTED title'));
		assert.deepEqual(
			found.map(({ name }) => name),
			['Working Title!'],
		);
	});

	it('and the address is made of what can stand in one', () => {
		assert.equal(addressOf('PEEL 2018/19: “an assessment”'), 'peel-2018-19-an-assessment');
		assert.equal(addressOf('Children’s café'), 'childrens-cafe');
		assert.equal(addressOf('…'), 'programme');
	});
});

test('a programme begins with every force that there is, and leaves out what the register puts outside', async () => {
	const { id } = await as((tx) => springProgramme(tx, 'Of all forces'));
	const of = { id, fieldworkSince: on('2027-01-04'), fieldworkUntil: on('2027-04-30') };
	const forces = await as((tx) => forcesOfProgramme(tx, of));
	assert.deepEqual(
		forces.map(({ name, decided, excludedBecause }) => [name, decided, excludedBecause]),
		[
			['Canal Police', true, 'Polices canals'],
			['Northshire Police', true, null],
		],
	);
	// A force that is added later waits for a decision.
	await as((tx) => forceNamed(tx, 'Newshire Police'));
	const later = await as((tx) => forcesOfProgramme(tx, of));
	assert.deepEqual(
		later.filter(({ decided }) => !decided).map(({ name }) => name),
		['Newshire Police'],
	);
});

describe('an inspection is planned', () => {
	const plan = {
		tranche: null,
		framework: 'test-custody',
		version: 1,
		fieldworkSince: on('2027-01-11'),
		fieldworkUntil: on('2027-01-22'),
		publishOn: on('2027-06-01'),
	};

	it('as planned, pinned to its version, and is found by its weeks', async () => {
		const found = await as(async (tx) => {
			const { id: programme } = await springProgramme(tx, 'Found by weeks', { illustrative: true });
			const [id = ''] = await planInspections(tx, { ...plan, programme, forces: [north] });
			const between = (since: string, until: string) =>
				inspectionsOf(tx, { programme, between: [on(since), on(until)] });
			return {
				one: await inspectionById(tx, id),
				counts: (await programmeCounts(tx)).get(programme),
				weeks: [
					(await between('2027-01-22', '2027-02-01')).length,
					(await between('2027-01-01', '2027-01-11')).length,
					(await between('2027-01-23', '2027-02-01')).length,
					(await between('2027-01-01', '2027-01-10')).length,
				],
				ofForce: (await inspectionsOf(tx, { force: gone })).length,
				unplanned: await unplan(tx, id),
				after: await inspectionById(tx, id),
			};
		});
		assert.ok(found.one);
		const { state, force, version, illustrative, announcedAt } = found.one;
		assert.deepEqual(
			[state, force.name, version, illustrative, announcedAt],
			['planned', 'Northshire Police', 1, true, null],
		);
		assert.deepEqual(found.counts?.states, { planned: 1 });
		assert.deepEqual(found.weeks, [1, 1, 0, 0]);
		assert.deepEqual([found.ofForce, found.unplanned, found.after], [0, 'done', null]);
	});

	it('all or none of them', async () => {
		const { id: programme } = await as((tx) =>
			springProgramme(tx, 'All or none', {
				forces: [
					{ force: north, excludedBecause: null },
					{ force: gone, excludedBecause: null },
				],
			}),
		);
		await assert.rejects(
			as((tx) => planInspections(tx, { ...plan, programme, forces: [north, gone] })),
			{ problems: { forces: 'Oldshire Police existed until 31 December 2026. Choose earlier weeks.' } },
		);
		assert.deepEqual(await as((tx) => inspectionsOf(tx, { programme })), []);
	});

	it('under a version that the programme inspects under', async () => {
		const { id: programme } = await as((tx) => springProgramme(tx, 'One version'));
		await assert.rejects(
			as((tx) => planInspections(tx, { ...plan, programme, forces: [north], version: 2 })),
			{ code: '23503' },
		);
	});
});

test('a programme is past, under way or to come by the days of its fieldwork', async () => {
	const [programme] = await as((tx) => listProgrammes(tx));
	assert.ok(programme);
	for (const [day, time] of [
		['2027-01-03', 'future'],
		['2027-01-04', 'present'],
		['2027-04-30', 'present'],
		['2027-05-01', 'past'],
	] as const) {
		assert.equal(timeOf(programme, on(day)), time, day);
	}
});

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { testDatabase } from '../../../test/database.ts';
import type { Tx } from '../../foundation/index.ts';
import { publicEditions, touchedBy } from './edition.store.ts';
import { tagsOf } from './edition.ts';
import {
	findForces,
	forceAt,
	formerForce,
	indicatorsNow,
	judgmentsNow,
	meaningsNow,
	raisedNow,
	recordOf,
	registerNow,
	reportsNow,
	standingOf,
} from './index.ts';

const { owner, database } = await testDatabase();
// Rows are arranged past the triggers of releasing, which have tests of their own.
await owner.query('set session_replication_role = replica');

const asPublic = <T>(work: (tx: Tx) => Promise<T>) => database.asActor({ kind: 'public' }, work);
const derbyshire = '00000000-0000-4000-8000-00000000000d';
const durham = '00000000-0000-4000-8000-00000000000e';

type Edition = { slug: string; number?: number; at: string; withdrawn?: boolean; approved?: boolean };

async function addEdition({
	slug,
	number = 1,
	at,
	withdrawn = false,
	approved = true,
}: Edition): Promise<string> {
	const { rows } = await owner.query<{ id: string }>(
		`insert into edition.edition (release_id, number, slug, title, kind, release_at, content_hash, records_hash, approved_at,
			withdrawn_at, withdrawn_because)
		values (md5($1)::uuid, $2, $1, initcap($1), 'reports', $3, sha256('a'), sha256('a'), $4, $5, $6) returning id`,
		[
			slug,
			number,
			at,
			approved ? at : null,
			withdrawn ? '2024-01-01' : null,
			withdrawn ? 'It was wrong' : null,
		],
	);
	return rows[0]?.id ?? assert.fail();
}

async function add(table: string, edition: string, rows: readonly object[]): Promise<void> {
	for (const row of rows) {
		const columns = Object.keys(row).join(', ');
		await owner.query(
			`insert into edition.${table} (edition_id, ${columns})
			select $1, ${columns} from jsonb_populate_record(null::edition.${table}, $2)`,
			[edition, JSON.stringify(row)],
		);
	}
}

const forceRow = (id: string, slug: string, name: string, more: object = {}) => ({
	...{
		force_id: id,
		slug,
		name,
		spellings: [],
		kind: 'territorial',
		in_scope: true,
		region: 'East',
		nation: 'England',
	},
	...{ authorities: [], similar_illustrative: false, became: [], stood_on: '2014-06-01' },
	...more,
});

const grade = (framework: string, component: string, title: string, more: object = {}) => ({
	...{
		force_id: derbyshire,
		force_slug: 'derbyshire',
		force_name: 'Derbyshire Constabulary',
		framework,
		version: 1,
	},
	...{
		component,
		kind: 'question',
		title: component,
		position: 1,
		grade: title,
		grade_title: title,
		rank: 0.3333,
	},
	...{ given_framework: framework, given_version: 1, last_inspected: '2017', carried_over: false },
	...{ direction_illustrative: false, illustrative: false },
	...more,
});

const meaning = (framework: string, cycle: string, family: string, continues: Record<string, string[]>) => ({
	...{ framework, version: 1, stood_on: `${cycle.slice(0, 4)}-06-01`, title: framework, cycle, family },
	...{ inspection: `${cycle} assessment`, summary: 'A', grades: [], compared: [] },
	components: Object.entries(continues).map(([component, before]) => ({
		...{ component, kind: 'question', pillar: null, title: component, asks: null, graded: true },
		continues: before,
	})),
});

const first = await addEdition({ slug: 'crime-2014', at: '2014-11-27' });
await add('force', first, [
	forceRow(derbyshire, 'derby', 'Derby Police', { stood_on: '2014-11-27' }),
	forceRow(durham, 'durham', 'Durham Constabulary', { stood_on: '2014-11-27' }),
]);
await add('meaning', first, [meaning('crime', '2014', 'four', { investigating: [], preventing: [] })]);
await add('grade', first, [
	grade('crime', 'investigating', 'Inadequate', { last_inspected: '2014' }),
	grade('crime', 'preventing', 'Good', { last_inspected: '2014' }),
]);

const second = await addEdition({ slug: 'peel-2018', at: '2019-05-02' });
const peel = [
	meaning('peel', '2018/19', 'four', { investigating: ['crime/investigating'] }),
	meaning('crime', '2014', 'four', { investigating: [], preventing: [] }),
];
const known = {
	stood_on: '2019-05-02',
	code: 'E23000018',
	spellings: ['Derbyshire', 'Derby Police'],
	authorities: [{ code: 'E07000032', name: 'Amber Valley' }],
	similar_forces: ['durham'],
};
const two = [
	forceRow(derbyshire, 'derbyshire', 'Derbyshire Constabulary', known),
	forceRow(durham, 'durham', 'Durham Constabulary', { stood_on: '2019-05-02' }),
];
const raised = (number: number, more: object = {}) => ({
	...{
		number,
		kind: 'recommendation',
		force_id: derbyshire,
		force_slug: 'derbyshire',
		force_name: 'Derbyshire',
	},
	...{ text: 'Do it.', theme: 'custody', items: [], illustrative: false },
	...more,
});
const raisedRows = [
	raised(1),
	raised(2, { force_id: null, force_slug: null, force_name: null }),
	raised(3, { force_id: durham, force_slug: 'durham' }),
];
const judged = grade('peel', 'investigating', 'Good', { last_inspected: '2018/19' });
await add('force', second, two);
await add('meaning', second, peel);
await add('grade', second, [judged]);
await add('raised', second, raisedRows);

test('forces are found by any published spelling, code, authority and old address, as the newest day has them', async () => {
	// A correction of the old report comes last, and its register is still that of its day.
	const late = await addEdition({ slug: 'crime-2014', number: 2, at: '2021-01-01' });
	await add('force', late, [forceRow(derbyshire, 'derby', 'Derby Police', { stood_on: '2014-11-27' })]);
	await asPublic(async (tx) => {
		const register = await registerNow(tx);
		assert.equal(register.stoodOn?.toString(), '2019-05-02');
		for (const text of [
			'derbyshire',
			'Derbyshire Police',
			'derby police',
			'e23000018',
			'Amber Valley Borough Council',
			'amber val',
		])
			assert.deepEqual(
				findForces(register, text).map(({ force }) => force.slug),
				['derbyshire'],
				text,
			);
		assert.deepEqual(
			findForces(register, 'd').map(({ force }) => force.slug),
			[],
		);
		assert.deepEqual(findForces(register, 'West Yorkshire'), []);
		const old = (await formerForce(tx, 'derby')) ?? assert.fail();
		assert.equal(register.byId(old.id)?.slug, 'derbyshire');
		for (const [slug, because] of [
			['derby', 'renamed'],
			['derbyshire-constabulary', 'spelling'],
		] as const) {
			const { address } = await forceAt(tx, slug);
			assert.ok(
				address?.kind === 'moved' && address.force.slug === 'derbyshire' && address.because === because,
			);
		}
		assert.equal((await forceAt(tx, 'nowhere')).address, null);
		assert.deepEqual(
			register.similarTo(register.bySlug('derbyshire') ?? assert.fail()).map(({ slug }) => slug),
			['durham'],
		);
	});
});

test('of each question the newest judgment stands, also where an older report was corrected later', async () => {
	const late = await addEdition({ slug: 'crime-2014', number: 3, at: '2022-01-01' });
	await add('grade', late, [
		grade('crime', 'investigating', 'Requires improvement', { last_inspected: '2014' }),
		grade('crime', 'preventing', 'Good', { last_inspected: '2014' }),
	]);
	await asPublic(async (tx) => {
		const judgments = await judgmentsNow(tx, { forces: [derbyshire] });
		const meanings = await meaningsNow(tx);
		assert.deepEqual(
			standingOf(judgments, meanings).map((round) => [
				round.cycle,
				round.judgments.map(({ component, gradeTitle }) => `${component} ${gradeTitle}`),
			]),
			[
				['2018/19', ['investigating Good']],
				['2014', ['preventing Good']],
			],
		);
		const { years, lines } = recordOf(judgments, meanings);
		assert.deepEqual(years, ['2014', '2018/19']);
		const line = lines.find(({ component }) => component === 'investigating') ?? assert.fail();
		assert.deepEqual(
			[...line.byYear].map(([year, readings]) => [year, readings.map(({ judgment }) => judgment.gradeTitle)]),
			[
				['2014', ['Requires improvement']],
				['2018/19', ['Good']],
			],
		);
		assert.equal(
			meanings.compare({ framework: 'peel', version: 1 }, { framework: 'other', version: 1 }).comparable,
			false,
		);
	});
});

test('a letter that quotes one figure hides no table of all, unless it is of a later period', async () => {
	const indicator = {
		...{ indicator: 'quoted', version: 1, title: 'Quoted', text: '', hash: '\\x00', gathered: false },
		content: {
			...{ id: 'quoted', version: 1, title: 'Quoted', meaning: 'Quoted.', theme: 'Money', unit: 'pounds' },
			...{ kind: 'rate', per: 1000, decimals: 1, window: { months: 12, ending: 'march' }, method: 'byar' },
			...{ polarity: 'lower is better', numerator: { source: 'money', measure: 'pounds' } },
		},
	};
	const quote = async (slug: string, at: string, { areas, year }: { areas: string[]; year: number }) => {
		const id = await addEdition({ slug, at });
		await add('indicator', id, [indicator]);
		await add(
			'figure',
			id,
			areas.map((area) => ({
				...{
					indicator: 'quoted',
					version: 1,
					area,
					area_name: area,
					breakdown: {},
					value: '1',
					hash: '\\x00',
				},
				...{ period_since: `${year - 1}-04-01`, period_until: `${year}-03-31`, snapshots: [], markers: [] },
				...{ method: 'byar', illustrative: false },
			})),
		);
	};
	const readFrom = () =>
		asPublic(async (tx) => (await indicatorsNow(tx, ['quoted'])).map(({ release }) => release.slug));
	await quote('of-all', '2014-09-01', { areas: ['one', 'two'], year: 2014 });
	await quote('of-one', '2014-11-01', { areas: ['one'], year: 2014 });
	assert.deepEqual(await readFrom(), ['of-all']);
	await quote('of-one-later', '2015-11-01', { areas: ['one'], year: 2015 });
	assert.deepEqual(await readFrom(), ['of-one-later']);
});

test('what is withdrawn, corrected or not approved is not part of now', async () => {
	for (const edition of [
		{ slug: 'withdrawn', at: '2023-01-01', withdrawn: true },
		{ slug: 'ahead', at: '2030-01-01', approved: false },
	]) {
		const id = await addEdition(edition);
		await add('grade', id, [grade('peel', 'investigating', 'Inadequate')]);
		await add('raised', id, [raised(9)]);
		await add('force', id, [forceRow(derbyshire, 'elsewhere', 'Elsewhere', { stood_on: '2029-01-01' })]);
	}
	await asPublic(async (tx) => {
		assert.equal((await judgmentsNow(tx, { forces: [derbyshire], framework: 'peel' })).length, 1);
		assert.equal((await registerNow(tx)).bySlug('elsewhere'), undefined);
		const own = await raisedNow(tx, { forces: [derbyshire], national: 'too' });
		assert.deepEqual(
			own.raised.map(({ number, state }) => [number, state]),
			[
				[2, 'awaiting response'],
				[1, 'awaiting response'],
			],
		);
		assert.equal((await raisedNow(tx, { theme: 'custody', most: 1 })).total, 3);
		assert.deepEqual(await reportsNow(tx, { forces: [derbyshire] }), []);
		assert.ok(
			(await publicEditions(tx)).some(
				({ slug, withdrawnAt }) => slug === 'withdrawn' && withdrawnAt !== null,
			),
		);
	});
});

test('a correction touches all that it speaks of: pages say which edition they are of', async () => {
	const after = await addEdition({ slug: 'peel-2018', number: 2, at: '2023-05-02' });
	await add('force', after, two);
	await add('meaning', after, peel);
	await add('grade', after, [judged]);
	await add(
		'raised',
		after,
		raisedRows.map((row) => (row.number === 3 ? { ...row, text: 'Do it now.' } : row)),
	);
	await asPublic(async (tx) => {
		const touched = (await touchedBy(tx, [after])).get(after) ?? assert.fail();
		const forces = touched.forces.toSorted();
		assert.deepEqual(tagsOf({ ...touched, forces }), [
			'all',
			'release:peel-2018',
			'force:derbyshire',
			'force:durham',
			'national',
			'register',
		]);
	});
});

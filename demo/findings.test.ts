import assert from 'node:assert/strict';
import { test } from 'node:test';
import { documentsOf } from '../src/documents/index.ts';
import { evidenceFor, evidenceOf, statementsOf } from '../src/evidence/index.ts';
import type { Tx } from '../src/foundation/index.ts';
import {
	adviceOf,
	type Finding,
	findingsOf,
	judgingsOf,
	type Raised,
	raisedOf,
	roundsOf,
} from '../src/judgments/index.ts';
import { boardOf } from '../src/judgments/moderation/board.store.ts';
import { inspectionsOf, programmeBySlug } from '../src/programmes/index.ts';
import { answersOf, requestsOf } from '../src/returns/index.ts';
import { demonstrated } from '../test/demonstrated.ts';
import { holdToChecker } from '../test/demonstration/checked.ts';
import { writePresent } from './documents/index.ts';
import { findingSteps } from './findings/index.ts';
import { loadSteps } from './index.ts';
import { takeSteps } from './steps.ts';

/** The fourth layer of the demonstration, held to the documents that it is of, and to what it is there to show. */
const services = await demonstrated();
const reading = <T>(work: (tx: Tx) => Promise<T>) =>
	services.database.asActor({ kind: 'operator', name: 'test' }, work);

async function inspectionsIn(tx: Tx, slug: string) {
	const programme = await programmeBySlug(tx, slug);
	assert.ok(programme, slug);
	return inspectionsOf(tx, { programme: programme.id });
}

type Whole = {
	findings: Finding[];
	raised: Raised[];
	/** Everything that findings and their evidence say. */
	text: string;
	/** Of each finding, and of each item of evidence. */
	illustrative: boolean[];
};

function wholeOf(slug: string, force: string): Promise<Whole> {
	return reading(async (tx) => {
		const inspection = (await inspectionsIn(tx, slug)).find((one) => one.force.slug === force);
		assert.ok(inspection, force);
		const { id } = inspection;
		const findings = await findingsOf(tx, { inspection: id });
		const evidence = await evidenceFor(tx, id);
		const raised = await raisedOf(tx, { inspection: id });
		return {
			findings,
			raised,
			text: [...findings.map(({ text }) => text), ...evidence.map(({ current }) => current?.text ?? '')].join(
				'\n',
			),
			illustrative: [...findings, ...evidence, ...raised].map((one) => one.illustrative),
		};
	});
}

/** Strength, neutral, weakness, or nothing said: Derbyshire, Durham, Cleveland. */
const bank = `
p1 n w w
p2 s n n
p3 n s s
p4 n s s
p5 w w n
p6 n w w
p7 - s -
p8 - s -
p9 - w -
p10 - - n
a1 n s s
a2 w s s
a3 s - n
a4 s s n
a5 s - -
a6 - n n
a7 s n n
a8 s s s
a9 n w s
a10 s s s
a11 n n n
a12 - s s
a13 - s -
a14 - - n
f1 s n n
f2 s w n
f3 s s s
f4 s w n
f5 w w s`;

test('the three letters of 2014 say what they say of 29 indicators, and nothing where they are silent', async () => {
	const forces = ['derbyshire', 'durham', 'cleveland'];
	const wholes = await Promise.all(forces.map((force) => wholeOf('core-business-2014', force)));
	const lines = bank.trim().split('\n');
	assert.equal(lines.length, 29);
	const shown = lines.map((line) => {
		const [indicator = ''] = line.split(' ');
		return [
			indicator,
			...wholes.map(({ findings }) => {
				const of = findings.filter((finding) => finding.indicator === indicator);
				assert.ok(of.length <= 1, indicator);
				return of[0]?.tone[0] ?? '-';
			}),
		].join(' ');
	});
	assert.deepEqual(shown, lines);
	for (const { findings } of wholes) {
		for (const { indicator, citations } of findings) {
			assert.ok(indicator !== null && citations.length > 0, 'each rests on its letter at least');
		}
	}
	const [derbyshire, durham] = wholes;
	assert.match(durham?.text ?? '', /955 staff.*465/);
	assert.match(durham?.text ?? '', /100%/);
	assert.equal(derbyshire?.raised.length, 0);
});

test('the crime inspection of 2014 raises one recommendation, of three parts of six months each', async () => {
	const { findings, raised } = await wholeOf('crime-inspection-2014', 'derbyshire');
	assert.deepEqual(
		new Set(findings.map(({ component }) => component)),
		new Set(['reducing-crime', 'investigating-offending', 'anti-social-behaviour']),
	);
	assert.equal(raised.length, 1);
	const [recommendation] = raised;
	assert.equal(recommendation?.kind, 'recommendation');
	assert.equal(recommendation?.component, 'reducing-crime');
	assert.deepEqual(
		recommendation?.subItems.map(({ letter, due }) => [letter, due]),
		['a', 'b', 'c'].map((letter) => [
			letter,
			{ kind: 'months', months: 6, setBy: 'inspectorate', setByName: null },
		]),
	);
	assert.ok((recommendation?.findings.length ?? 0) > 0);
	const plan = findings.some(({ citations }) =>
		citations.some(({ evidence }) => evidence.kind === 'action plan'),
	);
	assert.equal(plan, false, 'the action plan informed nothing');
});

test('2018/19 has twelve areas for improvement without a deadline, no cause of concern, and what became of what was asked before', async () => {
	const { raised } = await wholeOf('peel-2018-19', 'derbyshire');
	assert.ok(raised.every(({ kind, due }) => kind === 'area for improvement' && due?.kind === 'none'));
	assert.deepEqual(
		[...Map.groupBy(raised, ({ component }) => component)].map(([component, of]) => [component, of.length]),
		[
			['investigating-crime', 3],
			['protecting-vulnerable-people', 3],
			['meeting-current-demands', 3],
			['planning-for-the-future', 2],
			['treating-the-public-fairly', 1],
		],
	);
	assert.ok(raised.every(({ findings }) => findings.length > 0));
	const earlier = await reading(async (tx) => {
		const [inspection] = await inspectionsIn(tx, 'peel-2018-19');
		assert.ok(inspection);
		const advice = await adviceOf(tx, { inspection: inspection.id });
		assert.equal(advice.length, 9);
		const all = await raisedOf(tx, { force: inspection.force.id, national: true });
		return all.filter(({ source, illustrative }) => source !== null && !illustrative);
	});
	assert.deepEqual(
		earlier.map(({ subItems, progress }) =>
			progress
				.toSorted(
					(one, other) =>
						subItems.findIndex(({ id }) => id === one.subItem) -
						subItems.findIndex(({ id }) => id === other.subItem),
				)
				.map(({ outcome }) => outcome),
		),
		[
			['not addressed'],
			['achieved'],
			['in part', 'in part', 'not addressed'],
			['achieved'],
			['not addressed'],
			['achieved'],
		],
	);
});

/** As they are printed; what stands in both has its own line in each. */
const stated: Readonly<Record<string, readonly string[]>> = {
	'crime-inspection-2014':
		`21% 16% 22% 2% 1% 50.8 60.7 46.0 53.9 0.9 1.2 5.5 5.9 6.6 8.9 45.5 36.8 46,766 7% 27% 26%
		88.0% 1.4 85.0% 0.2 86.7% 40 20 502 198`.split(/\s+/),
	'peel-2018-19':
		`89% 82% 22 44 55 27 28 47 22% 9% 10% 18% 30,300 61,227 70% 129 217 31% 14% 20 19% 13% 8,000 12% 7% 111%
		84% 228 494 540 53% 65.3% 35% 28% 63 138 67 97 224 207 29 40 1,000 53 13 £100m £23m 14% 2022/23 1,660 71.3% £24 £2
		58 62 £7.8bn £161m £143m £2.4m £1.9m £1.4m £3.2m £2.93m £2.59m £3.9m £6.3m 322 83% 372 400 750 37 2025`.split(
			/\s+/,
		),
};

test('every figure that the reports state, and a finding or its evidence can bear, is found in the texts', async () => {
	for (const [slug, figures] of Object.entries(stated)) {
		const { text } = await wholeOf(slug, 'derbyshire');
		const missing = figures.filter(
			(figure) => !new RegExp(`(?<![\\d.,£])${RegExp.escape(figure)}(?![\\d%]|[.,]\\d)`).test(text),
		);
		assert.deepEqual(missing, [], slug);
	}
});

test('a loading that was cut short is made good by the next, step by step, and none is taken twice', async () => {
	await takeSteps(services, findingSteps.slice(0, 2));
	const broken = {
		name: 'present round: broken',
		by: 'inspector@demo.example',
		act: async () => assert.fail(),
	};
	await assert.rejects(takeSteps(services, [broken]));
	await loadSteps(services);
	const count = () =>
		reading(async (tx) => {
			const programme = await programmeBySlug(tx, 'peel-present-round');
			const findings = await findingsOf(tx, { programme: programme?.id ?? '' });
			const { total } = await requestsOf(tx, {});
			return [findings.length, total, (await statementsOf(tx)).length];
		});
	const before = await count();
	await loadSteps(services);
	assert.deepEqual(await count(), before);
});

test('the present round shows what it is there to show, all of it marked as made up', async () => {
	await reading(async (tx) => {
		const programme = await programmeBySlug(tx, 'peel-present-round');
		assert.ok(programme);
		const judgings = await judgingsOf(tx, { programme: programme.id });
		assert.ok(judgings.every(({ illustrative }) => illustrative));
		assert.deepEqual(
			new Set(judgings.map(({ state }) => state)),
			new Set(['open', 'proposed', 'moderated', 'approved']),
		);
		const gone = judgings.filter((judging) => judging.void === true);
		assert.deepEqual(
			gone.map(({ force, component }) => [force.slug, component]),
			[['bedfordshire', 'responding-to-the-public']],
		);
		const findings = await findingsOf(tx, { programme: programme.id });
		assert.ok(findings.every(({ illustrative }) => illustrative));
		assert.equal(findings.filter(({ soleBasis }) => soleBasis !== null).length, 1);
		assert.equal(findings.filter(({ force }) => force === null).length, 2);
		const rounds = await roundsOf(tx, programme.id);
		assert.deepEqual(
			rounds.map(({ closedAt, cases, members, given }) => [closedAt === null, cases, members, given]),
			[
				[true, 4, 2, 1],
				[false, 4, 2, 8],
			],
		);
		const { rows } = await boardOf(tx, programme.slug, 'workforce');
		assert.deepEqual(
			rows.filter(({ flags }) => flags.length > 0).map(({ inspection }) => inspection.force.slug),
			['essex'],
		);
		const { requests } = await requestsOf(tx, {});
		assert.ok(requests.every(({ illustrative }) => illustrative));
		assert.deepEqual(requests.map(({ force, state }) => `${force.slug} ${state}`).toSorted(), [
			'cleveland answered',
			'cleveland sent',
			'derbyshire answered',
			'derbyshire closed',
			'derbyshire sent',
			'durham closed',
			'durham not needed',
			'durham sent',
		]);
		const answers = await Promise.all(requests.map(({ id }) => answersOf(tx, id)));
		assert.deepEqual(
			answers
				.flat()
				.map(({ kind }) => kind)
				.toSorted(),
			['cannot', 'file', 'file', 'held'],
		);
		const statements = await statementsOf(tx);
		assert.deepEqual(
			statements.map(({ force, version, illustrative, sections }) => [
				force.slug,
				version,
				illustrative,
				sections,
			]),
			[
				['derbyshire', 2, true, 5],
				['derbyshire', 1, true, 5],
			],
		);
	});
});

test('what is made up stands on no published inspection, and everything else is marked', async () => {
	const published = new Set<string>();
	for (const slug of ['core-business-2014', 'crime-inspection-2014', 'peel-2018-19']) {
		for (const { id, force } of await reading((tx) => inspectionsIn(tx, slug))) {
			published.add(id);
			const { illustrative } = await wholeOf(slug, force.slug);
			assert.equal(illustrative.includes(true), false, `${slug}, ${force.slug}`);
		}
	}
	const { evidence } = await reading((tx) => evidenceOf(tx));
	for (const { inspection, illustrative, number } of evidence) {
		assert.equal(illustrative, !published.has(inspection ?? ''), `E-${number}`);
	}
});

test('the report of the present round is sound, and faults that are put into it are found by their rules', async () => {
	const actor = { kind: 'operator', name: 'test' } as const;
	const [document] = await reading(async (tx) => {
		await writePresent(tx, actor);
		return documentsOf(tx);
	});
	assert.ok(document);
	await holdToChecker({ database: services.database, actor }, document);
});

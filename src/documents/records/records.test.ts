import assert from 'node:assert/strict';
import { test } from 'node:test';
import { testFrameworkKey } from '../../../test/frameworks/index.ts';
import { arrange, operator, take } from '../../../test/inspections.ts';
import { brought, castOf, found, inspected } from '../../../test/judging.ts';
import { testService } from '../../../test/service.ts';
import { addEvidence, withdrawEvidence } from '../../evidence/index.ts';
import { counted, madeIndicator, madeReview } from '../../figures/comparison/testing/made.ts';
import { putFigures, putForces, putIndicator, statementsOf } from '../../figures/comparison/testing/world.ts';
import { withdrawSnapshot } from '../../figures/index.ts';
import type { Tx } from '../../foundation/index.ts';
import { addFinding, addRaised } from '../../judgments/index.ts';
import { addGroup, forceBySlug, renameForce } from '../../programmes/index.ts';
import { check } from '../checker/check.ts';
import { draftOf } from '../checker/from-doc.ts';
import { toText } from '../faces/text.ts';
import type { Doc, Meta } from '../tree/doc.ts';
import { readDocument } from '../tree/read.ts';
import { factsOf } from '../tree/walk.ts';
import type { About } from './about.ts';
import { checkingOf } from './checking.ts';
import { type Records, resolverOf } from './resolver.ts';

const service = await testService();
const { database } = service;
const cast = await castOf(service);
const as = <T>(work: (tx: Tx) => Promise<T>) => database.asActor(operator, work);
const day = (text: string) => Temporal.PlainDate.from(text);
const rate = madeIndicator();

const forces = await as(async (tx) => {
	const made = await putForces(tx, 12);
	await putIndicator(tx, rate);
	await putIndicator(tx, madeReview);
	const codes = made.map(({ code }) => code);
	const [own = '', ...others] = codes;
	const snapshots = await released(tx);
	await putFigures(tx, [
		...others.map((area, i) => counted(rate, 350 + 10 * i, 10_000, { area })),
		counted(rate, 455, 10_000, { area: own, snapshots: [snapshots] }),
		counted(rate, 500, 10_000, { area: own, until: '2013-03-31' }),
		counted(rate, 44_160, 1_200_000, { area: 'EW' }),
		counted(rate, 45_000, 1_200_000, { area: 'EW', until: '2013-03-31' }),
		counted(rate, 1300, 30_000, { area: `group:${own}`, method: 'byar/1; pooled/1' }),
		counted(madeReview, 44, 60, { area: own }),
	]);
	await addGroup(tx, {
		forceId: made[0]?.id ?? '',
		members: made.slice(1, 3).map(({ id }) => id),
		source: 'Home Office',
		noneBecause: null,
		since: null,
		until: null,
	});
	return made;
});
const [own = { id: '', code: '', name: '' }] = forces;

async function released(tx: Tx): Promise<string> {
	const { id } = await tx
		.insertInto('figures.snapshot')
		.values({
			source: 'made',
			release: 'Spring release',
			period_since: day('2013-04-01'),
			period_until: day('2014-03-31'),
			files: '[]',
			files_hash: '0'.repeat(64),
			parquet: '0'.repeat(64),
			rows: 1,
			breakdowns: [],
			licence: 'Open',
			imported_by_name: 'tests',
		})
		.returning('id')
		.executeTakeFirstOrThrow();
	return id;
}

const inspection = await arrange(service, { force: own.id, lead: cast.inspector });
await take(service, inspection.id, 'decide', 'open', 'begin fieldwork');

const about: About = {
	framework: testFrameworkKey,
	programme: inspection.programme.id,
	inspection: inspection.id,
	force: own.id,
	on: day('2014-09-04'),
	document: null,
};
const meta: Meta = {
	title: 'A report',
	subtitle: null,
	subject: null,
	layout: 'report',
	language: 'en-GB',
	date: about.on,
	publisher: { name: 'Inspectorate', strapline: null, address: [], website: null },
	isbn: null,
	copyright: null,
	anonymous: false,
	marks: [],
	letter: null,
};

type Read = { doc: Doc; text: string; records: Records; problems: readonly string[] };

function read(markdown: string, more: Partial<About> = {}): Promise<Read> {
	return as((tx) => readWith(tx, markdown, more));
}

async function readWith(tx: Tx, markdown: string, more: Partial<About> = {}): Promise<Read> {
	const records = resolverOf(tx, { ...about, ...more });
	const doc = await readDocument(meta, [{ name: 'block', markdown }], records);
	return { doc, text: toText(doc), records, problems: doc.problems.map(({ text }) => text) };
}

test('figures and comparisons are printed as they are stored, with all that is behind them', async () => {
	const { doc, text, problems } = await read(
		'It was :figure[incidents]{until=2014-03-31 show=whole}, :compare[incidents]{until=2014-03-31 show=phrase}; ' +
			'it :compare[incidents]{until=2014-03-31 with=before show=phrase}, :compare[incidents]{until=2014-03-31 with=nation over=1 show=word} there. ' +
			'In the group :compare[incidents]{with=group show=value}, in another :figure[incidents]{area=force-2 until=2014-03-31}; ' +
			'effective :figure[effective]{show=counts of=files}, :figure[effective]{show=word}. All: :figure[incidents]{show=range} in :figure[incidents]{show=forces} forces.',
	);
	assert.deepEqual(problems, []);
	assert.match(
		text,
		/45\.5 incidents per 1,000 people in the 12 months ending March 2014, higher than 36\.8 in England and Wales/,
	);
	assert.match(text, /it fell by 9%, a bigger fall than there\./);
	assert.match(text, /In the group 43\.3, in another 35\.0; effective 44 of the 60 files, many\./);
	assert.match(text, /All: 35\.0 to 45\.5 in 12 forces\./);
	const [fact] = factsOf(doc);
	assert.deepEqual(
		[
			fact?.id,
			fact?.value,
			fact?.numerator,
			fact?.base,
			fact?.area?.name,
			fact?.vintage?.inWords,
			fact?.vintage?.withdrawn,
		],
		[
			`incidents@1/${own.code}/2013-04-01/2014-03-31`,
			'45.5',
			'455',
			'population',
			'Force 1',
			'made (Spring release)',
			false,
		],
	);
});

test('what there is not is told with what there is, and the rest of the document stands', async () => {
	const { doc, text } = await read(
		[
			':figure[incidens]',
			':figure[incidents]{area=force-99}',
			':figure[incidents]{until=2012-03-31}',
			':figure[incidents]{until=soon}',
			':compare[incidents]{with=guideline}',
			':compare[incidents]{with=before over=7}',
			':judgment[first-our]',
			'Stands.',
		].join('\n\n'),
	);
	assert.deepEqual(
		doc.problems.map(({ text: said, mend, nearest }) => [said, nearest[0] ?? mend]),
		[
			['There is no indicator “incidens”.', 'incidents'],
			['There is no force or area “force-99”.', doc.problems[1]?.mend],
			[
				'No figure of “Incidents” for Force 1 ends on 31 March 2012.',
				'There are figures for until=2013-03-31, until=2014-03-31.',
			],
			['“soon” is not a day.', 'Write it as in until=2014-06-30.'],
			['“Incidents” has no guideline.', 'Compare with something else.'],
			['There is no figure of “Incidents” of 7 years before.', 'Write over=1.'],
			['There is no pillar or question “first-our”.', 'first-hour'],
		],
	);
	assert.match(text, /Stands\./);
});

test('however much a document quotes, it takes the same few statements', async () => {
	const once =
		':figure[incidents] :compare[incidents] :judgment[first-hour]{show=year} :name[force]\n\n::chart[incidents]\n\n::grades[grades]\n\n';
	const statements = (markdown: string) =>
		as((tx) => statementsOf(tx, (counting) => readWith(counting, markdown)));
	const one = await statements(once);
	const many = forces.map(({ name }) =>
		once.replaceAll('[incidents]', `[incidents]{area=${name.toLowerCase().replace(' ', '-')}}`),
	);
	assert.equal(await statements(many.join('')), one);
});

test('what a finding says is its own, and what it quotes stands in the annex of data and nothing else', async () => {
	const { finding, recommendation } = await as(async (tx) => ({
		finding: await addFinding(tx, {
			of: { inspection: inspection.id },
			component: 'first-hour',
			tone: 'neutral',
			text: 'In 22 of 31 visits a nurse came; incidents stood at :figure[incidents]{until=2014-03-31}.',
		}),
		recommendation: await addRaised(tx, {
			of: { inspection: inspection.id, component: 'first-hour' },
			kind: 'recommendation',
			text: 'The force should do two things:',
			addressee: 'the chief constable',
			subItems: ['see people early;', 'write it down.'].map((text) => ({
				id: null,
				text,
				due: { kind: 'months', months: 6, setBy: 'inspectorate', setByName: null },
			})),
		}),
	}));
	const written = `# Findings\n\n::finding[F-${finding.number}]\n\n::recommendation[R-${recommendation.number}]\n\n# Annex\n\n::text[about-the-data]`;
	const { doc, text, records, problems } = await read(written);
	assert.deepEqual(problems, []);
	assert.match(text, /In 22 of 31 visits a nurse came; incidents stood at 45\.5\./);
	assert.match(text, /\(a\) see people early;\n\n\(b\) write it down\./);
	assert.match(text, /How many incidents there were for every 1,000 people\./);
	assert.match(text, /Source: made \(Spring release\)\./);
	assert.doesNotMatch(text, /Effective investigations/);
	const context = await as((tx) => checkingOf(tx, about, { quoted: records.quoted() }));
	const faults = check(draftOf(doc, 'report'), context).filter(({ severity }) => severity === 'fault');
	assert.deepEqual(faults, []);
	assert.ok(records.quoted().some(({ restsOn }) => restsOn.includes(`finding ${finding.id}`)));
});

test('of an inspection under way the opinion that stands is shown, and that nobody has approved it', async () => {
	const { id, force, programme } = await inspected(service, cast);
	await found(service, id, 'first-hour');
	await brought(service, cast, { inspection: id, component: 'first-hour' }, { to: 'moderated' });
	const under = { inspection: id, force, programme: programme.id };
	const { text, doc } = await read(
		'It was :judgment[first-hour]. :judgment[complaints]{show=carried-over}\n\n::grade[Booking in]\n\n:judgment[food-and-rest]\n\n::scoping[visit]\n\n::meanings[grades]',
		under,
	);
	assert.match(
		text,
		/It was sound\. This question was not inspected in 2021 to 2023, and no earlier judgment/,
	);
	assert.match(text, /The first hour: Sound[\s\S]*This judgment has not been approved yet\./);
	assert.match(text, /Strong\nPeople are safe and are treated well\./);
	assert.deepEqual(
		doc.problems.map(({ text: said }) => said),
		['There is no judgment of “Food and rest” to show.'],
	);
});

test('names are those of the day, a table of all forces is refused where none may be named, and a change is seen', async () => {
	await as(async (tx) => {
		const force = await forceBySlug(tx, 'force-2');
		if (force !== null) await renameForce(tx, { force, name: 'Force Two', since: day('2014-10-01') });
	});
	assert.match((await read(':name[force-2] :name[force-2]{on=2014-10-01}')).text, /Force 2 Force Two/);
	const anonymous = await read('::table[incidents]\n\n:figure[incidents]{show=lowest}', {
		anonymous: true,
		force: null,
		inspection: null,
	});
	assert.deepEqual(anonymous.problems, ['This table names forces, and this document must not.']);
	assert.ok([...factsOf(anonymous.doc)].every(({ id, area }) => id === 'incidents@1' && area === undefined));

	const printed = async () =>
		(await read(':figure[incidents]{area=force-3 until=2014-03-31}')).records.quoted();
	const [before] = await printed();
	await as((tx) =>
		tx
			.updateTable('figures.figure')
			.set({ value: '99' })
			.where('area', '=', forces[2]?.code ?? '')
			.execute(),
	);
	const [after] = await printed();
	assert.deepEqual([before?.printed, after?.printed, before?.asked], ['36.0', '99.0', after?.asked]);
});

test('a figure from a release that was withdrawn is a fault, and so is evidence that was withdrawn', async () => {
	const item = await as((tx) =>
		addEvidence(tx, {
			kind: 'record review',
			inspection: inspection.id,
			source: { name: 'Sixty files' },
			title: 'Files: effective',
			text: 'Read.',
			happenedOn: day('2014-02-03'),
			gatheredByName: 'A. Inspector',
			reliability: 'verified',
			counted: 44,
			countedOf: 60,
			unit: 'records',
		}),
	);
	const written = `:sample[E-${item.number}]{of=files show=whole} :sample[files-effective]{show=interval} :figure[incidents]{until=2014-03-31}`;
	assert.match((await read(written)).text, /44 of the 60 files \(73%\) 61% to 83% 45\.5/);
	await as(async (tx) => {
		const { id } = await tx.selectFrom('figures.snapshot').select('id').executeTakeFirstOrThrow();
		await withdrawSnapshot(tx, id, { because: 'A column was wrong.', byName: 'A. Analyst' });
	});
	await as((tx) => withdrawEvidence(tx, item.id, 'It was of another force.'));
	const { problems, records } = await read(written);
	// It prints the same, and whoever quoted it before is told.
	assert.ok(records.quoted().some(({ printed }) => printed === '45.5, from data that were withdrawn'));
	assert.deepEqual(problems, [
		`E-${item.number} was withdrawn: It was of another force.`,
		`E-${item.number} was withdrawn: It was of another force.`,
		'“Incidents” comes from data that were withdrawn (made (Spring release)).',
	]);
});

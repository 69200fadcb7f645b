import assert from 'node:assert/strict';
import { test } from 'node:test';
import { testFrameworkKey } from '../../../test/frameworks/index.ts';
import { arrange, everyAnswer, operator } from '../../../test/inspections.ts';
import { testService } from '../../../test/service.ts';
import { perform, type Tx } from '../../foundation/index.ts';
import { frameworkFiles, keepFiles } from '../frameworks/file.store.ts';
import {
	addForce,
	addJudgment,
	addProgramme,
	decideScoping,
	frameworkOf,
	inspectionMoves,
	planInspections,
	publishedOn,
} from '../index.ts';

const service = await testService();
const { database, owner, signedInAs } = service;
const as = <T>(work: (tx: Tx) => Promise<T>) => database.asActor(operator, work);
const inspector = await signedInAs('inspector');

const day = (text: string) => Temporal.PlainDate.from(text);

/** "component: grade", or ungraded, of one round. */
type Round = [framework: string, published: string, grades: Record<string, string | null>];

async function judge(force: string, rounds: readonly Round[], illustrative = false): Promise<void> {
	await as(async (tx) => {
		for (const [framework, published, grades] of rounds) {
			for (const [component, grade] of Object.entries(grades)) {
				await addJudgment(tx, {
					force,
					framework,
					version: 1,
					component,
					grade,
					source: `A report under ${framework}`,
					publishedAt: publishedOn(day(published)),
					basis: 'entered',
					illustrative,
				});
			}
		}
	});
}

/** The rows of the tables of judgments, cell by cell, without marks and hidden words. */
function tableOf(body: string, caption: string): string[][] {
	const table = new RegExp(`<caption[^>]*>${caption}</caption>([\\s\\S]*?)</table>`).exec(body)?.[1] ?? '';
	return [...table.matchAll(/<tr class="govuk-table__row">([\s\S]*?)<\/tr>/g)]
		.slice(1)
		.map(([, row = '']) =>
			[...row.matchAll(/<t[hd][^>]*>([\s\S]*?)<\/t[hd]>/g)].map(([, cell = '']) => wordsOf(cell)),
		);
}

function wordsOf(html: string): string {
	return html
		.replaceAll(/<span class="govuk-visually-hidden">[\s\S]*?<\/span>/g, '')
		.replaceAll(/<[^>]+>/g, ' ')
		.replaceAll(/\s+/g, ' ')
		.trim();
}

const notInspected = ['preventing-crime', 'serious-organised-crime', 'treating-the-workforce-fairly'];

const derbyshire = await as(async (tx) => {
	await keepFiles(tx, await frameworkFiles(service.services.dataFolder));
	const force = await addForce(tx, {
		name: 'Derbyshire Constabulary',
		code: null,
		region: 'Eastern',
		inScope: true,
		scopeNote: null,
	});
	const weeks = { fieldworkSince: day('2019-07-01'), fieldworkUntil: day('2019-09-30') };
	const programme = await addProgramme(tx, {
		name: 'Integrated PEEL assessment 2018/19',
		purpose: 'To assess forces.',
		assessment: null,
		...weeks,
		frameworks: [{ framework: 'peel-2018-19', version: 1 }],
		forces: [{ force, excludedBecause: null }],
	});
	const [id = ''] = await planInspections(tx, {
		programme: programme.id,
		tranche: null,
		forces: [force],
		framework: 'peel-2018-19',
		version: 1,
		...weeks,
		publishOn: day('2020-01-21'),
	});
	const framework = await frameworkOf(tx, { framework: 'peel-2018-19', version: 1 });
	return { force, id, questions: framework?.questions ?? [] };
});

await as((tx) =>
	decideScoping(tx, operator, {
		inspection: derbyshire.id,
		rows: derbyshire.questions.map(({ id: component, mandatory }) => ({
			component,
			inspected: !notInspected.includes(component),
			reason: mandatory ? null : 'By risk',
		})),
		reason: null,
		decidedByName: 'A',
	}),
);
await judge(derbyshire.force, [
	[
		'peel-2016',
		'2017-03-02',
		{ 'preventing-crime': 'good', 'investigating-crime': 'good', 'treating-the-workforce-fairly': 'good' },
	],
	[
		'peel-2017',
		'2018-03-22',
		{
			effectiveness: 'good',
			'serious-organised-crime': 'outstanding',
			'protecting-vulnerable-people': 'good',
		},
	],
	[
		'peel-2017',
		'2017-12-12',
		{
			efficiency: 'good',
			'treating-the-public-fairly': 'good',
			'ethical-and-lawful-behaviour': 'good',
			'understanding-demand': 'good',
			'using-resources': 'requires-improvement',
			'planning-for-the-future': 'good',
		},
	],
	[
		'peel-2018-19',
		'2020-01-21',
		{
			effectiveness: 'requires-improvement',
			'investigating-crime': 'requires-improvement',
			'protecting-vulnerable-people': 'requires-improvement',
			'armed-policing': null,
			efficiency: 'requires-improvement',
			'meeting-current-demands': 'requires-improvement',
			'planning-for-the-future': 'requires-improvement',
			legitimacy: 'good',
			'treating-the-public-fairly': 'good',
			'ethical-and-lawful-behaviour': 'good',
		},
	],
]);

const improve = 'Requires improvement';
const was = (grade: string, inspection: string) =>
	`“${grade}”, our judgment of Derbyshire Constabulary in the ${inspection}.`;
const over = (grade: string, inspection: string) =>
	`This question was not inspected in 2018/19. Our judgment of “${grade}” from the ${inspection} is carried over.`;
const stated: Record<
	string,
	[title: string, grade: string, year: string, inspected: string, sentence: string][]
> = {
	Effectiveness: [
		[
			'Preventing crime and tackling anti-social behaviour',
			'Good',
			'2016',
			'No',
			over('good', '2016 effectiveness inspection'),
		],
		[
			'Investigating crime',
			improve,
			'2018/19',
			'Yes',
			`Declined. This is a decline from ${was('good', '2016 effectiveness inspection')}`,
		],
		[
			'Protecting vulnerable people',
			improve,
			'2018/19',
			'Yes',
			`Declined. This is a decline from ${was('good', '2017 effectiveness inspection')}`,
		],
		[
			'Tackling serious and organised crime',
			'Outstanding',
			'2017',
			'No',
			over('outstanding', '2017 effectiveness inspection'),
		],
		['Armed policing', 'Ungraded', '2018/19', 'Yes', 'It is not graded.'],
	],
	Efficiency: [
		[
			'Meeting current demands and using resources',
			improve,
			'2018/19',
			'Yes',
			'It goes on from several questions, which were judged differently: “Understanding demand” as “good” in 2017 and “Using resources” as “requires improvement” in 2017.',
		],
		[
			'Planning for the future',
			improve,
			'2018/19',
			'Yes',
			`Declined. This is a decline from ${was('good', '2017 efficiency inspection')}`,
		],
	],
	Legitimacy: [
		[
			'Treating the public fairly',
			'Good',
			'2018/19',
			'Yes',
			`Unchanged. This is unchanged from ${was('good', '2017 legitimacy inspection')}`,
		],
		[
			'Ethical and lawful workforce behaviour',
			'Good',
			'2018/19',
			'Yes',
			`Unchanged. This is unchanged from ${was('good', '2017 legitimacy inspection')}`,
		],
		['Treating the workforce fairly', 'Good', '2016', 'No', over('good', '2016 legitimacy inspection')],
	],
};

test('Derbyshire in 2018/19: ten questions with grade and year as they were published, each sentence beside its row', async () => {
	const { statusCode, body } = await inspector.get(`/inspections/${derbyshire.id}/judgments`);
	assert.equal(statusCode, 200);
	for (const [pillar, questions] of Object.entries(stated)) {
		const rows = tableOf(body, `Questions of ${pillar}`);
		assert.deepEqual(rows, questions, pillar);
		for (const [, grade = '', year = '', inspected, sentence = ''] of rows) {
			if (inspected !== 'No') continue;
			assert.ok(sentence.includes(`“${grade.toLowerCase()}” from the ${year} `), sentence);
		}
	}
	const pillars = [
		...body.matchAll(/<h2 class="govuk-heading-m">(\w+)<\/h2>\s*<p class="govuk-body">([\s\S]*?)<\/p>/g),
	].map(([, pillar, text = '']) => [pillar, wordsOf(text)]);
	assert.deepEqual(pillars, [
		[
			'Effectiveness',
			`${improve} Declined. This is a decline from ${was('good', '2017 effectiveness inspection')}`,
		],
		[
			'Efficiency',
			`${improve} Declined. This is a decline from ${was('good', '2017 efficiency inspection')}`,
		],
		['Legitimacy', 'Good No earlier judgment of it is on record.'],
	]);
	assert.match(
		body,
		/3 of the 10 questions were not inspected in 2018\/19\. Judgments carried over: 1 from 2017 and 2 from 2016\./,
	);
	const scope = tableOf(body, 'What was inspected in 2018/19');
	assert.deepEqual(
		scope,
		Object.values(stated)
			.flat()
			.map(([title, , , inspected]) => [title, inspected]),
	);
});

test('the same as a file, with the report that each judgment stands in', async () => {
	const { headers, body } = await inspector.get(`/inspections/${derbyshire.id}/judgments.csv`);
	assert.equal(headers['content-type'], 'text/csv; charset=utf-8');
	const lines = body.replace('\uFEFF', '').trimEnd().split('\r\n');
	assert.equal(lines.length, 14);
	assert.match(
		lines[5] ?? '',
		/serious-organised-crime,.*,outstanding,Outstanding,2017,no,.*A report under peel-2017,,2018-03-22,,no$/,
	);
});

test('a force reads its own judgments once the inspection is published, and no other force does', async () => {
	const own = await signedInAs('chief officer', { organisation: derbyshire.force });
	const another = await signedInAs('chief officer');
	const urls = ['judgments', 'judgments.csv'].map((page) => `/inspections/${derbyshire.id}/${page}`);
	await owner.query('update programmes.inspection set announced_at = now() where id = $1', [derbyshire.id]);
	for (const url of urls) assert.equal((await own.get(url)).statusCode, 404, url);
	await as((tx) =>
		perform(inspectionMoves(), tx, operator, { id: derbyshire.id, action: 'record', reason: 'On the web' }),
	);
	for (const url of urls) assert.equal((await own.get(url)).statusCode, 200, url);
	assert.match((await own.get(`/inspections/${derbyshire.id}`)).body, new RegExp(urls[0] ?? ''));
	const { body } = await own.get(urls[0] ?? '');
	assert.deepEqual(tableOf(body, 'Questions of Effectiveness'), stated.Effectiveness);
	for (const url of urls) assert.equal((await another.get(url)).statusCode, 404, url);
});

test('a framework that is no shipped one goes the same way: three grades, other pillars', async () => {
	const { id, force } = await arrange(service);
	await as((tx) =>
		decideScoping(tx, operator, { inspection: id, rows: everyAnswer, reason: null, decidedByName: 'A' }),
	);
	await judge(
		force,
		[
			[
				testFrameworkKey.framework,
				'2022-06-01',
				{ care: 'weak', 'first-hour': 'strong', 'food-and-rest': 'weak' },
			],
		],
		true,
	);
	const { body } = await inspector.get(`/inspections/${id}/judgments`);
	const none = 'No earlier judgment of it is on record.';
	assert.deepEqual(tableOf(body, 'Questions of Care'), [
		['The first hour', 'Strong illustrative', '2021 to 2023', 'Yes', none],
		['Food and rest', 'Weak illustrative', '2021 to 2023', 'Yes', none],
	]);
	const never =
		'This question was not inspected in 2021 to 2023, and no earlier judgment of it is on record.';
	assert.deepEqual(tableOf(body, 'Questions of Conduct'), [
		['Force in custody', 'Not judged before', '–', 'No', never],
		['Complaints', 'Not judged before', '–', 'No', never],
	]);
	assert.match(
		body,
		/2 of the 4 questions were not inspected in 2021 to 2023\. Of those not inspected, 2 have no single earlier judgment\./,
	);
});

test('an inspection without a scope shows no earlier grade as its own, and says what to do', async () => {
	const { id } = await arrange(service);
	const { body } = await inspector.get(`/inspections/${id}/judgments`);
	assert.match(body, /It is not decided what this force is inspected on/);
	assert.deepEqual(tableOf(body, 'Questions of Care')[0], [
		'The first hour',
		'Scope not decided',
		'–',
		'Not decided',
		'It is not decided whether it is inspected. No earlier judgment of it is on record.',
	]);
});

test('what is still to be judged tells the last judgment beside it, not in its place', async () => {
	const { force } = derbyshire;
	const id = await as(async (tx) => {
		const weeks = { fieldworkSince: day('2021-06-01'), fieldworkUntil: day('2021-06-30') };
		const pinned = { framework: 'peel-2021-22', version: 1 };
		const { id: programme } = await addProgramme(tx, {
			name: 'Another round',
			purpose: 'To assess forces again.',
			assessment: null,
			...weeks,
			frameworks: [pinned],
			forces: [{ force, excludedBecause: null }],
		});
		const plan = { programme, tranche: null, forces: [force], ...pinned, ...weeks, publishOn: null };
		return (await planInspections(tx, plan))[0];
	});
	const { body } = await inspector.get(`/inspections/${id}/judgments`);
	const row = tableOf(body, 'Questions of Keeping people safe').find(
		([title]) => title === 'Investigating crime',
	);
	assert.deepEqual(row, [
		'Investigating crime',
		'Scope not decided',
		'–',
		'Not decided',
		'It is not decided whether it is inspected. It was last judged “requires improvement”, in the 2018/19 PEEL assessment, on another scale.',
	]);
});

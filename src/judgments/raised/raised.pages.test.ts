import assert from 'node:assert/strict';
import { test } from 'node:test';
import { arrange, operator } from '../../../test/inspections.ts';
import { found, inspected } from '../../../test/judging.ts';
import { open } from '../../../test/paper.ts';
import type { SignedIn } from '../../../test/people.ts';
import { testService } from '../../../test/service.ts';
import { addStandard, addStandardVersion } from '../../evidence/index.ts';
import { dayIn, systemClock, type Tx } from '../../foundation/index.ts';
import { addRaised, raisedById, raisedOf } from './raised.store.ts';
import type { Raised } from './raised.ts';

const service = await testService();
const { database, signedInAs } = service;
const inspector = await signedInAs('inspector');
const colleague = await signedInAs('HM Inspector');
const as = <T>(work: (tx: Tx) => Promise<T>) => database.asActor(operator, work);
const today = dayIn(systemClock);

const addAt = (inspection: string, kind: string) =>
	`/inspections/${inspection}/questions/first-hour/raised/add?${new URLSearchParams({ kind })}`;

const day = (name: string, on: Temporal.PlainDate) => ({
	[`${name}-day`]: String(on.day),
	[`${name}-month`]: String(on.month),
	[`${name}-year`]: String(on.year),
});

async function kept(at: string | string[] | undefined): Promise<Raised> {
	const raised = await as((tx) => raisedById(tx, String(at).replace('/raised/', '')));
	assert.ok(raised);
	return raised;
}

async function refused(
	who: SignedIn,
	url: string,
	fields: Record<string, string | string[]>,
	sentence: RegExp,
) {
	const answer = await who.submit(url, fields);
	assert.equal(answer.statusCode, 422, answer.body.slice(0, 300));
	assert.match(/govuk-error-summary__list">([\s\S]*?)<\/ul>/.exec(answer.body)?.[1] ?? '', sentence);
	return answer.body;
}

const subItems = {
	text: 'The force should have methods systematically to:',
	addressee: 'The chief constable',
	due: 'months',
	'due-months': '6',
	'due-set': 'inspectorate',
	'sub-0-text': 'see every person within one hour;',
	'sub-0-due': 'whole',
	'sub-1-text': 'write down who has waited; and',
	'sub-1-due': 'none',
	'sub-2-text': 'bring nurses in by night.',
};

test('a recommendation has sub-items, each with its deadline and who set it, and rests on a version of a standard', async () => {
	const { id } = await inspected(service, { inspector });
	const finding = await found(service, id, 'first-hour', 'weakness');
	const version = await as(async (tx) => {
		const standard = await addStandard(tx, {
			slug: 'custody-code',
			title: 'Custody code',
			issuer: 'The college',
			kind: 'guidance',
			note: null,
		});
		return addStandardVersion(tx, {
			standard: standard.id,
			version: '2020',
			inForceFrom: null,
			inForceTo: null,
			address: null,
			supersededBy: null,
			note: null,
		});
	});
	const url = addAt(id, 'recommendation');
	const first = await inspector.submit(url, { text: 'x', step: 'more' });
	assert.equal(
		[...first.body.matchAll(/name="sub-\d-text"/g)].length,
		3,
		'three rows are added, and nothing is kept',
	);
	const body = await refused(
		inspector,
		url,
		subItems,
		/Say by when \(c\) has to be done, or that there is no deadline/,
	);
	assert.match(body, /bring nurses in by night\.<\/textarea>/, 'what was typed is kept');
	await refused(
		inspector,
		url,
		{
			...subItems,
			'sub-2-due': 'day',
			'sub-2-due-set': 'force',
			...day('sub-2-due-on', today.subtract({ days: 1 })),
		},
		/is in the past: the deadline of \(c\) must lie ahead/,
	);
	// Its report is to be published in ten weeks.
	await refused(
		inspector,
		url,
		{
			...subItems,
			'sub-2-due': 'day',
			'sub-2-due-set': 'force',
			...day('sub-2-due-on', today.add({ days: 20 })),
		},
		/deadline of \(c\) must not be before publication/,
	);
	const done = await inspector.submit(url, {
		...subItems,
		'sub-2-due': 'day',
		'sub-2-due-set': 'force',
		...day('sub-2-due-on', today.add({ years: 1 })),
		standard: version,
		findings: finding,
		theme: 'custody',
	});
	assert.equal(done.statusCode, 303, done.body);
	const raised = await kept(done.headers.location);
	assert.deepEqual(
		raised.subItems.map(({ letter, due }) => [
			letter,
			due?.kind,
			due === null || due.kind === 'none' ? null : due.setBy,
		]),
		[
			['a', 'months', 'inspectorate'],
			['b', 'none', null],
			['c', 'day', 'force'],
		],
	);
	const page = await open(inspector, `/raised/${raised.id}`);
	assert.match(page.words, /Within 6 months of publication, set by the inspectorate \(\d+ \w+ \d+\)/);
	assert.match(page.words, /Standard Custody code, 2020/);
	assert.match((await open(inspector, `/findings/${finding}`)).words, /Recommendation R-\d+/);
	const { body: csv } = await inspector.get(`/inspections/${id}/raised.csv`);
	assert.match(csv, /\(c\),bring nurses in by night\.,The chief constable,custody,By [^,]+,force,/);
});

test('a cause of concern comes with its recommendation, and keeps one', async () => {
	const { id } = await inspected(service, { inspector });
	const fields = {
		title: 'Custody is not safe',
		text: 'People are not seen, and come to harm.',
		addressee: 'The chief constable',
		due: 'immediately',
		'due-set': 'inspectorate',
	};
	await refused(
		inspector,
		addAt(id, 'cause of concern'),
		fields,
		/A cause of concern needs a recommendation/,
	);
	const done = await inspector.submit(addAt(id, 'cause of concern'), {
		...fields,
		recommendation: 'The force should see that a doctor visits each custody suite daily.',
	});
	const concern = await kept(done.headers.location);
	const [child = ''] = concern.recommendations;
	const recommendation = await kept(child);
	assert.deepEqual(
		[concern.due, recommendation.due?.kind, recommendation.parent],
		[null, 'immediately', concern.id],
	);
	assert.equal((await inspector.get(`/raised/${child}/withdraw`)).statusCode, 409);
	assert.match((await open(inspector, `/raised/${concern.id}`)).words, /At once, set by the inspectorate/);
	const gone = await (await open(inspector, `/raised/${concern.id}/withdraw`)).press('Withdraw it', {
		'Why is it withdrawn?': 'It was mistaken.',
	});
	assert.match(gone.words, /Withdrawn on/);
	assert.notEqual((await kept(child)).withdrawn, null);
});

test('what says the same and is still open stands beside a new one, and is raised again only with a word', async () => {
	const { id, force } = await inspected(service, { inspector });
	const text = 'The force should vet its whole workforce to the lowest level of clearance.';
	const source = 'Legitimacy 2017';
	const earlier = await as((tx) =>
		addRaised(tx, {
			of: { force },
			kind: 'area for improvement',
			text,
			addressee: 'the force',
			due: { kind: 'none' },
			source,
			raisedOn: Temporal.PlainDate.from('2017-12-12'),
		}),
	);
	const national = await as((tx) =>
		addRaised(tx, {
			of: { force: null },
			kind: 'recommendation',
			text: 'Within two years all members of the workforce should be vetted to the lowest level of clearance.',
			addressee: 'all forces',
			due: { kind: 'months', months: 24, setBy: 'inspectorate', setByName: null },
			source: 'Legitimacy 2016',
			raisedOn: Temporal.PlainDate.from('2016-12-08'),
		}),
	);
	// The same at another force is no matter of this one.
	const elsewhere = await arrange(service);
	await as((tx) =>
		addRaised(tx, {
			of: { force: elsewhere.force },
			kind: 'area for improvement',
			text,
			addressee: 'the force',
			due: { kind: 'none' },
			source: 'Elsewhere 2017',
		}),
	);
	const fields = {
		text: 'The force should have its workforce vetted to the lowest level of clearance.',
		addressee: 'The chief constable',
		due: 'none',
	};
	const body = await refused(
		inspector,
		addAt(id, 'area for improvement'),
		fields,
		/says the same is still open/,
	);
	assert.match(body, /Said in 2017 and still open/);
	assert.match(body, /Said in 2016 and still open/);
	assert.doesNotMatch(body, /Elsewhere 2017/);
	assert.match(body, /have its workforce vetted to the lowest level of clearance\.<\/textarea>/);
	const done = await inspector.submit(addAt(id, 'area for improvement'), { ...fields, despite: 'yes' });
	assert.equal(done.statusCode, 303);
	assert.match(
		(await open(inspector, String(done.headers.location))).words,
		/These say the same, and are still open Said in 2017 and still open/,
	);

	// What this inspection finds of the earlier ones is dated and stays; the national one is met here, and open elsewhere.
	const before = await open(inspector, `/inspections/${id}/questions/first-hour/raised`);
	for (const { id: each } of [earlier, national]) {
		const page = await open(inspector, `/raised/${each}/progress/add?inspection=${id}`);
		await page.press('Record this', {
			'What was found?': each === earlier.id ? 'In part' : 'Achieved',
			'In words': 'Nine in ten are vetted.',
		});
	}
	assert.match(before.words, /Said in 2017 and still open/);
	const still = await as((tx) => raisedOf(tx, { force, open: true, national: true }));
	assert.deepEqual(
		still.map((raised) => raised.id === earlier.id || raised.inspection === id),
		[true, true],
	);
	assert.ok(
		(await as((tx) => raisedOf(tx, { force: elsewhere.force, open: true, national: true }))).some(
			(raised) => raised.id === national.id,
		),
	);
	const { words } = await open(inspector, `/raised/${earlier.id}`);
	assert.match(words, /The whole In part Nine in ten are vetted\./);
});

test('a later finding is of a sub-item, not of the future, and of an inspection or a report', async () => {
	const { id, force } = await inspected(service, { inspector });
	const { id: raised } = await as((tx) =>
		addRaised(tx, {
			of: { force },
			kind: 'recommendation',
			text: 'The force should:',
			addressee: 'the force',
			subItems: ['monitor its searches;', 'publish what it finds.'].map((text) => ({
				id: null,
				text,
				due: { kind: 'none' },
			})),
			source: 'Legitimacy 2017',
			raisedOn: Temporal.PlainDate.from('2017-12-12'),
		}),
	);
	const url = `/raised/${raised}/progress/add`;
	const fields = { outcome: 'achieved', text: 'It publishes them each quarter.', inspection: id };
	await refused(inspector, url, { ...fields, ...day('foundOn', today.add({ days: 1 })) }, /still to come/);
	await refused(
		inspector,
		url,
		{ ...fields, ...day('foundOn', Temporal.PlainDate.from('2017-01-01')) },
		/before it was raised/,
	);
	await refused(
		inspector,
		url,
		{ ...fields, inspection: '', ...day('foundOn', today) },
		/or enter the report/,
	);
	const page = await open(inspector, url);
	await page.press('Record this', {
		'What of it?': '(b) publish what it finds.',
		'What was found?': 'Achieved',
		'In words': 'It publishes them each quarter.',
		'Report, where no inspection of this system found it': 'Letter of 2019',
	});
	const { words } = await open(inspector, `/raised/${raised}`);
	assert.match(words, /\(b\) Achieved It publishes them each quarter\. Letter of 2019/);
	assert.match(words, /Recommendation Open/, 'the other sub-item is open');
	// A sub-item of which something was found stays, whoever edits.
	const raisedNow = await kept(raised);
	const answer = await inspector.submit(`/raised/${raised}/edit`, {
		seen: '1',
		text: raisedNow.text,
		addressee: 'the force',
		'sub-0-id': raisedNow.subItems[0]?.id ?? '',
		'sub-0-text': 'monitor its searches;',
		'sub-0-due': 'none',
		source: 'Legitimacy 2017',
		...day('raisedOn', Temporal.PlainDate.from('2017-12-12')),
	});
	assert.equal(answer.statusCode, 422);
	assert.match(answer.body, /A sub-item of which something was found later stays/);
	assert.equal((await kept(raised)).subItems.length, 2, 'nothing half saved');
});

test('whoever changes it second sees both texts and keeps what they typed', async () => {
	const { id } = await inspected(service, { inspector });
	const { id: raised } = await as((tx) =>
		addRaised(tx, {
			of: { inspection: id, component: 'first-hour' },
			kind: 'area for improvement',
			text: 'The force should check on people more often.',
			addressee: 'the force',
			due: { kind: 'none' },
		}),
	);
	const change = { seen: '1', addressee: 'the force', due: 'none' };
	assert.equal(
		(
			await inspector.submit(`/raised/${raised}/edit`, {
				...change,
				text: 'The force should check on people hourly.',
			})
		).statusCode,
		303,
	);
	const late = { ...change, text: 'The force should check on people twice an hour.' };
	const answer = await colleague.submit(`/raised/${raised}/edit`, late);
	assert.equal(answer.statusCode, 409);
	assert.match(answer.body, /What The inspector has kept[\s\S]*check on people hourly/);
	assert.match(answer.body, /check on people twice an hour\.<\/textarea>/);
	assert.equal((await colleague.submit(`/raised/${raised}/edit`, { ...late, seen: '2' })).statusCode, 303);
	assert.deepEqual([(await kept(raised)).text, (await kept(raised)).edition], [late.text, 3]);
});

test('a programme raises nationally, what an earlier report raised is kept, and a force has its list', async () => {
	const { programme, force } = await inspected(service, { inspector });
	const national = await open(inspector, `/programmes/${programme.slug}/raised`);
	const done = await (await open(inspector, national.link('Raise a recommendation'))).press('Keep it', {
		Recommendation: 'All forces should publish how long people wait in custody each quarter.',
		'By when?': 'At once',
		'Who set this deadline?': 'The inspectorate',
	});
	assert.match(done.words, /To all forces/);
	const { rows } = await service.owner.query<{ name: string; slug: string }>(
		'select o.name, coalesce(f.slug, f.id::text) as slug from programmes.force f join foundation.organisation o on o.id = f.id where f.id = $1',
		[force],
	);
	const [own = { name: '', slug: '' }] = rows;
	const before = await open(inspector, '/raised/add?kind=area+for+improvement');
	await before.press('Keep it', {
		Force: own.name,
		'Area for improvement':
			'The force should offer every detained person a hot meal within six hours of arrival.',
		'Who has to act?': 'The force',
		Report: 'Custody 2015',
		'When was it published?': Temporal.PlainDate.from('2015-05-05'),
	});
	const list = await open(inspector, `/forces/${own.slug}/raised`);
	assert.match(list.words, /a hot meal within six hours of arrival\. No deadline Open since 2015/);
	assert.match(list.words, /how long people wait in custody each quarter\. At once, set by the inspectorate/);
	const csv = await inspector.get(`/raised.csv?force=${own.slug}&open=yes&kind=area+for+improvement`);
	assert.match(csv.body, /a hot meal/);
	assert.doesNotMatch(csv.body, /each quarter/);
});

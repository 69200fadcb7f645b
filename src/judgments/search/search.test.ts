import assert from 'node:assert/strict';
import { test } from 'node:test';
import { arrange, operator, take } from '../../../test/inspections.ts';
import { open } from '../../../test/paper.ts';
import { testService } from '../../../test/service.ts';
import { addEvidence, withdrawEvidence } from '../../evidence/index.ts';
import { dayIn, systemClock } from '../../foundation/index.ts';
import { addFinding } from '../findings/finding.store.ts';
import { addRaised } from '../raised/raised.store.ts';
import { citedIn, kindChosen, marks, piecesOf } from './search.ts';

const service = await testService();
const { database, owner, signedInAs } = service;
const inspector = await signedInAs('inspector');
const analyst = await signedInAs('analyst');
const here = await arrange(service, { lead: inspector });
const there = await arrange(service, { lead: inspector });
await take(service, here.id, 'decide', 'open', 'begin fieldwork');
await take(service, there.id, 'decide', 'open', 'begin fieldwork');

const key = { framework: 'test-custody', version: 1 };
const about = {
	kind: 'interview',
	gatheredByName: 'A. Inspector',
	happenedOn: dayIn(systemClock).subtract({ days: 30 }),
	reliability: 'as told',
} as const;

const [plain] = await database.asActor(operator, async (tx) => {
	const item = await addEvidence(tx, {
		...about,
		inspection: here.id,
		source: { name: 'Sergeant' },
		title: 'Blankets at night',
		text: 'Blankets <script>alert(1)</script> were counted each night & handed out.',
		bearsOn: [{ ...key, component: 'food-and-rest' }],
	});
	await addEvidence(tx, {
		...about,
		inspection: here.id,
		source: { name: 'A detainee' },
		sensitivity: 'team',
		title: 'Blankets, told in confidence',
		text: 'The zanzibar cell had no blankets.',
	});
	const old = await addEvidence(tx, {
		...about,
		inspection: there.id,
		happenedOn: dayIn(systemClock).subtract({ days: 900 }),
		kind: 'observation',
		source: { name: 'The cells' },
		title: 'Blankets were missing',
		text: 'Seen in two cells.',
	});
	await withdrawEvidence(tx, old.id, 'It was another place');
	await addFinding(tx, {
		of: { inspection: here.id },
		component: 'food-and-rest',
		tone: 'weakness',
		text: 'People do not always get blankets at night.',
	});
	await addFinding(tx, {
		of: { inspection: there.id },
		component: 'first-hour',
		tone: 'strength',
		text: 'Everybody is given a blanket in the first hour.',
	});
	await addRaised(tx, {
		of: { inspection: here.id, component: 'food-and-rest' },
		kind: 'recommendation',
		text: 'The force should look after people at night:',
		addressee: 'the chief constable',
		subItems: [{ id: null, text: 'with a blanket for everybody', due: null }],
	});
	return [item];
});

const found = async (url: string, who = inspector) => (await open(who, url)).words;
const totals = (words: string) => {
	const [, items = '', findings = '', raised = ''] =
		/(no|\d+) items? of evidence, (no|\d+) findings?, (no|\d+) matters? raised/.exec(words) ?? [];
	return [items, findings, raised];
};

test('evidence, findings and what is raised are found together, in any form of a word, sub-items too', async () => {
	const words = await found('/search/evidence?words=blanket');
	assert.deepEqual(totals(words), ['3', '2', '1']);
	assert.match(words, /R-\d+ Recommendation.*\(a\) with a blanket for everybody/);
	assert.match(words, /Withdrawn/);
	const { body } = await inspector.get('/search/evidence?words=blankets');
	assert.match(body, /<mark>Blankets<\/mark> [^<]*alert\(1\)[^<]* were counted each night &amp; handed out/);
	assert.ok(!body.includes('<script>alert'));
});

test('what is for a team is neither shown to others nor counted, whatever is asked', async () => {
	assert.deepEqual(totals(await found('/search/evidence?words=blanket', analyst)), ['2', '2', '1']);
	assert.match(await found('/search/evidence?words=zanzibar'), /told in confidence/);
	for (const url of [
		'/search/evidence?words=zanzibar',
		'/search/evidence?words=zanzibar&kind=evidence',
		`/search/evidence?words=zanzibar&kind=evidence:interview&since=2000-01-01`,
	]) {
		const words = await found(url, analyst);
		assert.match(words, /Nothing that you may read matches/, url);
		assert.ok(!/told in confidence/.test(words));
	}
	const [without, with_] = [
		await found('/search/evidence?kind=evidence', analyst),
		await found('/search/evidence?kind=evidence'),
	];
	assert.deepEqual([totals(without)[0], totals(with_)[0]], ['2', '3'], 'without words too');
	const editor = await signedInAs('editor');
	assert.equal((await editor.get('/search/evidence?words=blanket')).statusCode, 200);
	for (const outsider of ['force liaison officer', 'local policing body', 'reader'] as const)
		assert.equal((await (await signedInAs(outsider)).get('/search/evidence?words=blanket')).statusCode, 404);
});

test('the function that finds numbers is for staff alone, and belongs to search', async () => {
	const { rows } = await owner.query(
		`select p.proowner::regrole::text as owner, array_agg(a.grantee::regrole::text order by 1) as callers
		from pg_proc p, aclexplode(p.proacl) a where p.oid = 'judgments.search(text, uuid)'::regprocedure group by p.proowner`,
	);
	assert.equal(rows[0]?.owner, 'inspectorate_search');
	assert.deepEqual([...rows[0].callers].sort(), ['inspectorate_search', 'inspectorate_staff']);
});

test('filters narrow what is found: force, question, kind, tone, day', async () => {
	const { rows } = await owner.query<{ slug: string }>('select slug from programmes.force where id = $1', [
		here.force,
	]);
	const slug = rows[0]?.slug ?? '';
	const of = async (query: string) => totals(await found(`/search/evidence?words=blanket&${query}`));
	assert.deepEqual(await of(`force=${slug}`), ['2', '1', '1']);
	assert.deepEqual(await of('question=test-custody/food-and-rest'), ['1', '1', '1']);
	assert.deepEqual(await of('kind=evidence:observation'), ['1', 'no', 'no']);
	assert.deepEqual(await of('kind=raised:recommendation'), ['no', 'no', '1']);
	assert.deepEqual(await of('tone=strength'), ['no', '1', 'no']);
	const since = dayIn(systemClock).subtract({ days: 100 });
	assert.deepEqual(await of(`since=${since}`), ['2', '2', '1']);
	assert.deepEqual(totals(await found(`/search/evidence?words=blanket&until=${since}`)), ['1', 'no', 'no']);
});

test('bad input finds nothing, and says so', async () => {
	for (const url of [
		'/search/evidence',
		'/search/evidence?words=the',
		`/search/evidence?words=${encodeURIComponent('"unclosed -(& | !')}`,
		'/search/evidence?words=blanket&since=tomorrow&tone=grim&kind=evidence:gold&question=a/b/c&force=nowhere&page=-1',
		`/search/evidence?words=${'a '.repeat(4000)}`,
		'/search/evidence?words=blanket&page=99',
		'/search/evidence?words=%00',
		'/search/evidence?words=a%00b&force=%00&since=2026-13-45&until=-000001-01-01',
	]) {
		assert.equal((await inspector.get(url)).statusCode, 200, url.slice(0, 100));
	}
	assert.match(await found('/search/evidence?words=the'), /too common/);
	assert.match(await found('/search/evidence?words=blanket&page=99'), /There is no such page/);
	const cited = await inspector.get(`/search/evidence?words=e-${plain.number}`);
	assert.equal(cited.headers.location, `/evidence/${plain.id}`);
});

test('an extract is handed over in pieces', () => {
	const { start, end } = marks;
	assert.deepEqual(piecesOf(`a ${start}b${end} c ${start}d${end}`), [
		{ text: 'a ', match: false },
		{ text: 'b', match: true },
		{ text: ' c ', match: false },
		{ text: 'd', match: true },
	]);
	assert.deepEqual(piecesOf(`${end}plain`), [{ text: 'plain', match: false }]);
	assert.deepEqual(citedIn(' f311 '), { what: 'finding', number: 311 });
	assert.equal(citedIn('E-'), null);
	assert.deepEqual(kindChosen('raised:cause of concern'), { what: 'raised', kind: 'cause of concern' });
});

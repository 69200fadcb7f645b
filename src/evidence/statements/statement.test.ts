import assert from 'node:assert/strict';
import { test } from 'node:test';
import { arrange, operator } from '../../../test/inspections.ts';
import { testService } from '../../../test/service.ts';
import { evidenceById } from '../items/item.store.ts';
import { newestStatement, sectionsOf } from './statement.store.ts';

const service = await testService();
const { database, signedInAs } = service;
const inspector = await signedInAs('inspector');
const editor = await signedInAs('editor');
const as = <T>(work: Parameters<typeof database.asActor<T>>[1]) => database.asActor(operator, work);

const received = { year: '2019', 'receivedOn-day': '4', 'receivedOn-month': '5', 'receivedOn-year': '2019' };
const text = '1 Demand\n\nCalls rise.\n\n2 Use of force\n\nIt is recorded.';

async function newest(force: string) {
	return as(async (tx) => {
		const statement = await newestStatement(tx, force);
		const sections = statement === null ? [] : await sectionsOf(tx, statement.id);
		const items = [];
		for (const { item } of sections) items.push(await evidenceById(tx, item));
		return { statement, sections, items };
	});
}

test('a statement is read from a plain text, and each section is evidence that stands beside scoping', async () => {
	const { id, force } = await arrange(service);
	const sent = await inspector.upload(
		'/statements/add',
		{ ...received, force },
		{ field: 'file', name: 'statement.txt', content: Buffer.from(text) },
	);
	assert.equal(sent.statusCode, 303);
	const { statement, sections, items } = await newest(force);
	const at = `/statements/${statement?.id}`;
	assert.equal(sent.headers.location, at);
	assert.deepEqual(
		sections.map(({ number, heading }) => [number, heading]),
		[
			['1', 'Demand'],
			['2', 'Use of force'],
		],
	);
	assert.partialDeepStrictEqual(items[0], {
		kind: 'management statement',
		inspection: null,
		force: { id: force },
		current: { text: 'Calls rise.', reliability: 'force-reported', bearing: 'informs' },
	});
	assert.equal(items[0]?.source.id, items[1]?.source.id);
	const kept = await inspector.submit(`${at}/questions`, { 'section-2': 'use-of-force' });
	assert.equal(kept.statusCode, 303);
	const { body } = await inspector.get(`/inspections/${id}/scoping/decide`);
	assert.match(body, /Force management statement 2019, version 1/);
	assert.match(body, /Force in custody[\s\S]*To read[\s\S]*Force management statement 2019: 2 Use of force/);
	assert.match((await inspector.get(at)).body, /statement\.txt/);
	const file = await inspector.get(`${at}/file`);
	assert.equal(file.body, text);
	assert.match((await inspector.get('/statements.csv')).body, /2019,1,2019-05-04,2/);
});

test('a later version keeps the sections that say the same, and corrects those that do not', async () => {
	const { force } = await arrange(service);
	await inspector.submit('/statements/add', { ...received, force, text });
	const first = await newest(force);
	const second = `${text.replace('Calls rise.', 'Calls fall.')}\n\n3 Estate\n\nIt is old.`;
	await inspector.submit('/statements/add', { ...received, 'receivedOn-day': '6', force, text: second });
	const { statement, sections, items } = await newest(force);
	assert.equal(statement?.version, 2);
	assert.deepEqual(
		sections.slice(0, 2).map(({ item }) => item),
		first.sections.map(({ item }) => item),
	);
	assert.deepEqual(
		items.map((item) => [item?.latest, item?.current?.because]),
		[
			[2, 'Version 2 of the statement, received on 6 May 2019'],
			[1, null],
			[1, null],
		],
	);
	const { body } = await inspector.get(`/statements/${first.statement?.id}`);
	assert.match(body, /A later version of this statement has been received/);
});

test('what makes no sense is said beside its field, and nothing is kept', async () => {
	const { force } = await arrange(service);
	const send = async (fields: Record<string, string>) =>
		(await inspector.submit('/statements/add', { ...received, force, ...fields })).body;
	assert.match(await send({}), /Choose the document, or paste its text/);
	assert.match(await send({ text: 'Words without headings' }), /No headings were found/);
	assert.match(await send({ text, 'receivedOn-year': '2199' }), /must be today or earlier/);
	assert.match(await send({ text, year: 'last' }), /Enter the year of the statement/);
	const upload = await inspector.upload(
		'/statements/add',
		{ ...received, force },
		{ field: 'file', name: 'statement.txt', content: Buffer.from('Words without headings') },
	);
	assert.equal(upload.statusCode, 422);
	assert.match(upload.body, /No headings were found/);
	assert.equal((await newest(force)).statement, null);
	await inspector.submit('/statements/add', { ...received, force, text });
	const { statement } = await newest(force);
	const twice = await inspector.submit(`/statements/${statement?.id}/sections`, {
		text: '# 1 Demand\nAgain.',
	});
	assert.match(twice.body, /has a section “1 Demand” already/);
});

test('a force sees the headings and the document of its own statement, and no other; editors receive none', async () => {
	const { force } = await arrange(service);
	const liaison = await signedInAs('force liaison officer', { organisation: force });
	const stranger = await signedInAs('force liaison officer');
	await inspector.submit('/statements/add', { ...received, force, text });
	const { statement } = await newest(force);
	const own = await liaison.get(`/statements/${statement?.id}`);
	assert.equal(own.statusCode, 200);
	assert.match(own.body, /1 Demand/);
	assert.doesNotMatch(own.body, /bears on|History|Add sections/);
	assert.equal((await stranger.get(`/statements/${statement?.id}`)).statusCode, 404);
	assert.doesNotMatch((await stranger.get('/statements')).body, new RegExp(statement?.id ?? 'none'));
	assert.equal((await editor.get('/statements/add')).statusCode, 404);
});

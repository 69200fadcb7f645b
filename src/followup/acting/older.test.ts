import assert from 'node:assert/strict';
import { test } from 'node:test';
import { testDatabase } from '../../../test/database.ts';
import { aPromise } from '../../../test/promised.ts';
import type { Tx } from '../../foundation/index.ts';
import { addForce } from '../../programmes/index.ts';
import { countStates, promisedOf } from '../register/promise.store.ts';
import { actsOf } from './act.store.ts';
import { notesOf } from './keep.store.ts';
import { linksOf } from './link.store.ts';
import { readRegister } from './older.pages.ts';
import type { Decision } from './older.proposals.ts';
import { takenInWords, takeOlder } from './older.save.ts';

const { owner, database } = await testDatabase();
const operator = { kind: 'operator', name: 'tests' } as const;
const as = <T>(work: (tx: Tx) => Promise<T>) => database.asActor(operator, work);
const forceNamed = (name: string) =>
	as((tx) => addForce(tx, { name, code: null, region: 'North', inScope: true, scopeNote: null }));
const force = await forceNamed('Hereshire Police');
const elsewhere = await forceNamed('Thereshire Police');

const heading =
	'Id,Force,Report,Published,Text,Kind,Addressee,Theme,Sub-item,Due,Due set by,Status,Status date,Comment,Source address';
const from = 'Crime data 2018,2018-09-11';
const address = 'https://reports.example/crime-data';
const file = (...rows: readonly string[]) => Buffer.from([heading, ...rows].join('\n'));
const read = (...rows: readonly string[]) => as((tx) => readRegister(tx, file(...rows)));
const take = (rows: readonly string[], decided: Record<string, Decision> = {}) =>
	as(async (tx) => {
		const { compared } = await readRegister(tx, file(...rows));
		return takenInWords(await takeOlder(tx, operator, compared, new Map(Object.entries(decided))));
	});
const kept = () => as(async (tx) => (await promisedOf(tx, { force, older: true })).promised);

test('rows at fault are named by their line, with all that belongs to them; the others can be taken', async () => {
	const { compared, faults } = await read(
		`1,Hereshire Police,${from},Record every crime that is reported.,recommendation,,,,,,complete,2019-04-02,,${address}`,
		`2,Heershire,${from},Train those who record crimes.,recommendation,,,,,,complete,,,${address}`,
		'3,Hereshire,Nobody knows it,,Look at stop and search.,recommendation,,,,,,complete,,,',
		`4,Hereshire,${from},Answer calls within a minute.,recommendation,,,,31/2/2019,inspectorate,complete,,,${address}`,
		`5,Hereshire,${from},Look after victims.,recommendation,,,,,,complete,,,${address}`,
		`5,Hereshire,${from},Look after witnesses.,recommendation,,,,,,complete,,,${address}`,
		`6,Hereshire,${from},Improve how it:,cause of concern,,,,,,,,,${address}`,
		`6,Hereshire,${from},records;,,,,a,2019-13-01,inspectorate,complete,,,`,
		`6,Hereshire,${from},checks.,,,,b,,,complete,,,`,
		`7,Hereshire,${from},Keep:,recommendation,,,,,,complete,,,${address}`,
		`7,Hereshire,${from},a list;,,,,a,,,being-progressed,,,`,
		`8,Hereshire,${from},Hold:,recommendation,,,,,,being-progressed,,,${address}`,
		`8,Hereshire,${from},a meeting.,,,,a,,,complete,,,`,
		`9,Hereshire,${from},Be quick.,recommendation,,,,2018-01-01,inspectorate,done,2018-01-01,,${address}`,
	);
	assert.deepEqual(
		faults.map(({ line, column, problem }) => `${line} ${column}: ${problem}`),
		[
			'3 Force: “Heershire” is not a spelling of any force that is known',
			'4 Report: No report “Nobody knows it” is known here',
			'5 Due: “31/2/2019” is not a date',
			'7 Id: Line 6 has the same id for this force and report',
			'9 Due: “2019-13-01” is not a date',
			'11 Status: The whole is “complete” while (a) is open',
			'13 Status: The whole is “being-progressed” while all its parts are over',
			'15 Status: “done” is not one of the choices',
		],
	);
	assert.deepEqual(
		compared.fresh.map(({ id, parts }) => [id, parts.length]),
		[['1', 1]],
	);
	assert.deepEqual(compared.proposals, []);
});

test('states are taken over and say that nobody has looked; comments are notes, and public nowhere', async () => {
	const rows = [
		`20,Hereshire,${from},The force should improve how it answers its telephones. It should:,cause of concern,the chief constable,Contact,,,,,,,${address}`,
		`20,Hereshire,${from},count every call;,,,,a,2018-12-11,inspectorate,complete,2019-04-02,Violets were heard of.,`,
		`20,Hereshire,${from},call back.,,,,b,2019-03-11,The Home Office,being-progressed,2019-05-03,,`,
		`21,Hereshire,${from},Publish what becomes of complaints.,recommendation,the policing body,,,,,no-further-action-needed,,,${address}`,
	];
	assert.equal(await take(rows), 'Taken over: 2 promises with 3 parts.');
	const promised = (await kept()).filter(({ olderId }) => olderId === '20' || olderId === '21');
	const [first, second] = promised.toSorted((a, b) => a.number - b.number);
	assert.ok(first !== undefined && second !== undefined);
	assert.deepEqual(
		first.parts.map(({ letter, state, takenOver, due }) => [
			letter,
			state,
			takenOver,
			due?.on.toString(),
			due?.setByName ?? due?.setBy,
		]),
		[
			['a', 'verified closed', true, '2018-12-11', 'inspectorate'],
			['b', 'in progress', true, '2019-03-11', 'The Home Office'],
		],
	);
	assert.deepEqual([second.whose, second.parts[0]?.state], ['policing body', 'no longer applicable']);
	const counts = await as((tx) => countStates(tx, { ids: [first.id] }));
	assert.deepEqual([counts.states.get('verified closed'), counts.takenOver], [1, 1], 'they are told apart');
	const [act] = await as((tx) => actsOf(tx, [first.parts[0]?.id ?? '']));
	assert.match(
		act?.words ?? '',
		/An older register had it as “complete” since 2 April 2019\. .*nobody has looked/,
	);
	const [note] = await as((tx) => notesOf(tx, first.id));
	assert.match(note?.text ?? '', /20 \(a\):\nViolets were heard of\./);
	const { rowCount } = await owner.query("select from edition.followed f where f::text like '%iolets%'");
	assert.equal(rowCount, 0);
	// The same file again changes nothing.
	assert.equal(await take(rows), 'Taken over: 0 promises with 0 parts; 2 were there already.');
});

test('what is like something else waits for a decision; what is decided is done', async () => {
	const words =
		'The force should make sure that it supervises every investigation of burglary and records that.';
	const before = await aPromise(owner, {
		force,
		text: words,
		publishedOn: '2016-02-01',
		source: 'An old one',
	});
	await aPromise(owner, { force: elsewhere, text: words, publishedOn: '2016-02-01' });
	const later = words.replace('burglary', 'burglary and robbery');
	const rows = [
		`30,Hereshire,${from},${later},recommendation,,,,,,being-progressed,,,${address}`,
		`31,Hereshire,${from},${later},recommendation,,,,,,complete,,,${address}`,
	];
	const { compared } = await read(...rows);
	assert.deepEqual(
		compared.proposals.map(({ older, other, equal, proposed }) => [
			older.id,
			other.kind === 'kept' ? other.kept.number : `line ${other.older.line}`,
			equal,
			proposed,
		]),
		[
			['30', before.number, false, 'supersedes'],
			['31', before.number, false, 'supersedes'],
		],
	);
	await assert.rejects(take(rows, { 2: 'supersedes' }), /has to be decided one by one/);
	assert.equal(
		(await kept()).some(({ olderId }) => olderId === '30'),
		false,
		'nothing by half',
	);
	assert.equal(
		await take(rows, { 2: 'supersedes', 3: 'leave' }),
		'Taken over: 1 promise with 1 part; 1 was left out as decided.',
	);
	const taken = (await kept()).find(({ olderId }) => olderId === '30');
	const [old] = (await as((tx) => promisedOf(tx, { ids: [before.id] }))).promised;
	assert.equal(old?.parts[0]?.state, 'superseded');
	const links = await as((tx) => linksOf(tx, before.id));
	assert.deepEqual(
		links.map(({ kind, from: says, other }) => [kind, says, other.number]),
		[['repeats', false, taken?.number]],
	);
	// Out of the same file, the lower row is asked about beside the upper one.
	const twins = await read(
		`40,Thereshire,${from},Custody officers should see everybody who arrives within one hour.,recommendation,,,,,,complete,,,${address}`,
		`41,Thereshire,${from},Custody officers should see everybody who arrives within one hour,recommendation,,,,,,complete,,,${address}`,
	);
	assert.deepEqual(
		twins.compared.proposals.map(({ older, other, equal, proposed, open }) => [
			older.id,
			other.kind,
			equal,
			proposed,
			open,
		]),
		[['41', 'row', true, 'leave', ['take', 'leave']]],
	);
});

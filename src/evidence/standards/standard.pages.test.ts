import assert from 'node:assert/strict';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { operator } from '../../../test/inspections.ts';
import { roomService } from '../../../test/room.ts';
import { standardPages } from './standard.pages.ts';
import { standardVersions } from './standard.store.ts';

const room = await roomService(
	() =>
		standardPages({
			standardUses: async (_tx, versions) =>
				versions.slice(0, 1).map((version) => ({ version, text: 'Recommendation R-7', href: '/raised/7' })),
		}),
	{ views: { standards: fileURLToPath(new URL('views', import.meta.url)) } },
);
const inspector = await room.signedInAs('inspector');
const liaison = await room.signedInAs('force liaison officer');

const code = {
	title: 'Code of Practice for Victims of Crime',
	issuer: 'Ministry of Justice',
	kind: 'code of practice',
	note: '',
};
const at = '/standards/code-of-practice-for-victims-of-crime';
const versions = () => room.database.asActor(operator, (tx) => standardVersions(tx));

test('a standard gets its versions, and a new one ends the one whose place it takes', async () => {
	const added = await inspector.submit('/standards/add', code);
	assert.equal(added.headers.location, `${at}/versions/add`);
	const days = (name: string, day: string, month: string, year: string) => ({
		[`${name}-day`]: day,
		[`${name}-month`]: month,
		[`${name}-year`]: year,
	});
	await inspector.submit(`${at}/versions/add`, { version: '2006', ...days('inForceFrom', '3', '4', '2006') });
	const [first] = await versions();
	await inspector.submit(`${at}/versions/add`, {
		version: '2013',
		...days('inForceFrom', '10', '12', '2013'),
		supersedes: first?.id ?? '',
		address: 'https://www.example.org/code',
	});
	const [before, after] = await versions();
	assert.equal(before?.inForceTo?.toString(), '2013-12-09');
	assert.equal(before?.supersededBy, after?.id);
	const { body } = await inspector.get(at);
	assert.match(body, /2013 <strong[^>]*>In force/);
	assert.match(body, /Superseded by[\s\S]*Code of Practice for Victims of Crime, 2013/);
	assert.match(body, /What rests on it[\s\S]*Recommendation R-7/);
	assert.match((await inspector.get('/standards.csv')).body, /2006,2006-04-03,2013-12-09,superseded/);
});

test('what makes no sense is said beside its field, and what was typed is kept', async () => {
	const twice = await inspector.submit('/standards/add', code);
	assert.equal(twice.statusCode, 422);
	assert.match(twice.body, /in the register already/);
	const same = await inspector.submit(`${at}/versions/add`, { version: '2006' });
	assert.match(same.body, /has a version of this name already/);
	const [, second] = await versions();
	const backwards = await inspector.submit(`${at}/versions/add`, {
		version: '2001',
		'inForceFrom-day': '1',
		'inForceFrom-month': '1',
		'inForceFrom-year': '2001',
		supersedes: second?.id ?? '',
		address: 'no address',
	});
	assert.equal(backwards.statusCode, 422);
	assert.match(backwards.body, /begins with https:/);
	assert.match(backwards.body, /value="2001"/);
	const late = await inspector.submit(`${at}/versions/add`, {
		version: '2001',
		'inForceFrom-day': '1',
		'inForceFrom-month': '1',
		'inForceFrom-year': '2001',
		supersedes: second?.id ?? '',
	});
	assert.match(late.body, /came into force after this one/);
	assert.equal((await versions()).length, 2);
});

test('a force reads the register, without what rests on it, and changes nothing', async () => {
	const { body, statusCode } = await liaison.get(at);
	assert.equal(statusCode, 200);
	assert.doesNotMatch(body, /R-7|Add a version|History/);
	assert.equal((await liaison.get('/standards/add')).statusCode, 404);
});

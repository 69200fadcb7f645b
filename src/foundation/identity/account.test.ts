import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { happeningsOf, password, testIdentity } from '../../../test/identity.ts';

const service = await testIdentity();

function names(body: string): string[] {
	return [...body.matchAll(/href="\/accounts\/[0-9a-f-]{36}">([^<]+)</g)].map(([, name = '']) => name);
}

describe('the list of accounts', () => {
	it('is for administrators, and for liaison officers who see their own force', async () => {
		const force = await service.organisation('force');
		const liaison = await service.signedInAs('force liaison officer', { organisation: force });
		await service.signedInAs('chief officer', { organisation: force });
		const other = await service.signedInAs('force contributor', {
			organisation: await service.organisation('force'),
		});
		const administrator = await service.signedInAs('administrator');
		const all = await administrator.get('/accounts');
		assert.ok(names(all.body).length >= 4);
		assert.match(all.body, /Invite someone/);
		const own = await liaison.get('/accounts');
		assert.deepEqual(names(own.body), ['The chief officer', 'The force liaison officer']);
		assert.doesNotMatch(own.body, /Invite someone/);
		assert.equal((await liaison.get(`/accounts/${liaison.account}`)).statusCode, 200);
		assert.equal((await liaison.get(`/accounts/${other.account}`)).statusCode, 404, 'another force’s');
		assert.equal(
			(await liaison.get(`/accounts/${administrator.account}`)).statusCode,
			404,
			'the inspectorate’s',
		);
		for (const role of [
			'inspector',
			'chief officer',
			'force contributor',
			'local policing body',
			'reader',
		] as const) {
			const reader = await service.signedInAs(role);
			assert.equal((await reader.get('/accounts')).statusCode, 404, role);
		}
	});

	it('gives nobody but administrators a way to change anything', async () => {
		const liaison = await service.signedInAs('force liaison officer');
		const administrator = await service.signedInAs('administrator');
		const page = `/accounts/${liaison.account}`;
		assert.doesNotMatch((await liaison.get(page)).body, /Suspend|Change/);
		for (const path of [
			'/accounts/invite',
			`${page}/change`,
			`${page}/suspend`,
			`${page}/reset-second-factor`,
		]) {
			assert.equal((await liaison.get(path)).statusCode, 404, path);
			assert.equal((await administrator.get(path)).statusCode, 200, path);
		}
		for (const action of ['suspend', 'restore', 'invite-again', 'reset-second-factor']) {
			const tried = await liaison.submit(`${page}/${action}`, {}, page);
			assert.equal(tried.statusCode, 404, action);
		}
	});

	it('is searched, filtered, sorted and turned in pages by its address', async () => {
		const administrator = await service.signedInAs('administrator');
		const force = await service.organisation('force', 'Filterable Constabulary');
		for (let i = 0; i < 30; i += 1) {
			await service.owner.query(
				"insert into foundation.account (email, name, organisation_id, roles, state) values ($1, $2, $3, '{force contributor}', $4)",
				[
					`page${i}@filter.example`,
					`Page ${String(i).padStart(2, '0')}`,
					force,
					i % 2 === 0 ? 'active' : 'invited',
				],
			);
		}
		const first = await administrator.get('/accounts?search=filterable');
		assert.equal(names(first.body).length, 25);
		assert.match(first.body, /30 accounts/);
		const second = await administrator.get('/accounts?search=filterable&page=2');
		assert.deepEqual(names(second.body), ['Page 25', 'Page 26', 'Page 27', 'Page 28', 'Page 29']);
		const sorted = await administrator.get('/accounts?search=filterable&sort=name&order=descending');
		assert.equal(names(sorted.body)[0], 'Page 29');
		assert.match(sorted.body, /aria-sort="descending"/);
		const invited = await administrator.get(
			'/accounts?home=force&role=force+contributor&state=invited&search=page',
		);
		assert.equal(names(invited.body).length, 15);
		assert.equal(names((await administrator.get('/accounts?search=%25')).body).length, 0, 'a sign is a sign');
		assert.equal((await administrator.get('/accounts?sort=password')).statusCode, 404);
		for (const by of ['organisation', 'state']) {
			assert.equal((await administrator.get(`/accounts?sort=${by}`)).statusCode, 200, by);
		}
	});
});

describe('an account in an administrator’s hands', () => {
	it('dies with its suspension, at the next request, and comes back when it is restored', async () => {
		const administrator = await service.signedInAs('administrator');
		const person = await service.person();
		const browser = service.visitor();
		await browser.submit('/sign-in', { email: person.email, password });
		await browser.submit('/sign-in/code', { code: person.code() });
		const token = browser.cookies.get('__Host-session') ?? '';
		assert.equal((await browser.get('/home')).statusCode, 200);
		const page = `/accounts/${person.id}`;
		await administrator.submit(`${page}/suspend`, {});
		assert.equal((await browser.get('/home')).statusCode, 303);
		const refused = await service.visitor().submit('/sign-in', { email: person.email, password });
		assert.equal(refused.statusCode, 422);
		await administrator.submit(`${page}/restore`, {}, page);
		browser.cookies.set('__Host-session', token);
		assert.equal((await browser.get('/home')).statusCode, 303, 'the old session stays dead');
		const back = await service.visitor().submit('/sign-in', { email: person.email, password });
		assert.equal(back.statusCode, 303);
	});

	it('changes roles within its organisation, which ends its sessions', async () => {
		const administrator = await service.signedInAs('administrator');
		const inspector = await service.signedInAs('inspector');
		const page = `/accounts/${inspector.account}/change`;
		const misfit = await administrator.submit(page, { name: 'Changed', roles: 'chief officer' });
		assert.match(misfit.body, /“chief officer” is not a role in the inspectorate/);
		assert.match((await administrator.submit(page, { name: 'Changed' })).body, /Choose at least one role/);
		assert.equal((await inspector.get('/home')).statusCode, 200);
		await administrator.submit(page, { name: 'Changed', roles: ['analyst', 'editor'] });
		assert.equal((await inspector.get('/home')).statusCode, 303);
	});

	it('cannot be the last administrator’s to give up, nor one’s own to suspend', async () => {
		const alone = await testIdentity();
		const administrator = await alone.signedInAs('administrator');
		const page = `/accounts/${administrator.account}`;
		const stepped = await administrator.submit(`${page}/change`, { name: 'Me', roles: 'inspector' });
		assert.equal(stepped.statusCode, 422);
		assert.match(stepped.body, /only active administrator/);
		const suspended = await administrator.submit(`${page}/suspend`, {});
		assert.equal(suspended.statusCode, 409);
		assert.match(suspended.body, /You cannot suspend your own account/);
		await assert.rejects(
			alone.owner.query("update foundation.account set state = 'suspended' where id = $1", [
				administrator.account,
			]),
			/only active administrator/,
		);
		const second = await alone.signedInAs('administrator');
		await administrator.submit(`/accounts/${second.account}/suspend`, {});
		assert.equal((await second.get('/home')).statusCode, 303);
	});

	it('leaves one of two administrators who suspend each other at the same moment', async () => {
		const pair = await testIdentity();
		const [one, two] = [await pair.signedInAs('administrator'), await pair.signedInAs('administrator')];
		await Promise.all([
			one.submit(`/accounts/${two.account}/suspend`, {}),
			two.submit(`/accounts/${one.account}/suspend`, {}),
		]);
		const { rows } = await pair.owner.query("select from foundation.account where state = 'active'");
		assert.equal(rows.length, 1);
	});

	it('sets up a second factor again after a reset, and is told so', async () => {
		const administrator = await service.signedInAs('administrator');
		const person = await service.person();
		const page = `/accounts/${person.id}`;
		await administrator.submit(`${page}/reset-second-factor`, {});
		const first = await service.visitor().submit('/sign-in', { email: person.email, password });
		assert.equal(first.headers.location, '/sign-in/set-up');
		assert.match(
			service.mails.findLast(({ to }) => to === person.email)?.text ?? '',
			/reset your second factor/,
		);
		assert.deepEqual(await happeningsOf(service, person.id), ['second factor reset']);
	});

	it('gives no page for a number that is not an account’s', async () => {
		const administrator = await service.signedInAs('administrator');
		for (const id of ['5b1d3c53-3f0b-4b73-9a52-0a6c2a3f2f11', 'nonsense']) {
			assert.equal((await administrator.get(`/accounts/${id}`)).statusCode, 404);
		}
	});
});

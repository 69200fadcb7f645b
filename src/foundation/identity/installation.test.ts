import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { happeningsOf, linkIn, type Mail, type TestIdentity, testIdentity } from '../../../test/identity.ts';
import type { Actor } from '../database/actor.ts';
import { Refused, WrongUsage } from '../kernel/failures.ts';
import { accountCommandsWith } from './account.commands.ts';
import { createDemonstrationAccount, firstAdministratorLink, sweep } from './index.ts';

const operator: Actor = { kind: 'operator', name: 'somebody' };
const password = 'seven green bicycles';

/** A database that nobody has decided about yet; those of tests are made already marked. */
async function installation(kind: string): Promise<TestIdentity> {
	const service = await testIdentity();
	await service.owner.query('alter table app.installation disable trigger kept');
	await service.owner.query('update app.installation set kind = $1', [kind]);
	await service.owner.query('alter table app.installation enable trigger kept');
	await service.services.settings.refresh();
	return service;
}

describe('the first administrator', () => {
	const link = (service: TestIdentity) =>
		service.database.asActor(operator, (tx) => firstAdministratorLink(tx, 'http://localhost'));
	const path = (url: string) => new URL(url).pathname;

	it('makes an account by a link, and the inspectorate with it; then the door is shut', async () => {
		const service = await installation('new');
		const page = path(await link(service));
		const person = service.visitor();
		assert.equal((await person.get(page)).statusCode, 200);
		const weak = await person.submit(page, {
			name: 'First Person',
			email: 'first@test.example',
			password: 'short',
		});
		assert.equal(weak.statusCode, 422);
		const made = await person.submit(page, { name: 'First Person', email: 'first@test.example', password });
		assert.equal(made.headers.location, '/sign-in/set-up');
		assert.equal((await person.get('/sign-in/set-up')).statusCode, 200);
		const { rows } = await service.owner.query(
			"select a.id, a.roles, a.state, o.kind from foundation.account a join foundation.organisation o on o.id = a.organisation_id where a.email = 'first@test.example'",
		);
		assert.deepEqual(
			[rows[0].roles, rows[0].state, rows[0].kind],
			[['administrator'], 'active', 'inspectorate'],
		);
		assert.deepEqual(await happeningsOf(service, rows[0].id), ['first administrator']);
		assert.equal(service.services.settings.current().kind, 'live');
		assert.equal((await service.visitor().get(page)).statusCode, 410);
		await assert.rejects(link(service), Refused);
	});

	it('has one link: a new start makes the older one worthless', async () => {
		const service = await installation('new');
		const older = path(await link(service));
		const newer = path(await link(service));
		assert.equal((await service.visitor().get(older)).statusCode, 410);
		assert.equal((await service.visitor().get(newer)).statusCode, 200);
	});

	it('cannot be made by signing in, whatever the program asks the database for', async () => {
		const service = await installation('new');
		const { organisation: organisation_id } = await service.signedInAs('administrator');
		await assert.rejects(
			service.database.asActor({ kind: 'authentication' }, (tx) =>
				tx
					.insertInto('foundation.account')
					.values({ email: 'second@test.example', name: 'Second', roles: ['administrator'], organisation_id })
					.execute(),
			),
			/row-level security/,
		);
	});
});

describe('the demonstration', () => {
	const account = {
		email: 'inspector@demonstration.example',
		name: 'Demonstration Inspector',
		organisation: null,
		roles: ['reader'] as const,
		password: 'let me look around',
	};

	it('offers its people on the sign-in page and lets them in with one press', async () => {
		const service = await installation('demonstration');
		await service.database.asActor(operator, (tx) => createDemonstrationAccount(tx, account));
		const visitor = service.visitor();
		const { body } = await visitor.get('/sign-in');
		assert.match(body, /Demonstration Inspector/);
		assert.match(body, /name="password" value="let me look around"/);
		const entered = await visitor.submit('/sign-in', { email: account.email, password: account.password });
		assert.equal(entered.headers.location, '/home');
		assert.equal((await visitor.get('/home')).statusCode, 200);
		for (const page of ['/settings/password', '/settings/second-factor', '/settings/passkeys/add']) {
			const refused = await visitor.get(page);
			assert.equal(refused.statusCode, 409, page);
			assert.match(refused.body, /Everyone who tries the demonstration uses this account/);
		}
		await visitor.submit('/reset', { email: account.email });
		assert.doesNotMatch(service.mails.map(({ text }) => text).join(), /\/reset\//);
	});

	it('has no such accounts outside an installation that is marked as one', async () => {
		for (const kind of ['new', 'live', 'test']) {
			const service = await installation(kind);
			await assert.rejects(
				service.database.asActor(operator, (tx) => createDemonstrationAccount(tx, account)),
				/in a demonstration only/,
			);
		}
	});
});

describe('the account commands', () => {
	async function run(service: TestIdentity, name: string, positionals: string[], values = {}, json = false) {
		const mailer = { post: async (_tx: unknown, mail: Mail) => void service.mails.push(mail) };
		const command = accountCommandsWith(() => mailer).find((one) => one.name === name);
		let printed = '';
		const io = {
			out: (text: string) => {
				printed += text;
			},
			err: () => {},
		};
		const status = await command?.run({ values, positionals, json, io, world: service.services });
		return { status, printed };
	}

	it('invite, list, suspend, restore and reset, in the operator’s name', async () => {
		const service = await testIdentity();
		await service.organisation('inspectorate');
		const force = await service.organisation('force', 'Command Constabulary');
		const invited = await run(service, 'account invite', ['Line@Test.example'], {
			name: 'Line Person',
			role: ['chief officer'],
			organisation: 'command constabulary',
		});
		assert.equal(invited.status, 0);
		const link = new URL(invited.printed.trim()).pathname;
		assert.equal(linkIn(service.mails[0]), link);
		await service.visitor().submit(link, { name: 'Line Person', password });
		const listed = await run(service, 'account list', [], {}, true);
		assert.deepEqual(JSON.parse(listed.printed), [
			{
				email: 'line@test.example',
				name: 'Line Person',
				state: 'active',
				roles: ['chief officer'],
				organisation: 'Command Constabulary',
			},
		]);
		assert.match(
			(await run(service, 'account list', [])).printed,
			/^line@test\.example\tactive\tchief officer\t/,
		);
		await run(service, 'account suspend', ['line@test.example']);
		const visitor = service.visitor();
		assert.equal(
			(await visitor.submit('/sign-in', { email: 'line@test.example', password })).statusCode,
			422,
		);
		await run(service, 'account restore', ['line@test.example']);
		const reset = await run(service, 'account reset', ['line@test.example']);
		assert.equal((await visitor.get(new URL(reset.printed.trim()).pathname)).statusCode, 200);
		const { rows } = await service.owner.query(
			"select distinct actor from foundation.audit_entry where action = 'invited' and organisation_id = $1",
			[force],
		);
		assert.deepEqual(rows, [{ actor: 'command line' }]);
	});

	it('refuse what does not fit with a sentence, and wrong words as wrong usage', async () => {
		const service = await testIdentity();
		await service.organisation('inspectorate');
		const invite = (email: string, values: object) => run(service, 'account invite', [email], values);
		await assert.rejects(invite('a@test.example', { name: 'A', role: ['emperor'] }), (error) => {
			assert.ok(error instanceof WrongUsage);
			assert.match(error.message, /“emperor” is not a role\. Choose from: programme manager/);
			return true;
		});
		await assert.rejects(invite('not an address', { name: 'A', role: ['editor'] }), WrongUsage);
		await assert.rejects(invite('a@test.example', { name: 'A' }), /Name a role with --role/);
		await assert.rejects(
			invite('a@test.example', { name: 'A', role: ['chief officer'] }),
			/“chief officer” is not a role in the inspectorate/,
		);
		await assert.rejects(
			invite('a@test.example', { name: 'A', role: ['editor'], organisation: 'Nowhere' }),
			/There is no organisation named “Nowhere”/,
		);
		await assert.rejects(run(service, 'account suspend', ['nobody@test.example']), Refused);
	});
});

describe('the sweep', () => {
	it('takes away what has served its time and nothing else', async () => {
		const service = await testIdentity();
		const administrator = await service.signedInAs('administrator');
		await administrator.submit('/accounts/invite', {
			email: 'swept@test.example',
			name: 'Swept',
			organisation: 'none',
			roles: 'reader',
		});
		const person = await service.person();
		await service.visitor().submit('/sign-in', { email: person.email, password });
		await service.visitor().submit('/sign-in', { email: person.email, password: 'wrong' });
		const tables = ['session', 'half_session', 'link', 'attempt'];
		const counts = async () => {
			const found = [];
			for (const table of tables) {
				const { rowCount } = await service.owner.query(`select from authentication.${table}`);
				found.push((rowCount ?? 0) > 0);
			}
			return found;
		};
		await service.database.asActor({ kind: 'worker', task: 'sweep' }, sweep);
		assert.deepEqual(await counts(), [true, true, true, true]);
		await service.shiftClock('40 days');
		await service.database.asActor({ kind: 'worker', task: 'sweep' }, sweep);
		assert.deepEqual(await counts(), [false, false, false, false]);
	});
});

import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { Secret, TOTP } from 'otpauth';
import { linkIn, testIdentity } from '../../../test/identity.ts';

const service = await testIdentity();
const password = 'seven green bicycles';

describe('an invitation', () => {
	async function invite(email: string): Promise<string> {
		const administrator = await service.signedInAs('administrator');
		const sent = await administrator.submit('/accounts/invite', {
			email,
			name: 'Someone New',
			organisation: administrator.organisation ?? '',
			roles: ['inspector', 'analyst'],
		});
		assert.equal(sent.statusCode, 303);
		const mail = service.mails.findLast(({ to }) => to === email);
		return linkIn(mail);
	}

	it('asks for what is missing in sentences, and keeps what was typed', async () => {
		const administrator = await service.signedInAs('administrator');
		const sent = await administrator.submit('/accounts/invite', {
			name: 'Someone New',
			email: '',
			organisation: '',
		});
		assert.equal(sent.statusCode, 422);
		assert.match(sent.body, /Choose the organisation they belong to/);
		assert.match(sent.body, /Choose at least one role/);
		assert.match(sent.body, /value="Someone New"/);
		assert.doesNotMatch(sent.body, /UUID|Invalid|expected/);
	});

	it('leads through password and second factor to a session, by one use of its link', async () => {
		const link = await invite('leads@test.example');
		const person = service.visitor();
		const page = await person.get(link);
		assert.match(page.body, /leads@test\.example/);
		assert.match(page.body, /inspector, analyst/);
		const accepted = await person.submit(link, { name: 'Someone Else', password });
		assert.equal(accepted.headers.location, '/sign-in/set-up');
		assert.equal((await person.get('/home')).statusCode, 303, 'the password alone opens nothing');
		const key = /<strong class="app-key">([A-Z2-7 ]+)</.exec((await person.get('/sign-in/set-up')).body)?.[1];
		const totp = new TOTP({ secret: Secret.fromBase32((key ?? '').replaceAll(' ', '')) });
		const wrong = await person.submit('/sign-in/set-up', { code: '000000' });
		assert.equal(wrong.statusCode, 422);
		const set = await person.submit('/sign-in/set-up', { code: totp.generate() });
		assert.equal(set.headers.location, '/settings/recovery-codes?next=%2Fhome');
		assert.deepEqual(JSON.parse((await person.get('/home')).body).roles, ['inspector', 'analyst']);
		assert.equal((await service.visitor().get(link)).statusCode, 410, 'the link is used up');
	});

	it('is not used up by being looked at', async () => {
		const link = await invite('looked@test.example');
		for (let i = 0; i < 3; i += 1) assert.equal((await service.visitor().get(link)).statusCode, 200);
	});

	it('ends after 72 hours', async () => {
		const link = await invite('late@test.example');
		await service.shiftClock('71 hours 59 minutes');
		assert.equal((await service.visitor().get(link)).statusCode, 200);
		await service.shiftClock('72 hours 1 minute');
		assert.equal((await service.visitor().get(link)).statusCode, 410);
		await service.shiftClock('0');
	});

	it('stops working when it is sent again, or the account is suspended', async () => {
		const link = await invite('again@test.example');
		const administrator = await service.signedInAs('administrator');
		const { rows } = await service.owner.query(
			"select id from foundation.account where email = 'again@test.example'",
		);
		const page = `/accounts/${rows[0].id}`;
		await administrator.submit(`${page}/invite-again`, {}, page);
		const newer = linkIn(service.mails.findLast(({ to }) => to === 'again@test.example'));
		assert.equal((await service.visitor().get(link)).statusCode, 410);
		assert.equal((await service.visitor().get(newer)).statusCode, 200);
		await administrator.submit(`${page}/suspend`, {});
		assert.equal((await service.visitor().get(newer)).statusCode, 410);
	});

	it('is refused when it is forged, with the same page as when it is used up', async () => {
		const forged = await service.visitor().get(`/invitation/${'x'.repeat(43)}`);
		assert.equal(forged.statusCode, 410);
		const reset = await service.visitor().get(`/reset/${linkIn(service.mails[0]).split('/').at(-1)}`);
		assert.equal(reset.statusCode, 410, 'a link of one purpose does not serve another');
	});

	it('does not take a password that is easy to guess, and stays usable', async () => {
		const link = await invite('weak@test.example');
		const person = service.visitor();
		const refused = await person.submit(link, { name: 'Someone New', password: 'passwordpassword' });
		assert.equal(refused.statusCode, 422);
		assert.match(refused.body, /Enter a password/);
		assert.doesNotMatch(refused.body, /passwordpassword/);
		assert.equal((await person.get(link)).statusCode, 200);
	});

	it('sent twice from one page makes one account and one mail', async () => {
		const administrator = await service.signedInAs('administrator');
		const page = await administrator.get('/accounts/invite');
		const _form = /name="_form" value="([^"]+)"/.exec(page.body)?.[1] ?? '';
		const fields = {
			_form,
			email: 'twice@test.example',
			name: 'Once Only',
			organisation: administrator.organisation ?? '',
			roles: 'editor',
		};
		const both = await Promise.all([
			administrator.post('/accounts/invite', fields),
			administrator.post('/accounts/invite', fields),
		]);
		assert.deepEqual(
			both.map(({ statusCode }) => statusCode),
			[303, 303],
		);
		assert.equal(both[0].headers.location, both[1].headers.location);
		assert.equal(service.mails.filter(({ to }) => to === 'twice@test.example').length, 1);
	});

	it('is refused for roles that do not fit the organisation, in a sentence that names those that do', async () => {
		const administrator = await service.signedInAs('administrator');
		const refused = await administrator.submit('/accounts/invite', {
			email: 'misfit@test.example',
			name: 'Mis Fit',
			organisation: await service.organisation('force'),
			roles: ['inspector'],
		});
		assert.equal(refused.statusCode, 422);
		assert.match(
			refused.body,
			/“inspector” is not a role in a police force\. Choose from: force liaison officer/,
		);
	});

	it('is refused for an address that has an account', async () => {
		await invite('known@test.example');
		const administrator = await service.signedInAs('administrator');
		const refused = await administrator.submit('/accounts/invite', {
			email: 'Known@Test.example',
			name: 'Known',
			organisation: 'none',
			roles: 'reader',
		});
		assert.match(refused.body, /There is already an account with this email address/);
	});
});

import assert from 'node:assert/strict';
import { after, describe, it } from 'node:test';
import { Secret, TOTP } from 'otpauth';
import type { BrowserContextOptions, Page } from 'playwright-core';
import { barriersIn } from '../../../test/barriers.ts';
import { openBrowser } from '../../../test/browser.ts';
import { linkIn, password, testIdentity } from '../../../test/identity.ts';

const service = await testIdentity();
const address = await service.listen();
const browser = await openBrowser();
after(() => browser.close());

/** A page that remembers what its scripts and its policy complained about. */
async function open(options: BrowserContextOptions = {}): Promise<{ page: Page; complaints: string[] }> {
	const context = await browser.newContext({ baseURL: address, ...options });
	const page = await context.newPage();
	const complaints: string[] = [];
	page.on('pageerror', (error) => complaints.push(error.message));
	page.on('console', (message) => {
		// The home page of these tests is bare data, for which the browser looks for an icon by itself.
		if (message.location().url.endsWith('/favicon.ico')) return;
		if (message.type() === 'error') complaints.push(message.text());
	});
	return { page, complaints };
}

async function invitation(email: string): Promise<string> {
	const administrator = await service.signedInAs('administrator');
	await administrator.submit('/accounts/invite', {
		email,
		name: 'Someone New',
		organisation: administrator.organisation ?? '',
		roles: ['administrator'],
	});
	return linkIn(service.mails.findLast(({ to }) => to === email));
}

const send = (page: Page) => page.locator('main form button[type=submit]').last().click();

async function setUp(page: Page, link: string): Promise<TOTP> {
	await page.goto(link);
	await page.fill('#password', password);
	await send(page);
	const key = (await page.textContent('.app-key')) ?? '';
	const totp = new TOTP({ secret: Secret.fromBase32(key.replaceAll(' ', '')) });
	await page.fill('#code', totp.generate());
	await send(page);
	await page.getByRole('heading', { name: 'Your recovery codes' }).waitFor();
	return totp;
}

describe('in a browser', () => {
	it('an invited person comes in, adds a passkey, and signs in with it; nothing stands in anyone’s way', async () => {
		const { page, complaints } = await open();
		const link = await invitation('browser@test.example');
		await page.goto(link);
		assert.deepEqual(await barriersIn(page), []);
		await setUp(page, link);
		assert.deepEqual(await barriersIn(page), []);
		await send(page);

		const devtools = await page.context().newCDPSession(page);
		await devtools.send('WebAuthn.enable');
		await devtools.send('WebAuthn.addVirtualAuthenticator', {
			options: {
				protocol: 'ctap2',
				transport: 'internal',
				hasResidentKey: true,
				hasUserVerification: true,
				isUserVerified: true,
				automaticPresenceSimulation: true,
			},
		});
		await page.goto('/settings/passkeys/add');
		assert.deepEqual(await barriersIn(page), []);
		await page.fill('#name', 'this computer');
		await page.fill('#password', password);
		await send(page);
		await page.getByRole('cell', { name: 'this computer' }).or(page.getByRole('rowheader')).first().waitFor();

		for (const path of [
			'/settings',
			'/settings/sessions',
			'/settings/second-factor',
			'/accounts',
			'/accounts/invite',
		]) {
			await page.goto(path);
			assert.deepEqual(await barriersIn(page), []);
		}
		await page.getByRole('button', { name: 'Sign out' }).click();
		await page.waitForURL('**/sign-in');
		assert.deepEqual(await barriersIn(page), []);
		await page.goto('/sign-in/passkey?next=/settings');
		assert.deepEqual(await barriersIn(page), []);
		await send(page);
		await page.waitForURL('**/settings');
		assert.deepEqual(complaints, []);
	});

	it('without scripts, an invited person comes in and signs in with password and code', async () => {
		const { page } = await open({ javaScriptEnabled: false });
		const totp = await setUp(page, await invitation('plain@test.example'));
		await send(page);
		await page.goto('/settings');
		await page.getByRole('button', { name: 'Sign out' }).click();
		await page.goto('/sign-in/passkey');
		assert.ok(await page.getByText('Passkeys need JavaScript').isVisible());
		await page.goto('/sign-in?next=/settings');
		await page.fill('#email', 'plain@test.example');
		await page.fill('#password', password);
		await send(page);
		await page.fill('#code', totp.generate({ timestamp: Date.now() + 30_000 }));
		await send(page);
		await page.waitForURL('**/settings');
	});
});

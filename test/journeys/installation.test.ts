import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import { Secret, TOTP } from 'otpauth';
import type { Page } from 'playwright-core';
import { openBrowser } from '../browser.ts';
import { startProduct } from './product.ts';
import { assertTold, send, until, type Visitor, visitor } from './visit.ts';

/** A real installation, from an empty data folder to people who work in it. The tests go on from one another. */
const product = await startProduct('no');
const browser = await openBrowser();
after(async () => {
	await browser.close();
	await product.end();
});

const administrator = { name: 'Ada Administrator', email: 'ada@inspectorate.example' };
const inspector = { name: 'Ines Inspector', email: 'ines@inspectorate.example' };
const firstPassword = 'copper lantern orchard';
const secondPassword = 'velvet harbour thimble';

const open = (options: { javaScriptEnabled?: boolean } = {}): Promise<Visitor> =>
	visitor(browser, product.url, options);

/** An authenticator app: no code twice, as the service takes each once. */
class Authenticator {
	readonly #totp: TOTP;
	#last = 0;
	constructor(key: string) {
		this.#totp = new TOTP({ secret: Secret.fromBase32(key.replaceAll(' ', '')) });
	}
	next(): string {
		this.#last = Math.max(this.#last + 1, Math.floor(Date.now() / 30_000));
		return this.#totp.generate({ timestamp: this.#last * 30_000 });
	}
}

/** From the page that shows the key to a home page, with the recovery codes in hand. */
async function setUpSecondFactor({ page, look }: Visitor): Promise<{ app: Authenticator; codes: string[] }> {
	await page.getByRole('heading', { name: 'Set up your second factor' }).waitFor();
	await look();
	const key = await page.locator('.app-key').innerText();
	const app = new Authenticator(key);
	await send(page, 'Continue');
	await assertTold(page, { code: 'Enter a code' });
	await page.fill('#code', 'abcdef');
	await send(page, 'Continue');
	await assertTold(page, { code: 'Enter the 6 digits that your app shows now' });
	assert.equal(await page.locator('.app-key').innerText(), key, 'the key stays the same');
	await page.fill('#code', app.next());
	await send(page, 'Continue');
	await page.getByRole('heading', { name: 'Your recovery codes' }).waitFor();
	await look();
	const codes = await page.locator('.app-codes code').allInnerTexts();
	assert.equal(codes.length, 10);
	await send(page, 'I have kept them');
	await page.waitForURL('**/home');
	return { app, codes };
}

async function signIn(page: Page, who: { email: string }, password: string, code: string): Promise<void> {
	await page.goto('/sign-in');
	await page.fill('#email', who.email);
	await page.fill('#password', password);
	await send(page, 'Sign in');
	await page.waitForURL('**/sign-in/code');
	await page.fill('#code', code);
	await send(page, 'Continue');
	await page.waitForURL('**/home');
}

/** The link in the newest message to somebody, as an administrator reads it in the outbox. */
async function linkMailed({ page, look }: Visitor, to: string, subject: RegExp): Promise<string> {
	const row = page.getByRole('row', { name: subject }).filter({ hasText: to });
	await until(page, '/outbox', async () => (await row.count()) > 0);
	await row.first().getByRole('link').click();
	await look();
	const link = page.getByRole('main').getByRole('link', { name: product.url });
	return (await link.getAttribute('href')) ?? '';
}

async function leavesNoTrace(page: Page): Promise<void> {
	assert.doesNotMatch(await page.locator('body').innerText(), /demonstration/i, page.url());
}

const firstLink = /(\S+\/first-administrator\/\S+)/.exec(product.said)?.[1] ?? '';
const admin = await open();
let adminCodes: string[] = [];
let inspectorApp: Authenticator | undefined;

test('the command prints a link, and nothing of the demonstration is there', async () => {
	assert.match(firstLink, /^http/);
	assert.doesNotMatch(product.said, /demo\.example|password/);
	for (const path of ['/', '/about', '/cookies', '/sign-in']) {
		await admin.visit(path);
		await leavesNoTrace(admin.page);
	}
});

test('the first administrator makes an account, mending what was wrong, and sets up a second factor', async () => {
	const { page, visit } = admin;
	await visit(firstLink);
	await page.fill('#email', 'not an address');
	await send(page, 'Continue');
	await assertTold(page, { name: 'Enter a full name', password: 'Enter a new password' });
	assert.equal(await page.inputValue('#email'), 'not an address');
	await admin.look();
	await page.fill('#name', administrator.name);
	await page.fill('#email', administrator.email);
	await page.fill('#password', 'passwordpassword');
	await send(page, 'Continue');
	await page.locator('#password-error').waitFor();
	assert.equal(await page.inputValue('#name'), administrator.name);
	assert.equal(await page.inputValue('#password'), '', 'a password never comes back');
	await page.fill('#password', firstPassword);
	await send(page, 'Continue');
	adminCodes = (await setUpSecondFactor(admin)).codes;
	await admin.look();
	await leavesNoTrace(page);

	const late = await open();
	await late.visit(firstLink);
	await late.page.getByRole('heading', { name: 'This link no longer works' }).waitFor();
	await late.leave();
});

test('what waits for the first administrator leads through the first settings', async () => {
	const { page, visit, look } = admin;
	await page.getByRole('link', { name: 'Give the service its name, address and mail' }).click();
	await look();
	await page.getByRole('link', { name: 'Name and address' }).click();
	await page.fill('#name', '');
	await page.fill('#address', 'nowhere');
	await send(page, 'Save');
	await assertTold(page, {
		name: 'Enter the name of the inspectorate',
		address: 'Enter an address like https://inspectorate.example',
	});
	assert.equal(await page.inputValue('#address'), 'nowhere');
	await look();
	await page.fill('#name', 'Inspectorate of Northshire');
	await page.fill('#address', product.url);
	await send(page, 'Save');
	await page.getByText('The name and address are saved.').waitFor();
	await page.getByRole('banner').getByText('Inspectorate of Northshire').waitFor();

	await page.getByRole('main').getByRole('link', { name: 'Mail' }).click();
	await page.getByLabel('Through a mail server (SMTP)').check();
	await page.fill('#port', 'many');
	await page.fill('#from', 'nobody');
	await send(page, 'Save');
	await assertTold(page, {
		host: 'Enter the address of the mail server',
		port: 'Enter a port number, such as 587',
		from: 'Enter the sender as an email address, like reports@inspectorate.example',
	});
	assert.equal(await page.inputValue('#port'), 'many');
	await look();
	await page.getByLabel('It is kept in the outbox').check();
	await send(page, 'Save');
	await page.getByText('The mail settings are saved.').waitFor();

	await page.getByRole('link', { name: 'Identity provider' }).click();
	await page.getByLabel('Yes', { exact: true }).check();
	await page.fill('#issuer', 'the provider');
	await send(page, 'Save');
	await assertTold(page, { client: 'Enter the client number that the provider gave you' });
	await look();
	await page.getByLabel('No, with a password or a passkey').check();
	await send(page, 'Save');
	await page.getByText('People sign in with a password or a passkey.').first().waitFor();
	await look();
	await visit('/home');
	assert.equal(await page.getByText('Give the service its name, address and mail').count(), 0);
});

test('an inspector is invited, comes in by the link in the message, and the link works once', async () => {
	const { page, visit, look } = admin;
	await visit('/accounts');
	await page.getByRole('button', { name: 'Invite someone' }).click();
	await page.fill('#name', inspector.name);
	await send(page, 'Send the invitation');
	await assertTold(page, { email: 'Enter an email address', roles: 'Choose at least one role' });
	assert.equal(await page.inputValue('#name'), inspector.name);
	await look();
	await page.fill('#email', inspector.email);
	await page
		.getByLabel('Organisation', { exact: true })
		.selectOption({ label: 'Inspectorate of Northshire' });
	await page.getByLabel('inspector', { exact: true }).check();
	await send(page, 'Send the invitation');
	await page.getByText(`The invitation to ${inspector.email} is on its way.`).waitFor();
	await look();
	const link = await linkMailed(admin, inspector.email, /^Set up your account/);

	const invited = await open();
	await invited.visit(link);
	await invited.page.fill('#name', '');
	await invited.page.fill('#password', 'short');
	await send(invited.page, 'Continue');
	await assertTold(invited.page, { name: 'Enter a full name' });
	await invited.look();
	await invited.page.fill('#name', inspector.name);
	await invited.page.fill('#password', firstPassword);
	await send(invited.page, 'Continue');
	inspectorApp = (await setUpSecondFactor(invited)).app;
	await invited.page.getByRole('heading', { name: `Hello, ${inspector.name}` }).waitFor();
	await leavesNoTrace(invited.page);
	await invited.leave();

	const late = await open();
	await late.visit(link);
	await late.page.getByRole('heading', { name: 'This link no longer works' }).waitFor();
	await late.leave();
});

test('whoever forgot a password gets a new one by a link, without scripts too, and needs the second factor as before', async () => {
	const forgetful = await open({ javaScriptEnabled: false });
	const { page } = forgetful;
	await page.goto('/sign-in');
	await page.getByRole('link', { name: 'I have forgotten my password' }).click();
	await send(page, 'Send the link');
	await page.getByRole('alert').getByText('Enter an email address').waitFor();
	await page.fill('#email', inspector.email);
	await send(page, 'Send the link');
	await page.getByRole('heading', { name: 'Check your email' }).waitFor();
	const link = await linkMailed(admin, inspector.email, /^Choose a new password/);
	await page.goto(link);
	await page.fill('#password', inspector.email);
	await send(page, 'Change the password');
	await page.locator('#password-error').waitFor();
	await page.fill('#password', secondPassword);
	await send(page, 'Change the password');
	await page.getByText('Your password has been changed. Sign in with it.').waitFor();
	await signIn(page, inspector, secondPassword, inspectorApp?.next() ?? '');
	await page.goto(link);
	await page.getByRole('heading', { name: 'This link no longer works' }).waitFor();
	await forgetful.leave();
});

test('somebody changes their password, sees where they are signed in, and signs out everywhere', async () => {
	const { page, visit, look } = admin;
	const elsewhere = await open();
	await signIn(elsewhere.page, administrator, firstPassword, adminCodes[0] ?? '');
	await visit('/settings');
	await page
		.getByRole('main')
		.getByRole('link', { name: /^Change/ })
		.click();
	await page.fill('#current', 'not my password');
	await page.fill('#password', secondPassword);
	await send(page, 'Change the password');
	await assertTold(page, {
		current: 'This is not your password. If you have tried several times, wait before you try again',
	});
	await look();
	await page.fill('#current', firstPassword);
	await page.fill('#password', secondPassword);
	await send(page, 'Change the password');
	await page.getByText('Your password is changed. You are signed out everywhere else.').waitFor();
	await look();
	await elsewhere.page.goto('/home');
	assert.equal(new URL(elsewhere.page.url()).pathname, '/sign-in');

	await signIn(elsewhere.page, administrator, secondPassword, adminCodes[1] ?? '');
	await visit('/settings/sessions');
	assert.equal(await page.getByRole('heading', { level: 2 }).filter({ hasText: 'Chrom' }).count(), 2);
	await send(page, 'Sign out everywhere');
	await page.getByText('You are signed out everywhere.').waitFor();
	await elsewhere.page.goto('/home');
	assert.equal(new URL(elsewhere.page.url()).pathname, '/sign-in');
	await elsewhere.leave();
});

test('the record of all this is whole, and names who did it', async () => {
	const { page, look } = admin;
	await signIn(page, administrator, secondPassword, adminCodes[2] ?? '');
	await admin.visit('/audit');
	await page.getByLabel('Person').fill('Ada');
	await page.getByRole('button', { name: 'Apply filters' }).click();
	await page.getByRole('link', { name: 'Account invited' }).first().waitFor();
	await look();
	await page.getByRole('button', { name: 'Verify now' }).click();
	await page.waitForURL('**/audit/verify');
	await look();
	await leavesNoTrace(page);
	await admin.leave();
});

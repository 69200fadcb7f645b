import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import type { Page } from 'playwright-core';
import { SMTPServer } from 'smtp-server';
import { accounts, demonstrationPassword } from '../../demo/index.ts';
import { openBrowser } from '../browser.ts';
import { examples } from '../examples.ts';
import { demonstrationToChange } from './product.ts';
import { assertTold, send, tabTo, until, type Visitor, visitor } from './visit.ts';

/** What visitors of the demonstration do, in a browser, with everything running as the command starts it. */
const product = await demonstrationToChange();
const browser = await openBrowser();
after(async () => {
	await browser.close();
	await product.end();
});

/** By the button beside their name. */
async function enter(page: Page, name: string): Promise<void> {
	await page.goto('/sign-in');
	await page.getByRole('button', { name: `Sign in as ${name}`, exact: true }).click();
	await page.waitForURL('**/home');
}

async function signedIn(name: string, options: { javaScriptEnabled?: boolean } = {}): Promise<Visitor> {
	const someone = await visitor(browser, product.url, options);
	await enter(someone.page, name);
	return someone;
}

/** A mail server that knows nobody. */
async function refusingMailServer(): Promise<{ port: number; close(): Promise<void> }> {
	const server = new SMTPServer({
		authOptional: true,
		disabledCommands: ['STARTTLS'],
		onRcptTo: (_address, _session, done) =>
			done(Object.assign(new Error('no such person'), { responseCode: 550 })),
	});
	await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
	const address = server.server.address();
	if (address === null || typeof address === 'string') throw new Error('the mail server has no port');
	return { port: address.port, close: () => new Promise<void>((closed) => server.close(() => closed())) };
}

const rowsOf = (page: Page) => page.locator('tbody tr');
const firstRow = (page: Page) => page.locator('tbody th').first().innerText();

test('a visitor reads the open pages, and learns what is not there', async () => {
	const { page, visit, leave } = await visitor(browser, product.url);
	for (const path of [
		'/',
		'/about',
		'/accessibility',
		'/cookies',
		'/sign-in',
		'/reset',
		'/sign-in/passkey',
	]) {
		await visit(path);
		assert.ok(await page.getByText('Demonstration.', { exact: true }).isVisible(), path);
	}
	await visit('/nothing-is-here');
	await page.getByRole('heading', { name: 'Page not found' }).waitFor();
	await visit('/accounts');
	assert.equal(new URL(page.url()).searchParams.get('next'), '/accounts');
	await leave();
});

/** A place looks alike for people of one kind: it is looked at for the first of them, and open for all. */
const lookedAt = new Set<string>();

for (const { name, email, role, organisation } of accounts) {
	test(`${name} signs in with one press, finds every place in the menu open, and signs out`, async () => {
		const people =
			organisation === undefined && role !== 'reader'
				? 'staff'
				: role.replace(/^force .*|^chief .*/, 'force');
		const { page, visit, lookAt, leave } = await visitor(browser, product.url);
		await enter(page, name);
		const places = await page
			.getByRole('navigation', { name: 'Menu' })
			.getByRole('link')
			.evaluateAll((links) => links.map((link) => link.getAttribute('href') ?? ''));
		assert.equal(places[0], '/home');
		for (const place of [...places, '/settings', '/settings/sessions', '/outbox']) {
			const answer = await page.request.get(place);
			assert.equal(answer.status(), 200, `${place} answers ${answer.status()}`);
			if (!lookedAt.has(`${people} ${place}`)) await lookAt(place);
			lookedAt.add(`${people} ${place}`);
		}
		await page.goto('/home');
		assert.ok(await page.getByText(name, { exact: true }).first().isVisible(), email);
		await page.getByRole('button', { name: 'Sign out' }).click();
		await page.getByText('You have signed out.').waitFor();
		await visit('/home');
		assert.equal(new URL(page.url()).pathname, '/sign-in');
		await leave();
	});
}

test('whoever types a wrong password is told so, and finds their address still there', async () => {
	const { page, look, leave } = await visitor(browser, product.url);
	await page.goto('/sign-in?next=/forces');
	await send(page, 'Sign in');
	await assertTold(page, { email: 'Enter your email address', password: 'Enter your password' });
	await look();
	await page.fill('#email', 'analyst@demo.example');
	await page.fill('#password', 'a wrong guess');
	await send(page, 'Sign in');
	await assertTold(page, {
		'': 'The email address or password is not right. If you have tried several times, wait before you try again',
	});
	assert.equal(await page.inputValue('#email'), 'analyst@demo.example');
	await page.fill('#password', demonstrationPassword);
	await send(page, 'Sign in');
	await page.waitForURL('**/forces');
	await leave();
});

test('by keyboard alone somebody skips to the content, signs in, opens a place in the menu and signs out', async () => {
	const { page, leave } = await visitor(browser, product.url);
	await page.goto('/sign-in');
	await page.keyboard.press('Tab');
	assert.equal(await page.evaluate(() => document.activeElement?.textContent), 'Skip to main content');
	await page.keyboard.press('Enter');
	await page.keyboard.press('Tab');
	await page.keyboard.type('inspector@demo.example');
	await page.keyboard.press('Tab');
	await page.keyboard.type(demonstrationPassword);
	await page.keyboard.press('Enter');
	await page.waitForURL('**/home');
	await tabTo(page, { role: 'link', name: 'Forces' });
	await page.keyboard.press('Enter');
	await page.waitForURL('**/forces');
	await tabTo(page, { role: 'link', name: 'Region' });
	await page.keyboard.press('Enter');
	await page.waitForURL('**sort=region**');
	await tabTo(page, { role: 'button', name: 'Sign out' });
	await page.keyboard.press('Space');
	await page.getByText('You have signed out.').waitFor();
	await leave();
});

test('a force shares a file with the inspectorate; a mislabelled one is refused; another force sees nothing', async () => {
	const force = await signedIn('Derbyshire liaison officer');
	const { page } = force;
	await force.visit('/files/upload');
	await send(page, 'Upload');
	await assertTold(page, { file: 'Choose a file' });
	await page.setInputFiles('input[type=file]', {
		name: 'figures.pdf',
		mimeType: 'application/pdf',
		buffer: examples.png ?? Buffer.alloc(0),
	});
	await send(page, 'Upload');
	const sentence = page.locator('#file-error');
	await sentence.waitFor();
	assert.match(await sentence.innerText(), /figures\.pdf|\.pdf|PDF/);
	await force.look();
	await page.setInputFiles('input[type=file]', {
		name: 'calls answered.csv',
		mimeType: 'text/csv',
		buffer: examples.csv ?? Buffer.alloc(0),
	});
	await send(page, 'Upload');
	await page.getByText('calls answered.csv has been uploaded.').waitFor();
	await force.look();
	const row = page.getByRole('row', { name: /calls answered\.csv/ });
	const address = await row
		.getByRole('link', { name: 'calls answered.csv', exact: true })
		.getAttribute('href');

	const staff = await signedIn('Demonstration analyst');
	await staff.visit('/files');
	const shared = staff.page.getByRole('row', { name: /calls answered\.csv/ });
	await shared.getByText('Derbyshire Constabulary').waitFor();
	const [download] = await Promise.all([
		staff.page.waitForEvent('download'),
		shared.getByRole('link', { name: 'calls answered.csv', exact: true }).click(),
	]);
	assert.equal(download.suggestedFilename(), 'calls answered.csv');

	const other = await signedIn('Durham liaison officer');
	await other.visit('/files');
	assert.equal(await other.page.getByText('calls answered.csv').count(), 0);
	await other.visit(address ?? '');
	await other.page.getByRole('heading', { name: 'Page not found' }).waitFor();

	await row.getByRole('link', { name: 'Remove calls answered.csv', exact: true }).click();
	await force.look();
	await send(page, 'Remove the file');
	await page.getByText('calls answered.csv has been removed.').waitFor();
	for (const each of [force, staff, other]) await each.leave();
});

test('an administrator sees what waits, why a job failed, and has it tried again', async () => {
	const server = await refusingMailServer();
	const { page, visit, look, leave } = await signedIn('Demonstration administrator');
	await page.goto('/service/mail');
	await page.getByLabel('Through a mail server (SMTP)').check();
	await page.getByLabel('Mail server', { exact: true }).fill('127.0.0.1');
	await page.getByLabel('Port').fill(String(server.port));
	await page.getByLabel('Sender').fill('tests@demo.example');
	await look();
	await send(page, 'Save');
	await page.getByText('The mail settings are saved.').waitFor();
	await send(page, 'Send a test message');
	await page.getByText('A test message to administrator@demo.example is on its way.').waitFor();
	const waits = page.getByRole('link', { name: 'A job has failed' });
	await until(page, '/home', async () => (await waits.count()) > 0);
	await look();
	await waits.click();
	await look();
	await page.locator('tbody th').getByRole('link').click();
	await page.getByText('The mail server refused the recipient of a message for good (550).').waitFor();
	await look();
	const job = page.url();
	await visit(`${job}/give-up`);
	await page.goto('/service/mail');
	await page.getByLabel('It is kept in the outbox').check();
	await send(page, 'Save');
	await page.getByText('The mail settings are saved.').waitFor();
	await page.goto(job);
	await send(page, 'Try again now');
	await page.getByText('The job is tried again now.').waitFor();
	const message = page.getByRole('link', { name: /A test message/ });
	await until(page, '/outbox', async () => (await message.count()) > 0);
	await message.click();
	await look();
	await leave();
	await server.close();
});

test('without scripts, lists are filtered, sorted and paged by links and buttons', async () => {
	const { page, leave } = await signedIn('Demonstration administrator', { javaScriptEnabled: false });
	await page.goto('/forces');
	assert.equal(await rowsOf(page).count(), 44);
	await page.getByRole('link', { name: /^Force(?!s)/ }).click();
	assert.equal(await firstRow(page), 'Wiltshire Police');
	await page.getByLabel('Region').selectOption('Wales');
	await page.getByRole('button', { name: 'Apply filters' }).click();
	assert.equal(await rowsOf(page).count(), 4);
	assert.equal(await firstRow(page), 'South Wales Police');
	await page.getByRole('link', { name: /Remove the filter Region/ }).click();
	assert.equal(await rowsOf(page).count(), 44);
	await page.getByLabel('Name or code').fill('nobody polices this');
	await page.getByRole('button', { name: 'Apply filters' }).click();
	await page.getByText('No force matches these filters.').waitFor();

	await page.goto('/accounts');
	await page.getByLabel('Role').selectOption('chief officer');
	await page.getByRole('button', { name: 'Apply filters' }).click();
	assert.equal(await rowsOf(page).count(), 1);

	await page.goto('/audit');
	const newest = await page.getByRole('main').innerText();
	await page.getByRole('link', { name: 'Older entries' }).click();
	assert.notEqual(await page.getByRole('main').innerText(), newest);
	await page.getByRole('link', { name: 'Newer entries' }).click();
	await page.getByLabel('Kind of thing').selectOption('force');
	await page.getByRole('button', { name: 'Apply filters' }).click();
	await page.getByRole('link', { name: 'Force added' }).first().waitFor();
	await page.getByRole('button', { name: 'Verify now' }).click();
	await page.getByRole('heading', { level: 1 }).waitFor();
	await page.getByRole('button', { name: 'Sign out' }).click();
	await page.getByText('You have signed out.').waitFor();
	await leave();
});

test('without scripts, a file goes up, and one without a name for what it is comes back with a sentence', async () => {
	const { page, leave } = await signedIn('Durham liaison officer', { javaScriptEnabled: false });
	await page.goto('/files/upload');
	await page.setInputFiles('input[type=file]', {
		name: 'program.exe',
		mimeType: 'text/plain',
		buffer: Buffer.from('MZ plain words'),
	});
	await send(page, 'Upload');
	await page.getByRole('alert').getByRole('link').waitFor();
	await page.setInputFiles('input[type=file]', {
		name: 'words.txt',
		mimeType: 'text/plain',
		buffer: examples.txt ?? Buffer.alloc(0),
	});
	await send(page, 'Upload');
	await page.getByText('words.txt has been uploaded.').waitFor();
	await leave();
});

test('nobody can change how visitors sign in to an account that they share', async () => {
	const { page, visit, leave } = await signedIn('Demonstration editor');
	for (const path of ['/settings/password', '/settings/second-factor', '/settings/passkeys/add']) {
		await visit(path);
		await page.getByRole('heading', { name: 'This cannot be done now' }).waitFor();
	}
	await leave();
});

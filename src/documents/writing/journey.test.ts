import { after, test } from 'node:test';
import { openBrowser } from '../../../test/browser.ts';
import { arrange } from '../../../test/inspections.ts';
import { send, tabTo, type Visitor, visitor } from '../../../test/journeys/visit.ts';
import { type SignedIn, testService } from '../../../test/service.ts';

const service = await testService();
const browser = await openBrowser();
after(() => browser.close());
await service.app.listen({ port: 0, host: '127.0.0.1' });
const [address = ''] = service.app.addresses();
const url = `http://localhost:${typeof address === 'string' ? address : address.port}`;

async function at(person: SignedIn, javaScriptEnabled: boolean): Promise<Visitor> {
	const someone = await visitor(browser, url, { javaScriptEnabled });
	const value = person.cookies.get('__Host-session') ?? '';
	await someone.page
		.context()
		.addCookies([{ name: '__Host-session', value, url: url.replace('http:', 'https:'), secure: true }]);
	return someone;
}

test('a report is begun, written and passed without scripts, and signed by another from what waits for them', async () => {
	const inspection = await arrange(service, {});
	const editor = await at(await service.signedInAs('editor'), false);
	const { page } = editor;
	await page.goto(`/inspections/${inspection.id}`);
	await page.getByRole('link', { name: 'Documents', exact: true }).last().click();
	await page.getByText('Nothing is written about this inspection yet.').waitFor();
	await page.getByRole('button', { name: 'Write a document' }).click();
	await page.getByRole('radio').first().check();
	await send(page, 'Begin the document');
	const document = new URL(page.url()).pathname;
	const blocks = await page
		.getByRole('main')
		.locator('table a[href*="/blocks/"]')
		.evaluateAll((links) => links.map((link) => link.getAttribute('href') ?? ''));
	for (const [index, block] of blocks.entries()) {
		await page.goto(block);
		const said =
			index === 0 ? 'The the people in custody are looked after.' : 'People are looked after well.';
		await page.getByRole('textbox', { name: 'Text', exact: true }).fill(`# Part ${index + 1}\n\n${said}`);
		await tabTo(page, { role: 'button', name: 'Save' });
		await page.keyboard.press('Enter');
		await page.getByText(`Version 2 is saved.`).waitFor();
	}
	await page.getByRole('link', { name: 'The document', exact: true }).click();
	await page.getByRole('link', { name: 'Change the details' }).click();
	await page.getByLabel('ISBN').fill('978-0-306-40615-8');
	await page.getByLabel('Day').fill('2');
	await page.getByLabel('Month').fill('3');
	await page.getByLabel('Year').fill('2026');
	await send(page, 'Save');
	await page.getByText('it would end in 7, and not in 8').first().waitFor();
	await page.getByLabel('ISBN').fill('978-0-306-40615-7');
	await send(page, 'Save');
	await page.getByRole('button', { name: 'Pass', exact: true }).click();
	await send(page, 'Pass');
	await page.getByRole('link', { name: /repeated-words/ }).click();
	await page.getByRole('link', { name: /^Let it stand/ }).click();
	await page.getByLabel('Why may it stand?').fill('It is quoted so.');
	await send(page, 'Let it stand');
	await page.goto(`${document}/pass`);
	await send(page, 'Pass');
	await page.getByText('The document is passed.').waitFor();
	await page.goto(blocks[0] ?? '');
	await page.getByText('An editor has passed this document.').waitFor();
	await editor.leave();

	const signatory = await at(await service.signedInAs('HM Inspector'), true);
	await signatory.visit('/home');
	await signatory.page.getByRole('link', { name: /^Sign D-/ }).click();
	await signatory.look();
	await signatory.page.getByRole('button', { name: 'Sign', exact: true }).click();
	await signatory.look();
	await send(signatory.page, 'Sign');
	await signatory.page.getByText('The document is signed.').waitFor();
	await signatory.visit(`${document}/open-again`);
	await signatory.leave();
});

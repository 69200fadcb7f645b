import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import { openBrowser } from '../../../test/browser.ts';
import { visitor } from '../../../test/journeys/visit.ts';
import { type SignedIn, testService } from '../../../test/service.ts';
import { writtenDocument } from '../../../test/written.ts';

const service = await testService();
const browser = await openBrowser();
after(() => browser.close());
await service.app.listen({ port: 0, host: '127.0.0.1' });
const [address = ''] = service.app.addresses();
const url = `http://localhost:${typeof address === 'string' ? address : address.port}`;

async function at(person: SignedIn) {
	const someone = await visitor(browser, url);
	const value = person.cookies.get('__Host-session') ?? '';
	await someone.page
		.context()
		.addCookies([{ name: '__Host-session', value, url: url.replace('http:', 'https:'), secure: true }]);
	return someone;
}

test('what is typed is shown, checked and kept at once, and what is chosen is put in where the writer is', async () => {
	const { id, blocks } = await writtenDocument(service, { blocks: ['# What we found\n\nFirst.\n\nLast.'] });
	const path = `/documents/${id}/blocks/${blocks[0]}`;
	const { page, visit, look, leave } = await at(await service.signedInAs('editor'));
	await visit(path);
	const text = page.getByRole('textbox', { name: 'Text', exact: true });
	const paper = page.getByRole('region', { name: 'As readers will see it' });
	await text.evaluate((area: HTMLTextAreaElement) => {
		area.focus();
		area.setSelectionRange(area.value.indexOf('\n\nLast'), area.value.indexOf('\n\nLast'));
	});
	await page.keyboard.type(' The the <b>force</b>');
	await paper.getByText('First. The the <b>force</b>').waitFor();
	await page.getByText('What you typed is kept for you').waitFor();
	await page.getByText('repeated-words', { exact: true }).waitFor();
	await page.getByRole('button', { name: 'Line 3' }).click();
	assert.equal(
		await text.evaluate((area: HTMLTextAreaElement) =>
			area.value.slice(area.selectionStart, area.selectionEnd),
		),
		'First. The the <b>force</b>',
	);
	await page.getByRole('button', { name: 'Find something to put in' }).click();
	const box = page.getByRole('dialog', { name: 'Find something to put in' });
	await box.getByLabel('Words, or a number').fill('safeguarding');
	await box.getByText(':term[safeguarding]', { exact: true }).waitFor();
	await look();
	await box.getByRole('button', { name: /^Put it in\s*:\s*safeguarding$/ }).click();
	await paper.getByText('force</b> safeguarding').waitFor();
	// Another day, at another desk: it is all there, and nothing of it is saved.
	await visit(path);
	assert.equal(
		await text.inputValue(),
		'# What we found\n\nFirst. The the <b>force</b> :term[safeguarding]\n\nLast.',
	);
	const other = await at(await service.signedInAs('inspector'));
	await other.visit(path);
	await other.page.getByText('has been writing this text since').waitFor();
	assert.equal(
		await other.page.getByRole('textbox', { name: 'Text', exact: true }).inputValue(),
		'# What we found\n\nFirst.\n\nLast.',
	);
	for (const more of ['versions', 'palette?q=crime', 'comments/add']) await visit(`${path}/${more}`);
	for (const more of ['order', 'blocks/add']) await visit(`/documents/${id}/${more}`);
	await other.leave();
	await leave();
});

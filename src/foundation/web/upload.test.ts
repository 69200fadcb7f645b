import assert from 'node:assert/strict';
import { Readable } from 'node:stream';
import { test } from 'node:test';
import { examples } from '../../../test/examples.ts';
import { tokenIn, webService } from '../../../test/web/service.ts';

const service = await webService();
const { notes, signedInAs, visitor } = service;
const administrator = await signedInAs('administrator');
const pdf = examples.pdf ?? Buffer.alloc(0);

const boundary = 'the-edge';
const field = (name: string, value: string) =>
	`--${boundary}\r\nContent-Disposition: form-data; name="${name}"\r\n\r\n${value}\r\n`;
const fileHead = (name: string) =>
	`--${boundary}\r\nContent-Disposition: form-data; name="file"; filename="${name}"\r\nContent-Type: application/pdf\r\n\r\n`;

/** A spool that must not be asked for anything. */
const untouched = await service.another({
	spool: {
		async receive() {
			throw new Error('a file was taken in');
		},
	},
});

/** Sends these parts, and then what would be five megabytes of a file. */
function sendFile(cookies: Map<string, string>, head: string) {
	const chunks = [Buffer.from(head), ...Array.from({ length: 320 }, () => Buffer.alloc(16_384, 'x'))];
	return untouched.inject({
		method: 'POST',
		url: '/notes/upload',
		headers: { 'content-type': `multipart/form-data; boundary=${boundary}` },
		payload: Readable.from(chunks),
		cookies: Object.fromEntries(cookies),
	});
}

test('a file that is sent with its form is taken in', async () => {
	const sent = await administrator.upload(
		'/notes/upload',
		{ note: 'with' },
		{ field: 'file', name: 'calls.pdf', content: pdf },
	);
	assert.equal(sent.statusCode, 303);
	assert.ok((await notes()).includes(`with: calls.pdf, ${pdf.length}`));
});

test('not a byte of a file is taken from somebody whose form is not ours', async () => {
	const good = tokenIn((await administrator.get('/notes/upload')).body);
	for (const head of [
		`${field('note', 'x')}${fileHead('a.pdf')}`,
		`${field('_form', 'forged')}${fileHead('a.pdf')}`,
		`${fileHead('a.pdf')}${pdf.toString()}\r\n${field('_form', good)}`,
	]) {
		const response = await sendFile(administrator.cookies, head);
		assert.equal(response.statusCode, 400);
		assert.match(response.body, /too old to be sent/);
	}
});

test('nor from a role that may not send one, or from nobody', async () => {
	const inspector = await signedInAs('inspector');
	const own = tokenIn((await inspector.get('/notes')).body);
	const head = `${field('_form', own)}${fileHead('a.pdf')}`;
	assert.equal((await sendFile(inspector.cookies, head)).statusCode, 404);
	const signedOut = await sendFile(visitor().cookies, head);
	assert.equal(signedOut.statusCode, 401);
	assert.match(signedOut.body, /You have been signed out/);
});

test('what is wrong with a file stands beside its field, with the rest of the form kept', async () => {
	for (const [name, content, sentence] of [
		['calls.exe', Buffer.from('MZ'), /\.exe|type/i],
		['calls.pdf', Buffer.from('not a PDF'), /pdf/i],
		['calls.pdf', Buffer.concat([pdf, Buffer.alloc(200_000)]), /large/i],
	] as const) {
		const before = await notes();
		const shown = await administrator.upload(
			'/notes/upload',
			{ note: 'kept words' },
			{ field: 'file', name, content },
		);
		assert.equal(shown.statusCode, 422, name);
		assert.match(/<a href="#file">([^<]+)</.exec(shown.body)?.[1] ?? '', sentence);
		assert.match(shown.body, /id="file-error"/);
		assert.match(shown.body, /value="kept words"/);
		assert.deepEqual(await notes(), before);
	}
});

test('a form that lacks its file says so, and so does one with a wrong field too', async () => {
	const none = await administrator.upload(
		'/notes/upload',
		{ note: 'without' },
		{ field: 'file', name: '', content: Buffer.alloc(0) },
	);
	assert.equal(none.statusCode, 422);
	assert.match(none.body, /<a href="#file">Choose a file</);
	const both = await administrator.upload(
		'/notes/upload',
		{ note: '' },
		{ field: 'file', name: 'calls.exe', content: Buffer.from('MZ') },
	);
	assert.match(both.body, /<a href="#note">Enter a note</);
	assert.match(both.body, /<a href="#file">/);
});

test('a file under another name than the form asked for is let go by', async () => {
	const sent = await administrator.upload(
		'/notes/upload',
		{ note: 'other' },
		{ field: 'else', name: 'calls.pdf', content: pdf },
	);
	assert.equal(sent.statusCode, 422);
	assert.match(sent.body, /<a href="#file">Choose a file</);
});

import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { test } from 'node:test';
import type { LightMyRequestResponse } from 'fastify';
import { tokenIn, webService } from '../../../test/web/service.ts';

const service = await webService();
const { app, notes, tries, signedInAs, visitor, owner } = service;
const administrator = await signedInAs('administrator');

/** Looks that nothing was done, neither by the handler nor in the database. */
async function nothingDone(work: () => Promise<LightMyRequestResponse>): Promise<LightMyRequestResponse> {
	const before = { tries: tries(), notes: await notes() };
	const response = await work();
	assert.deepEqual({ tries: tries(), notes: await notes() }, before);
	return response;
}

/** What a reader reads: the page without what differs between any two of them. */
const words = (response: LightMyRequestResponse) =>
	response.body.replaceAll(/name="_form" value="[^"]+"/g, '').replaceAll(/[0-9a-f]{12}(?!\.)/g, '');

function stale(response: LightMyRequestResponse): void {
	assert.equal(response.statusCode, 400);
	assert.match(response.body, /This page was too old to be sent/);
	assert.match(response.body, /Nothing was changed\. Go back, reload the page/);
}

test('a form that is sent does its work once and leads on, saying so once', async () => {
	const sent = await administrator.submit('/notes/add', { note: 'first' });
	assert.equal(sent.statusCode, 303);
	assert.equal(sent.headers.location, '/notes');
	assert.ok((await notes()).includes('first'));
	assert.match((await administrator.get('/notes')).body, /“first” was kept\./);
	assert.doesNotMatch((await administrator.get('/notes')).body, /was kept/);
});

test('a notice that nobody sealed is not shown', async () => {
	const reader = await signedInAs('inspector');
	for (const forged of [
		'Your password has expired',
		`${Buffer.from('{"text":"x"}').toString('base64url')}.AAAA`,
	]) {
		reader.cookies.set('__Host-notice', forged);
		const page = await reader.get('/notes');
		assert.equal(page.statusCode, 200);
		assert.doesNotMatch(page.body, /govuk-notification-banner/);
	}
});

test('a form without its token, or with one that is forged, is refused and does nothing', async () => {
	const good = tokenIn((await administrator.get('/notes/add')).body);
	for (const token of [undefined, '', 'forged', `${good}x`, good.replace(/^\w/, 'z')]) {
		stale(
			await nothingDone(() =>
				administrator.post('/notes/add', {
					note: 'forged',
					...(token === undefined ? {} : { _form: token }),
				}),
			),
		);
	}
	stale(await nothingDone(() => administrator.post('/notes/add', { note: 'forged', _form: [good, good] })));
});

test('a token of another account, or of nobody, is refused', async () => {
	const other = await signedInAs('administrator');
	for (const page of [await other.get('/notes/add'), await visitor().get('/begin')]) {
		stale(
			await nothingDone(() =>
				administrator.post('/notes/add', { note: 'foreign', _form: tokenIn(page.body) }),
			),
		);
	}
});

test('a token is good after signing in again, for what was typed when the session ended', async () => {
	const form = tokenIn((await administrator.get('/notes/add')).body);
	const cookie = administrator.cookies.get('__Host-session') ?? '';
	administrator.cookies.delete('__Host-session');
	const refused = await nothingDone(() => administrator.post('/notes/add', { note: 'typed', _form: form }));
	assert.equal(refused.statusCode, 401);
	assert.match(refused.body, /You have been signed out/);
	assert.match(refused.body, /what you typed is still in your browser/);
	administrator.cookies.set('__Host-session', cookie);
	assert.equal((await administrator.post('/notes/add', { note: 'typed', _form: form })).statusCode, 303);
});

test('a token that is older than a week is refused', async () => {
	const past = { now: () => Temporal.Now.instant().subtract({ hours: 24 * 8 }) };
	const then = await service.another({ clock: past });
	const shown = await then.inject({ url: '/notes/add', cookies: Object.fromEntries(administrator.cookies) });
	stale(
		await nothingDone(() => administrator.post('/notes/add', { note: 'late', _form: tokenIn(shown.body) })),
	);
});

test('a form that comes from another site is refused, whatever it brings', async () => {
	const send = async (headers: Record<string, string>) =>
		app.inject({
			method: 'POST',
			url: '/notes/add',
			headers: {
				'content-type': 'application/x-www-form-urlencoded',
				host: 'inspectorate.example',
				...headers,
			},
			payload: new URLSearchParams({
				note: randomUUID(),
				_form: tokenIn((await administrator.get('/notes/add')).body),
			}).toString(),
			cookies: Object.fromEntries(administrator.cookies),
		});
	for (const foreign of [
		{ 'sec-fetch-site': 'cross-site' },
		{ 'sec-fetch-site': 'same-site' },
		{ origin: 'https://elsewhere.example' },
		{ origin: 'https://inspectorate.example.elsewhere.example' },
		{ origin: 'https://inspectorate.example:8443' },
		{ origin: 'null' },
		{ 'sec-fetch-site': 'same-origin', origin: 'https://elsewhere.example' },
	]) {
		stale(await nothingDone(() => send(foreign)));
	}
	for (const own of [
		{},
		{ 'sec-fetch-site': 'same-origin', origin: 'https://inspectorate.example' },
		{ 'sec-fetch-site': 'none' },
	]) {
		assert.equal((await send(own)).statusCode, 303);
	}
});

test('a form that is sent twice is done once, and both find where it led', async () => {
	const form = tokenIn((await administrator.get('/notes/add')).body);
	const before = tries();
	const first = await administrator.post('/notes/add', { note: 'twice', _form: form });
	const second = await administrator.post('/notes/add', { note: 'twice, changed', _form: form });
	assert.deepEqual([first.statusCode, second.statusCode], [303, 303]);
	assert.equal(second.headers.location, first.headers.location);
	assert.equal(tries(), before + 1);
	assert.ok(!(await notes()).includes('twice, changed'));
});

test('six sendings of a form at the same moment are one', async () => {
	const form = tokenIn((await administrator.get('/notes/add')).body);
	const before = tries();
	const sent = await Promise.all(
		Array.from({ length: 6 }, () => administrator.post('/notes/add', { note: 'slow', _form: form })),
	);
	assert.deepEqual(
		sent.map(({ statusCode, headers }) => [statusCode, headers.location]),
		sent.map(() => [303, '/notes']),
	);
	assert.equal(tries(), before + 1);
});

test('what was refused leaves no trace, so that the same form can be sent again', async () => {
	const form = tokenIn((await administrator.get('/notes/add')).body);
	const refused = await nothingTold(() => administrator.post('/notes/add', { note: 'refused', _form: form }));
	assert.equal(refused.statusCode, 409);
	assert.match(refused.body, /Notes are closed until Monday\./);
	const invalid = await nothingTold(() => administrator.post('/notes/add', { note: 'taken', _form: form }));
	assert.equal(invalid.statusCode, 422);
	assert.equal((await administrator.post('/notes/add', { note: 'at last', _form: form })).statusCode, 303);
	assert.ok((await notes()).includes('at last'));
});

/** The handler ran, and nothing of what it did was kept. */
async function nothingTold(work: () => Promise<LightMyRequestResponse>): Promise<LightMyRequestResponse> {
	const before = { tries: tries(), notes: await notes() };
	const response = await work();
	assert.deepEqual({ tries: tries(), notes: await notes() }, { ...before, tries: before.tries + 1 });
	return response;
}

test('bad input shows the form again with the sentence at its field and everything that was typed', async () => {
	const long = 'a note that is longer than anybody needs, “quoted” & <b>bold</b>';
	const shown = await nothingDone(() =>
		administrator.submit('/notes/add', { note: long, about: ['calls', 'stops'] }),
	);
	assert.equal(shown.statusCode, 422);
	assert.match(shown.body, /<title>Error: Add a note/);
	assert.match(shown.body, /<a href="#note">The note must be 40 characters or fewer<\/a>/);
	assert.match(shown.body, /id="note-error"[^>]*>.*The note must be 40 characters or fewer/);
	assert.ok(
		shown.body.includes('value="a note that is longer than anybody needs, “quoted” &amp; &lt;b&gt;bold'),
	);
	assert.equal(shown.body.match(/ checked/g)?.length, 2);
	assert.doesNotMatch(shown.body, /<b>bold/);
});

test('whoever is not signed in is led to sign in and back, with the query they came with', async () => {
	const response = await visitor().get('/notes/7?order=old&x=a%26b');
	assert.equal(response.statusCode, 303);
	assert.equal(response.headers.location, '/sign-in?next=%2Fnotes%2F7%3Forder%3Dold%26x%3Da%2526b');
});

test('a session that was made up, or has ended, is none', async () => {
	const stranger = visitor();
	for (const token of ['made up', 'x'.repeat(5000), '']) {
		stranger.cookies.set('__Host-session', token);
		assert.equal((await stranger.get('/notes')).statusCode, 303);
	}
	const leaver = await signedInAs('inspector');
	assert.equal((await leaver.get('/notes')).statusCode, 200);
	await owner.query('update authentication.session set ended_at = now() where account_id = $1', [
		leaver.account,
	]);
	assert.equal((await leaver.get('/notes')).statusCode, 303);
});

test('a page for another role cannot be told from one that is not there', async () => {
	for (const role of ['inspector', 'chief officer', 'reader'] as const) {
		const reader = await signedInAs(role);
		const refused = await reader.get('/notes/add');
		const unknown = await reader.get('/nothing/here');
		assert.equal(refused.statusCode, 404, role);
		assert.equal(unknown.statusCode, 404, role);
		assert.equal(words(refused), words(unknown), role);
		assert.deepEqual(Object.keys(refused.headers).sort(), Object.keys(unknown.headers).sort(), role);
		const form = tokenIn((await reader.get('/notes')).body);
		const sent = await nothingDone(() => reader.post('/notes/clear', { _form: form }));
		assert.equal(words(sent), words(unknown), role);
	}
});

test('a part of the address or the query that no page has is a page that is not there', async () => {
	assert.deepEqual((await administrator.get('/notes/7?order=old')).json(), { number: '7', order: 'old' });
	for (const url of ['/notes/seven', '/notes/7?order=sideways', '/notes/7/8', '/notes/', '/Notes'])
		assert.equal((await administrator.get(url)).statusCode, 404, url);
});

test('a page can be asked for its headers alone', async () => {
	const page = await administrator.get('/notes');
	const head = await app.inject({
		method: 'HEAD',
		url: '/notes',
		cookies: Object.fromEntries(administrator.cookies),
	});
	assert.equal(head.statusCode, 200);
	assert.equal(head.body, '');
	assert.equal(head.headers['content-type'], page.headers['content-type']);
	assert.equal(
		(
			await app.inject({
				method: 'HEAD',
				url: '/notes/clear',
				cookies: Object.fromEntries(administrator.cookies),
			})
		).statusCode,
		404,
	);
});

test('a public page knows its reader for the furniture only, and shows an ended session no account', async () => {
	assert.match((await administrator.get('/open')).body, /The administrator/);
	assert.doesNotMatch((await visitor().get('/open')).body, /Signed in as/);
});

test('a form before signing in belongs to one browser, and its second sending gets the cookies of the first', async () => {
	const browser = visitor();
	const form = tokenIn((await browser.get('/begin')).body);
	stale(await visitor().post('/begin', { note: 'stolen', _form: form }));
	const first = await browser.post('/begin', { note: 'mine', _form: form });
	const second = await browser.post('/begin', { note: 'mine', _form: form });
	for (const { statusCode, cookies } of [first, second]) {
		assert.equal(statusCode, 303);
		const [begun] = cookies;
		assert.deepEqual(
			{ ...begun },
			{ name: '__Host-begun', value: 'yes', path: '/', httpOnly: true, secure: true, sameSite: 'Lax' },
		);
	}
});

import assert from 'node:assert/strict';
import { createServer } from 'node:net';
import { before, type TestContext, test } from 'node:test';
import { getCACertificates, setDefaultCACertificates } from 'node:tls';
import { inspect } from 'node:util';
import { z } from 'zod';
import { localCertificate } from '../../../test/servers/certificate.ts';
import { type RunningServer, runServer } from '../../../test/servers/run.ts';
import { Failure } from '../kernel/failures.ts';
import { PermanentMailFailure, type Postman } from './message.ts';
import { parseMail } from './parse.ts';
import { type SmtpSettings, smtpPostman } from './smtp.ts';

const certificate = localCertificate();
const account = { user: 'inspectorate', password: 'right horse' };
const letter = {
	id: 'job-1',
	to: 'reader@force.example',
	subject: 'Gŵyl – draft',
	text: 'Dear reader,\n\nA link.',
};
// Neither in the sentence nor in what a log would print below it.
const secrets = /@force\.example|right horse|wrong password of/;
const Taken = z.object({
	to: z.array(z.string()),
	secure: z.boolean(),
	user: z.string().nullable(),
	source: z.string(),
});

before(() => setDefaultCACertificates([...getCACertificates('default'), certificate.cert]));

function start(t: TestContext, security: SmtpSettings['security']): Promise<RunningServer> {
	return runServer(t, 'smtp', { security, ...certificate, ...account });
}

function postmanFor(t: TestContext, server: { port: number }, change: Partial<SmtpSettings> = {}): Postman {
	const postman = smtpPostman({
		host: '127.0.0.1',
		port: server.port,
		security: 'starttls',
		login: account,
		from: { name: 'Inspectorate of Police', address: 'office@inspectorate.example' },
		...change,
	});
	t.after(() => postman.close());
	return postman;
}

function temporary(sentence: RegExp): (error: unknown) => boolean {
	return (error) => {
		assert.ok(error instanceof Failure && !(error instanceof PermanentMailFailure), String(error));
		assert.match(error.message, sentence);
		assert.doesNotMatch(error.message, /example|right horse|inspectorate/);
		assert.doesNotMatch(inspect(error), secrets);
		return true;
	};
}

for (const security of ['tls', 'starttls'] as const) {
	test(`a message arrives whole over ${security}, from us, after signing in`, async (t) => {
		const server = await start(t, security);
		const postman = postmanFor(t, server, { security });
		await postman.check();
		await postman.send(letter);
		const { source, ...taken } = Taken.parse(await server.next());
		assert.deepEqual(taken, { to: ['reader@force.example'], secure: true, user: 'inspectorate' });
		const mail = parseMail(source);
		assert.equal(mail.subject, letter.subject);
		assert.equal(mail.text, letter.text);
		assert.equal(mail.from, 'Inspectorate of Police <office@inspectorate.example>');
		assert.match(source, /^Message-ID: <job-1@inspectorate\.example>\r$/m);
	});
}

test('a relay on this machine may do without TLS and without an account', async (t) => {
	const server = await runServer(t, 'smtp', { security: 'none' });
	const postman = postmanFor(t, server, { security: 'none', login: undefined });
	await postman.send(letter);
	assert.equal(Taken.parse(await server.next()).secure, false);
});

test('a server that offers no upgrade to TLS gets neither password nor message', async (t) => {
	const server = await runServer(t, 'smtp', { security: 'none', ...account });
	const postman = postmanFor(t, server);
	await assert.rejects(postman.send(letter), temporary(/mail server|secure connection/));
	await assert.rejects(postman.check(), temporary(/mail server|secure connection/));
});

test('a certificate that nobody vouches for is not trusted', async (t) => {
	const server = await runServer(t, 'smtp', { security: 'tls', ...localCertificate(), ...account });
	const postman = postmanFor(t, server, { security: 'tls' });
	await assert.rejects(postman.send(letter), temporary(/mail server|secure connection/));
});

test('a wrong password may be put right, so the message is not given up', async (t) => {
	const server = await start(t, 'starttls');
	const postman = postmanFor(t, server, { login: { user: 'inspectorate', password: 'wrong' } });
	await assert.rejects(postman.send(letter), temporary(/refused our user name and password \(535\)/));
	await assert.rejects(postman.check(), temporary(/refused our user name and password \(535\)/));
});

test('a recipient that does not exist and a message that is refused are given up, without saying whose', async (t) => {
	const server = await start(t, 'starttls');
	const postman = postmanFor(t, server);
	for (const [to, number] of [
		['nobody@force.example', /recipient .*\(550\)/],
		['unwanted@force.example', /the message .*\(554\)/],
	] as const) {
		await assert.rejects(postman.send({ ...letter, to }), (error) => {
			assert.ok(error instanceof PermanentMailFailure, String(error));
			assert.match(error.message, number);
			assert.doesNotMatch(inspect(error), secrets);
			return true;
		});
	}
});

test('a recipient without room just now is tried again', async (t) => {
	const server = await start(t, 'starttls');
	const postman = postmanFor(t, server);
	await assert.rejects(
		postman.send({ ...letter, to: 'full@force.example' }),
		temporary(/not take .* \(452\)/),
	);
});

test('a subject with a line break never reaches the server', async (t) => {
	const server = await start(t, 'starttls');
	const postman = postmanFor(t, server);
	const forged = { ...letter, subject: 'Draft\r\nBcc: other@elsewhere.example' };
	await assert.rejects(postman.send(forged), PermanentMailFailure);
	await postman.send({ ...letter, id: 'job-2' });
	assert.match(Taken.parse(await server.next()).source, /job-2@/);
});

test('a server that has gone is said to be out of reach', async (t) => {
	const server = await start(t, 'starttls');
	const postman = postmanFor(t, server);
	await postman.send(letter);
	await server.stop();
	await assert.rejects(postman.send(letter), temporary(/cannot be reached/));
});

test('a server that hangs up is said to have broken off', async (t) => {
	const silent = createServer((socket) => socket.on('error', () => {}).destroy()).listen(0, '127.0.0.1');
	await new Promise((resolve) => silent.once('listening', resolve));
	const address = silent.address();
	assert.ok(typeof address === 'object' && address !== null);
	const postman = postmanFor(t, address);
	await assert.rejects(postman.send(letter), temporary(/cannot be reached, or broke off/));
	silent.close();
});

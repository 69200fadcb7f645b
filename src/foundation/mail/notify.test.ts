import assert from 'node:assert/strict';
import { type TestContext, test } from 'node:test';
import { type RunningServer, runServer } from '../../../test/servers/run.ts';
import { Failure, WrongUsage } from '../kernel/failures.ts';
import { PermanentMailFailure, type Postman } from './message.ts';
import { notifyPostman } from './notify.ts';

const serviceId = '26785a09-ab16-4eb0-8407-a37497a57506';
const secret = '3d844edf-8d35-48ac-975b-e847b4f122b0';
const template = { type: 'email', subject: '((subject))', body: '((body))\n\nInspectorate' };
const letter = {
	id: 'job-1',
	to: 'reader@force.example',
	subject: 'Your draft',
	text: 'Dear reader,\n\nA link.',
};

function start(t: TestContext, change: object = {}): Promise<RunningServer> {
	return runServer(t, 'notify', { serviceId, secret, template, ...change });
}

function postmanFor({ port }: { port: number }, apiKey = `inspectorate-${serviceId}-${secret}`): Postman {
	return notifyPostman({ baseUrl: `http://127.0.0.1:${port}`, apiKey, templateId: 'template-1' });
}

function temporary(sentence: RegExp): (error: unknown) => boolean {
	return (error) => {
		assert.ok(error instanceof Failure && !(error instanceof PermanentMailFailure), String(error));
		assert.match(error.message, sentence);
		assert.doesNotMatch(error.message, /force\.example|3d844edf/);
		return true;
	};
}

test('a message is handed over with its template, its words and its reference', async (t) => {
	const server = await start(t);
	await postmanFor(server).send(letter);
	assert.deepEqual(await server.next(), {
		email_address: 'reader@force.example',
		template_id: 'template-1',
		personalisation: { subject: 'Your draft', body: 'Dear reader,\n\nA link.' },
		reference: 'job-1',
	});
});

test('the check finds that key and template are right', async (t) => {
	const server = await start(t);
	await postmanFor(server).check();
});

test('a template without a place for subject and text is found before anything is lost in it', async (t) => {
	for (const wrong of [
		{ ...template, body: 'Hello' },
		{ ...template, subject: 'News' },
		{ ...template, type: 'sms' },
	]) {
		const server = await start(t, { template: wrong });
		await assert.rejects(
			postmanFor(server).check(),
			temporary(/must be an e-mail template with \(\(subject\)\)/),
		);
	}
});

test('a wrong key may be put right, so the message is not given up', async (t) => {
	const server = await start(t);
	const other = 'a'.repeat(8) + secret.slice(8);
	const wrongSecret = postmanFor(server, `inspectorate-${serviceId}-${other}`);
	await assert.rejects(wrongSecret.send(letter), temporary(/refused our API key \(403\)/));
	await assert.rejects(wrongSecret.check(), temporary(/refused our API key \(403\)/));
	const wrongService = postmanFor(server, `inspectorate-${other}-${secret}`);
	await assert.rejects(wrongService.send(letter), temporary(/refused our API key \(403\)/));
});

test('a clock that is wrong is said to be the reason', async (t) => {
	const server = await start(t, { ahead: 120 });
	await assert.rejects(postmanFor(server).send(letter), temporary(/clock of this machine/));
});

test('an address that Notify refuses is given up, without saying which', async (t) => {
	const server = await start(t);
	await assert.rejects(postmanFor(server).send({ ...letter, to: 'invalid@force.example' }), (error) => {
		assert.ok(error instanceof PermanentMailFailure, String(error));
		assert.equal(error.message, 'GOV.UK Notify refused a message for good (400).');
		return true;
	});
});

test('trial mode, a reached limit and a fault of Notify are tried again', async (t) => {
	const server = await start(t);
	const postman = postmanFor(server);
	const send = (to: string) => postman.send({ ...letter, to });
	await assert.rejects(send('team@force.example'), temporary(/trial mode/));
	await assert.rejects(send('limit@force.example'), temporary(/limit was reached/));
	await assert.rejects(send('fault@force.example'), temporary(/out of order \(500\)/));
});

test('a Notify that is not there is said to be out of reach', async (t) => {
	const server = await start(t);
	await server.stop();
	await assert.rejects(postmanFor(server).send(letter), temporary(/cannot be reached/));
});

test('an incomplete API key is wrong usage, and is not repeated', () => {
	assert.throws(
		() => postmanFor({ port: 1 }, 'inspectorate-26785a09'),
		(error) => error instanceof WrongUsage && !error.message.includes('26785a09'),
	);
});

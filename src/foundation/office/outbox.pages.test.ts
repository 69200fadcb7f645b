import assert from 'node:assert/strict';
import { test } from 'node:test';
import { peopleOf } from '../../../test/people.ts';
import { testService } from '../../../test/service.ts';
import { createApp } from '../../app.ts';
import { outboxOf } from '../mail/postman.ts';
import type { Settings } from '../settings/settings.ts';
import type { Services } from '../web/part.ts';
import { outboxFolder, outboxPart } from './outbox.pages.ts';

const service = await testService();

async function serviceWith(change: Partial<Settings>) {
	const services: Services = {
		...service.services,
		settings: {
			...service.services.settings,
			current: () => ({ ...service.services.settings.current(), ...change }),
		},
	};
	const app = await createApp(
		services,
		{ ...service.assembly, parts: [outboxPart(services)] },
		{ INSPECTORATE_REQUESTS_PER_MINUTE: 1_000_000 },
	);
	return peopleOf(service, app);
}

const outbox = await outboxOf(service.services.settings.current(), {
	outboxFolder: outboxFolder(service.services),
	clock: service.services.clock,
});
await outbox.send({
	id: 'a-message',
	to: 'liaison@force.example',
	subject: 'You are invited',
	text: 'Open this page:\nhttps://inspectorate.example/invitation/token.\n\n<b>Until</b> Friday.',
});

test('an administrator reads what would have been sent, with its links', async () => {
	const people = await serviceWith({ kind: 'live' });
	const administrator = await people.signedInAs('administrator');
	assert.match((await administrator.get('/outbox')).body, /href="\/outbox\/a-message"/);
	const { body } = await administrator.get('/outbox/a-message');
	assert.match(body, /href="https:\/\/inspectorate\.example\/invitation\/token"/);
	assert.match(body, /&lt;b&gt;Until&lt;\/b&gt; Friday\./);
	assert.equal((await administrator.get('/outbox/another')).statusCode, 404);
});

test('nobody else reads it, except in a demonstration', async () => {
	const live = await serviceWith({ kind: 'live' });
	const demonstration = await serviceWith({ kind: 'demonstration' });
	for (const role of ['inspector', 'force liaison officer', 'reader'] as const) {
		const outside = await live.signedInAs(role);
		assert.equal((await outside.get('/outbox')).statusCode, 404);
		assert.equal((await outside.get('/outbox/a-message')).statusCode, 404);
		const inside = await demonstration.signedInAs(role);
		assert.equal((await inside.get('/outbox/a-message')).statusCode, 200);
	}
	assert.equal((await demonstration.visitor().get('/outbox')).statusCode, 303);
});

test('there is no outbox while mail is really sent', async () => {
	const people = await serviceWith({
		kind: 'live',
		mail: { kind: 'smtp', url: 'smtp://localhost', from: 'reports@inspectorate.example' },
	});
	assert.equal((await (await people.signedInAs('administrator')).get('/outbox')).statusCode, 404);
});

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { arrange, operator, take } from '../../../test/inspections.ts';
import { roomService } from '../../../test/room.ts';
import { testService } from '../../../test/service.ts';
import { NotReady, perform, systemClock } from '../../foundation/index.ts';
import { addMilestone, inspectionById, inspectionMoves, inspectionsOf } from '../index.ts';
import { inspectionPages } from './inspection.pages.ts';
import { standingsOf } from './inspection.store.ts';

const service = await testService();
const { database, owner, signedInAs } = service;
const manager = await signedInAs('programme manager');
const inspector = await signedInAs('inspector');
const forcesIn = (body: string) =>
	[...body.matchAll(/<th scope="row"[^>]*><a[^>]*>([^<]+)</g)].map(([, name]) => name);

test('a list without inspections says where they come from', async () => {
	assert.match((await manager.get('/inspections')).body, /Nothing is planned yet/);
});

test('the list has one’s own first, and can be narrowed to a state, a programme and a force', async () => {
	const [early, late, over] = [
		await arrange(service, { fieldwork: [1, 2] }),
		await arrange(service, { fieldwork: [20, 21], lead: inspector }),
		await arrange(service, { fieldwork: [-20, -10] }),
	];
	await take(service, over.id, 'decide', 'record');
	const name = async (force: string) =>
		(
			await owner.query<{ name: string; slug: string }>(
				'select name, slug from foundation.organisation join programmes.force using (id) where id = $1',
				[force],
			)
		).rows[0] ?? { name: '', slug: '' };
	const [e, l, o] = [await name(early.force), await name(late.force), await name(over.force)];
	assert.deepEqual(forcesIn((await manager.get('/inspections')).body), [e.name, l.name, o.name]);
	const own = (await inspector.get('/inspections')).body;
	assert.deepEqual(forcesIn(own), [l.name, e.name, o.name]);
	assert.equal(own.match(/>Yours</g)?.length, 1);
	for (const [query, names] of [
		['?state=closed', [o.name]],
		[`?force=${e.slug}`, [e.name]],
		[`?programme=${late.programme.slug}`, [l.name]],
		[`?programme=${late.programme.slug}&state=closed`, []],
		['?state=sideways&page=0', [e.name, l.name, o.name]],
	] as const) {
		assert.deepEqual(forcesIn((await manager.get(`/inspections${query}`)).body), [...names], query);
	}
	const none = (await manager.get(`/inspections?force=${e.slug}&state=closed`)).body;
	assert.match(none, /No inspection matches these filters/);
	assert.match(none, new RegExp(`href="/inspections\\?force=${e.slug}"[^>]*>[\\s\\S]*?State: Closed`));
});

test('the home page has the calendar of its programme, with the days that are left', async () => {
	const { id, programme } = await arrange(service);
	const today = systemClock.now().toZonedDateTimeISO('Europe/London').toPlainDate();
	await database.asActor(operator, async (tx) => {
		for (const [title, days] of [
			['Documents asked for', -2],
			['Hot debrief', 5],
		] as const) {
			await addMilestone(tx, { programme: programme.id, title, due: today.add({ days }), tranche: null });
		}
	});
	const { body } = await manager.get(`/inspections/${id}`);
	assert.match(
		body,
		/Documents asked for[\s\S]*Overdue<\/strong> 2 days ago[\s\S]*Hot debrief[\s\S]*in 5 days/,
	);
});

test('what is made up says so on every page of it', async () => {
	const { id } = await arrange(service);
	await owner.query('update programmes.inspection set illustrative = true where id = $1', [id]);
	for (const url of ['/inspections', `/inspections/${id}`, `/inspections/${id}/scoping`]) {
		assert.match((await manager.get(url)).body, /app-illustrative/, url);
	}
});

const wanting = {
	gates: [
		async (_tx: unknown, _inspection: unknown, action: string) =>
			action === 'end fieldwork' ? [{ text: 'Two interviews are not written up', href: '/evidence' }] : [],
	],
};

test('a gate of a room above is asked for the step that comes next, and holds it', async () => {
	const { id } = await arrange(service, { lead: inspector });
	await take(service, id, 'decide', 'open', 'begin fieldwork');
	const step = (ports: Parameters<typeof inspectionMoves>[0]) =>
		database.asActor(operator, (tx) =>
			perform(inspectionMoves(ports), tx, operator, { id, action: 'end fieldwork' }),
		);
	await assert.rejects(
		step(wanting),
		(error) => error instanceof NotReady && /Two interviews/.test(error.message),
	);
	await step({ gates: [async () => []] });
	assert.equal((await database.asActor(operator, (tx) => inspectionById(tx, id)))?.state, 'judging');
});

const folders = Object.fromEntries(
	['inspections', 'scoping'].map((step) => [
		step,
		fileURLToPath(new URL(`../${step}/views`, import.meta.url)),
	]),
);

test('the pages show the tabs of rooms above, what those want, and publish when documents are released', async () => {
	let lacking = [{ text: 'The report is not released yet', href: '/releases' }];
	const room = await roomService(
		() =>
			inspectionPages({
				...wanting,
				release: async () => lacking,
				tabs: [{ key: 'evidence', text: 'Evidence' }],
			}),
		{ views: folders },
	);
	const person = await room.signedInAs('inspector');
	const { id } = await arrange(room, { lead: person });
	const at = `/inspections/${id}`;
	await take(room, id, 'decide', 'open', 'begin fieldwork');
	const fieldwork = (await person.get(at)).body;
	assert.match(fieldwork, new RegExp(`href="${at}/evidence">Evidence<`));
	assert.match(fieldwork, /<a class="govuk-link" href="\/evidence">Two interviews are not written up<\/a>/);
	await take(room, id, 'end fieldwork', 'begin reporting');
	assert.match(
		(await person.get(at)).body,
		/<a class="govuk-link" href="\/releases">The report is not released yet<\/a>/,
	);
	assert.equal((await person.submit(`${at}/publish?seen=4`, {}, `${at}/publish`)).statusCode, 422);
	lacking = [];
	assert.equal((await person.submit(`${at}/publish?seen=4`, {}, `${at}/publish`)).statusCode, 303);
	assert.match((await person.get(at)).body, /Nothing: “Close” is the next step/);
});

test('many inspections are looked at in as many queries as one', async () => {
	for (let n = 0; n < 5; n += 1) await arrange(service, { lead: inspector });
	const count = async (ids: readonly string[]) => {
		let queries = 0;
		await database.asActor(operator, async (tx) => {
			const inspections = await inspectionsOf(tx, { ids });
			const counted = tx.withPlugin({
				transformQuery: ({ node }) => {
					queries += 1;
					return node;
				},
				transformResult: async ({ result }) => result,
			});
			assert.equal((await standingsOf(counted, inspections)).length, ids.length);
		});
		return queries;
	};
	const ids = (await database.asActor(operator, (tx) => inspectionsOf(tx))).map(({ id }) => id);
	assert.ok(ids.length >= 5);
	const forOne = await count(ids.slice(0, 1));
	assert.ok(forOne > 3);
	assert.equal(await count(ids), forOne);
});

test('nothing waits for whoever is in no team, or is not of the inspectorate', async () => {
	for (const person of [manager, await signedInAs('chief officer')]) {
		assert.doesNotMatch((await person.get('/home')).body, /Custody visits/);
	}
});

import { Readable } from 'node:stream';
import { statementsFor } from '../../src/accuracy/index.ts';
import { pressOf } from '../../src/documents/index.ts';
import { dayParts, type Tx } from '../../src/foundation/index.ts';
import { freezeWhole } from '../../src/releases/freezing/freeze.job.ts';
import { fileSubject } from '../../src/releases/gathering/file.store.ts';
import { addItems, itemsOf } from '../../src/releases/gathering/item.store.ts';
import type { Gathered } from '../../src/releases/gathering/item.ts';
import { releaseById } from '../../src/releases/gathering/release.store.ts';
import type { ReleaseAction } from '../../src/releases/gathering/releasing.ts';
import { examples as contents } from '../examples.ts';
import { operator } from '../inspections.ts';
import { freezeBare, inHours, newRelease, publishers, step } from '../releases.ts';
import { aDocument } from './documents.ts';
import type { Example } from './example.ts';
import { anInspection } from './judgments.ts';
import type { Arranged, World } from './world.ts';

function as<T>(world: World, work: (tx: Tx) => Promise<T>): Promise<T> {
	return world.database.asActor(operator, work);
}

const people = new WeakMap<World, ReturnType<typeof publishers>>();

function peopleIn(world: World): ReturnType<typeof publishers> {
	const known = people.get(world) ?? publishers(world);
	people.set(world, known);
	return known;
}

async function holding(world: World, ...held: Gathered[]): Promise<{ id: string; items: string[] }> {
	const { id } = await newRelease(world);
	return as(world, async (tx) => {
		await addItems(tx, id, held);
		return { id, items: (await itemsOf(tx, id)).map((item) => item.id) };
	});
}

const preparing =
	(fields: Arranged['fields'] = {}) =>
	async (world: World): Promise<Arranged> => ({ params: { id: (await newRelease(world)).id }, fields });

async function withItems(world: World, fields: Arranged['fields'] = {}): Promise<Arranged> {
	const { id, items } = await holding(world, { indicator: 'one' }, { indicator: 'another' });
	return { params: { id, item: items[0] ?? '' }, fields };
}

async function withFile(world: World): Promise<{ id: string; file: string }> {
	const { id } = await newRelease(world);
	const { files } = world.assembly;
	const spooled = await files.spool.receive(Readable.from(['a,b\n1,2\n']), 'data.csv');
	const kept = await as(world, (tx) =>
		files.keep(tx, spooled, { organisation: null, subject: fileSubject(id) }),
	);
	await as(world, (tx) => addItems(tx, id, [{ file: kept.id }]));
	return { id, file: kept.id };
}

/** Submitted by somebody else, and frozen as the job does it: what is approved is looked at once more. */
async function frozen(world: World): Promise<string> {
	const { manager } = await peopleIn(world);
	const { id } = await holding(world, { inspection: (await anInspection(world)).id });
	await step(world, manager, id, 'submit');
	await world.database.asActor({ kind: 'worker', task: 'tests' }, async (tx) => {
		const release = await releaseById(tx, id);
		if (release === null) throw new Error('there is no release');
		const { press, files } = { press: pressOf(world.services), files: world.assembly.files };
		await freezeWhole(tx, release, { press, files, statements: statementsFor });
	});
	return id;
}

/** One that these steps were taken on by others; `published` where its instant has come since. */
const after =
	(steps: readonly ReleaseAction[], { fields = {}, published = false, past = false } = {}) =>
	async (world: World): Promise<Arranged> => {
		const { manager, inspector, editor } = await peopleIn(world);
		const { id } = await newRelease(
			world,
			past ? { recordedBecause: 'It was published then', releaseAt: inHours(-24) } : {},
		);
		for (const action of steps) {
			if (action === 'freeze') await freezeBare(world, id);
			else if (action === 'approve') await step(world, inspector, id, action);
			else await step(world, action === 'withdraw' ? editor : manager, id, action, 'It was mistaken');
		}
		if (published) {
			await world.owner.query('set session_replication_role = replica');
			await world.owner.query('update edition.edition set release_at = app.now() where release_id = $1', [
				id,
			]);
			await world.owner.query('reset session_replication_role');
		}
		return { params: { id }, query: `?seen=${steps.length}`, fields };
	};

const both = (url: string, arrange: NonNullable<Example['arrange']>) => ({
	[`GET ${url}`]: { arrange },
	[`POST ${url}`]: { arrange },
});

const because = { fields: { reason: 'It was mistaken' } };
const tomorrow = inHours(48).toZonedDateTimeISO('Europe/London').toPlainDate();
const described = {
	title: 'How people in custody are looked after',
	summary: '',
	kind: 'reports',
	...(dayParts('release', tomorrow) as Record<string, string>),
};

export const releasesExamples: Readonly<Record<string, Example>> = {
	'GET /releases': {},
	'GET /releases.csv': {},
	'GET /programmes/:slug/releases': {
		arrange: async (world) => {
			const { id } = await anInspection(world);
			const { rows } = await world.owner.query<{ slug: string }>(
				'select slug from programmes.programme p join programmes.inspection i on i.programme_id = p.id where i.id = $1',
				[id],
			);
			return { params: { slug: rows[0]?.slug ?? '' } };
		},
	},
	'GET /inspections/:id/releases': {
		arrange: async (world) => ({ params: { id: (await anInspection(world)).id } }),
	},
	...both('/releases/new', async () => ({ fields: described })),
	'GET /releases/:id': { arrange: preparing() },
	...both('/releases/:id/edit', preparing({ ...described, seen: '1' })),
	...both('/releases/:id/add', async (world) => {
		const { id } = await aDocument(world);
		const { rows } = await world.owner.query<{ slug: string }>(
			'select slug from programmes.programme p join documents.document d on d.programme_id = p.id where d.id = $1',
			[id],
		);
		return {
			params: { id: (await newRelease(world)).id },
			query: `?programme=${rows[0]?.slug ?? ''}`,
			fields: { documents: [id] },
		};
	}),
	'GET /releases/:id/indicators': { arrange: preparing() },
	// There is no indicator in this world to choose.
	'POST /releases/:id/indicators': { status: 422, arrange: preparing({ indicators: ['none'] }) },
	'GET /releases/:id/files': { arrange: preparing() },
	'POST /releases/:id/files': {
		arrange: async (world) => ({
			params: { id: (await newRelease(world)).id },
			upload: { field: 'files', name: 'words.txt', content: contents.txt ?? Buffer.alloc(0) },
		}),
	},
	'GET /releases/:id/files/:file': {
		arrange: async (world) => ({ params: await withFile(world) }),
	},
	'GET /releases/:id/order': { arrange: (world) => withItems(world) },
	'POST /releases/:id/order/usual': { arrange: (world) => withItems(world) },
	'POST /releases/:id/items/:item/move': { arrange: (world) => withItems(world, { to: 'down' }) },
	'POST /releases/:id/items/:item/remove': { arrange: (world) => withItems(world) },

	...both('/releases/:id/submit', async (world) => ({
		params: { id: (await withFile(world)).id },
		query: '?seen=0',
	})),
	...both('/releases/:id/approve', async (world) => ({
		params: { id: await frozen(world) },
		query: '?seen=2',
	})),
	...both('/releases/:id/record', after(['submit', 'freeze'], { past: true })),
	...both('/releases/:id/open-again', after(['submit', 'freeze', 'approve'], because)),
	...both('/releases/:id/correct', after(['submit', 'freeze', 'approve'], { ...because, published: true })),
	...both('/releases/:id/withdraw', after(['submit', 'freeze', 'approve'], because)),
	...both('/releases/:id/confirm-withdrawal', after(['submit', 'freeze', 'approve', 'withdraw'])),
	...both('/releases/:id/put-back', after(['submit', 'freeze', 'approve', 'withdraw'], because)),
};

import { dayParts } from '../../src/foundation/index.ts';
import { embargoedPolicy } from '../../src/releases/index.ts';
import { approvedRelease } from '../editions.ts';
import type { SignedIn } from '../people.ts';
import { freezeBare, inHours, newRelease, publishers, step } from '../releases.ts';
import type { Example } from './example.ts';
import type { Arranged, World } from './world.ts';

type Approved = Awaited<ReturnType<typeof approvedRelease>>;
const embargoed = new WeakMap<World, Promise<Approved>>();
const published = new WeakMap<World, Promise<Approved>>();

function once(known: WeakMap<World, Promise<Approved>>, world: World, make: () => Promise<Approved>) {
	const made = known.get(world) ?? make();
	known.set(world, made);
	return made;
}

const embargoedIn = (world: World) =>
	once(embargoed, world, () => approvedRelease(world, { title: 'Open to readers' }));

/** Past every rule of the database, as only a test can. */
async function behindTheRules(world: World, sql: string, values: unknown[]): Promise<string | undefined> {
	await world.owner.query('set session_replication_role = replica');
	const { rows } = await world.owner.query<{ id?: string }>(sql, values);
	await world.owner.query('reset session_replication_role');
	return rows[0]?.id;
}

export const publishedIn = (world: World) =>
	once(published, world, async () => {
		const release = await approvedRelease(world, { title: 'Public already' });
		await behindTheRules(world, 'update edition.edition set release_at = app.now() where id = $1', [
			release.edition,
		]);
		return release;
	});

/** Somebody is its reader now; whose force that is, the release need not hold here. */
async function reading(world: World, release: string, who: { account: string; organisation: string | null }) {
	const id = await behindTheRules(
		world,
		`insert into releases.reader (release_id, account_id, purpose, opens_at, closes_at, force_id)
			values ($1, $2, 'To prepare', app.now() - interval '1 hour', app.now() + interval '1 hour', $3) returning id`,
		[release, who.account, who.organisation],
	);
	return id ?? '';
}

const early = (params: Record<string, string> = {}): Example => ({
	arrange: async (world: World, who: SignedIn): Promise<Arranged> => {
		const { id, slug } = await embargoedIn(world);
		const { rowCount } = await world.owner.query(
			'select from releases.reader where release_id = $1 and account_id = $2',
			[id, who.account],
		);
		if (rowCount === 0) await reading(world, id, who);
		return { params: { release: slug, ...params } };
	},
});

/** A release that is approved, and somebody outside who reads it. */
async function watched(world: World): Promise<{ id: string; reader: string; account: string }> {
	const { id } = await newRelease(world);
	const { account } = await world.signedInAs('reader');
	return { id, account, reader: await reading(world, id, { account, organisation: null }) };
}

const ofReader = (fields: Record<string, string> = {}): Example => ({
	arrange: async (world) => ({ params: await watched(world), fields }),
});

const revoked: Example = {
	arrange: async (world) => {
		const { id, reader } = await watched(world);
		await behindTheRules(
			world,
			"update releases.reader set revoked_at = app.now(), revoked_because = 'It was passed on' where id = $1",
			[reader],
		);
		return { params: { id, reader } };
	},
};

const tomorrow = () => inHours(24).toZonedDateTimeISO('Europe/London').toPlainDate();
const inTwoDays = (name: string, days = 1) => ({
	...(dayParts(name, tomorrow().add({ days })) as Record<string, string>),
	[`${name}-time`]: '12:00',
});

const naming: Example = {
	arrange: async (world) => {
		const { id } = await newRelease(world, { releaseAt: inHours(24 * 9) });
		const { email } = await world.signedInAs('reader');
		return {
			params: { id },
			fields: { email, purpose: 'To prepare', ...inTwoDays('opens'), ...inTwoDays('closes', 2) },
		};
	},
};

/** Frozen, with its instant ahead: by then somebody may have asked for another. */
async function frozen(world: World, asked = false): Promise<Record<string, string>> {
	const people = await publishers(world);
	const release = await newRelease(world);
	await step(world, people.manager, release.id, 'submit');
	await freezeBare(world, release.id);
	if (!asked) return { id: release.id };
	const change = await behindTheRules(
		world,
		`insert into releases.instant_change (release_id, kind, was, becomes, because, asked_by)
			select id, 'delayed', release_at, release_at + interval '1 day', 'A hearing', $2 from releases.release where id = $1
			returning id`,
		[release.id, people.editor.account],
	);
	return { id: release.id, change: change ?? '' };
}

const move: Example = {
	arrange: async (world) => ({
		params: await frozen(world),
		fields: { kind: 'delayed', because: 'A hearing', ...inTwoDays('becomes', 5) },
	}),
};
const moving: Example = { arrange: async (world) => ({ params: await frozen(world, true) }) };

const announcing = (announced: boolean, fields: Record<string, string>): Example => ({
	arrange: async (world) => {
		const { id } = await newRelease(world);
		if (announced) {
			await behindTheRules(
				world,
				`insert into edition.announcement (release_id, title, kind, release_at)
					select id, title, kind, release_at from releases.release where id = $1 returning id`,
				[id],
			);
		}
		return { params: { id }, fields };
	},
});

const ofPublic = (params: Record<string, string> = {}): Example => ({
	arrange: async (world) => ({ params: { slug: (await publishedIn(world)).slug, number: '1', ...params } }),
});

const publicTails: Record<string, Example> = Object.fromEntries(
	['/publications/:slug', '/publications/:slug/editions/:number'].flatMap((url) => [
		[`GET ${url}`, ofPublic()],
		[`GET ${url}/findings`, ofPublic()],
		...['', '.csv', '.json'].flatMap((ending) => [
			...['grades', 'raised', 'figures'].map((name) => [`GET ${url}/${name}${ending}`, ofPublic()]),
			[`GET ${url}/figures/:indicator${ending}`, ofPublic({ indicator: 'incidents@1' })],
		]),
		[`GET ${url}/files/:name`, ofPublic({ name: 'data.csv' })],
		[`GET ${url}/:document`, ofPublic({ document: 'here-letter.txt' })],
		[`GET ${url}/:document/:section`, ofPublic({ document: 'national-report', section: 'what-comes-next' })],
	]),
);

const asFrozen = (params: Record<string, string> = {}): Example => ({
	arrange: async (world) => {
		const { id, edition } = await embargoedIn(world);
		return { params: { id, edition, ...params } };
	},
});

/** Reading early, moving the instant, and what everybody reads from then on. */
export const embargoExamples: Readonly<Record<string, Example>> = {
	'GET /releases/:id/editions/:edition': asFrozen(),
	'GET /releases/:id/editions/:edition/documents/:slug': asFrozen({ slug: 'national-report' }),
	'GET /embargoed': {},
	'GET /embargoed/:release': early(),
	'GET /embargoed/:release/documents/:slug': early({ slug: 'national-report' }),
	'GET /embargoed/:release/files/:name': {
		...early({ name: 'data.csv' }),
		decides: embargoedPolicy.can['take files'],
	},
	'GET /releases/:id/readers': ofReader(),
	'GET /releases/:id/readers/log': ofReader(),
	'GET /releases/:id/readers/log.csv': ofReader(),
	'GET /releases/:id/readers/name': naming,
	'POST /releases/:id/readers/name': naming,
	'GET /releases/:id/readers/:reader/revoke': ofReader(),
	'POST /releases/:id/readers/:reader/revoke': ofReader({ because: 'It was passed on' }),
	'POST /releases/:id/readers/:reader/confirm': revoked,
	'GET /releases/:id/instant': moving,
	'GET /releases/:id/instant/move': move,
	'POST /releases/:id/instant/move': move,
	'POST /releases/:id/instant/:change/confirm': moving,
	'POST /releases/:id/instant/:change/refuse': moving,
	'GET /releases/:id/announce': announcing(false, {}),
	'POST /releases/:id/announce': announcing(false, { title: 'A report' }),
	'GET /releases/:id/announce/cancel': announcing(true, {}),
	'POST /releases/:id/announce/cancel': announcing(true, { because: 'It comes later' }),
	'GET /publications': {},
	...publicTails,
	'GET /calendar': {},
	'GET /calendar.ics': {},
};

import { randomBytes } from 'node:crypto';
import type { SignedIn } from '../../people.ts';
import type { Example } from '../example.ts';
import type { Arranged, World } from '../world.ts';
import { aForce } from './a-force.ts';

const some = () => randomBytes(6).toString('hex');
const day = (field: string) => ({
	[`${field}-day`]: '1',
	[`${field}-month`]: '4',
	[`${field}-year`]: '2030',
});
const reason = { reason: 'It was another one' };

type Fields = (world: World, who: SignedIn) => Promise<Arranged['fields']> | Arranged['fields'];

const ofForce =
	(fields: Fields = () => ({})) =>
	async (world: World, who: SignedIn): Promise<Arranged> => ({
		params: { slug: (await aForce(world, who)).slug },
		fields: (await fields(world, who)) ?? {},
	});

async function rowOf(world: World, statement: string, values: unknown[]): Promise<string> {
	const { rows } = await world.owner.query<{ id: string }>(statement, values);
	return rows[0]?.id ?? '';
}

/** A row of a force's register; $1 in the statement is the force. */
const ofRow =
	(statement: () => string, fields: Arranged['fields'] = {}) =>
	async (world: World, who: SignedIn): Promise<Arranged> => {
		const force = await aForce(world, who);
		return { params: { slug: force.slug, id: await rowOf(world, statement(), [force.id]) }, fields };
	};

const group = () =>
	"insert into programmes.similar_group (force_id, source, none_because) values ($1, 'A', 'B') returning id";
const policingBody = () => `with body as (insert into foundation.organisation (kind, name)
	values ('policing body', '${some()}') returning id)
	insert into programmes.policing_body (force_id, organisation_id) select $1, id from body returning id`;
const authority = () => `with authority as (insert into programmes.local_authority (code, name)
	values ('E${Math.trunc(Math.random() * 1e8)
		.toString()
		.padStart(8, '0')}', 'A') returning code)
	insert into programmes.local_authority_force (authority, force_id) select code, $1 from authority returning id`;

const body = (world: World) =>
	rowOf(
		world,
		`with made as (insert into foundation.organisation (kind, name) values ('other', $1) returning id)
		insert into programmes.other_body (id, what) select id, 'A unit' from made returning id`,
		[some()],
	);

const ofBody =
	(fields: Fields = () => ({})) =>
	async (world: World, who: SignedIn): Promise<Arranged> => ({
		params: { id: await body(world) },
		fields: (await fields(world, who)) ?? {},
	});

const ofService =
	(fields: Arranged['fields'] = {}) =>
	async (world: World, who: SignedIn): Promise<Arranged> => {
		const [of, force] = [await body(world), await aForce(world, who)];
		const statement =
			'insert into programmes.other_body_force (body_id, force_id) values ($1, $2) returning id';
		return { params: { body: of, id: await rowOf(world, statement, [of, force.id]) }, fields };
	};

const aForcesSlug: Fields = async (world, who) => ({ forces: (await aForce(world, who)).slug });

export const areaExamples: Readonly<Record<string, Example>> = {
	'GET /forces/:slug/group': { arrange: ofForce() },
	'GET /forces/:slug/group/add': { arrange: ofForce() },
	'POST /forces/:slug/group/add': {
		arrange: ofForce(() => ({ has: 'none', noneBecause: 'It is like no other', source: 'A' })),
	},
	'GET /forces/:slug/group/:id/end': { arrange: ofRow(group) },
	'POST /forces/:slug/group/:id/end': { arrange: ofRow(group, day('until')) },
	'GET /forces/:slug/group/:id/remove': { arrange: ofRow(group) },
	'POST /forces/:slug/group/:id/remove': { arrange: ofRow(group, reason) },
	'GET /forces/:slug/area': { arrange: ofForce() },
	'GET /forces/:slug/area/policing-bodies/add': { arrange: ofForce() },
	'POST /forces/:slug/area/policing-bodies/add': { arrange: ofForce(() => ({ name: some() })) },
	'GET /forces/:slug/area/policing-bodies/:id/end': { arrange: ofRow(policingBody) },
	'POST /forces/:slug/area/policing-bodies/:id/end': { arrange: ofRow(policingBody, day('until')) },
	'GET /forces/:slug/area/policing-bodies/:id/remove': { arrange: ofRow(policingBody) },
	'POST /forces/:slug/area/policing-bodies/:id/remove': { arrange: ofRow(policingBody, reason) },
	'GET /forces/:slug/area/authorities/add': { arrange: ofForce() },
	'POST /forces/:slug/area/authorities/add': {
		arrange: ofForce(() => ({
			code: `W${Math.trunc(Math.random() * 1e8)
				.toString()
				.padStart(8, '0')}`,
			name: 'A',
		})),
	},
	'GET /forces/:slug/area/authorities/:id/end': { arrange: ofRow(authority) },
	'POST /forces/:slug/area/authorities/:id/end': { arrange: ofRow(authority, day('until')) },
	'GET /forces/:slug/area/authorities/:id/remove': { arrange: ofRow(authority) },
	'POST /forces/:slug/area/authorities/:id/remove': { arrange: ofRow(authority, reason) },
	'GET /bodies': {},
	'GET /bodies/add': {},
	'POST /bodies/add': { arrange: async () => ({ fields: { name: some(), what: 'A unit' } }) },
	'GET /bodies/:id': { arrange: ofBody() },
	'GET /bodies/:id/edit': { arrange: ofBody() },
	'POST /bodies/:id/edit': { arrange: ofBody(() => ({ what: 'A unit' })) },
	'GET /bodies/:id/forces/add': { arrange: ofBody() },
	'POST /bodies/:id/forces/add': { arrange: ofBody(aForcesSlug) },
	'GET /bodies/:body/forces/:id/end': { arrange: ofService() },
	'POST /bodies/:body/forces/:id/end': { arrange: ofService(day('until')) },
	'GET /bodies/:body/forces/:id/remove': { arrange: ofService() },
	'POST /bodies/:body/forces/:id/remove': { arrange: ofService(reason) },
};

import { randomBytes } from 'node:crypto';
import type { SignedIn } from '../../people.ts';
import type { Example } from '../example.ts';
import type { Arranged, World } from '../world.ts';
import { aForce } from './a-force.ts';

const some = () => randomBytes(6).toString('hex');

/** The force that somebody may see, with the fields of a form. */
const ofForce =
	(fields: () => Arranged['fields'] = () => ({})) =>
	async (world: World, who: SignedIn): Promise<Arranged> => ({
		params: { slug: (await aForce(world, who)).slug },
		fields: fields() ?? {},
	});

/** The same, with a row of its register; $1 in the statement is the force. */
const ofRow =
	(statement: string, fields: () => Arranged['fields'] = () => ({})) =>
	async (world: World, who: SignedIn): Promise<Arranged> => {
		const force = await aForce(world, who);
		const { rows } = await world.owner.query<{ id: string }>(statement, [force.id]);
		return { params: { slug: force.slug, id: rows.at(-1)?.id ?? '' }, fields: fields() ?? {} };
	};

const alias = () =>
	`insert into programmes.force_alias (force_id, spelling, key) values ($1, '${some()}', '${some()}') returning id`;
const name = () => `with earlier as (insert into programmes.force_name (force_id, name, until)
	values ($1, '${some()}', '2019-12-31')) insert into programmes.force_name (force_id, name, since)
	values ($1, '${some()}', '2020-01-01') returning id`;
const holder =
	"insert into programmes.post_holder (force_id, kind, post, surname) values ($1, 'chief officer', 'Chief Constable', 'A') returning id";
const succession = `insert into programmes.force_succession (predecessor_id, successor_id, since)
	select $1, id, '2030-04-01' from programmes.force where id <> $1 limit 1 returning id`;

const day = (field: string) => ({
	[`${field}-day`]: '1',
	[`${field}-month`]: '4',
	[`${field}-year`]: '2030',
});
const person = () => ({ kind: 'chief officer', post: 'Chief Constable', surname: 'A' });

async function twoForces(world: World, who: SignedIn): Promise<Arranged> {
	const [one, other] = [await aForce(world, who), await aForce(world, who)];
	return {
		fields: {
			predecessors: [one.slug, other.slug],
			becomes: 'new',
			name: `${some()} Police`,
			...day('since'),
		},
	};
}

export const forcesExamples: Readonly<Record<string, Example>> = {
	'GET /forces': {},
	'GET /forces.csv': {},
	'GET /forces/add': {},
	'POST /forces/add': {
		arrange: async () => ({ fields: { name: `${some()} Police`, region: 'North', scope: 'in' } }),
	},
	'GET /forces/merge': {},
	'POST /forces/merge': { arrange: twoForces },
	'GET /forces/:slug/register': { arrange: ofForce() },
	'GET /forces/:slug/register/edit': { arrange: ofForce() },
	'POST /forces/:slug/register/edit': { arrange: ofForce(() => ({ region: 'South', scope: 'in' })) },
	'GET /forces/:slug/names/add': { arrange: ofForce() },
	'POST /forces/:slug/names/add': {
		arrange: ofForce(() => ({ name: `${some()} Police`, ...day('since') })),
	},
	'GET /forces/:slug/names/:id/remove': { arrange: (world, who) => ofRow(name())(world, who) },
	'POST /forces/:slug/names/:id/remove': { arrange: (world, who) => ofRow(name())(world, who) },
	'GET /forces/:slug/aliases/add': { arrange: ofForce() },
	'POST /forces/:slug/aliases/add': { arrange: ofForce(() => ({ spelling: some() })) },
	'GET /forces/:slug/aliases/:id/remove': { arrange: (world, who) => ofRow(alias())(world, who) },
	'POST /forces/:slug/aliases/:id/remove': { arrange: (world, who) => ofRow(alias())(world, who) },
	'GET /forces/:slug/posts/add': { arrange: ofForce() },
	'POST /forces/:slug/posts/add': { arrange: ofForce(person) },
	'GET /forces/:slug/posts/:id/edit': { arrange: ofRow(holder) },
	'POST /forces/:slug/posts/:id/edit': { arrange: ofRow(holder, person) },
	'GET /forces/:slug/posts/:id/end': { arrange: ofRow(holder) },
	'POST /forces/:slug/posts/:id/end': { arrange: ofRow(holder, () => day('until')) },
	'GET /forces/:slug/posts/:id/remove': { arrange: ofRow(holder) },
	'POST /forces/:slug/posts/:id/remove': { arrange: ofRow(holder) },
	'GET /forces/:slug/successors/:id/remove': { arrange: ofRow(succession) },
	'POST /forces/:slug/successors/:id/remove': {
		arrange: ofRow(succession, () => ({ reason: 'It was another force' })),
	},
};

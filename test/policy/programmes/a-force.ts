import { randomBytes } from 'node:crypto';
import type { SignedIn } from '../../people.ts';
import type { World } from '../world.ts';

/** The force that somebody belongs to, in the register; a new one for whoever belongs to none. */
export async function aForce(world: World, who: SignedIn): Promise<{ id: string; slug: string }> {
	const { rows } = await world.owner.query<{ kind: string; id: string }>(
		'select kind, coalesce(force_id, id) as id from foundation.organisation where id = $1',
		[who.organisation],
	);
	const own = rows.find(({ kind }) => kind === 'force' || kind === 'policing body');
	const id = own?.id ?? (await world.organisation('force'));
	await world.owner.query(
		"insert into programmes.force (id, slug, region) values ($1, $2, 'North') on conflict do nothing",
		[id, `force-${randomBytes(6).toString('hex')}`],
	);
	return world.owner
		.query<{ id: string; slug: string }>('select id, slug from programmes.force where id = $1', [id])
		.then(({ rows: [force] }) => {
			if (force === undefined) throw new Error('the force is not in the register');
			return force;
		});
}

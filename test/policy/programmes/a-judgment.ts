import { keepFramework } from '../../../src/programmes/index.ts';
import { testFramework, testFrameworkFile, testFrameworkKey } from '../../frameworks/index.ts';
import type { SignedIn } from '../../people.ts';
import type { World } from '../world.ts';
import { aForce } from './a-force.ts';

/** The framework of the tests, kept. */
export async function aFramework(world: World): Promise<typeof testFrameworkKey> {
	await world.database.asActor({ kind: 'operator', name: 'tests' }, (tx) =>
		keepFramework(tx, { source: testFramework, file: testFrameworkFile }),
	);
	return testFrameworkKey;
}

/** A judgment of somebody's own force, or of a new one for whoever belongs to none. */
export async function aJudgment(world: World, who: SignedIn): Promise<{ slug: string; id: string }> {
	const { framework, version } = await aFramework(world);
	const force = await aForce(world, who);
	const standing = `select id from programmes.judgment j where force_id = $1 and not withdrawn
		and not exists (select from programmes.judgment later where later.replaces = j.id)`;
	const before = await world.owner.query<{ id: string }>(standing, [force.id]);
	const found =
		before.rows[0] ??
		(
			await world.owner.query<{ id: string }>(
				`insert into programmes.judgment (force_id, framework, version, component, grade, source, published_at, basis)
					values ($1, $2, $3, 'first-hour', 'sound', 'A report', '2022-06-01', 'entered') returning id`,
				[force.id, framework, version],
			)
		).rows[0];
	if (found === undefined) throw new Error('no judgment was added');
	return { slug: force.slug, id: found.id };
}

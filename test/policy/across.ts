import { randomUUID } from 'node:crypto';
import type { SignedIn } from '../people.ts';
import type { Example } from './example.ts';
import { aForce } from './programmes/a-force.ts';
import type { World } from './world.ts';

/** Two promises of the force of whoever asks, the first of which says again what the second said. */
async function two(world: World, who: SignedIn): Promise<{ number: string; other: string }> {
	const force = (await aForce(world, who)).id;
	await world.owner.query('set session_replication_role = replica');
	const numbers: string[] = [];
	for (const year of [2021, 2017]) {
		const { rows } = await world.owner.query<{ id: string; number: string }>(
			`insert into followup.promise (force_id, kind, text, theme, source, older_id, published_on)
			values ($1, 'recommendation', 'Victims of stalking should be told promptly what happens', 'Victims', 'A report', $2,
				make_date($3, 1, 1)) returning id, number`,
			[force, randomUUID(), year],
		);
		await world.owner.query("insert into followup.part (promise_id, text) values ($1, 'So')", [rows[0]?.id]);
		numbers.push(rows[0]?.number ?? '');
	}
	await world.owner.query('reset session_replication_role');
	const [number = '', other = ''] = numbers;
	return { number, other };
}

/** The force that somebody belongs to is in the register, and something is asked of it. */
const own: Example = {
	arrange: async (world, who) => {
		await two(world, who);
		return {};
	},
};
const related: Example = { arrange: async (world, who) => ({ params: await two(world, who) }) };
const decided: Example = {
	arrange: async (world, who) => ({
		params: await two(world, who),
		fields: { kind: 'repeats', because: 'Word for word' },
	}),
};

/** How the routes across the years are asked. */
export const acrossExamples: Readonly<Record<string, Example>> = {
	'GET /followup/across': own,
	'GET /followup/across.csv': own,
	'GET /followup/across/themes.csv': own,
	'GET /followup/across/years.csv': own,
	'GET /followup/across/:force': {
		arrange: async (world, who) => ({ params: { force: (await aForce(world, who)).slug } }),
	},
	'GET /followup/across/closed': own,
	'GET /followup/across/closed.csv': own,
	'GET /followup/across/found': own,
	'GET /followup/across/found.csv': own,
	'GET /followup/across/repeats': own,
	'GET /followup/across/repeats.csv': own,
	'GET /followup/:number/related': related,
	'GET /followup/:number/related/:other': decided,
	'POST /followup/:number/related/:other': decided,
};

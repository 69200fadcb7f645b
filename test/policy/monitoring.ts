import { randomUUID } from 'node:crypto';
import { dayIn, systemClock } from '../../src/foundation/index.ts';
import { newToken } from '../../src/foundation/web/tokens.ts';
import type { SignedIn } from '../people.ts';
import type { Example } from './example.ts';
import { aForce } from './programmes/a-force.ts';
import type { Arranged, World } from './world.ts';

const today = dayIn(systemClock);
const dayFields = (name: string) => ({
	[`${name}-day`]: String(today.day),
	[`${name}-month`]: String(today.month),
	[`${name}-year`]: String(today.year),
});
const both = (url: string, example: Example) => ({ [`GET ${url}`]: example, [`POST ${url}`]: example });

/** The force of whoever asks, or a new one, is in the register. */
const ofForce = (more: Omit<Arranged, 'params'> = {}): Example => ({
	arrange: async (world, who) => ({ params: { force: (await aForce(world, who)).slug }, ...more }),
});

/** A decision that nobody was told of yet, with one criterion; written behind the rules. */
async function decision(world: World, who: SignedIn) {
	const force = await aForce(world, who);
	const [id, criterion] = [randomUUID(), randomUUID()];
	await world.owner.query('set session_replication_role = replica');
	await world.owner.query(
		`insert into followup.stage (id, force_id, step, stage, decided_on, reasons)
		values ($1, $2, (select count(*) + 1 from followup.stage where force_id = $2), 'enhanced', $3, 'Because')`,
		[id, force.id, today.toString()],
	);
	await world.owner.query(
		"insert into followup.criterion (id, stage_id, position, text) values ($1, $2, 1, 'It is better')",
		[criterion, id],
	);
	await world.owner.query('reset session_replication_role');
	return { force, id, criterion };
}

const decided = (more: Omit<Arranged, 'params'> = {}): Example => ({
	arrange: async (world, who) => {
		const { force, id } = await decision(world, who);
		return { params: { force: force.slug, id }, ...more };
	},
});
const looked: Example = {
	arrange: async (world, who) => {
		const { force, criterion } = await decision(world, who);
		return {
			params: { force: force.slug, id: criterion },
			fields: { ...dayFields('on'), words: 'We saw it' },
		};
	},
};

/** What could not wait for its report, and is public by now. */
const accelerated = (more: Omit<Arranged, 'params'> = {}): Example => ({
	arrange: async (world, who) => {
		const { id: force, slug } = await aForce(world, who);
		const [id, release] = [randomUUID(), randomUUID()];
		const { owner } = world;
		await owner.query('set session_replication_role = replica');
		await owner.query(
			"insert into releases.release (id, slug, title, kind, state) values ($1::uuid, 'r-' || $1::uuid, 'A', 'reports', 'approved')",
			[release],
		);
		await owner.query(
			`insert into edition.edition (release_id, number, slug, title, kind, release_at, content_hash, records_hash,
				approved_at)
			values ($1::uuid, 1, 'r-' || $1::uuid, 'A', 'reports', now() - interval '1 day', sha256('a'), sha256('a'), now())`,
			[release],
		);
		await owner.query(
			`insert into followup.accelerated (id, force_id, title, found, found_on, release_id)
			values ($1, $2, 'It cannot wait', 'Cases', '2020-01-31', $3)`,
			[id, force, release],
		);
		await owner.query('reset session_replication_role');
		return { params: { force: slug, id }, ...more };
	},
});

const place = { inspection: '', raised: '', release: '' };

/** How the routes of monitoring are asked, and those of what everybody who follows up has of their own. */
export const monitoringExamples: Readonly<Record<string, Example>> = {
	'GET /followup/monitoring': ofForce(),
	'GET /followup/monitoring/:force': ofForce(),
	...both('/followup/monitoring/stages', {
		arrange: async () => ({ fields: { default: 'A', enhanced: 'B' } }),
	}),
	...both(
		'/followup/monitoring/:force/decide',
		ofForce({
			fields: {
				...dayFields('on'),
				stage: 'enhanced',
				reasons: 'Because',
				criteria: 'It is better',
				when: 'now',
			},
		}),
	),
	'POST /followup/monitoring/:force/decisions/:id/tell': decided(),
	'POST /followup/monitoring/:force/decisions/:id/publish': decided(),
	'POST /followup/monitoring/:force/decisions/:id/take-back': decided(),
	...both('/followup/monitoring/:force/decisions/:id/reasoning', decided({ fields: { text: 'Among us' } })),
	...both('/followup/monitoring/:force/criteria/:id', looked),
	...both(
		'/followup/monitoring/:force/log',
		ofForce({
			fields: {
				...dayFields('on'),
				kind: 'meeting',
				title: 'A call',
				text: 'They said so',
				source: 'A call',
			},
		}),
	),
	...both(
		'/followup/monitoring/:force/accelerated/new',
		ofForce({ fields: { ...dayFields('foundOn'), ...place, title: 'It cannot wait', found: 'Cases' } }),
	),
	'GET /followup/monitoring/:force/accelerated/:id': accelerated(),
	...both(
		'/followup/monitoring/:force/accelerated/:id/told',
		accelerated({ fields: { ...dayFields('on'), to: 'The chief constable', how: '' } }),
	),
	...both('/followup/monitoring/:force/accelerated/:id/place', accelerated({ fields: place })),
};

const saved: Example = {
	arrange: async (world, who) => {
		const id = randomUUID();
		await world.owner.query(
			"insert into followup.saved (id, account_id, name, query) values ($1::uuid, $2, $1::uuid::text, 'state=open')",
			[id, who.account],
		);
		return { params: { id }, fields: { name: 'Another name' } };
	},
};

const calendar: Example = {
	arrange: async (world) => {
		const { account } = await world.signedInAs('inspector');
		const { token, hash } = newToken();
		await world.owner.query(
			'insert into followup.calendar (account_id, id, token_hash) values ($1, gen_random_uuid(), $2)',
			[account, hash],
		);
		return { params: { token } };
	},
};

export const remindingExamples: Readonly<Record<string, Example>> = {
	...both('/followup/reminders', { arrange: async () => ({ fields: { often: 'weekly' } }) }),
	'POST /followup/calendar/make': {},
	'POST /followup/calendar/end': {},
	'GET /followup/calendar/:token.ics': calendar,
	'GET /followup/saved': {},
	...both('/followup/saved/new', { arrange: async () => ({ fields: { name: randomUUID() } }) }),
	...both('/followup/saved/:id/rename', saved),
	'POST /followup/saved/:id/delete': saved,
};

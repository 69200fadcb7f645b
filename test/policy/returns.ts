import { randomBytes } from 'node:crypto';
import { addEvidence } from '../../src/evidence/index.ts';
import type { AccountActor } from '../../src/foundation/database/actor.ts';
import { dayIn, perform, systemClock } from '../../src/foundation/index.ts';
import { addRequests, keepHeld, requestMoves } from '../../src/returns/index.ts';
import type { SignedIn } from '../people.ts';
import type { Example } from './example.ts';
import { aForce } from './programmes/a-force.ts';
import { inspectionsExamples } from './programmes/inspections.ts';
import { type Arranged, ask, type World } from './world.ts';

const operator = { kind: 'operator', name: 'tests' } as const;
const upload = { field: 'files', name: 'words.txt', content: Buffer.from('Plain words.\n') };
type State = 'draft' | 'sent' | 'prepared' | 'answered';

/** Somebody who speaks for a force. */
function liaisonOf(account: string, force: string): AccountActor {
	return {
		kind: 'account',
		account,
		name: 'The liaison officer',
		email: 'liaison@test.example',
		roles: ['force liaison officer'],
		organisation: { id: force, kind: 'force', name: 'Force', force: null },
		session: '',
		method: 'password',
	};
}

async function held(world: World, force: string, account: string): Promise<string> {
	const { id } = await world.database.asActor(liaisonOf(account, force), (tx) =>
		addEvidence(tx, {
			kind: 'document',
			force,
			suppliedBy: force,
			source: { name: randomBytes(6).toString('hex') },
			title: 'A policy',
			text: 'Words.',
			happenedOn: dayIn(systemClock),
			gatheredByName: 'The force',
			reliability: 'force-reported',
		}),
	);
	return id;
}

/** A request between inspections to the force of whoever asks, which has come so far. */
async function request(world: World, who: SignedIn, state: State) {
	const force = (await aForce(world, who)).id;
	const liaison = await world.signedInAs('force liaison officer', { organisation: force });
	const { account } = liaison;
	const { batch, ids } = await world.database.asActor(operator, async (tx) => {
		const added = await addRequests(tx, {
			to: [{ force, inspection: null, bearsOn: [] }],
			programme: null,
			asks: 'documents',
			title: `Something ${randomBytes(6).toString('hex')}`,
			text: 'All of it',
			purpose: 'To see',
			due: dayIn(systemClock).add({ days: 9 }),
			dueBecause: null,
		});
		for (const id of state === 'draft' ? [] : added.ids) {
			await keepHeld(tx, id, { shown: 0, because: null });
			await perform(requestMoves, tx, operator, { id, action: 'send' });
		}
		return added;
	});
	const id = ids[0] ?? '';
	let answer = '';
	if (state === 'prepared' || state === 'answered') {
		await ask(
			world,
			liaison,
			{ method: 'POST', url: '/requests/:id/answer/file' },
			{ params: { id }, upload, fields: { becomes: 'document' } },
		);
		const { rows } = await world.owner.query<{ id: string }>(
			'select id from returns.answer where request_id = $1',
			[id],
		);
		answer = rows[0]?.id ?? '';
		const actor = liaisonOf(account, force);
		if (state === 'answered')
			await world.database.asActor(actor, (tx) => perform(requestMoves, tx, actor, { id, action: 'answer' }));
	}
	return { id, batch, answer, force, account };
}

const at = (state: State, more: Omit<Arranged, 'params'> = {}): Example => ({
	arrange: async (world, who) => ({ params: { id: (await request(world, who, state)).id }, ...more }),
});

/** The page that asks, and the step itself. */
const step = (name: string, state: State, moves: number, fields: Arranged['fields'] = {}) => ({
	[`GET /requests/:id/${name}`]: at(state),
	[`POST /requests/:id/${name}`]: at(state, { query: `?seen=${moves}`, fields }),
});

const due = { 'due-day': '1', 'due-month': '4', 'due-year': '2030' };
const because = { reason: 'Because' };

const batch: Example = {
	arrange: async (world, who) => {
		const made = await request(world, who, 'draft');
		return { params: { id: made.batch }, fields: { send: made.id } };
	},
};
const sending: Example = {
	arrange: async (world, who) => {
		const { id } = await request(world, who, 'draft');
		return { params: { id }, fields: { send: id } };
	},
};
const pointing: Example = {
	arrange: async (world, who) => {
		const { id, force, account } = await request(world, who, 'sent');
		return { params: { id }, fields: { items: await held(world, force, account) } };
	},
};
const ofInspection = inspectionsExamples['GET /inspections/:id'] ?? {};

/** How the routes of the room of returns are asked. */
export const returnsExamples: Readonly<Record<string, Example>> = {
	'GET /requests': {},
	'GET /requests.csv': {},
	'GET /inspections/:id/requests': ofInspection,
	'GET /inspections/:id/requests.csv': ofInspection,
	'GET /requests/add': {},
	'POST /requests/add': {
		arrange: async (world, who) => ({
			fields: {
				forces: (await aForce(world, who)).id,
				asks: 'documents',
				title: 'A policy',
				text: 'All of it',
				purpose: 'To see',
				...due,
			},
		}),
	},
	'GET /requests/batches/:id': batch,
	'POST /requests/batches/:id': batch,
	'GET /requests/:id/send': sending,
	'POST /requests/:id/send': sending,
	'GET /requests/:id': at('sent'),
	'GET /requests/answers/:id/file': {
		arrange: async (world, who) => ({ params: { id: (await request(world, who, 'answered')).answer } }),
	},
	...step('discard', 'draft', 0),
	...step('answer', 'prepared', 1),
	...step('accept', 'answered', 2),
	...step('ask-again', 'answered', 2, because),
	...step('withdraw', 'sent', 1, because),
	...step('change-the-day', 'sent', 1, { ...because, ...due }),
	'GET /requests/:id/answer/file': at('sent'),
	'POST /requests/:id/answer/file': at('sent', { upload, fields: { becomes: 'document' } }),
	'GET /requests/:id/answer/held': pointing,
	'POST /requests/:id/answer/held': pointing,
	'GET /requests/:id/answer/cannot': at('sent'),
	'POST /requests/:id/answer/cannot': at('sent', { fields: { text: 'It was not kept' } }),
	'POST /requests/:id/answer/:answer/remove': {
		arrange: async (world, who) => {
			const { id, answer } = await request(world, who, 'prepared');
			return { params: { id, answer } };
		},
	},
	'GET /burden': {},
	'GET /burden.csv': {},
};

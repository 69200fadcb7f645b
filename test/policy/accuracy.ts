import { randomUUID } from 'node:crypto';
import { frozenOf } from '../../src/accuracy/frozen.ts';
import {
	type DocumentAction,
	docFrom,
	keptOf,
	moveDocument,
	openDocument,
} from '../../src/documents/index.ts';
import { dayIn, systemClock } from '../../src/foundation/index.ts';
import { operator } from '../inspections.ts';
import { actorOf } from '../judging.ts';
import type { SignedIn } from '../people.ts';
import { aDocument } from './documents.ts';
import type { Example } from './example.ts';
import { anInspection } from './judgments.ts';
import { aForce } from './programmes/a-force.ts';
import { type Arranged, ask, type World } from './world.ts';

type State = 'preparing' | 'shared' | 'submitted' | 'decided';
type Wanted = {
	/** Its point was decided so. */
	outcome?: 'accepted' | 'not accepted';
	/** The point is somebody else's. */
	foreign?: boolean;
	/** A document that is really there. */
	real?: boolean;
	overdue?: boolean;
};

const upload = { field: 'files', name: 'words.txt', content: Buffer.from('Plain words.\n') };
const today = dayIn(systemClock);
const dayFields = (name: string, day: Temporal.PlainDate) => ({
	[`${name}-day`]: String(day.day),
	[`${name}-month`]: String(day.month),
	[`${name}-year`]: String(day.year),
});

/** Whoever asks is named and hands in; the steps that led there were taken behind the rules, as quickly as can be. */
async function round(world: World, who: SignedIn, state: State, wanted: Wanted = {}) {
	const { outcome, foreign = false, real = false, overdue = false } = wanted;
	const force = (await aForce(world, who)).id;
	const inspection = await anInspection(world);
	const document = real ? (await aDocument(world)).id : randomUUID();
	const { doc } = await world.database.asActor(operator, async (tx) =>
		openDocument(tx, real ? document : (await sample(world)).id),
	);
	const { tree, passages } = frozenOf(docFrom(keptOf(doc).replaceAll('looked after', 'cared for')));
	const [id, point] = [randomUUID(), randomUUID()];
	const shared = state === 'preparing' ? null : new Date();
	const sent = state === 'preparing' || state === 'shared' ? null : new Date();
	const { owner } = world;
	await owner.query('set session_replication_role = replica');
	await owner.query(
		`insert into accuracy.round (id, kind, force_id, inspection_id, document_id, title, programme, deadline, state,
			shared_at, submitted_at, response, decided_at)
		values ($1, 'draft', $2, $3, $4, 'A report', 'A programme', $5, $6, $7, $8, $9, $10)`,
		[
			...[id, force, inspection.id, document],
			today.add({ days: overdue ? -3 : 9 }).toString(),
			...[state, shared, sent, sent === null ? null : 'points', state === 'decided' ? new Date() : null],
		],
	);
	await owner.query(
		"insert into accuracy.member (round_id, account_id, account_name, hands_in) values ($1, $2, 'A', true)",
		[id, who.account],
	);
	if (state !== 'preparing') {
		await owner.query(
			"insert into accuracy.frozen (round_id, tree, content_hash) values ($1, $2, sha256('A'))",
			[id, tree],
		);
		const rests = [
			{ kind: 'figure', id: 'a', title: 'A', value: null, area: null, period: null, source: null },
		];
		for (const { number, kind, words } of passages)
			await owner.query(
				'insert into accuracy.passage (round_id, number, kind, words, rests_on) values ($1, $2, $3, $4, $5)',
				[id, number, kind, words, JSON.stringify(rests)],
			);
		await owner.query(
			`insert into accuracy.point (id, round_id, number, passage, argument, wrong, by, by_name, sent_at)
			values ($1, $2, 1, 1, 'fact', 'It is wrong', $3, 'A', $4)`,
			[point, id, foreign ? null : who.account, sent],
		);
		if (outcome !== undefined)
			await owner.query(
				`insert into accuracy.decision (point_id, number, outcome, reason, by_name, at)
				values ($1, 1, $2, 'Because', 'A', now() - interval '1 hour')`,
				[point, outcome],
			);
	}
	await owner.query('reset session_replication_role');
	return { id, point, force, document };
}

const samples = new WeakMap<World, ReturnType<typeof aDocument>>();
function sample(world: World): ReturnType<typeof aDocument> {
	const found = samples.get(world) ?? aDocument(world);
	samples.set(world, found);
	return found;
}

const at = (state: State, more: Omit<Arranged, 'params'> = {}, wanted: Wanted = {}): Example => ({
	arrange: async (world, who) => {
		const { id, point } = await round(world, who, state, wanted);
		return { params: { id, point }, ...more };
	},
});

const both = (url: string, example: Example) => ({ [`GET ${url}`]: example, [`POST ${url}`]: example });
/** The page that asks, and the step itself. */
const step = (name: string, state: State, fields: Arranged['fields'] = {}, wanted: Wanted = {}) =>
	both(`/accuracy/:id/${name}`, at(state, { query: '?seen=0', fields }, wanted));

async function pass(world: World, document: string): Promise<void> {
	const editor = actorOf(await world.signedInAs('editor'), 'editor');
	const action: DocumentAction = 'pass';
	await world.database.asActor(editor, (tx) => moveDocument(tx, editor, { id: document, action }));
}

const sharing: Example = {
	arrange: async (world, who) => {
		const { id, document } = await round(world, who, 'preparing', { real: true });
		await pass(world, document);
		return { params: { id }, query: '?seen=0' };
	},
};

const preparing: Example = {
	arrange: async (world) => {
		const { force } = await anInspection(world);
		const liaison = await world.signedInAs('force liaison officer', { organisation: force });
		const { id } = await aDocument(world);
		return {
			query: `?document=${id}`,
			fields: { handsIn: liaison.account, ...dayFields('deadline', today.add({ days: 9 })) },
		};
	},
};

const changing: Example = {
	arrange: async (world, who) => {
		const { id, point, document } = await round(world, who, 'submitted', { real: true });
		const { hash } = await world.database.asActor(operator, (tx) => openDocument(tx, document));
		return { params: { id, point }, fields: { content: hash.toString('hex'), differences: '0' } };
	},
};

const ofColleague = (field: string, more: Arranged['fields'] = {}): Example => ({
	arrange: async (world, who) => {
		const { id, force } = await round(world, who, 'shared');
		const colleague = await world.signedInAs('force contributor', { organisation: force });
		return { params: { id }, fields: { [field]: colleague.account, ...more } };
	},
});

const attached: Example = {
	arrange: async (world, who) => {
		const { id, point, force } = await round(world, who, 'shared');
		const own = who.organisation === force;
		const bringer = own ? who : await world.signedInAs('force liaison officer', { organisation: force });
		if (!own)
			await world.owner.query('insert into accuracy.member (round_id, account_id) values ($1, $2)', [
				id,
				bringer.account,
			]);
		await ask(
			world,
			bringer,
			{ method: 'POST', url: '/accuracy/:id/points/:point/attach' },
			{ params: { id, point }, upload },
		);
		await world.owner.query('update accuracy.point set sent_at = now() where id = $1', [point]);
		const { rows } = await world.owner.query<{ id: string }>(
			'select id from accuracy.attachment where point_id = $1',
			[point],
		);
		return { params: { id: rows[0]?.id ?? '' } };
	},
};

const because = { reason: 'Because' };

/** How the routes of the room of the accuracy check are asked. */
export const accuracyExamples: Readonly<Record<string, Example>> = {
	'GET /accuracy': {},
	'GET /inspections/:id/accuracy': {
		arrange: async (world) => ({ params: { id: (await anInspection(world)).id } }),
	},
	...both('/accuracy/new', preparing),
	'GET /accuracy/:id': at('shared'),
	'GET /accuracy/:id/points': at('shared'),
	'GET /accuracy/:id/points.csv': at('shared'),
	'GET /accuracy/:id/people': at('shared'),
	'GET /accuracy/:id/statement': at('shared'),
	'GET /accuracy/:id/differences': at('shared', {}, { real: true }),
	...both(
		'/accuracy/:id/points/new',
		at('shared', {
			query: '?passage=1',
			fields: { passage: '1', argument: 'fact', wrong: 'It is wrong' },
			upload,
		}),
	),
	'GET /accuracy/:id/points/:point': at('submitted'),
	...both('/accuracy/:id/points/:point/join', at('shared', {}, { foreign: true })),
	...both('/accuracy/:id/points/:point/attach', at('shared', { upload })),
	...both('/accuracy/:id/points/:point/withdraw', at('shared')),
	...both(
		'/accuracy/:id/points/:point/decide',
		at('submitted', { fields: { outcome: 'accepted', reason: 'It is so', seen: '0' } }),
	),
	...both('/accuracy/:id/points/:point/change', changing),
	...both(
		'/accuracy/:id/points/:point/source',
		at('submitted', { fields: { record: 'figure a', said: 'It was amended' } }),
	),
	'GET /accuracy/attachments/:id': attached,
	...both('/accuracy/:id/people/name', ofColleague('handsIn')),
	...both('/accuracy/:id/people/let-in', ofColleague('person')),
	...both('/accuracy/:id/statement/give', at('shared', { fields: { text: 'We agree', seen: '0' } })),
	'POST /accuracy/:id/statement/take-back': at('shared', { fields: { seen: '0' } }),
	...both('/accuracy/:id/share', sharing),
	...step('hand-in', 'shared', {}, { real: true }),
	...step('decide', 'submitted', {}, { outcome: 'not accepted' }),
	...step('close', 'decided', {}, { outcome: 'not accepted' }),
	...step('close-without-response', 'shared', {}, { overdue: true }),
	...step('extend', 'shared', { ...because, ...dayFields('until', today.add({ days: 20 })) }),
	...step('ask-again', 'submitted', because),
	...step('decide-again', 'decided', because),
	...step('take-back', 'shared', because),
};

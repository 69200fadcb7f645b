import { addEvidence } from '../../src/evidence/index.ts';
import { dayIn, systemClock, type Tx } from '../../src/foundation/index.ts';
import { addAdvice, addFinding, addRaised, cite, type NewRaised } from '../../src/judgments/index.ts';
import { arrange, operator, take } from '../inspections.ts';
import type { Example } from './example.ts';
import type { Arranged, World } from './world.ts';

export type AnInspection = {
	id: string;
	force: string;
	programme: { id: string; slug: string };
	slug: string;
};

const known = new WeakMap<World, Promise<AnInspection>>();

/** One inspection that is prepared, for all examples: what they write under it does not get in each other's way. */
export function anInspection(world: World): Promise<AnInspection> {
	const before = known.get(world);
	if (before !== undefined) return before;
	const made = (async () => {
		const lead = await world.signedInAs('inspector');
		const { id, force, programme } = await arrange(world, { lead });
		await take(world, id, 'decide', 'open');
		const { rows } = await world.owner.query<{ slug: string }>(
			'select coalesce(slug, id::text) as slug from programmes.force where id = $1',
			[force],
		);
		return { id, force, programme, slug: rows[0]?.slug ?? '' };
	})();
	known.set(world, made);
	return made;
}

export const component = 'first-hour';

function as<T>(world: World, work: (tx: Tx) => Promise<T>): Promise<T> {
	return world.database.asActor(operator, work);
}

/** Evidence that was gathered for it: a sample, which alone carries no weakness. */
export async function anItem(world: World): Promise<string> {
	const { id } = await anInspection(world);
	const item = await as(world, (tx) =>
		addEvidence(tx, {
			kind: 'record review',
			inspection: id,
			source: { name: 'Thirty records' },
			title: 'What they say',
			text: 'Words.',
			happenedOn: dayIn(systemClock),
			gatheredByName: 'A. Inspector',
			reliability: 'non-statistical',
			bearsOn: [{ framework: 'test-custody', version: 1, component }],
		}),
	);
	return item.id;
}

/** A weakness under its question, which cites one sample. */
export async function aFinding(world: World): Promise<{ id: string; item: string }> {
	const inspection = await anInspection(world);
	const item = await anItem(world);
	const { id } = await as(world, async (tx) => {
		const finding = await addFinding(tx, {
			of: { inspection: inspection.id },
			component,
			tone: 'weakness',
			text: 'People wait for hours.',
		});
		await cite(tx, finding.id, { item, relation: 'supports' });
		return finding;
	});
	return { id, item };
}

export async function raisedThere(world: World, more: Partial<NewRaised> = {}): Promise<string> {
	const inspection = await anInspection(world);
	const { id } = await as(world, (tx) =>
		addRaised(tx, {
			of: { inspection: inspection.id, component },
			kind: 'area for improvement',
			text: 'The force should see people sooner.',
			addressee: 'The chief constable',
			due: { kind: 'none' },
			...more,
		}),
	);
	return id;
}

export const ofInspection =
	(fields: Arranged['fields'] = {}, query = '') =>
	async (world: World): Promise<Arranged> => ({
		params: { id: (await anInspection(world)).id, component },
		fields,
		query,
	});

export const ofItsProgramme =
	(fields: Arranged['fields'] = {}, query = '') =>
	async (world: World): Promise<Arranged> => ({
		params: { slug: (await anInspection(world)).programme.slug },
		fields,
		query,
	});

const ofFinding =
	(fields: Arranged['fields'] = {}) =>
	async (world: World): Promise<Arranged> => ({ params: await aFinding(world), fields });

const ofRaised =
	(fields: Arranged['fields'] = {}, more: Partial<NewRaised> = {}) =>
	async (world: World): Promise<Arranged> => ({ params: { id: await raisedThere(world, more) }, fields });

const ofAdvice =
	(fields: Arranged['fields'] = {}) =>
	async (world: World): Promise<Arranged> => {
		const inspection = await anInspection(world);
		const id = await as(world, (tx) =>
			addAdvice(tx, { inspection: inspection.id, component, text: 'The force might consider it.' }),
		);
		return { params: { id }, fields };
	};

const finding = { tone: 'weakness', text: 'People wait for hours.' };
const area = {
	text: 'The force should see people sooner than it does.',
	addressee: 'The chief constable',
	due: 'none',
	despite: 'yes',
};
const concern: Partial<NewRaised> = { kind: 'cause of concern', title: 'Harm', due: null, addressee: null };
const today = dayIn(systemClock);
const both = (url: string, arrange: Example['arrange']) => ({
	[`GET ${url}`]: { ...(arrange === undefined ? {} : { arrange }) },
	[`POST ${url}`]: { ...(arrange === undefined ? {} : { arrange }) },
});

const findingExamples: Readonly<Record<string, Example>> = {
	'GET /inspections/:id/questions/:component/findings': { arrange: ofInspection() },
	'GET /inspections/:id/findings.csv': { arrange: ofInspection() },
	...both('/inspections/:id/questions/:component/findings/add', ofInspection(finding)),
	'GET /findings/:id': { arrange: ofFinding() },
	...both('/findings/:id/edit', ofFinding({ ...finding, seen: '1' })),
	'GET /findings/:id/cite': { arrange: ofFinding() },
	'POST /findings/:id/cite': {
		arrange: async (world) => ({
			params: await aFinding(world),
			fields: { items: await anItem(world), relation: 'supports' },
		}),
	},
	...both('/findings/:id/cite/:item', ofFinding({ relation: 'contradicts' })),
	'POST /findings/:id/cite/:item/remove': { arrange: ofFinding() },
	...both('/findings/:id/sole-basis', ofFinding({ because: 'All of them were silent.', seen: '1' })),
	...both('/findings/:id/objects', ofFinding()),
	...both('/findings/:id/withdraw', ofFinding({ because: 'It was mistaken' })),
	'POST /findings/:id/put-back': { arrange: ofFinding() },
	...both(
		'/inspections/:id/questions/:component/advice/add',
		ofInspection({ text: 'The force might consider it.' }),
	),
	...both('/advice/:id/edit', ofAdvice({ text: 'The force might.', seen: '1' })),
	'POST /advice/:id/remove': { arrange: ofAdvice() },
	'GET /inspections/:id/bank': { arrange: ofInspection() },
	'GET /inspections/:id/bank.csv': { arrange: ofInspection() },
	'GET /programmes/:slug/bank': { arrange: ofItsProgramme() },
	'GET /programmes/:slug/bank.csv': { arrange: ofItsProgramme() },
	'GET /programmes/:slug/findings': { arrange: ofItsProgramme() },
	'GET /programmes/:slug/findings.csv': { arrange: ofItsProgramme() },
	...both(
		'/programmes/:slug/findings/add',
		ofItsProgramme({ ...finding, question: 'test-custody 1 first-hour' }),
	),
};

const raisedExamples: Readonly<Record<string, Example>> = {
	'GET /inspections/:id/questions/:component/raised': { arrange: ofInspection() },
	'GET /inspections/:id/raised.csv': { arrange: ofInspection() },
	...both(
		'/inspections/:id/questions/:component/raised/add',
		ofInspection(area, '?kind=area+for+improvement'),
	),
	'GET /programmes/:slug/raised': { arrange: ofItsProgramme() },
	'GET /programmes/:slug/raised.csv': { arrange: ofItsProgramme() },
	...both('/programmes/:slug/raised/add', ofItsProgramme(area, '?kind=area+for+improvement')),
	'GET /raised': {},
	'GET /raised.csv': {},
	...both('/raised/add', async () => ({
		query: '?kind=area+for+improvement',
		fields: {
			...area,
			source: 'A report',
			'raisedOn-day': '1',
			'raisedOn-month': '4',
			'raisedOn-year': '2020',
		},
	})),
	'GET /forces/:slug/raised': {
		arrange: async (world) => ({ params: { slug: (await anInspection(world)).slug } }),
	},
	'GET /raised/:id': { arrange: ofRaised() },
	...both('/raised/:id/edit', ofRaised({ ...area, seen: '1' })),
	...both('/raised/:id/recommendation', ofRaised(area, concern)),
	...both('/raised/:id/withdraw', ofRaised({ because: 'It was mistaken' })),
	...both(
		'/raised/:id/progress/add',
		ofRaised({
			outcome: 'improving',
			text: 'It is getting better.',
			source: 'A report',
			'foundOn-day': String(today.day),
			'foundOn-month': String(today.month),
			'foundOn-year': String(today.year),
		}),
	),
};

export const judgmentsExamples: Readonly<Record<string, Example>> = {
	...findingExamples,
	...raisedExamples,
	'GET /search/evidence': {},
};

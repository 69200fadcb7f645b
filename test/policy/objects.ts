import { randomBytes } from 'node:crypto';
import {
	addEvidence,
	addObject,
	addObjectState,
	addStandard,
	addStandardVersion,
	putToObject,
	receiveStatement,
} from '../../src/evidence/index.ts';
import { dayIn, systemClock } from '../../src/foundation/index.ts';
import type { SignedIn } from '../people.ts';
import type { Example } from './example.ts';
import { aForce } from './programmes/a-force.ts';
import { type Arranged, ask, type World } from './world.ts';

const operator = { kind: 'operator', name: 'tests' } as const;
const today = dayIn(systemClock);
const aName = () => `Thing ${randomBytes(6).toString('hex')}`;
const daysOf = (name: string, year = today.year) => ({
	[`${name}-day`]: String(today.day),
	[`${name}-month`]: String(today.month),
	[`${name}-year`]: String(year),
});

async function standard({ database }: World): Promise<{ id: string; slug: string }> {
	return database.asActor(operator, async (tx) => {
		const { id, slug } = await addStandard(tx, {
			title: aName(),
			issuer: 'An issuer',
			kind: 'guidance',
			note: null,
		});
		const version = await addStandardVersion(tx, {
			standard: id,
			version: '2014',
			inForceFrom: null,
			inForceTo: null,
			address: null,
			supersededBy: null,
			note: null,
		});
		return { id: version, slug };
	});
}

const ofStandard = (fields: () => Arranged['fields'] = () => ({})): Example => ({
	arrange: async (world) => ({ params: await standard(world), fields: fields() ?? {} }),
});
const standardFields = () => ({ title: aName(), issuer: 'An issuer', kind: 'guidance' });

async function object(world: World): Promise<{ id: string; state: string; item: string; number: number }> {
	return world.database.asActor(operator, async (tx) => {
		const item = await addEvidence(tx, {
			kind: 'observation',
			source: { name: 'A place' },
			force: null,
			title: 'What was seen',
			text: 'Words.',
			happenedOn: today,
			gatheredByName: 'A. Inspector',
			reliability: 'verified',
		});
		const id = await addObject(tx, {
			force: null,
			owner: 'A unit',
			kind: 'system',
			name: aName(),
			purpose: 'To work.',
		});
		await putToObject(tx, id, item.id);
		const state = await addObjectState(tx, id, {
			state: 'Used',
			since: today,
			until: null,
			item: null,
			note: null,
		});
		return { id, state, item: item.id, number: item.number };
	});
}

const ofObject = (fields: (number: number) => Arranged['fields'] = () => ({})): Example => ({
	async arrange(world) {
		const { number, ...params } = await object(world);
		return { params, fields: fields(number) ?? {} };
	},
});
const objectFields = () => ({ kind: 'system', name: aName(), owner: 'A unit', purpose: 'To work.' });
const stateFields = () => ({ state: 'Used', ...daysOf('since') });

/** A statement of the force of whoever asks. */
const ofStatement = (fields: Arranged['fields'] = {}): Example => ({
	async arrange(world, who) {
		const force = (await aForce(world, who)).id;
		const { id } = await world.database.asActor(operator, (tx) =>
			receiveStatement(tx, {
				force,
				year: 2019,
				receivedOn: today,
				sections: [{ number: '1', heading: 'Demand', text: 'Words.' }],
				gatheredByName: 'A. Inspector',
			}),
		);
		return { params: { id }, fields };
	},
});

const document = { field: 'file', name: 'statement.txt', content: Buffer.from('1 Demand\n\nWords.\n') };
const received = (force: string) => ({ force, year: '2019', ...daysOf('receivedOn') });

async function withDocument(world: World, who: SignedIn): Promise<Arranged> {
	const force = (await aForce(world, who)).id;
	const inspector = await world.signedInAs('inspector');
	const sent = { fields: received(force), upload: document };
	await ask(world, inspector, { method: 'POST', url: '/statements/add' }, sent);
	const { rows } = await world.owner.query<{ id: string }>(
		'select id from evidence.statement where force_id = $1 order by version desc limit 1',
		[force],
	);
	return { params: { id: rows[0]?.id ?? '' } };
}

const form = (url: string, example: Example): Record<string, Example> => ({
	[`GET ${url}`]: example,
	[`POST ${url}`]: example,
});

/** How standards, management statements and assessed objects are asked. */
export const objectsExamples: Readonly<Record<string, Example>> = {
	'GET /standards': {},
	'GET /standards.csv': {},
	...form('/standards/add', { arrange: async () => ({ fields: standardFields() }) }),
	'GET /standards/:slug': ofStandard(),
	...form('/standards/:slug/change', ofStandard(standardFields)),
	...form(
		'/standards/:slug/versions/add',
		ofStandard(() => ({ version: aName() })),
	),
	...form(
		'/standards/:slug/versions/:id',
		ofStandard(() => ({ version: '2015' })),
	),
	'GET /statements': {},
	'GET /statements.csv': {},
	...form('/statements/add', {
		arrange: async (world, who) => ({
			fields: received((await aForce(world, who)).id),
			upload: document,
		}),
	}),
	'GET /statements/:id': ofStatement(),
	'GET /statements/:id/file': { arrange: withDocument },
	...form('/statements/:id/sections', ofStatement({ text: '2 Workforce\n\nWords.' })),
	'GET /statements/:id/questions': ofStatement(),
	// No inspection of the force is planned, so there is no question to choose.
	'POST /statements/:id/questions': { ...ofStatement(), status: 404 },
	'GET /objects': {},
	'GET /objects.csv': {},
	...form('/objects/add', { arrange: async () => ({ fields: objectFields() }) }),
	'GET /objects/:id': ofObject(),
	...form('/objects/:id/change', ofObject(objectFields)),
	'GET /objects/:id/questions': ofObject(),
	'POST /objects/:id/questions': { ...ofObject(() => ({ framework: 'none/1' })), status: 422 },
	...form('/objects/:id/states/add', ofObject(stateFields)),
	...form('/objects/:id/states/:state', ofObject(stateFields)),
	...form(
		'/objects/:id/evidence/add',
		ofObject((number) => ({ items: String(number) })),
	),
	'POST /objects/:id/evidence/:item/remove': ofObject(),
};

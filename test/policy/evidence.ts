import { addEvidence, evidenceFiles, type NewEvidence } from '../../src/evidence/index.ts';
import { dayIn, systemClock } from '../../src/foundation/index.ts';
import { arrange, take } from '../inspections.ts';
import type { SignedIn } from '../people.ts';
import type { Example } from './example.ts';
import { aForce } from './programmes/a-force.ts';
import { type Arranged, ask, type World } from './world.ts';

const operator = { kind: 'operator', name: 'tests' } as const;
const upload = { field: 'files', name: 'words.txt', content: Buffer.from('Plain words.\n') };
const today = dayIn(systemClock);

const interview = {
	kind: 'interview',
	source: { name: 'Head of custody' },
	title: 'An interview',
	text: 'Words.',
	happenedOn: today,
	gatheredByName: 'A. Inspector',
	reliability: 'as told',
} as const satisfies NewEvidence;

/** The same as somebody fills it in. */
const typed = {
	title: 'An interview',
	source: 'Head of custody',
	text: 'Words.',
	'happened-on-day': String(today.day),
	'happened-on-month': String(today.month),
	'happened-on-year': String(today.year),
	'gathered-by-name': 'A. Inspector',
	reliability: 'as told',
	bearing: 'informs',
};
const because = { because: 'Because' };

/** An inspection that its force was told of. */
async function opened(world: World, who: SignedIn): Promise<{ id: string; force: string }> {
	const force = (await aForce(world, who)).id;
	const lead = await world.signedInAs('inspector');
	const { id } = await arrange(world, { force, lead });
	await take(world, id, 'decide', 'open');
	return { id, force };
}

async function item(world: World, who: SignedIn): Promise<{ id: string; inspection: string; force: string }> {
	const { id: inspection, force } = await opened(world, who);
	const { id } = await world.database.asActor(operator, (tx) =>
		addEvidence(tx, { ...interview, inspection }),
	);
	return { id, inspection, force };
}

const ofItem = (fields: Arranged['fields'] = {}): Example => ({
	arrange: async (world, who) => ({ params: { id: (await item(world, who)).id }, fields }),
});

const ofInspection = (params: Record<string, string> = {}, fields: Arranged['fields'] = {}): Example => ({
	arrange: async (world, who) => ({ params: { id: (await opened(world, who)).id, ...params }, fields }),
});
const ofForce = (params: Record<string, string> = {}, fields: Arranged['fields'] = {}): Example => ({
	arrange: async (world, who) => ({ params: { slug: (await aForce(world, who)).slug, ...params }, fields }),
});
const ofNobody = (params: Record<string, string> = {}, fields: Arranged['fields'] = {}): Example => ({
	arrange: async () => ({ params, fields }),
});

/** The last evidence that came in, with its first file. */
async function newest(world: World): Promise<{ id: string; file: string }> {
	const { rows } = await world.owner.query<{ id: string }>(
		'select id from evidence.item order by number desc limit 1',
	);
	const id = rows[0]?.id ?? '';
	const files = await world.database.asActor(operator, (tx) => evidenceFiles(tx, id));
	return { id, file: files[0]?.id ?? '' };
}

const withFile: Example = {
	async arrange(world, who) {
		const { id } = await opened(world, who);
		const inspector = await world.signedInAs('inspector');
		const url = '/inspections/:id/evidence/add/:kind';
		const params = { id, kind: 'interview' };
		await ask(world, inspector, { method: 'POST', url }, { params, fields: typed, upload });
		return { params: await newest(world) };
	},
};

const update = {
	title: 'New checks',
	text: 'Checks are made.',
	'happened-on-day': String(today.day),
	'happened-on-month': String(today.month),
	'happened-on-year': String(today.year),
};

/** What somebody's own force has sent. */
const sent: Example = {
	async arrange(world, who) {
		const { id, force } = await opened(world, who);
		const liaison = await world.signedInAs('force liaison officer', { organisation: force });
		const url = '/your-evidence/send';
		await ask(world, liaison, { method: 'POST', url }, { fields: { ...update, inspection: id }, upload });
		return { params: await newest(world) };
	},
};

const again: Example = {
	async arrange(world, who) {
		const { id, force } = await item(world, who);
		const other = await arrange(world, { force });
		return { params: { id }, fields: { ...because, inspection: other.id } };
	},
};

function recording(url: string, of: typeof ofForce): Record<string, Example> {
	return {
		[`GET ${url}/add`]: of(),
		[`GET ${url}/add-figure`]: of(),
		[`GET ${url}/add/:kind`]: of({ kind: 'interview' }),
		[`POST ${url}/add/:kind`]: of({ kind: 'interview' }, typed),
	};
}

const form = (url: string, example: Example): Record<string, Example> => ({
	[`GET ${url}`]: example,
	[`POST ${url}`]: example,
});

/** How the routes of the room of evidence are asked. */
export const evidenceExamples: Readonly<Record<string, Example>> = {
	'GET /evidence': {},
	'GET /evidence.csv': {},
	'GET /inspections/:id/evidence': ofInspection(),
	'GET /inspections/:id/evidence.csv': ofInspection(),
	'GET /forces/:slug/evidence': ofForce(),
	...recording('/inspections/:id/evidence', ofInspection),
	...recording('/forces/:slug/evidence', ofForce),
	...recording('/evidence', ofNobody),
	'GET /evidence/:id': ofItem(),
	'GET /evidence/:id/files/:file': withFile,
	...form('/evidence/:id/correct', ofItem({ ...typed, ...because, seen: '1' })),
	...form('/evidence/:id/withdraw', ofItem(because)),
	...form('/evidence/:id/questions', ofItem()),
	...form('/evidence/:id/use-again', again),
	'POST /evidence/:id/for-the-team': ofItem(),
	'POST /evidence/:id/for-all-staff': ofItem(),
	'GET /your-evidence': {},
	...form('/your-evidence/send', {
		arrange: async (world, who) => ({ fields: { ...update, inspection: (await opened(world, who)).id } }),
	}),
	'GET /your-evidence/:id': sent,
	'GET /your-evidence/:id/files/:file': sent,
};

import { randomBytes } from 'node:crypto';
import type { Actor } from '../../../src/foundation/database/actor.ts';
import { keepFramework } from '../../../src/programmes/frameworks/framework.store.ts';
import {
	addFocus,
	addForce,
	addInput,
	addMilestone,
	addProgramme,
	addTranche,
	joinTeam,
	planInspections,
} from '../../../src/programmes/index.ts';
import { addProgrammeFramework } from '../../../src/programmes/planning/version.store.ts';
import { testFramework, testFrameworkKey } from '../../frameworks/index.ts';
import type { SignedIn } from '../../people.ts';
import type { Example } from '../example.ts';
import type { Arranged, World } from '../world.ts';

const operator: Actor = { kind: 'operator', name: 'tests' };
const since = Temporal.PlainDate.from('2027-01-04');
const until = Temporal.PlainDate.from('2027-04-30');
const first = `${testFrameworkKey.framework}@${testFrameworkKey.version}`;
const second = `${testFrameworkKey.framework}@2`;

type Made = { slug: string; programme: string; force: string };

/** A programme over one force of its own, and what `more` adds to it. */
function programme(
	world: World,
	more: (
		tx: Parameters<Parameters<World['database']['asActor']>[1]>[0],
		made: Made,
	) => Promise<string> = async () => '',
): Promise<Made & { id: string }> {
	const unique = randomBytes(4).toString('hex');
	return world.database.asActor(operator, async (tx) => {
		await keepFramework(tx, { source: testFramework, file: 'three-grades.yaml' });
		await keepFramework(tx, {
			source: testFramework.replace('version: 1', 'version: 2'),
			file: 'second.yaml',
		});
		const force = await addForce(tx, {
			name: `Force ${unique}`,
			code: null,
			region: 'R',
			inScope: true,
			scopeNote: null,
		});
		const { id, slug } = await addProgramme(tx, {
			name: `Programme ${unique}`,
			purpose: 'To see who may do what.',
			assessment: null,
			fieldworkSince: since,
			fieldworkUntil: until,
			frameworks: [testFrameworkKey],
			forces: [{ force, excludedBecause: null }],
		});
		const made = { slug, programme: id, force };
		return { ...made, id: await more(tx, made) };
	});
}

const weeks = (name: string, day: Temporal.PlainDate) => ({
	[`${name}-day`]: String(day.day),
	[`${name}-month`]: String(day.month),
	[`${name}-year`]: String(day.year),
});
const window = { ...weeks('fieldworkSince', since), ...weeks('fieldworkUntil', until) };
const described = { purpose: 'To see.', assessment: '', embargoHour: '00:01', ...window };

const alone = (fields: Arranged['fields'] = {}): Example => ({
	arrange: async (world) => ({ params: { slug: (await programme(world)).slug }, fields }),
});

const withFocus = (fields: Arranged['fields'] = {}): Example => ({
	arrange: async (world) => {
		const { slug, id } = await programme(world, (tx, made) =>
			addFocus(tx, { programme: made.programme, title: 'Burglary', because: 'It is common.' }),
		);
		return { params: { slug, id }, fields };
	},
});

const withTranche = (fields: Arranged['fields'] = {}): Example => ({
	arrange: async (world) => {
		const { slug, id } = await programme(world, async (tx, made) =>
			String(
				await addTranche(tx, {
					programme: made.programme,
					name: 'Tranche 1',
					fieldworkSince: since,
					fieldworkUntil: until,
				}),
			),
		);
		return { params: { slug, id }, fields };
	},
});

const withMilestone = (fields: Arranged['fields'] = {}): Example => ({
	arrange: async (world) => {
		const { slug, id } = await programme(world, (tx, made) =>
			addMilestone(tx, { programme: made.programme, title: 'Letters sent', due: since, tranche: null }),
		);
		return { params: { slug, id }, fields };
	},
});

const withInspection = (fields: Arranged['fields'] = {}): Example => ({
	arrange: async (world) => {
		const { slug, id } = await programme(world, async (tx, made) =>
			String(
				(
					await planInspections(tx, {
						...testFrameworkKey,
						programme: made.programme,
						tranche: null,
						forces: [made.force],
						fieldworkSince: since,
						fieldworkUntil: until,
						publishOn: null,
					})
				)[0],
			),
		);
		return { params: { slug, id }, fields };
	},
});

const withSecondVersion: Example = {
	arrange: async (world) => {
		const { slug } = await programme(world, async (tx, made) => {
			await addProgrammeFramework(tx, made.programme, { ...testFrameworkKey, version: 2, note: 'Later' });
			return '';
		});
		return { params: { slug, key: second } };
	},
};

const inTeam = async (world: World, who: SignedIn): Promise<Arranged> => {
	const { slug } = await programme(world, async (tx, made) => {
		await joinTeam(tx, { programme: made.programme, inspection: null, account: who.account, part: 'lead' });
		return '';
	});
	return { params: { slug, id: who.account } };
};

export const planningExamples: Readonly<Record<string, Example>> = {
	'GET /programmes': {},
	'GET /programmes/add': {},
	'POST /programmes/add': {
		arrange: async (world) => {
			await programme(world);
			const name = `Another ${randomBytes(4).toString('hex')}`;
			return { fields: { ...described, name, frameworks: first } };
		},
	},
	'GET /programmes/:slug': alone(),
	'GET /programmes/:slug/plan.csv': alone(),
	'GET /programmes/:slug/edit': alone(),
	'POST /programmes/:slug/edit': alone(described),
	'GET /programmes/:slug/rename': alone(),
	'POST /programmes/:slug/rename': {
		arrange: async (world) => ({
			params: { slug: (await programme(world)).slug },
			fields: { name: `Renamed ${randomBytes(4).toString('hex')}` },
		}),
	},
	'GET /programmes/:slug/frameworks': alone(),
	'POST /programmes/:slug/frameworks': alone({ framework: second, note: 'For the later forces' }),
	'GET /programmes/:slug/frameworks/:key/remove': withSecondVersion,
	'POST /programmes/:slug/frameworks/:key/remove': withSecondVersion,
	'GET /programmes/:slug/forces': alone(),
	'POST /programmes/:slug/forces': alone(),
	'GET /programmes/:slug/focus': alone(),
	'GET /programmes/:slug/focus/add': alone(),
	'POST /programmes/:slug/focus/add': alone({ title: 'Burglary', because: 'It is common.' }),
	'GET /programmes/:slug/focus/:id': withFocus(),
	'POST /programmes/:slug/focus/:id': withFocus({ title: 'Theft', because: 'It is common.' }),
	'GET /programmes/:slug/focus/:id/remove': withFocus(),
	'POST /programmes/:slug/focus/:id/remove': withFocus(),
	'POST /programmes/:slug/focus/:id/up': withFocus(),
	'GET /programmes/:slug/inputs': alone(),
	'POST /programmes/:slug/inputs': alone({ kind: 'other', title: 'Crime data integrity 2014' }),
	'POST /programmes/:slug/inputs/:id/remove': {
		arrange: async (world) => {
			const { slug, id } = await programme(world, (tx, made) =>
				addInput(tx, { programme: made.programme, input: null, title: 'An earlier one', note: null }),
			);
			return { params: { slug, id } };
		},
	},
	'GET /programmes/:slug/tranches/add': alone(),
	'POST /programmes/:slug/tranches/add': alone({ name: 'Tranche 1', ...window }),
	'GET /programmes/:slug/tranches/:id': withTranche(),
	'POST /programmes/:slug/tranches/:id': withTranche({ name: 'First tranche', ...window }),
	'POST /programmes/:slug/tranches/:id/remove': withTranche(),
	'GET /programmes/:slug/plan': alone(),
	'POST /programmes/:slug/plan': alone({ which: 'all', framework: first, ...window }),
	'GET /programmes/:slug/inspections/:id': withInspection(),
	'POST /programmes/:slug/inspections/:id': withInspection({ framework: first, ...window }),
	'GET /programmes/:slug/inspections/:id/unplan': withInspection(),
	'POST /programmes/:slug/inspections/:id/unplan': withInspection(),
	'GET /programmes/:slug/calendar/add': alone(),
	'POST /programmes/:slug/calendar/add': alone({ title: 'Letters sent', ...weeks('due', since) }),
	'GET /programmes/:slug/calendar/:id': withMilestone(),
	'POST /programmes/:slug/calendar/:id': withMilestone({ title: 'Letters sent', ...weeks('due', until) }),
	'POST /programmes/:slug/calendar/:id/done': withMilestone(),
	'POST /programmes/:slug/calendar/:id/not-done': withMilestone(),
	'POST /programmes/:slug/calendar/:id/remove': withMilestone(),
	'GET /programmes/:slug/team': alone(),
	'POST /programmes/:slug/team': {
		arrange: async (world, who) => ({
			params: { slug: (await programme(world)).slug },
			fields: { account: who.account, part: 'lead' },
		}),
	},
	'POST /programmes/:slug/team/:id/remove': { arrange: inTeam },
};

import { writeFile } from 'node:fs/promises';
import { type BundleKind, keepBundle } from '../../src/releases/bundle/bundle.store.ts';
import { keyInUse } from '../../src/releases/bundle/key.store.ts';
import { shelved } from '../../src/releases/bundle/shelf.ts';
import { operator } from '../inspections.ts';
import { publishedIn } from './embargo.ts';
import type { Example } from './example.ts';
import type { World } from './world.ts';

/** A bundle of the edition that is public, which the job has made. */
async function made(world: World, kind: BundleKind) {
	const release = await publishedIn(world);
	const { database, secret, services } = world;
	const { fingerprint } = await database.asActor(operator, (tx) => keyInUse(tx, secret));
	const file = await shelved(services, (path) => writeFile(path, kind));
	const bundle = { edition: release.edition, kind, name: 'REL-1.zip', fingerprint, ...file };
	await database.asActor({ kind: 'worker', task: 'tests' }, (tx) => keepBundle(tx, bundle));
	return release;
}

const publicBundle: Example = {
	arrange: async (world) => ({ params: { slug: (await made(world, 'public')).slug, number: '1' } }),
};

/** The public keys are for everybody, and so is the bundle of what is public; the rest is for staff. */
export const bundleExamples: Record<string, Example> = {
	'GET /publications/:slug/bundle.zip': publicBundle,
	'GET /publications/:slug/editions/:number/bundle.zip': publicBundle,
	'GET /releases/:id/bundles': {
		arrange: async (world) => ({ params: { id: (await publishedIn(world)).id } }),
	},
	'POST /releases/:id/bundles': {
		async arrange(world) {
			const { id, edition } = await publishedIn(world);
			return { params: { id }, fields: { edition, kind: 'staff' } };
		},
	},
	'GET /releases/:id/bundles/:number/:kind': {
		arrange: async (world) => ({
			params: { id: (await made(world, 'staff')).id, number: '1', kind: 'staff' },
		}),
	},
	'GET /publications/signing-keys': {},
	'GET /publications/signing-keys.json': {},
	'GET /publications/signing-keys/:name': {
		async arrange({ database, secret }) {
			const { fingerprint } = await database.asActor(operator, (tx) => keyInUse(tx, secret));
			return { params: { name: `${fingerprint}.pem` } };
		},
	},
};

import { keyInUse } from '../../src/releases/bundle/key.store.ts';
import { operator } from '../inspections.ts';
import type { Example } from './example.ts';

/** The public keys are for everybody. */
export const bundleExamples: Record<string, Example> = {
	'GET /publications/signing-keys': {},
	'GET /publications/signing-keys.json': {},
	'GET /publications/signing-keys/:name': {
		async arrange({ database, secret }) {
			const { fingerprint } = await database.asActor(operator, (tx) => keyInUse(tx, secret));
			return { params: { name: `${fingerprint}.pem` } };
		},
	},
};

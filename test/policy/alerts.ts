import { randomUUID } from 'node:crypto';
import type { Example } from './example.ts';

/** A link that holds no longer, or never did. */
const gone: Example = { status: 404, arrange: async () => ({ params: { token: 'a'.repeat(43) } }) };

/** Everybody may follow what is published, signed in or not. */
export const alertsExamples: Readonly<Record<string, Example>> = {
	'GET /follow': {},
	'POST /follow': {
		arrange: async () => ({ fields: { email: `${randomUUID()}@test.example`, everything: 'yes' } }),
	},
	'GET /follow/asked': {},
	'GET /follow/confirm/:token': gone,
	'POST /follow/confirm/:token': gone,
	'GET /follow/change/:token': gone,
	'POST /follow/change/:token': gone,
	'GET /follow/stop/:token': gone,
	// It answers alike whether anybody followed by this link or not.
	'POST /follow/stop/:token': { ...gone, status: 200 },
};

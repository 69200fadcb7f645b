import { randomBytes } from 'node:crypto';
import { keepFramework } from '../../../src/programmes/index.ts';
import { testFramework } from '../../frameworks/index.ts';
import type { Example } from '../example.ts';
import type { Arranged, World } from '../world.ts';

/** The test framework under an id that nobody has. */
function another(): { id: string; source: string } {
	const id = `test-${randomBytes(6).toString('hex')}`;
	return { id, source: testFramework.replace('id: test-custody\n', `id: ${id}\n`) };
}

async function kept({ services }: World): Promise<Arranged> {
	const { id, source } = another();
	await services.database.asActor({ kind: 'operator', name: 'tests' }, (tx) =>
		keepFramework(tx, { source, file: 'test.yaml' }),
	);
	return { params: { framework: id, version: '1' } };
}

export const frameworksExamples: Readonly<Record<string, Example>> = {
	'GET /frameworks': {},
	'POST /frameworks/files': {},
	'GET /frameworks/compare': {},
	'GET /frameworks/add': {},
	'POST /frameworks/add': {
		arrange: async () => ({ fields: { text: another().source, step: 'keep' } }),
	},
	'GET /frameworks/:framework/:version': { arrange: kept },
	'GET /frameworks/:framework/:version/file': { arrange: kept },
};

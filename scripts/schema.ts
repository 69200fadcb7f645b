// Writes src/foundation/database/schema.ts from the migrations, or with --verify says whether it still fits them.
import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { clusterOfTests } from '../test/database.ts';
import { globalSetup, globalTeardown } from '../test/setup.ts';

const root = fileURLToPath(new URL('..', import.meta.url));
const types = {
	timestamptz: 'Temporal.Instant',
	date: 'Temporal.PlainDate',
	int8: 'number',
	interval: 'string',
};

await globalSetup();
const { host, port, user, password, template } = clusterOfTests();
const url = `postgres://${user}:${encodeURIComponent(password)}@localhost:${port}/${template}?host=${encodeURIComponent(host)}`;
const result = spawnSync(
	process.execPath,
	[
		'node_modules/kysely-codegen/dist/cli/bin.js',
		'--dialect=postgres',
		`--url=${url}`,
		`--out-file=${root}src/foundation/database/schema.ts`,
		'--exclude-pattern={graphile_worker,migration}.*',
		`--type-mapping=${JSON.stringify(types)}`,
		'--log-level=error',
		...process.argv.slice(2),
	],
	{ cwd: root, stdio: ['ignore', 'inherit', 'inherit'] },
);
await globalTeardown();
if (result.status !== 0) {
	process.stderr.write(
		'src/foundation/database/schema.ts does not fit the migrations. Run ./scripts/with-node scripts/schema.ts.\n',
	);
	process.exitCode = 1;
}

// npm run attack: the attack on the embargo in its whole extent. npm test has the short form, with every route once.
import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';

const { status } = spawnSync(
	process.execPath,
	[
		'--disable-warning=ExperimentalWarning',
		'--test',
		'--test-global-setup=test/setup.ts',
		'--test-concurrency=1',
		...(process.argv.length > 2 ? process.argv.slice(2) : ['test/embargo/*.test.ts']),
	],
	{
		cwd: fileURLToPath(new URL('..', import.meta.url)),
		env: { ...process.env, INSPECTORATE_ATTACK: 'whole' },
		stdio: ['ignore', 'inherit', 'inherit'],
	},
);
process.exitCode = status ?? 1;

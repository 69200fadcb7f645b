// npm test: every check there is, each in a process of its own, and one line for each at the end.
import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('..', import.meta.url));
const node = process.execPath;
const bin = (path: string) => `node_modules/${path}`;

const checks: [name: string, command: string, args: string[]][] = [
	['format and lint', node, [bin('@biomejs/biome/bin/biome'), 'ci', '--error-on-warnings', '.']],
	['a browser for the journeys', node, ['scripts/browser.ts']],
	['types', node, [bin('typescript/bin/tsc'), '-p', '.']],
	[
		'rooms import downward, without circles',
		node,
		[
			bin('dependency-cruiser/bin/dependency-cruise.mjs'),
			'--config',
			'.dependency-cruiser.cjs',
			'src',
			'demo',
			'test',
			'scripts',
			'bench',
		],
	],
	['database types fit the migrations', node, ['scripts/schema.ts', '--verify']],
	['tests', node, ['scripts/tests.ts', ...process.argv.slice(2)]],
];

const results = checks.map(([name, command, args]) => {
	process.stdout.write(`\n— ${name}\n`);
	const begun = performance.now();
	const { status, error } = spawnSync(command, args, { cwd: root, stdio: ['ignore', 'inherit', 'inherit'] });
	if (error !== undefined) process.stdout.write(`${error.message}\n`);
	return { name, passed: status === 0, seconds: Math.round((performance.now() - begun) / 100) / 10 };
});

process.stdout.write('\n');
for (const { name, passed, seconds } of results) {
	process.stdout.write(`${passed ? 'passed' : 'FAILED'}  ${name} (${seconds} s)\n`);
}
const failed = results.filter(({ passed }) => !passed).length;
process.stdout.write(`checks: ${results.length - failed} passed, ${failed} failed\n`);
process.exitCode = failed === 0 ? 0 : 1;

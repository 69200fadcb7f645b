// Finds the browser that the journeys run in, and installs one where that is possible. Part of npm test.
import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { messageOf } from '../src/foundation/kernel/failures.ts';
import { findBrowser } from '../test/browser.ts';

const root = fileURLToPath(new URL('..', import.meta.url));
const tenMinutes = 600_000;

type Way = { name: string; possible: boolean; steps: [command: string, ...args: string[]][] };

const isRoot = process.getuid?.() === 0;
const has = (command: string) => spawnSync('sh', ['-c', `command -v ${command}`]).status === 0;

const ways: Way[] = [
	{
		name: 'apt-get',
		possible: isRoot && has('apt-get'),
		steps: [
			['apt-get', 'update', '-qq'],
			['apt-get', 'install', '-y', '-qq', '--no-install-recommends', 'chromium'],
		],
	},
	{ name: 'apk', possible: isRoot && has('apk'), steps: [['apk', 'add', 'chromium']] },
	{ name: 'dnf', possible: isRoot && has('dnf'), steps: [['dnf', 'install', '-y', 'chromium']] },
	{
		name: "Playwright's own download",
		possible: true,
		steps: [[process.execPath, `${root}node_modules/playwright-core/cli.js`, 'install', 'chromium']],
	},
];

async function found(): Promise<string | undefined> {
	return findBrowser().catch(() => undefined);
}

async function install(): Promise<void> {
	for (const { name, steps } of ways.filter(({ possible }) => possible)) {
		process.stdout.write(`There is no browser to test the pages with: trying ${name} ...\n`);
		for (const [command, ...args] of steps) {
			const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
			spawnSync(command, args, { stdio: ['ignore', 'ignore', 'inherit'], timeout: tenMinutes, env });
		}
		if ((await found()) !== undefined) return;
	}
}

if ((await found()) === undefined && !process.env.CHROMIUM_PATH) await install();
try {
	process.stdout.write(`${await findBrowser()}\n`);
} catch (error) {
	process.stdout.write(`${messageOf(error)}\n`);
	process.exitCode = 1;
}

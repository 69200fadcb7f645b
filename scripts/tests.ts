// Runs the test files, which share processes where they can: most of a short file's time is what it imports.
import { spawnSync } from 'node:child_process';
import { globSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';

const root = fileURLToPath(new URL('..', import.meta.url));

/** What a file does to its whole process, or needs a process for: it has one of its own. */
const alone =
	/^(?:before|beforeEach|afterEach)\(|\bmock\.|\bopenBrowser\(|\bstartProduct\(|process\.(?:chdir|exit|memoryUsage|on(?:ce)?)\(|process\.env\b/m;

/** As many as open their databases side by side in one process. */
const most = 16;

const files = globSync(['src/**/*.test.ts', 'test/**/*.test.ts', 'demo/**/*.test.ts'], { cwd: root }).sort();
const text = new Map(files.map((file) => [file, readFileSync(join(root, file), 'utf8')]));
const those = (says: RegExp) => files.filter((file) => says.test(text.get(file) ?? ''));
/** They visit one demonstration, those who change something in it last. It takes longest, and its name makes it the first. */
const visiting = [...those(/\bdemonstrationToRead\(/), ...those(/\bdemonstrationToChange\(/)];
const own = those(alone).filter((file) => !visiting.includes(file));
const shared = files.filter((file) => !visiting.includes(file) && !own.includes(file));

const folder = mkdtempSync(join(tmpdir(), 'inspectorate-together-'));
process.once('exit', () => rmSync(folder, { recursive: true, force: true }));

/** Once its tests are done a process runs what was to be done after them, so that none may begin before all are read. */
const waiting = (name: string) => [
	"import { test } from 'node:test';",
	'const { promise, resolve: read } = Promise.withResolvers();',
	`test(${JSON.stringify(`the files of ${name} are read`)}, { timeout: 600_000 }, () => promise);`,
];

/** One process for several files. */
function together(name: string, members: readonly string[]): string {
	const path = join(folder, `${name}.mjs`);
	const imports = members.map(
		(file) => `await import(${JSON.stringify(pathToFileURL(resolve(root, file)).href)});`,
	);
	writeFileSync(path, [...waiting(name), ...imports, 'read();', ''].join('\n'));
	return path;
}

/** Files of one room share what they import. */
const rooms = [...Map.groupBy(shared, (file) => file.split('/').slice(0, 2).join('-'))].flatMap(
	([room, members]) =>
		Array.from({ length: Math.ceil(members.length / most) }, (_, part) =>
			together(`${room}-${part + 1}`, members.slice(part * most, (part + 1) * most)),
		),
);

const asked = process.argv.slice(2);
const { status } = spawnSync(
	process.execPath,
	[
		'--disable-warning=ExperimentalWarning',
		'--test',
		'--test-global-setup=test/setup.ts',
		'--test-concurrency=2',
		'--test-timeout=180000',
		...(asked.length > 0 ? asked : [...rooms, ...own, together('0-visits', visiting)]),
	],
	{ cwd: root, stdio: ['ignore', 'inherit', 'inherit'] },
);
process.exitCode = status ?? 1;

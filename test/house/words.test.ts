import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { root, trackedFiles } from './tracked.ts';

/** What no file of the project says, because it is true of one machine only. */

// Put together from parts, so that this file does not say it either.
const folders = ['home', 'root', 'work', 'Users'].join('|');
const machine = new RegExp(`(?<![\\w.:/@~})-])/(?:${folders})/\\w|\\b[A-Z]:\\\\+Users\\b`, 'g');
const registry = /"resolved"\s*:\s*"http/g;

function slips(file: string, text: string): string[] {
	return [...text.matchAll(machine), ...text.matchAll(registry)].map(
		({ index }) => `${file}:${text.slice(0, index).split('\n').length}`,
	);
}

/** Names that people send with their files. */
const excepted = new Set(['src/foundation/files/name.test.ts']);
const binary = /\.(png|jpe?g|webp|ico|woff2?|ttf|parquet|pdf|xlsx|ods|zip|gz)$/;

test('no file names a folder of a developer’s machine, or the registry it installed from', () => {
	const files = trackedFiles().filter((file) => !binary.test(file) && !excepted.has(file));
	assert.ok(files.includes('package-lock.json'));
	assert.deepEqual(
		files.flatMap((file) => slips(file, readFileSync(join(root, file), 'utf8'))),
		[],
	);
});

test('this test finds them, and leaves addresses and routes alone', () => {
	const said = (text: string) => slips('a', text).length;
	for (const folder of folders.split('|')) assert.equal(said(`in '/${folder}/someone/project'`), 1, folder);
	assert.equal(said(`C:${'\\'}Users${'\\'}someone`), 1);
	assert.equal(said(`"resolved"${': "http'}s://registry.example/a.tgz"`), 1);
	assert.equal(
		said("get({ url: '/home' }); get('https://site.example/home/x'); '../work/x'; '/homework/x'"),
		0,
	);
});

import assert from 'node:assert/strict';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { Refused, WrongUsage } from '../../foundation/index.ts';
import { checkCommand } from './check.commands.ts';

const folder = await mkdtemp(join(tmpdir(), 'inspectorate-check-'));
after(() => rm(folder, { recursive: true, force: true }));

async function run(
	positionals: string[],
	values: Record<string, string | boolean | string[]> = {},
	json = false,
) {
	let out = '';
	const status = await checkCommand.run({
		positionals,
		values,
		json,
		io: { out: (text) => (out += text), err: () => undefined },
		world: () => assert.fail('Files need no database'),
	});
	return { status, out };
}
const faulty = join(folder, 'faulty.md');
const sound = join(folder, 'sound.txt');
await writeFile(faulty, '# Files\n\nWe read them.\n\nSupervisors had signed 72 of the 60 files.\n');
await writeFile(sound, 'Officers had kept 54 of the 60 bags.\n');

test('a fault is told with its place, its rule and its remedy, and the command fails', async () => {
	const { status, out } = await run([faulty]);
	assert.equal(status, 1);
	assert.match(
		out,
		/faulty\.md:5:24 fault parts-exceed-whole\n {2}“72 of the 60”\n {2}72 cannot be part of 60\. Check/,
	);
	assert.deepEqual(await run([sound]), { status: 0, out: `${sound}: nothing to remark.\n` });
});

test('a folder is checked whole, and told as data', async () => {
	const { status, out } = await run([folder], {}, true);
	assert.equal(status, 1);
	const { faults, files } = JSON.parse(out);
	assert.equal(faults, 1);
	assert.deepEqual(
		files.map(({ file, words, remarks }: { file: string; words: number; remarks: unknown[] }) => [
			file,
			words,
			remarks.length,
		]),
		[
			[faulty, 12, 1],
			[sound, 8, 0],
		],
	);
	assert.deepEqual(files[0].remarks[0].place, { file: faulty, line: 5, column: 24, section: 'Files' });
});

test('a rule may be left out, and one that is not there is named with those that are', async () => {
	assert.equal((await run([faulty], { without: ['parts-exceed-whole'] })).status, 0);
	await assert.rejects(
		run([faulty], { without: ['parts'] }),
		/There is no rule “parts”\. The rules are: .*parts-exceed-whole/,
	);
	await assert.rejects(run([faulty], { dated: 'Friday' }), WrongUsage);
});

test('what cannot be read is refused with a sentence', async () => {
	await assert.rejects(run([join(folder, 'none.md')]), /There is no file or folder/);
	const binary = join(folder, 'report.doc');
	await writeFile(binary, Buffer.from([0xd0, 0xcf, 0x11, 0, 0, 1]));
	await assert.rejects(run([binary]), /is not text/);
	await writeFile(binary, Buffer.from([0x66, 0xfc, 0x72]));
	await assert.rejects(run([binary]), Refused);
});

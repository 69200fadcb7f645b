import assert from 'node:assert/strict';
import { mkdir, mkdtemp, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { z } from 'zod';
import { definitionFiles, eachFile, ownDefinitions } from './files.ts';
import type { Form, Rule } from './form.ts';
import { versionIn, versionText } from './key.ts';
import { itemsOf } from './place.ts';
import { BadDefinition, FrozenDefinition, inOneLine, readDefinition } from './read.ts';

const form: Form<z.ZodObject<{ name: z.ZodString; parts: z.ZodArray<z.ZodString> }>> = {
	noun: 'kite',
	aNoun: 'a kite',
	guide: 'docs/kites.md',
	shape: z.strictObject({ name: z.string(), parts: z.array(z.string()) }),
	needed: { name: 'what it is called' },
};
const noTails: Rule = function* (root) {
	for (const { value, path } of itemsOf(root, 'parts'))
		if (value === 'tail') yield { path, text: 'A kite has no tail here. Take it out.' };
};
function read(source: string) {
	return readDefinition(form, [noTails], { source, file: 'kites/red.yaml' });
}
function told(source: string): string[] {
	const result = read(source);
	return 'problems' in result ? result.problems.map(inOneLine) : [];
}

test('what the shape says and what the rules say are told together, in the order of lines', () => {
	assert.deepEqual(told('parts: [tail, wing]\nnmae: Red\n'), [
		'kites/red.yaml:1:1: name: “name” is missing here. Write “name:” and what it is called.',
		'kites/red.yaml:1:9: parts[0]: A kite has no tail here. Take it out.',
		'kites/red.yaml:2:7: nmae: There is no field “nmae” in a kite. Did you mean “name”? Otherwise take it out.',
	]);
});

test('a text with no definition in it names the kind and its guide', () => {
	assert.deepEqual(told(''), [
		'kites/red.yaml:1:1: This file is empty. Write a kite in it: see docs/kites.md.',
	]);
	assert.match(told('name: a\n---\nname: b\n')[0] ?? '', /Keep one kite in each file\./);
	assert.match(told(`name: ${'a'.repeat(1024 * 1024)}`)[0] ?? '', /larger than 1 MB, and no kite is/);
	assert.match(told('name: &a b\nparts: [*a]\n').join(), /stands for text elsewhere/);
});

test('the hash is of what is said, not of how it is written', () => {
	const hashes = [
		'name: Red\nparts: [wing]\n',
		'# red\nparts:\n  - "wing "\nname: "Red"\n',
		'name: Red\nparts: []\n',
	].map((source) => {
		const result = read(source);
		return 'hash' in result ? result.hash.toString('hex') : assert.fail();
	});
	assert.equal(hashes[0], hashes[1]);
	assert.notEqual(hashes[0], hashes[2]);
});

test('a version is named in one word, with or without its number', () => {
	assert.equal(versionText('red-kite', 2), 'red-kite@2');
	assert.deepEqual(versionIn('red-kite@2'), { id: 'red-kite', version: 2 });
	assert.deepEqual(versionIn('red-kite'), { id: 'red-kite', version: undefined });
	for (const word of ['Red', 'red@0', 'red@', '../red', 'red@1@2'])
		assert.equal(versionIn(word), undefined, word);
});

test('files are found by their names, and one that cannot be read does not hide the others', async () => {
	const folder = await mkdtemp(join(tmpdir(), 'inspectorate-definitions-'));
	after(() => rm(folder, { recursive: true, force: true }));
	const own = ownDefinitions('indicators', folder);
	await mkdir(own);
	await writeFile(join(own, 'a.yaml'), 'a');
	await writeFile(join(own, 'b.YML'), Buffer.from([0xff]));
	await writeFile(join(own, '.hidden.yaml'), 'h');
	await writeFile(join(own, 'readme.txt'), 'r');
	await symlink(join(own, 'gone'), join(own, 'c.yaml'));
	const found = (await definitionFiles('indicators', folder)).filter(({ file }) => file.startsWith(own));
	assert.deepEqual(
		found.map((one) => [
			one.file.slice(own.length + 1),
			'source' in one ? one.source : one.fault.slice(0, 30),
		]),
		[
			['a.yaml', 'a'],
			['b.YML', 'This file is not text in UTF-8'],
			['c.yaml', `There is no file ${join(own, 'c.yaml')}.`.slice(0, 30)],
		],
	);
});

test('each version is taken once, and what cannot be kept is told while the rest goes on', async () => {
	const files = [
		{ file: 'a', source: 'a', key: 'red@1' },
		{ file: 'b', source: 'b', key: 'red@1' },
		{ file: 'c', fault: 'It cannot be read.' },
		{ file: 'd', source: 'bad' },
		{ file: 'e', source: 'frozen', key: 'red@2' },
		{ file: 'f', source: 'f', key: 'red@3' },
	];
	const { done, warnings } = await eachFile(files, new Map([['red@3', 'g']]), async ({ file, source }) => {
		if (source === 'bad')
			throw new BadDefinition([{ file, line: 1, column: 1, field: 'name', text: 'It is bad.' }]);
		if (source === 'frozen') throw new FrozenDefinition('It stays as it is.');
		return source;
	});
	assert.deepEqual(done, ['a']);
	assert.deepEqual(
		warnings.map(({ file, sentence }) => `${file}: ${sentence}`),
		[
			'b: red@1 stands in a as well. Keep one of the two files.',
			'c: It cannot be read.',
			'd: There is a problem in this file.',
			'e: It stays as it is.',
			'f: red@3 stands in g as well. Keep one of the two files.',
		],
	);
	await assert.rejects(
		eachFile([{ file: 'a', source: 'a' }], new Map(), async () => {
			throw new Error('the database is gone');
		}),
		/the database is gone/,
	);
});

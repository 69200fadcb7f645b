import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { stat } from './stat.commands.ts';
import { methods, statCommands } from './statistics/index.ts';

const folder = join(import.meta.dirname, '..', 'docs', 'statistics');
const page = (id: string) => readFileSync(join(folder, `${id}.md`), 'utf8');
const index = readFileSync(join(folder, 'README.md'), 'utf8');

test('every method has its page, every page its method, and the index names both', () => {
	const pages = readdirSync(folder).filter((name) => name !== 'README.md');
	assert.deepEqual(pages.toSorted(), methods.map(({ id }) => `${id}.md`).toSorted());
	for (const { id, label, reference } of methods) {
		assert.ok(index.includes(`](${id}.md)`), `${id} is not in the index`);
		const text = page(id);
		assert.ok(text.includes(`\`${label}\``), `${id} does not name its version`);
		assert.ok(text.includes(reference), `${id} does not give its reference`);
		for (const heading of ['Formula', 'When not to use it', 'Checked against', 'Worked example'])
			assert.ok(text.includes(`\n## ${heading}\n`), `${id} has no “${heading}”`);
	}
	for (const { name, method } of statCommands)
		assert.ok(page(method.id).includes(`stat ${name} `), `${name} is not on its page`);
});

type Example = { words: string[]; expected: unknown; abridged: boolean; files: Record<string, string> };

/** Fences in order: a table names its file, a console line is followed by what it prints. */
function examplesOn(text: string): Example[] {
	const files: Record<string, string> = {};
	const examples: Example[] = [];
	let words: string[] | undefined;
	for (const [, kind = '', detail = '', body = ''] of text.matchAll(/^```(\w+) ?(.*)\n([\s\S]*?)^```$/gm)) {
		if (kind === 'csv') files[detail] = body;
		if (kind === 'console') words = wordsOf(body.replace('$ ./inspectorate stat ', '').trim());
		if (kind === 'json' && words !== undefined) {
			examples.push({ words, expected: JSON.parse(body), abridged: detail === 'abridged', files });
			words = undefined;
		}
	}
	return examples;
}

/** As a shell reads them, as far as the pages need: spaces part words, single quotes hold them together. */
function wordsOf(line: string): string[] {
	return [...line.matchAll(/'([^']*)'|(\S+)/g)].map(([, quoted, plain]) => quoted ?? plain ?? '');
}

for (const { id } of methods) {
	test(`the worked examples on the page of ${id} hold`, () => {
		const examples = examplesOn(page(id));
		assert.ok(examples.length > 0, 'no worked example');
		for (const { words, expected, abridged, files } of examples) {
			let out = '';
			const io = {
				out(text: string) {
					out += text;
				},
				err: (text: string) => assert.fail(text),
			};
			const status = stat(words, io, { file: (path) => files[path], input: () => undefined });
			assert.equal(status, 0);
			holds(JSON.parse(out), expected, abridged, words.join(' '));
		}
	});
}

/** An abridged example leaves out keys and rows; what it shows must be there, numbers to twelve digits. */
function holds(actual: unknown, expected: unknown, abridged: boolean, where: string): void {
	if (typeof expected === 'number') {
		assert.ok(
			typeof actual === 'number' && Math.abs(actual - expected) <= 1e-12 * Math.max(1, Math.abs(expected)),
			`${where}: ${actual} is not ${expected}`,
		);
	} else if (Array.isArray(expected)) {
		assert.ok(Array.isArray(actual), where);
		if (!abridged) assert.equal(actual.length, expected.length, where);
		for (const [i, each] of expected.entries()) {
			if (!abridged) holds(actual[i], each, abridged, `${where}[${i}]`);
			else
				assert.ok(
					actual.some((other) => agrees(other, each)),
					`${where}[${i}]`,
				);
		}
	} else if (typeof expected === 'object' && expected !== null) {
		assert.ok(typeof actual === 'object' && actual !== null, where);
		const found = new Map(Object.entries(actual));
		if (!abridged) assert.deepEqual([...found.keys()], Object.keys(expected), where);
		for (const [name, each] of Object.entries(expected))
			holds(found.get(name), each, abridged, `${where}.${name}`);
	} else assert.equal(actual, expected, where);
}

function agrees(actual: unknown, expected: unknown): boolean {
	try {
		holds(actual, expected, true, '');
		return true;
	} catch {
		return false;
	}
}

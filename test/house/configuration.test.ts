import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { test } from 'node:test';
import { runCli } from '../../src/cli.ts';
import { settingsOfEnvironment } from '../../src/foundation/kernel/config.ts';

const readme = await readFile(new URL('../../README.md', import.meta.url), 'utf8');

/** The rows of the table that stands between the two marks, without its heading. */
function tableOf(name: string): string[] {
	const marked = new RegExp(`<!-- ${name}: .*? -->\\n(.*?)\\n<!-- end of ${name} -->`, 's').exec(readme)?.[1];
	assert.ok(marked !== undefined, `README.md has no table marked "${name}"`);
	return marked.split('\n').slice(2);
}

const row = (name: string, text: string) => `| \`${name}\` | ${text} |`;

test('README.md lists every setting of the environment, in the words of the program, and no other', () => {
	const wanted = Object.entries(settingsOfEnvironment).map(([name, [, help]]) => row(name, help));
	assert.deepEqual(tableOf('settings'), wanted);
});

test('README.md lists every command of ./inspectorate, in the words of --help, and no other', async () => {
	let help = '';
	const status = await runCli(['--help'], {}, { out: (text) => (help += text), err: assert.fail });
	assert.equal(status, 0);
	const [, listed = ''] = /Commands:\n(.*?)\n\n/s.exec(help) ?? [];
	const wanted = listed.split('\n').map((line) => {
		const [, name = '', summary = ''] = /^ {2}(.*?) {2,}(.*)$/.exec(line) ?? [];
		return row(name, summary);
	});
	assert.deepEqual(tableOf('commands'), wanted);
});

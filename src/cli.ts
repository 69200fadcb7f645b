import { type ParseArgsOptionsConfig, parseArgs } from 'node:util';
import { commandsOf, lateCommands } from './app.ts';
import { doctorCommand } from './doctor.ts';
import type { Command, CommandIo } from './foundation/kernel/command.ts';
import { nearest, readEnvironment, settingsOfEnvironment } from './foundation/kernel/config.ts';
import { codeOf, Failure, Missing, messageOf, WrongUsage } from './foundation/kernel/failures.ts';
import { jsonLog, silent } from './foundation/kernel/log.ts';
import { version } from './foundation/kernel/version.ts';
import type { Services } from './foundation/web/part.ts';
import { dataFolderOf, type Installation, type Machine, openInstallation } from './installation.ts';
import { type DemonstrationWish, start, workAlone } from './main.ts';
import type { Opening } from './programmes/index.ts';
import { verifyCommand } from './releases/index.ts';

type Entry =
	| { command: Command<Machine> }
	| { roomCommand: Command<Services> }
	/** Opens the database when it comes to that, or never. */
	| { lateCommand: Command<Opening> };

const startCommand: Command<Machine> = {
	name: 'start',
	summary: 'Start the service, and the embedded database where no other is named',
	options: { demo: { type: 'boolean' }, 'demo-when-new': { type: 'boolean' } },
	help: {
		demo: 'Load the demonstration into an empty database, which is then marked as one for ever',
		'demo-when-new': 'The same, for an embedded database that has just been made (what npm start does)',
	},
	async run({ values, world, io }) {
		const demonstration: DemonstrationWish =
			values.demo === true ? 'wanted' : values['demo-when-new'] === true ? 'when new' : 'no';
		const stopAsked = askedToStop();
		const running = await start({ ...world, demonstration, io });
		await stopAsked;
		io.out('Stopping ...\n');
		await running.stop();
		return 0;
	},
};

const jobsCommand: Command<Machine> = {
	name: 'jobs',
	summary: 'Do the jobs alone, beside a service that was started with INSPECTORATE_JOBS=elsewhere',
	async run({ world, io }) {
		const stopAsked = askedToStop();
		const working = await workAlone(world);
		io.out('Doing jobs. Press Ctrl-C to stop.\n');
		await stopAsked;
		io.out('Stopping ...\n');
		await working.stop();
		return 0;
	},
};

const migrateCommand: Command<Machine> = {
	name: 'migrate',
	summary: 'Bring the database up to date with this version',
	async run({ world, io, json }) {
		const installation = await openInstallation({ ...world, purpose: 'migrate' });
		const names = installation.applied.map(({ name }) => name);
		await installation.close();
		if (json) io.out(`${JSON.stringify({ applied: names })}\n`);
		else io.out(names.length === 0 ? 'The database is up to date.\n' : `Applied ${names.join(', ')}.\n`);
		return 0;
	},
};

const versionCommand: Command<Machine> = {
	name: 'version',
	summary: 'Print the version',
	async run({ io, json }) {
		io.out(json ? `${JSON.stringify({ version, node: process.version })}\n` : `inspectorate ${version}\n`);
		return 0;
	},
};

/** Settles at the first signal; a second one ends at once whatever is still being finished. */
function askedToStop(): Promise<void> {
	return new Promise((resolve) => {
		const asked = () => {
			process.once('SIGINT', () => process.exit(1));
			resolve();
		};
		process.once('SIGINT', asked);
		process.once('SIGTERM', asked);
	});
}

function entries(): Entry[] {
	return [
		...[
			startCommand,
			jobsCommand,
			migrateCommand,
			doctorCommand,
			verifyCommand(dataFolderOf),
			versionCommand,
		].map((command) => ({ command })),
		...commandsOf().map((roomCommand) => ({ roomCommand })),
		...lateCommands().map((lateCommand) => ({ lateCommand })),
	];
}

export async function runCli(
	words: readonly string[],
	source: Record<string, string | undefined>,
	io: CommandIo,
): Promise<0 | 1 | 2> {
	if (words[0] === 'stat') {
		// Every method has options and help of its own: stat reads its words itself. It is loaded only when it is asked
		// for, because nothing that serves pages waits for mathematics.
		const { stat } = await import('./stat.commands.ts');
		return stat(words.slice(1), io);
	}
	const json = words.includes('--json');
	try {
		return await dispatch(words, source, io, json);
	} catch (error) {
		const known = error instanceof Failure;
		const text = error instanceof Missing ? 'There is no such thing.' : messageOf(error);
		if (json) io.out(`${JSON.stringify({ error: text })}\n`);
		io.err(`${text}\n`);
		if (!known && error instanceof Error) io.err(`${error.stack}\n`);
		return error instanceof WrongUsage ? 2 : 1;
	}
}

async function dispatch(
	words: readonly string[],
	source: Record<string, string | undefined>,
	io: CommandIo,
	json: boolean,
): Promise<0 | 1> {
	const all = entries();
	const named = all
		.filter((entry) => nameOf(entry).every((word, i) => words[i] === word))
		.sort((a, b) => nameOf(b).length - nameOf(a).length)[0];
	if (named === undefined) {
		const first = words.find((word) => !word.startsWith('-'));
		const group = all.filter((entry) => nameOf(entry)[0] === first);
		if (first !== undefined && group.length === 0) {
			const known = [...new Set([...all.map((entry) => nameOf(entry)[0] ?? ''), 'stat'])];
			throw new WrongUsage(
				`There is no command "${first}". Did you mean "${nearest(first, known)}"? See ./inspectorate --help.`,
			);
		}
		const asked = words.includes('--help') || words.includes('-h');
		(asked ? io.out : io.err)(overview(group.length === 0 ? all : group));
		if (!asked) throw new WrongUsage('Name a command.');
		return 0;
	}
	const command = commandOf(named);
	const rest = words.slice(nameOf(named).length);
	if (rest.includes('--help') || rest.includes('-h')) {
		io.out(manual(command));
		return 0;
	}
	const call = { ...parse(command, rest), json, io };
	const environment = readEnvironment(source);
	const level = environment.INSPECTORATE_LOG_LEVEL ?? (process.stdout.isTTY ? 'warn' : 'info');
	const log = jsonLog(level, (line) => process.stdout.write(line));
	if ('command' in named) return named.command.run({ ...call, world: { environment, log } });
	let opened: Promise<Installation> | undefined;
	const open = async () => {
		opened ??= openInstallation({ environment, log: silent, purpose: 'use' });
		return (await opened).services;
	};
	try {
		return 'lateCommand' in named
			? await named.lateCommand.run({ ...call, world: open })
			: await named.roomCommand.run({ ...call, world: await open() });
	} finally {
		// What could not be opened has closed itself.
		await opened?.then(
			(installation) => installation.close(),
			() => undefined,
		);
	}
}

function commandOf(entry: Entry): Command<never> {
	if ('command' in entry) return entry.command;
	return 'lateCommand' in entry ? entry.lateCommand : entry.roomCommand;
}

function nameOf(entry: Entry): string[] {
	return commandOf(entry).name.split(' ');
}

function parse(command: Command<never>, words: readonly string[]) {
	const wanted = command.positionals ?? [];
	try {
		const { values, positionals } = parseArgs({
			args: [...words],
			options: { ...command.options, json: { type: 'boolean' } },
			allowPositionals: wanted.length > 0,
		});
		const { json: _json, ...rest } = values;
		const needed = wanted.filter((name) => !name.endsWith('?')).length;
		const most = wanted.at(-1)?.endsWith('…') === true ? Number.POSITIVE_INFINITY : wanted.length;
		if (positionals.length < needed || positionals.length > most) {
			throw new WrongUsage(`"${command.name}" takes ${wanted.join(' ')}.`);
		}
		return { values: rest, positionals };
	} catch (error) {
		if (error instanceof WrongUsage)
			throw new WrongUsage(`${error.message} See ./inspectorate ${command.name} --help.`);
		throw new WrongUsage(
			`${messageOf(error).split('. To specify')[0]}. See ./inspectorate ${command.name} --help.`,
		);
	}
}

function overview(shown: readonly Entry[]): string {
	const lines = shown.map((entry) => {
		const { name, summary } = commandOf(entry);
		return `  ${name.padEnd(22)} ${summary}`;
	});
	const common = [
		'Every command takes --help; those that print data take --json.',
		'Exit status: 0 done, 1 refused or failed, 2 wrong usage.',
	];
	const usage = ['Usage: ./inspectorate COMMAND [options]', '', 'Commands:'];
	if (shown.length < entries().length) return [...usage, ...lines, '', ...common, ''].join('\n');
	return [
		...usage,
		...lines,
		`  ${'stat'.padEnd(22)} Compute any statistical method by hand: see stat --help`,
		'',
		...common,
		'',
		'Settings of the environment:',
		...Object.entries(settingsOfEnvironment).map(([name, [, help]]) => `  ${name}\n      ${help}`),
		'',
	].join('\n');
}

function manual(command: Command<never>): string {
	const positionals = (command.positionals ?? []).map((name) =>
		name.endsWith('?') ? `[${name.slice(0, -1)}]` : name,
	);
	const options: ParseArgsOptionsConfig = { ...command.options, json: { type: 'boolean' } };
	const lines = Object.entries(options).map(([name, { type }]) => {
		const help = name === 'json' ? 'Print data as JSON' : (command.help?.[name] ?? '');
		return `  --${name}${type === 'string' ? ' …' : ''}`.padEnd(24) + help;
	});
	return [
		`Usage: ./inspectorate ${[command.name, command.usage ?? positionals.join(' ')].join(' ').trim()} [options]`,
		'',
		`${command.summary}.`,
		'',
		'Options:',
		...lines,
		'',
	].join('\n');
}

if (import.meta.main) {
	// Whoever reads only the first lines, as head does, ends the pipe; what was asked for is done and closed all the same.
	process.stdout.on('error', (error) => {
		if (codeOf(error) !== 'EPIPE') throw error;
	});
	process.exitCode = await runCli(process.argv.slice(2), process.env, {
		out: (text) => process.stdout.write(text),
		err: (text) => process.stderr.write(text),
	});
}

import { commandsOf, lateCommands } from '../../src/app.ts';
import { messageOf } from '../../src/foundation/index.ts';
import type { AttackedWorld } from './world.ts';

/** Jobs that are asked for by somebody, with what to do; those of the clock are done before the instant. */
export const otherJobs: Readonly<Record<string, string>> = {
	'send mail': 'Sends a mail that is looked at before it is sent.',
	'import figures': 'Reads files for analysts.',
	'make documents': 'Keeps copies for staff.',
	'make a bundle': 'Keeps an archive, which staff have made; public of what is public.',
	'freeze a release': 'Has been done here, for the release that is attacked.',
};

/**
 * Commands, and who reads what they print: the machine’s own operator, who may read all; or whoever it is passed on to. What is
 * passed on holds nothing of a release before its instant. A command that is not here fails the suite.
 */
const commands: Readonly<Record<string, 'operator' | readonly string[]>> = {
	'account list': [],
	'account invite': 'operator',
	'account suspend': 'operator',
	'account restore': 'operator',
	'account reset': 'operator',
	'audit verify': [],
	'register import': 'operator',
	'register export': ['forces'],
	'data import': 'operator',
	figure: 'operator',
	'figure recompute': 'operator',
	'document list': 'operator',
	'document make': 'operator',
	'document export': 'operator',
	'release list': 'operator',
	'release show': 'operator',
	'release bundle': ['REL'],
	'release key': 'operator',
	'release record': 'operator',
	'policy matrix': [],
	'framework check': 'operator',
	'framework diff': 'operator',
	'framework list': 'operator',
	'framework load': 'operator',
	'indicator check': 'operator',
	'indicator list': 'operator',
	check: 'operator',
	'glossary check': 'operator',
	'followup import': 'operator',
};

/** Runs every command whose words are passed on, and gives what each has printed. */
export async function quietCommands(
	{ services, owner }: AttackedWorld,
	release: string,
): Promise<Map<string, string>> {
	const { rows } = await owner.query<{ cited: string }>(
		"select 'REL-' || number as cited from releases.release where id = $1",
		[release],
	);
	const printed = new Map<string, string>();
	const all = commandsOf();
	const unknown = [...all, ...lateCommands()].filter(({ name }) => commands[name] === undefined);
	if (unknown.length > 0)
		throw new Error(`Say in test/embargo/jobs-and-commands.ts who reads “${unknown[0]?.name}”.`);
	for (const { name, run } of all) {
		const words = commands[name];
		if (words === undefined || words === 'operator') continue;
		let said = '';
		const io = {
			out(text: string) {
				said += text;
			},
			err(text: string) {
				said += text;
			},
		};
		const positionals = words.map((word) => (word === 'REL' ? (rows[0]?.cited ?? '') : word));
		try {
			await run({ values: {}, positionals, json: false, io, world: services });
			if (name === 'release bundle') throw new Error('It made a bundle of what is under embargo: qzvtitlea');
		} catch (error) {
			said += messageOf(error);
		}
		printed.set(name, said);
	}
	return printed;
}

import { readFile } from 'node:fs/promises';
import { userInfo } from 'node:os';
import { type Actor, type Command, codeOf, Refused, type Services } from '../../foundation/index.ts';
import { readRegister } from './older.pages.ts';
import { holdRegister, takenInWords, takeOlder } from './older.save.ts';

/** `followup import`: what the page does, for registers that are too long to be decided one by one. */
export const olderCommands: readonly Command<Services>[] = [
	{
		name: 'followup import',
		summary: 'Take over an older register of recommendations from a CSV file',
		usage: 'FILE [--rest] [--as-proposed]',
		positionals: ['FILE'],
		options: { rest: { type: 'boolean' }, 'as-proposed': { type: 'boolean' } },
		help: {
			rest: 'Take over what is right where other rows are at fault; without it, nothing is then taken over',
			'as-proposed': 'Decide what is like something else as proposed; without it, nothing is then taken over',
		},
		async run({ positionals: [path = ''], values, json, io, world }) {
			const actor: Actor = { kind: 'operator', name: userInfo().username };
			const source = await contentOf(path);
			return world.database.asActor(actor, async (tx) => {
				await holdRegister(tx);
				const { compared, faults } = await readRegister(tx, source);
				for (const { line, column, problem, remedy } of faults)
					io.err(`line ${line}${column === null ? '' : `, ${column}`}: ${problem}. ${remedy}\n`);
				if (values['as-proposed'] !== true)
					for (const { older, other, proposed } of compared.proposals) {
						const beside = other.kind === 'kept' ? `FU-${other.kept.number}` : `line ${other.older.line}`;
						io.err(`line ${older.line}: ${older.id} is like ${beside}. Proposed: ${proposed}.\n`);
					}
				const waits = faults.length > 0 && values.rest !== true;
				const undecided = compared.proposals.length > 0 && values['as-proposed'] !== true;
				if (waits || undecided) {
					io.err(
						waits
							? 'Nothing was taken over. Put the rows right, or add --rest to take over the others.\n'
							: 'Nothing was taken over. Decide these on the page /followup/import, or add --as-proposed.\n',
					);
					return 1;
				}
				const decided = new Map(compared.proposals.map(({ older, proposed }) => [older.key, proposed]));
				const taken = await takeOlder(tx, actor, compared, decided);
				io.out(json ? `${JSON.stringify(taken)}\n` : `${takenInWords(taken)}\n`);
				return 0;
			});
		},
	},
];

async function contentOf(path: string): Promise<Buffer> {
	try {
		return await readFile(path);
	} catch (error) {
		const why: Record<string, string> = { ENOENT: 'There is no such file', EISDIR: 'It is a folder' };
		throw new Refused(
			`The file ${path} could not be read. ${why[codeOf(error) ?? ''] ?? 'Check who may read it'}.`,
		);
	}
}

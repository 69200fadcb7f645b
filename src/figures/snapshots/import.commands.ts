import { userInfo } from 'node:os';
import { basename } from 'node:path';
import { type Command, inWordsDate, type Services, WrongUsage } from '../../foundation/index.ts';
import { sourceNamed, sources } from '../sources/all.ts';
import { Unreadable } from '../sources/source.ts';
import { type Imported, importFiles } from './import.ts';
import { decisionsOf, suppliesOf } from './snapshot.store.ts';

/** `data import`: published files into a snapshot. */
export const importCommands: readonly Command<Services>[] = [
	{
		name: 'data import',
		summary: 'Import published files of one release as a snapshot, whole or not at all',
		usage: 'SOURCE FILE…',
		positionals: ['SOURCE', 'FILE…'],
		options: {
			release: { type: 'string' },
			published: { type: 'string' },
			note: { type: 'string' },
			illustrative: { type: 'boolean' },
		},
		help: {
			release: 'What the publisher calls the release, where the files do not say it',
			published: 'The day of publication, such as 2018-10-18',
			note: 'Anything that others should know of it',
			illustrative: 'The figures are made up, and everything that is computed from them says so',
		},
		async run({ positionals: [name = '', ...paths], values, json, io, world }) {
			const source = sourceNamed(name);
			if (source === undefined)
				throw new WrongUsage(
					`There is no source “${name}”. Choose from: ${sources.map((one) => one.name).join(', ')}.`,
				);
			if (paths.length === 0) throw new WrongUsage('Name at least one file.');
			const actor = { kind: 'operator' as const, name: userInfo().username };
			let last = '';
			try {
				const imported = await importFiles(world, {
					source,
					files: paths.map((path) => ({ name: basename(path), path })),
					stated: {
						release: textIn(values.release),
						publishedOn: dayIn(values.published),
						note: textIn(values.note),
						illustrative: values.illustrative === true,
					},
					actor,
					async progress(_done, _of, doing) {
						if (!json && doing !== last) io.err(`${doing} …\n`);
						last = doing;
					},
				});
				const { decisions, supplies } = await world.database.asActor(actor, async (tx) => ({
					decisions: await decisionsOf(tx, imported.snapshot.id),
					supplies: await suppliesOf(tx, imported.snapshot.id),
				}));
				if (json) io.out(`${JSON.stringify({ ...imported, decisions, supplies })}\n`);
				else {
					io.out(outcomeInWords(imported));
					for (const { kind, reason, rows } of decisions)
						io.out(`${kind.padEnd(9)} ${rows.toLocaleString('en-GB').padStart(11)}  ${reason}\n`);
					const none = supplies.filter(({ how }) => how === 'none');
					if (none.length > 0) io.out(`No data came of ${none.length} of ${supplies.length} forces.\n`);
				}
				return 0;
			} catch (error) {
				if (!(error instanceof Unreadable)) throw error;
				const text = refusalInWords(error);
				if (json) io.out(`${JSON.stringify({ error: text, faults: error.faults })}\n`);
				for (const { file, where, text } of error.faults)
					io.err(`${[file, where].filter((part) => part !== '').join(', ')}: ${text}\n`);
				io.err(`${text}\n`);
				return 1;
			}
		},
	},
];

export function outcomeInWords({ snapshot, outcome }: Imported): string {
	const { source, release, rows, since, until, id } = snapshot;
	const what = `${source}, ${release}: ${rows.toLocaleString('en-GB')} rows, ${inWordsDate(since)} to ${inWordsDate(until)}.`;
	const first =
		outcome === 'known' ? 'These files are a snapshot already, and nothing was changed.' : 'Imported.';
	return `${first} ${what} It is /data/${id}.\n`;
}

export function refusalInWords({ faults }: Unreadable): string {
	return faults.length === 1
		? 'Nothing was imported. Put this right, and import the files again.'
		: `Nothing was imported. Put these ${faults.length} things right, and import the files again.`;
}

function textIn(value: unknown): string | null {
	return typeof value === 'string' && value.trim() !== '' ? value.trim() : null;
}

function dayIn(value: unknown): Temporal.PlainDate | null {
	const text = textIn(value);
	if (text === null) return null;
	try {
		return Temporal.PlainDate.from(text);
	} catch {
		throw new WrongUsage(`“${text}” is not a day. Write it as 2018-10-18.`);
	}
}

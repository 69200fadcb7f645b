import { randomUUID } from 'node:crypto';
import type { Readable } from 'node:stream';
import { buffer } from 'node:stream/consumers';
import { z } from 'zod';
import {
	csv,
	type Files,
	type FormValues,
	fileById,
	form,
	get,
	Invalid,
	Missing,
	Refused,
	type Route,
	redirect,
	type Tx,
} from '../../foundation/index.ts';
import { type Fault, linesOf, textOf } from '../../programmes/index.ts';
import { promisePolicy } from '../register/promise.ts';
import { olderColumns } from './older.columns.ts';
import {
	type Compared,
	compareOlder,
	type Decision,
	decisions,
	decisionTexts,
	type Proposal,
} from './older.proposals.ts';
import { holdRegister, type Taken, takenInWords, takeOlder } from './older.save.ts';
import { keptOf, olderWorld, placedIn } from './older.store.ts';
import { readOlder } from './older.ts';

const { keep } = promisePolicy.can;

/** So many faults, or proposals, are shown on a page: whoever has more has one many times. */
const mostShown = 500;

/** What a file says, beside what is there: for the page and for the command. */
export async function readRegister(
	tx: Tx,
	source: Buffer,
): Promise<{ compared: Compared; faults: Fault[]; encoding: string }> {
	const { text, encoding } = textOf(source);
	const file = linesOf(text);
	const { older, faults } = readOlder(file, await olderWorld(tx));
	const kept = await keptOf(tx, [...new Set(older.map(({ force }) => force.id))]);
	return { compared: compareOlder(await placedIn(tx, older), kept), faults, encoding };
}

export function olderPages(files: Files): Route[] {
	return [...sendPages(files), template, ...decidePages(files)];
}

/** A file is kept first, so that what is decided about it is decided about what was read. */
function sendPages(files: Files): Route[] {
	return form({
		url: '/followup/import',
		opens: 'account',
		permit: keep,
		view: 'acting/import.njk',
		upload: 'file',
		fields: z.object({}),
		async load() {
			return {
				columns: Object.values(olderColumns).map(({ heading, about, example, optional }) => ({
					heading,
					about,
					example,
					optional,
				})),
			};
		},
		async submit({ tx, file }) {
			if (file === undefined) throw new Invalid({ file: 'Choose the file with the older register' });
			const kept = await files.keep(tx, file, {
				organisation: null,
				subject: { kind: 'older register', id: randomUUID() },
			});
			try {
				await readRegister(tx, await contentOf(files, tx, kept));
			} catch (error) {
				if (error instanceof Refused) throw new Invalid({ file: error.message });
				throw error;
			}
			return redirect(`/followup/import/${kept.id}`);
		},
	});
}

async function contentOf(files: Files, tx: Tx, file: Parameters<Files['download']>[1]): Promise<Buffer> {
	const { open } = await files.download(tx, file);
	const stream: Readable = await open();
	return buffer(stream);
}

const template = get({
	url: '/followup/import/template.csv',
	opens: 'account',
	permit: keep,
	async handle() {
		return {
			kind: 'data',
			type: 'text/csv; charset=utf-8',
			body: csv(
				Object.values(olderColumns).map(({ heading }) => heading),
				[],
			),
			saveAs: 'older-register-template.csv',
		};
	},
});

function decidePages(files: Files): Route[] {
	return form({
		url: '/followup/import/:file',
		opens: 'account',
		permit: keep,
		params: z.object({ file: z.uuid() }),
		view: 'acting/import-decide.njk',
		fields: z.looseObject({ rest: z.string().optional() }),
		async load({ tx, params }) {
			await holdRegister(tx);
			const file = await olderFile(tx, params.file);
			const { compared, faults, encoding } = await readRegister(tx, await contentOf(files, tx, file));
			const { there, fresh, proposals } = compared;
			return {
				file: { id: file.id, name: file.name },
				encoding,
				compared,
				faults: faults.slice(0, mostShown),
				hiddenFaults: Math.max(0, faults.length - mostShown),
				faultyRows: new Set(faults.map(({ line }) => line)).size,
				there: there.length,
				fresh: fresh.length,
				proposals: proposals.slice(0, mostShown).map(proposalLine),
				hiddenProposals: Math.max(0, proposals.length - mostShown),
			};
		},
		async submit({ tx, actor, values, data: { compared } }) {
			const decided = decidedIn(values, compared.proposals);
			if (compared.fresh.length + compared.proposals.length === 0)
				throw new Invalid({ '': 'There is nothing in this file that can be taken over' });
			const taken: Taken = await takeOlder(tx, actor, compared, decided);
			return redirect('/followup?from=older', takenInWords(taken));
		},
	});
}

async function olderFile(tx: Tx, id: string) {
	const file = await fileById(tx, id);
	const of = await tx
		.selectFrom('foundation.file')
		.select('subject_kind as kind')
		.where('id', '=', id)
		.executeTakeFirst();
	if (file === undefined || of?.kind !== 'older register') throw new Missing();
	return file;
}

const fieldOf = ({ older }: Proposal): string => `decision-${older.line}`;

function proposalLine(proposal: Proposal) {
	const { older, other, equal, later, proposed, open } = proposal;
	return {
		field: fieldOf(proposal),
		line: older.line,
		id: older.id,
		force: older.force.name,
		text: older.text,
		source: older.source,
		publishedOn: older.publishedOn,
		equal,
		later,
		other:
			other.kind === 'kept'
				? {
						name: `FU-${other.kept.number}`,
						href: `/followup/${other.kept.number}`,
						text: other.kept.text,
						source: other.kept.source,
						publishedOn: other.kept.publishedOn,
					}
				: {
						name: `Line ${other.older.line}, ${other.older.id}`,
						href: null,
						text: other.older.text,
						source: other.older.source,
						publishedOn: other.older.publishedOn,
					},
		proposed,
		choices: open.map((value) => ({
			value,
			text: `${decisionTexts[value]}${value === proposed ? ' (proposed)' : ''}`,
		})),
	};
}

/** Each is decided, or all that are left are taken as they are proposed. */
function decidedIn(values: FormValues | Record<string, unknown>, proposals: readonly Proposal[]) {
	const decided = new Map<string, Decision>();
	const problems: Record<string, string> = {};
	for (const proposal of proposals) {
		const field = fieldOf(proposal);
		const chosen = decisions.find((decision) => decision === values[field]);
		if (chosen !== undefined && proposal.open.includes(chosen)) decided.set(proposal.older.key, chosen);
		else if (values.rest === 'yes') decided.set(proposal.older.key, proposal.proposed);
		else problems[field] = `Decide about line ${proposal.older.line}`;
	}
	if (Object.keys(problems).length > 0) throw new Invalid(problems);
	return decided;
}

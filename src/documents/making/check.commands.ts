import { userInfo } from 'node:os';
import { type Command, Refused, WrongUsage } from '../../foundation/index.ts';
import type { Opening } from '../../programmes/index.ts';
import { type Checked, checkTexts, wordsIn } from '../checker/check-folder.ts';
import type { Context } from '../checker/context.ts';
import { textsAt } from '../checker/files.ts';
import type { Remark } from '../checker/remark.ts';
import { rules } from '../checker/rules.ts';
import { checkedOf } from '../drafts/checked.store.ts';
import { citeDocument } from '../drafts/document.ts';
import { type Opened, openDocument } from '../drafts/tree.store.ts';
import { toText } from '../faces/text.ts';
import { shippedGlossary } from '../glossary/shelf.ts';
import type { DocProblem } from '../tree/problem.ts';
import { documentCited, numberIn } from './cited.ts';

/**
 * Checks drafts. Those that were written elsewhere need no database: what is known is the glossary and the files
 * themselves. A document of ours is checked with the records behind it, and what was let stand is left out.
 */
export const checkCommand: Command<Opening> = {
	name: 'check',
	summary: 'Check drafts, in files or kept here: numbers, years, comparisons, names and links',
	usage: 'FILE|FOLDER|D-12 … [--style] [--without RULE] [--dated DAY] [--anonymous]',
	positionals: ['FILE…'],
	options: {
		style: { type: 'boolean' },
		without: { type: 'string', multiple: true },
		dated: { type: 'string' },
		anonymous: { type: 'boolean' },
	},
	help: {
		style: 'Also remark on reading age, long sentences and jargon',
		without: 'A rule to leave out; may come again',
		dated: 'The own date of files, such as 2026-11-21, where they do not say',
		anonymous: 'No force may be named in the files',
	},
	async run({ positionals, values, json, io, world }) {
		const wanted: Wanted = { without: named(values.without), style: values.style === true };
		const context: Context = {
			glossary: await shippedGlossary(),
			dated: dayIn(values.dated),
			anonymous: values.anonymous === true,
			without: { rules: wanted.without, severities: wanted.style ? [] : ['style'] },
		};
		const paths = positionals.filter((one) => numberIn(one) === null);
		const texts = (await Promise.all(paths.map(textsAt))).flat();
		const checked = checkTexts(texts, context);
		for (const one of positionals)
			if (numberIn(one) !== null) checked.push(await checkDocument(one, wanted, world));
		const faults = checked
			.flatMap(({ remarks }) => remarks)
			.filter(({ severity }) => severity === 'fault').length;
		io.out(json ? `${JSON.stringify({ faults, files: checked })}\n` : inLines(checked));
		return faults === 0 ? 0 : 1;
	},
};

type Wanted = { without: readonly string[]; style: boolean };

async function checkDocument(cited: string, { without, style }: Wanted, open: Opening): Promise<Checked> {
	const { database } = await open();
	return database.asActor({ kind: 'operator', name: userInfo().username }, async (tx) => {
		const opened = await openDocument(tx, (await documentCited(tx, cited)).id);
		const { standing } = await checkedOf(tx, opened);
		const file = citeDocument(opened.document);
		return {
			file,
			words: wordsIn(toText(opened.doc)),
			remarks: [
				...opened.doc.problems
					.filter(({ severity }) => severity === 'fault')
					.map((problem) => remarkOf(problem, opened)),
				...standing.filter(
					({ rule, severity }) => !without.includes(rule) && (style || severity !== 'style'),
				),
			].map((remark) => ({ ...remark, place: { ...remark.place, file } })),
		};
	});
}

/** What could not be put in is told as the rules tell their remarks. */
function remarkOf({ kind, place, text, mend, nearest }: DocProblem, { blocks }: Opened): Remark {
	const block = blocks.find(({ id }) => id === place?.text?.split(' › ')[0]);
	const written = block?.text.split('\n')[(place?.line ?? 1) - 1] ?? '';
	return {
		rule: kind,
		severity: 'fault',
		place: {
			file: '',
			...(place?.text === undefined ? {} : { text: place.text }),
			line: place?.line ?? 1,
			column: place?.column ?? 1,
			section: block?.component ?? block?.section ?? null,
		},
		quote: written.slice(
			(place?.column ?? 1) - 1,
			place?.endLine === place?.line ? (place?.endColumn ?? 1) - 1 : undefined,
		),
		text,
		mend: nearest.length === 0 ? mend : `${mend} The nearest are: ${nearest.join(', ')}.`,
		also: [],
		data: {},
	};
}

function inLines(checked: readonly Checked[]): string {
	const lines = checked.flatMap(({ file, remarks }) =>
		remarks.length === 0
			? [`${file}: nothing to remark.`]
			: remarks.flatMap(({ place, severity, rule, quote, text, mend }) => [
					`${placeInWords(place)} ${severity} ${rule}`,
					`  “${short(quote)}”`,
					`  ${text} ${mend}`,
				]),
	);
	return `${lines.join('\n')}\n`;
}

/** Of a document of ours, lines are counted in the block whose text it is. */
function placeInWords({ file, text, line, column, section }: Remark['place']): string {
	return text === undefined
		? `${file}:${line}:${column}`
		: `${file}, ${section ?? 'before the first heading'}, ${line}:${column}`;
}

function short(quote: string): string {
	return quote.length <= 160 ? quote : `${quote.slice(0, 110)} … ${quote.slice(-40)}`;
}

function dayIn(value: unknown): string | undefined {
	if (typeof value !== 'string') return undefined;
	try {
		return Temporal.PlainDate.from(value).toString();
	} catch {
		throw new WrongUsage(`“${value}” is not a day. Write it as 2026-11-21.`);
	}
}

function named(value: unknown): string[] {
	const names = Array.isArray(value) ? value.filter((one) => typeof one === 'string') : [];
	for (const name of names)
		if (!rules.some((rule) => rule.name === name))
			throw new Refused(
				`There is no rule “${name}”. The rules are: ${rules.map((rule) => rule.name).join(', ')}.`,
			);
	return names;
}

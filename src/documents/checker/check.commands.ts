import { type Command, Refused, WrongUsage } from '../../foundation/index.ts';
import { shippedGlossary } from '../glossary/shelf.ts';
import { type Checked, checkTexts } from './check-folder.ts';
import type { Context } from './context.ts';
import { textsAt } from './files.ts';
import { rules } from './rules.ts';

/** Checks drafts that were written elsewhere. It needs no database: what is known is the glossary and the files themselves. */
export const checkCommand: Command<unknown> = {
	name: 'check',
	summary: 'Check drafts in Markdown or plain text: numbers, years, comparisons, names and links',
	usage: 'FILE|FOLDER … [--style] [--without RULE] [--dated DAY] [--anonymous]',
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
		dated: 'The document’s own date, such as 2026-11-21, where it does not say',
		anonymous: 'No force may be named in it',
	},
	async run({ positionals, values, json, io }) {
		const context: Context = {
			glossary: await shippedGlossary(),
			dated: dayIn(values.dated),
			anonymous: values.anonymous === true,
			without: { rules: named(values.without), severities: values.style === true ? [] : ['style'] },
		};
		const texts = (await Promise.all(positionals.map(textsAt))).flat();
		const checked = checkTexts(texts, context);
		const faults = checked
			.flatMap(({ remarks }) => remarks)
			.filter(({ severity }) => severity === 'fault').length;
		io.out(json ? `${JSON.stringify({ faults, files: checked })}\n` : inLines(checked));
		return faults === 0 ? 0 : 1;
	},
};

function inLines(checked: readonly Checked[]): string {
	const lines = checked.flatMap(({ file, remarks }) =>
		remarks.length === 0
			? [`${file}: nothing to remark.`]
			: remarks.flatMap(({ place, severity, rule, quote, text, mend }) => [
					`${file}:${place.line}:${place.column} ${severity} ${rule}`,
					`  “${short(quote)}”`,
					`  ${text} ${mend}`,
				]),
	);
	return `${lines.join('\n')}\n`;
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

import { z } from 'zod';
import type { FormValues, Problems } from '../../foundation/index.ts';
import { dayParts, optionalDay, withDays } from '../../foundation/index.ts';
import {
	type Due,
	letterAt,
	type Raised,
	type RaisedKind,
	type RaisedWords,
	type Setter,
	setters,
	setterTexts,
} from './raised.ts';

/** What is typed into the form of something raised, field by field: its sub-items are as many as somebody wants. */
export type Typed = Readonly<Record<string, unknown>>;

/** As many as there are letters to cite them by that anybody would still read. */
export const mostSubItems = 12;

export type Draft = RaisedWords & {
	/** Of a cause of concern, what has to be done about it. */
	recommendation: string | null;
};

/** Reads what was typed: what it says, and a sentence beside each field that is not right. */
export function draftFrom(
	kind: RaisedKind,
	typed: Typed,
	{ first }: { first: boolean },
): { draft: Draft; problems: Problems } {
	const problems: Problems = {};
	const say = (field: string, sentence: string) => {
		problems[field] ??= sentence;
	};
	const text = (field: string, limit = 4000): string | null => {
		const value = typed[field];
		const read = (typeof value === 'string' ? value : '')
			.replaceAll('\0', '')
			.replaceAll('\r\n', '\n')
			.trim();
		if (read.length > limit) say(field, `Use ${limit.toLocaleString('en-GB')} characters or fewer`);
		return read === '' ? null : read;
	};
	const needed = (field: string, sentence: string): string => {
		const read = text(field);
		if (read === null) say(field, sentence);
		return read ?? '';
	};
	const day = (field: string, what: string): Temporal.PlainDate | null => {
		const read = withDays([field], z.object({ [field]: optionalDay(what) })).safeParse(typed);
		if (!read.success) say(field, read.error.issues[0]?.message ?? `Enter the ${what}`);
		return read.success ? (read.data[field] ?? null) : null;
	};
	const due = (field: string, what: string): Due | null => {
		const chosen = typed[field];
		if (chosen === 'none') return { kind: 'none' };
		if (chosen === 'whole') return due('due', 'the whole');
		if (chosen !== 'day' && chosen !== 'months' && chosen !== 'immediately') return null;
		const setBy = setters.find((one) => one === typed[`${field}-set`]);
		const setByName = text(`${field}-name`, 200);
		if (setBy === undefined) say(`${field}-set`, `Choose who set the deadline of ${what}`);
		if (setBy === 'other' && setByName === null)
			say(`${field}-name`, `Enter who set the deadline of ${what}`);
		const set = { setBy: setBy ?? 'inspectorate', setByName } satisfies {
			setBy: Setter;
			setByName: string | null;
		};
		if (chosen === 'immediately') return { kind: chosen, ...set };
		if (chosen === 'months') {
			const months = Number(text(`${field}-months`, 4) ?? '');
			if (!Number.isInteger(months) || months < 1 || months > 120)
				say(`${field}-months`, `Enter within how many months ${what} is due, from 1 to 120`);
			return { kind: chosen, months: Number.isInteger(months) && months > 0 ? months : 1, ...set };
		}
		const on = day(`${field}-on`, `day by which ${what} is due`);
		if (on === null) {
			say(`${field}-on`, `Enter the day by which ${what} is due`);
			return null;
		}
		return { kind: chosen, on, ...set };
	};

	const concern = kind === 'cause of concern';
	const subItems = [];
	for (const index of rowsTyped(typed)) {
		const words = text(`sub-${index}-text`);
		if (words === null) continue;
		const id = z.uuid().safeParse(typed[`sub-${index}-id`]);
		subItems.push({
			id: id.success ? id.data : null,
			text: words,
			due: due(`sub-${index}-due`, `(${letterAt(subItems.length)})`),
		});
	}
	const dated = kind !== 'promising practice' && (!concern || first);
	const sourceAddress = text('sourceAddress', 2000);
	if (sourceAddress !== null && !/^https?:\/\/\S+$/.test(sourceAddress))
		say('sourceAddress', 'Enter an address that begins with https:// or http://');
	const draft: Draft = {
		kind,
		title: concern ? needed('title', 'Enter the cause of concern in a few words') : text('title', 300),
		text: needed('text', missingText[kind]),
		addressee: text('addressee', 300),
		theme: text('theme', 200),
		due: dated && subItems.length === 0 ? due('due', 'it') : null,
		standard: text('standard', 100),
		source: text('source', 500),
		sourceAddress,
		raisedOn: day('raisedOn', 'day on which it was published'),
		subItems,
		findings: idsIn(typed.findings),
		recommendation: concern && first ? text('recommendation') : null,
	};
	return { draft, problems };
}

const missingText: Record<RaisedKind, string> = {
	'promising practice': 'Enter what others can learn from',
	'area for improvement': 'Enter what the force should do',
	'cause of concern': 'Enter what gives cause for concern',
	recommendation: 'Enter what should be done',
};

function idsIn(value: unknown): string[] {
	const all = (Array.isArray(value) ? value : [value]).filter((one) => z.uuid().safeParse(one).success);
	return [...new Set(all.map(String))];
}

/** The rows that the form has shown, by their numbers. */
export function rowsTyped(typed: Typed): number[] {
	return Array.from({ length: mostSubItems }, (_, index) => index).filter(
		(index) => typed[`sub-${index}-text`] !== undefined,
	);
}

/** What was typed, with room for more sub-items. */
export function withMoreRows(typed: FormValues): FormValues {
	const rows = rowsTyped(typed).length;
	const more = rows === 0 ? 3 : 1;
	const added = Array.from({ length: Math.min(more, mostSubItems - rows) }, (_, index) => [
		`sub-${rows + index}-text`,
		'',
	]);
	return { ...typed, ...Object.fromEntries(added) };
}

function dueValues(field: string, due: Due | null): FormValues {
	if (due === null) return {};
	if (due.kind === 'none') return { [field]: 'none' };
	return {
		[field]: due.kind,
		[`${field}-set`]: due.setBy,
		[`${field}-name`]: due.setByName ?? '',
		...(due.kind === 'months' ? { [`${field}-months`]: String(due.months) } : {}),
		...(due.kind === 'day' ? dayParts(`${field}-on`, due.on) : {}),
	};
}

/** What the form holds of something that was raised, before anyone has typed. */
export function valuesOf(raised: Raised): FormValues {
	const subItems = raised.subItems.map(({ id, text, due }, index) => ({
		[`sub-${index}-id`]: id,
		[`sub-${index}-text`]: text,
		...dueValues(`sub-${index}-due`, due),
	}));
	return {
		seen: String(raised.edition),
		title: raised.title ?? '',
		text: raised.text,
		addressee: raised.addressee ?? '',
		theme: raised.theme ?? '',
		standard: raised.standard?.id ?? '',
		source: raised.source ?? '',
		sourceAddress: raised.sourceAddress ?? '',
		findings: raised.findings.map(({ id }) => id),
		...dayParts('raisedOn', raised.raisedOn),
		...dueValues('due', raised.due),
		...Object.assign({}, ...subItems),
	};
}

export const setterItems = setters.map((setter) => ({
	value: setter,
	text: setterTexts[setter].replace(/^./, (letter) => letter.toUpperCase()),
}));

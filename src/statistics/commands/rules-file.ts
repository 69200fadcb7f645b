import { StatisticsError } from '../errors.ts';
import {
	type Band,
	checkedRules,
	type QuantifierStep,
	type RoundingBand,
	standardWording,
	type WordingRules,
} from '../wording-rules.ts';

/** Thresholds from JSON: what a file leaves out stays as in the standard rules, its version excepted. */
export function readRules(text: string): WordingRules {
	const file = recordOf('The file of wording rules', parsed(text));
	const known = Object.keys(standardWording);
	const stranger = Object.keys(file).find((name) => !known.includes(name));
	if (stranger !== undefined)
		throw new StatisticsError(
			'unreadable',
			`“${stranger}” is not a wording rule; there are ${known.join(', ')}.`,
		);
	const standard = standardWording;
	return checkedRules({
		version: textOf('version', file.version),
		confidence: numberOr('confidence', file.confidence, standard.confidence),
		inLine: bandOr('inLine', file.inLine, standard.inLine),
		slight: bandOr('slight', file.slight, standard.slight),
		notableRatio: numberOr('notableRatio', file.notableRatio, standard.notableRatio),
		unchanged: bandOr('unchanged', file.unchanged, standard.unchanged),
		considerableRatio: numberOr('considerableRatio', file.considerableRatio, standard.considerableRatio),
		similarChange: numberOr('similarChange', file.similarChange, standard.similarChange),
		quantifierLeast: numberOr('quantifierLeast', file.quantifierLeast, standard.quantifierLeast),
		quantifiers: listOr('quantifiers', file.quantifiers, standard.quantifiers, stepOf),
		roundings: listOr('roundings', file.roundings, standard.roundings, roundingOf),
	});
}

function parsed(text: string): unknown {
	try {
		return JSON.parse(text);
	} catch {
		throw new StatisticsError('unreadable', 'The file of wording rules cannot be read as JSON.');
	}
}

function recordOf(what: string, value: unknown): Record<string, unknown> {
	if (typeof value !== 'object' || value === null || Array.isArray(value))
		throw new StatisticsError('unreadable', `${what} must be a record of names and values.`);
	return Object.fromEntries(Object.entries(value));
}

function textOf(name: string, value: unknown): string {
	if (typeof value !== 'string')
		throw new StatisticsError('unreadable', `The wording rules need “${name}”, as a text.`);
	return value;
}

function numberOr(name: string, value: unknown, otherwise?: number): number {
	if (value === undefined && otherwise !== undefined) return otherwise;
	if (typeof value !== 'number' || !Number.isFinite(value))
		throw new StatisticsError('unreadable', `“${name}” of the wording rules must be a number.`);
	return value;
}

function bandOr(name: string, value: unknown, otherwise: Band): Band {
	if (value === undefined) return otherwise;
	const record = recordOf(`The band “${name}”`, value);
	return {
		...(record.points === undefined ? {} : { points: numberOr(`${name}.points`, record.points) }),
		...(record.relative === undefined ? {} : { relative: numberOr(`${name}.relative`, record.relative) }),
	};
}

function listOr<Item>(
	name: string,
	value: unknown,
	otherwise: readonly Item[],
	read: (record: Record<string, unknown>) => Item,
): readonly Item[] {
	if (value === undefined) return otherwise;
	if (!Array.isArray(value))
		throw new StatisticsError('unreadable', `“${name}” of the wording rules must be a list.`);
	return value.map((each: unknown) => read(recordOf(`Every one of “${name}”`, each)));
}

function stepOf(record: Record<string, unknown>): QuantifierStep {
	return {
		word: textOf('word', record.word),
		from: numberOr('from', record.from),
		strictly: record.strictly === true,
	};
}

function roundingOf(record: Record<string, unknown>): RoundingBand {
	return {
		word: textOf('word', record.word),
		from: numberOr('from', record.from),
		to: numberOr('to', record.to),
		exact: record.exact === true,
	};
}

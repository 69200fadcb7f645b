import { StatisticsError } from '../errors.ts';
import { type Margin, rake, rakingMethod } from '../raking.ts';
import {
	effectiveSize,
	effectiveSizeMethod,
	weightedProportion,
	weightedProportionMethod,
} from '../weights.ts';
import { confidenceOf, numberOf, numberOption, option, requiredOption, switched } from './arguments.ts';
import { confidenceOption, defineCommand, type StatCommand } from './command.ts';
import { need, numberIn, readTable, textIn } from './table.ts';

export const surveyCommands: readonly StatCommand[] = [
	defineCommand({
		name: 'rake',
		usage: 'FILE.csv --margins FILE.csv [--trim LEAST,GREATEST]',
		summary: 'weights that meet population margins; margins have columns variable, category, target',
		method: rakingMethod,
		readsTable: true,
		fileOptions: ['margins'],
		options: [
			{ name: 'margins', value: 'FILE', help: 'what the population looks like' },
			{ name: 'trim', value: 'LEAST,GREATEST', help: 'bounds of the weights, as multiples of their mean' },
			{ name: 'tolerance', value: 'SHARE', help: 'largest gap of a margin: 0.001 when left out' },
			{ name: 'weight', value: 'COLUMN', help: 'the column of starting weights, where there is one' },
		],
		run(args, input) {
			requiredOption(args, 'margins');
			const table = readTable(input.table);
			const margins = marginsOf(input.files.margins ?? '');
			need(table, ...margins.map(({ variable }) => variable));
			const column = option(args, 'weight');
			if (column !== undefined) need(table, column);
			const trim = option(args, 'trim');
			const tolerance = numberOption(args, 'tolerance');
			return rake(table.rows, margins, {
				...(column === undefined ? {} : { start: table.rows.map((row, i) => numberIn(row, column, i + 1)) }),
				...(trim === undefined ? {} : { trim: bounds(trim) }),
				...(tolerance === undefined ? {} : { tolerance }),
			});
		},
	}),
	defineCommand({
		name: 'effective-size',
		usage: 'FILE.csv',
		summary: 'what weighted respondents are worth; column weight',
		method: effectiveSizeMethod,
		readsTable: true,
		run(_, input) {
			const table = readTable(input.table);
			need(table, 'weight');
			return effectiveSize(table.rows.map((row, i) => numberIn(row, 'weight', i + 1)));
		},
	}),
	defineCommand({
		name: 'weighted-proportion',
		usage: 'FILE.csv --yes ANSWER [--panel]',
		summary: 'a proportion of weighted respondents; columns weight, answer',
		method: weightedProportionMethod,
		readsTable: true,
		options: [
			{ name: 'yes', value: 'ANSWER', help: 'the answer that is counted' },
			{ name: 'panel', help: 'the respondents were not drawn by chance' },
			confidenceOption,
		],
		run(args, input) {
			const table = readTable(input.table);
			need(table, 'weight', 'answer');
			const yes = requiredOption(args, 'yes');
			if (!table.rows.some((row) => textIn(row, 'answer') === yes))
				throw new StatisticsError('missing', `Nobody in the table answered “${yes}”; check how it is spelt.`);
			return weightedProportion(
				table.rows.map((row, i) => ({
					weight: numberIn(row, 'weight', i + 1),
					yes: textIn(row, 'answer') === yes,
				})),
				switched(args, 'panel') ? 'panel' : 'probability',
				confidenceOf(args),
			);
		},
	}),
];

function marginsOf(text: string): Margin[] {
	const table = readTable(text);
	need(table, 'variable', 'category', 'target');
	const margins = new Map<string, Record<string, number>>();
	table.rows.forEach((row, i) => {
		const variable = textIn(row, 'variable');
		const category = textIn(row, 'category');
		const targets = margins.get(variable) ?? {};
		if (Object.hasOwn(targets, category))
			throw new StatisticsError('duplicate', `“${category}” of “${variable}” has two targets.`);
		margins.set(variable, { ...targets, [category]: numberIn(row, 'target', i + 1) });
	});
	return [...margins].map(([variable, targets]) => ({ variable, targets }));
}

function bounds(text: string): { least: number; greatest: number } {
	const [least, greatest, ...more] = text.split(',');
	if (least === undefined || greatest === undefined || more.length > 0)
		throw new StatisticsError('usage', 'Give --trim as two multiples of the mean, such as 0.3,3.');
	return { least: numberOf('--trim', least), greatest: numberOf('--trim', greatest) };
}

import { deflate, deflateMethod } from '../deflate.ts';
import { funnel, funnelMethod } from '../funnel.ts';
import { project, projectionMethod } from '../projection.ts';
import { roundCounts, roundCountsMethod } from '../round-counts.ts';
import { similarAreas, similarAreasMethod } from '../similar-areas.ts';
import { type SpcPoint, spc, spcMethod } from '../spc.ts';
import { suppress, suppressionMethod } from '../suppression.ts';
import {
	choice,
	confidenceOf,
	numberOf,
	numberOption,
	numbers,
	option,
	requiredOption,
	switched,
} from './arguments.ts';
import { confidenceOption, defineCommand, type StatCommand, type StatOption } from './command.ts';
import { need, numberIn, readTable, referenceColumn, textIn } from './table.ts';

const idOption: StatOption = {
	name: 'id',
	value: 'COLUMN',
	help: 'the column of names; the first when left out',
};

export const patternCommands: readonly StatCommand[] = [
	defineCommand({
		name: 'funnel',
		usage: 'FILE.csv [--kind proportion|rate|ratio] [--plain]',
		summary: 'areas against the limits of chance; columns numerator, denominator',
		method: funnelMethod,
		readsTable: true,
		options: [
			{ name: 'kind', value: 'KIND', help: 'proportion (when left out), rate or ratio' },
			{ name: 'plain', help: 'no allowance for over-dispersion' },
			idOption,
		],
		run(args, input) {
			const table = readTable(input.table);
			need(table, 'numerator', 'denominator');
			const id = referenceColumn(table, option(args, 'id'));
			const points = table.rows.map((row, i) => ({
				id: textIn(row, id),
				numerator: numberIn(row, 'numerator', i + 1),
				denominator: numberIn(row, 'denominator', i + 1),
			}));
			const kind = choice(args, 'kind', ['proportion', 'rate', 'ratio'], 'proportion');
			return funnel(kind, points, switched(args, 'plain') ? 'none' : 'over-dispersion');
		},
	}),
	defineCommand({
		name: 'spc',
		usage: 'FILE.csv [--improvement up|down]',
		summary: 'a series against its own limits; columns period, value, and change where the method changed',
		method: spcMethod,
		readsTable: true,
		options: [
			{ name: 'improvement', value: 'WAY', help: 'up or down; signals are not judged when left out' },
			{ name: 'screen', help: 'leave exceptional moving ranges out of the limits' },
			{ name: 'least', value: 'N', help: 'fewest points for limits: 12 when left out' },
		],
		run(args, input) {
			const table = readTable(input.table);
			need(table, 'period', 'value');
			const points = table.rows.map((row, i): SpcPoint => {
				const point = { period: textIn(row, 'period'), value: numberIn(row, 'value', i + 1) };
				const methodChange = textIn(row, 'change');
				return methodChange === '' ? point : { ...point, methodChange };
			});
			const least = numberOption(args, 'least');
			return spc(points, {
				improvement: choice(args, 'improvement', ['up', 'down', 'neither'], 'neither'),
				screen: switched(args, 'screen'),
				...(least === undefined ? {} : { least }),
			});
		},
	}),
	defineCommand({
		name: 'similar-areas',
		usage: 'FILE.csv --area NAME [--size N]',
		summary: 'the nearest areas on standardised variables, one column each',
		method: similarAreasMethod,
		readsTable: true,
		options: [
			{ name: 'area', value: 'NAME', help: 'the area whose neighbours are wanted' },
			{ name: 'size', value: 'N', help: 'how many: 7 when left out' },
			idOption,
		],
		run(args, input) {
			const table = readTable(input.table);
			const id = referenceColumn(table, option(args, 'id'));
			const variables = table.columns.filter((column) => column !== id);
			const areas = table.rows.map((row, i) => ({
				id: textIn(row, id),
				values: Object.fromEntries(variables.map((name) => [name, numberIn(row, name, i + 1)])),
			}));
			return similarAreas(areas, requiredOption(args, 'area'), numberOption(args, 'size') ?? 7);
		},
	}),
	defineCommand({
		name: 'suppress',
		usage: 'FILE.csv [--below N]',
		summary: 'hide small counts, and what would give them away; totals are added',
		method: suppressionMethod,
		readsTable: true,
		options: [
			{ name: 'below', value: 'N', help: 'counts from 1 to one less are small: 5 when left out' },
			idOption,
		],
		run(args, input) {
			const table = readTable(input.table);
			const id = referenceColumn(table, option(args, 'id'));
			const columns = table.columns.filter((column) => column !== id);
			return suppress(
				{
					rows: table.rows.map((row) => textIn(row, id)),
					columns,
					counts: table.rows.map((row, i) => columns.map((column) => numberIn(row, column, i + 1))),
				},
				numberOption(args, 'below'),
			);
		},
	}),
	defineCommand({
		name: 'round-counts',
		usage: 'COUNT COUNT … [--base N]',
		summary: 'counts rounded for publication',
		method: roundCountsMethod,
		options: [{ name: 'base', value: 'N', help: 'round to multiples of this: 5 when left out' }],
		run: (args) =>
			roundCounts(
				args.positionals.map((text) => numberOf('COUNT', text)),
				numberOption(args, 'base'),
			),
	}),
	defineCommand({
		name: 'project',
		usage: 'FILE.csv --to YEAR [--last N]',
		summary: 'a missing year on the line of the last ones; columns year, value',
		method: projectionMethod,
		readsTable: true,
		options: [
			{ name: 'to', value: 'YEAR', help: 'the year to project' },
			{ name: 'last', value: 'N', help: 'how many years the line is drawn through: 5 when left out' },
			confidenceOption,
		],
		run(args, input) {
			const table = readTable(input.table);
			need(table, 'year', 'value');
			const series = table.rows.map((row, i) => ({
				year: numberIn(row, 'year', i + 1),
				value: numberIn(row, 'value', i + 1),
			}));
			const to = numberOf('--to', requiredOption(args, 'to'));
			return project(series, to, numberOption(args, 'last'), confidenceOf(args));
		},
	}),
	defineCommand({
		name: 'deflate',
		usage: 'AMOUNT DEFLATOR BASE_DEFLATOR',
		summary: 'money of one year in the prices of another',
		method: deflateMethod,
		run(args) {
			const word = numbers(args, 'AMOUNT', 'DEFLATOR', 'BASE_DEFLATOR');
			return deflate(word(0), word(1), word(2));
		},
	}),
];

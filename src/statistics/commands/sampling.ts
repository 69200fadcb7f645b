import type { Design } from '../allocation.ts';
import { detectableChange, detectableChangeMethod, powerOf, sizeForChange } from '../detectable-change.ts';
import { dipSample, dipSampleMethod } from '../dip-sample.ts';
import { StatisticsError } from '../errors.ts';
import type { FrameRecord } from '../frame.ts';
import { marginOf, sampleSize, sampleSizeMethod } from '../sample-size.ts';
import { commitSample, drawSample, replaceInSample, type Share, samplingMethod } from '../sampling.ts';
import { stratified, stratifiedMethod } from '../stratified.ts';
import {
	choice,
	confidenceOf,
	expectWords,
	numberOf,
	numberOption,
	option,
	pairsOf,
	requiredOption,
	shareOf,
	shareOption,
} from './arguments.ts';
import {
	confidenceOption,
	defineCommand,
	type StatArguments,
	type StatCommand,
	type StatOption,
} from './command.ts';
import { need, numberIn, readTable, referenceColumn, textIn } from './table.ts';

const frameOptions: readonly StatOption[] = [
	{ name: 'size', value: 'N', help: 'records in all, spread over the strata in proportion' },
	{ name: 'each', value: 'N', help: 'the same number from every stratum, in place of --size' },
	{ name: 'quotas', value: 'NAME=N,…', help: 'a number for every stratum, in place of --size' },
	{ name: 'by', value: 'COLUMN,…', help: 'the columns that make the strata; none for a simple sample' },
	{ name: 'id', value: 'COLUMN', help: 'the column of references; the first when left out' },
	{ name: 'seed', value: 'SEED', help: 'the secret: 64 random hexadecimal digits' },
];

const shareOptions: readonly StatOption[] = [
	{ name: 'share', value: 'TEXT', help: 'later public randomness, or what a second party adds' },
	{ name: 'share-source', value: 'TEXT', help: 'where the share comes from' },
	{ name: 'commitment', value: 'HASH', help: 'the published commitment, to be checked' },
];

const expectedOptions: readonly StatOption[] = [
	{ name: 'expected', value: 'SHARE', help: 'the proportion expected: a half when left out' },
	{ name: 'population', value: 'N', help: 'how many records there are; without end when left out' },
	confidenceOption,
];

export const samplingCommands: readonly StatCommand[] = [
	defineCommand({
		name: 'sample-size',
		usage: 'MARGIN',
		summary: 'how many records for a margin, as 0.05 or 5%',
		method: sampleSizeMethod,
		options: expectedOptions,
		run(args) {
			expectWords(args, ['MARGIN']);
			return sampleSize(
				shareOf('MARGIN', args.positionals[0] ?? ''),
				shareOption(args, 'expected'),
				numberOption(args, 'population') ?? null,
				confidenceOf(args),
			);
		},
	}),
	defineCommand({
		name: 'margin',
		usage: 'SIZE',
		summary: 'what margin a number of records gives',
		method: sampleSizeMethod,
		options: expectedOptions,
		run(args) {
			expectWords(args, ['SIZE']);
			return marginOf(
				numberOf('SIZE', args.positionals[0] ?? ''),
				shareOption(args, 'expected'),
				numberOption(args, 'population') ?? null,
				confidenceOf(args),
			);
		},
	}),
	defineCommand({
		name: 'power',
		usage: 'FROM TO SIZE',
		summary: 'the chance that two samples of this size show a change',
		method: detectableChangeMethod,
		options: [confidenceOption],
		run(args) {
			expectWords(args, ['FROM', 'TO', 'SIZE']);
			const [from = '', to = '', size = ''] = args.positionals;
			return powerOf(shareOf('FROM', from), shareOf('TO', to), numberOf('SIZE', size), confidenceOf(args));
		},
	}),
	defineCommand({
		name: 'detectable-change',
		usage: 'FROM SIZE [--way fall|rise]',
		summary: 'the smallest change that two samples of this size show',
		method: detectableChangeMethod,
		options: [
			{ name: 'way', value: 'WAY', help: 'fall (when left out) or rise' },
			{ name: 'power', value: 'SHARE', help: 'the wanted power: 0.8 when left out' },
			confidenceOption,
		],
		run(args) {
			expectWords(args, ['FROM', 'SIZE']);
			const [from = '', size = ''] = args.positionals;
			return detectableChange(
				shareOf('FROM', from),
				numberOf('SIZE', size),
				choice(args, 'way', ['fall', 'rise'], 'fall'),
				shareOption(args, 'power'),
				confidenceOf(args),
			);
		},
	}),
	defineCommand({
		name: 'size-for-change',
		usage: 'FROM TO',
		summary: 'how many records on each side show a change',
		method: detectableChangeMethod,
		options: [
			{ name: 'power', value: 'SHARE', help: 'the wanted power: 0.8 when left out' },
			confidenceOption,
		],
		run(args) {
			expectWords(args, ['FROM', 'TO']);
			const [from = '', to = ''] = args.positionals;
			return sizeForChange(
				shareOf('FROM', from),
				shareOf('TO', to),
				shareOption(args, 'power'),
				confidenceOf(args),
			);
		},
	}),
	defineCommand({
		name: 'dip-sample',
		usage: 'SIZE SHARE',
		summary: 'the chance that a dip sample sees at least one failing record',
		method: dipSampleMethod,
		options: [confidenceOption],
		run(args) {
			expectWords(args, ['SIZE', 'SHARE']);
			const [size = '', share = ''] = args.positionals;
			return dipSample(numberOf('SIZE', size), shareOf('SHARE', share), confidenceOf(args));
		},
	}),
	defineCommand({
		name: 'sample-commit',
		usage: 'FRAME.csv --size N [--by COLUMN] --seed SEED',
		summary: 'the commitment to publish before the share is known',
		method: samplingMethod,
		readsTable: true,
		options: frameOptions,
		run: (args, input) =>
			commitSample(frameOf(args, input.table), designOf(args), requiredOption(args, 'seed')),
	}),
	defineCommand({
		name: 'sample',
		usage: 'FRAME.csv --size N [--by COLUMN] --seed SEED [--share TEXT --share-source TEXT]',
		summary: 'a simple or stratified sample that anyone can repeat',
		method: samplingMethod,
		readsTable: true,
		options: [...frameOptions, ...shareOptions],
		run: (args, input) =>
			drawSample(
				frameOf(args, input.table),
				designOf(args),
				requiredOption(args, 'seed'),
				secondShare(args),
				option(args, 'commitment') ?? null,
			),
	}),
	defineCommand({
		name: 'sample-replace',
		usage: 'FRAME.csv --size N [--by COLUMN] --seed SEED --rejections FILE.csv',
		summary: 'the same sample with records replaced, and the log; rejections have columns id, reason',
		method: samplingMethod,
		readsTable: true,
		fileOptions: ['rejections'],
		options: [
			...frameOptions,
			...shareOptions,
			{ name: 'rejections', value: 'FILE', help: 'records to replace, in order, each with its reason' },
		],
		run(args, input) {
			requiredOption(args, 'rejections');
			const frame = frameOf(args, input.table);
			const design = designOf(args);
			const published = option(args, 'commitment') ?? null;
			const drawn = drawSample(frame, design, requiredOption(args, 'seed'), secondShare(args), published);
			const rejections = readTable(input.files.rejections ?? '');
			need(rejections, 'id', 'reason');
			return replaceInSample(
				frame,
				design,
				drawn,
				rejections.rows.map((row) => ({ id: textIn(row, 'id'), reason: textIn(row, 'reason') })),
			);
		},
	}),
	defineCommand({
		name: 'stratified',
		usage: 'FILE.csv',
		summary: 'a proportion from strata; columns stratum, population, sample, numerator',
		method: stratifiedMethod,
		readsTable: true,
		options: [confidenceOption],
		run(args, input) {
			const table = readTable(input.table);
			need(table, 'stratum', 'population', 'sample', 'numerator');
			return stratified(
				table.rows.map((row, i) => ({
					name: textIn(row, 'stratum'),
					population: numberIn(row, 'population', i + 1),
					sample: numberIn(row, 'sample', i + 1),
					numerator: numberIn(row, 'numerator', i + 1),
				})),
				confidenceOf(args),
			);
		},
	}),
];

function frameOf(args: StatArguments, text: string): FrameRecord[] {
	const table = readTable(text);
	const id = referenceColumn(table, option(args, 'id'));
	const by = option(args, 'by')?.split(',') ?? [];
	need(table, ...by);
	return table.rows.map((row) => ({
		id: textIn(row, id),
		stratum: by.map((column) => textIn(row, column)).join(' / '),
	}));
}

function designOf(args: StatArguments): Design {
	const size = numberOption(args, 'size');
	const each = numberOption(args, 'each');
	const quotas = option(args, 'quotas');
	if ([size, each, quotas].filter((given) => given !== undefined).length !== 1)
		throw new StatisticsError('usage', 'Say how many with one of --size, --each and --quotas.');
	if (size !== undefined) return { kind: 'proportional', size };
	if (each !== undefined) return { kind: 'equal', each };
	return { kind: 'quotas', quotas: pairsOf('--quotas', quotas ?? '') };
}

function secondShare(args: StatArguments): Share | null {
	const value = option(args, 'share');
	const source = option(args, 'share-source');
	if (value === undefined && source === undefined) return null;
	if (value === undefined || source === undefined)
		throw new StatisticsError('usage', 'Give --share and --share-source together.');
	return { value, source };
}

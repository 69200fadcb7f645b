import {
	type Agreement,
	fleissKappa,
	fleissMethod,
	gwetAc,
	gwetMethod,
	rawAgreement,
	rawAgreementMethod,
} from '../agreement.ts';
import { cohenKappa, cohenMethod } from '../cohen-kappa.ts';
import { StatisticsError } from '../errors.ts';
import { type AlphaScale, krippendorffAlpha, krippendorffMethod } from '../krippendorff-alpha.ts';
import { defineMethod } from '../method.ts';
import { type Weighting, weightings } from '../rating-weights.ts';
import { type Ratings, readRatings } from '../ratings.ts';
import { choice, confidenceOf, option } from './arguments.ts';
import {
	confidenceOption,
	defineCommand,
	type StatArguments,
	type StatCommand,
	type StatOption,
} from './command.ts';
import { readTable, referenceColumn, textIn } from './table.ts';

/** All coefficients side by side; each is cited by its own method. */
export const agreementMethod = defineMethod(
	'agreement',
	1,
	'Agreement between reviewers, every coefficient side by side',
	'Gwet KL (2014). Handbook of inter-rater reliability, 4th edition; Krippendorff K (2011).',
);

const tableOptions: readonly StatOption[] = [
	{ name: 'categories', value: 'A,B,…', help: 'all categories, from lowest to highest where order matters' },
	{
		name: 'reference',
		value: 'COLUMN',
		help: 'the column of record references, where it is not called id or record',
	},
	confidenceOption,
];

const weightsOption: StatOption = {
	name: 'weights',
	value: 'WEIGHTS',
	help: 'identity (when left out), linear, quadratic or ordinal',
};

const references = ['id', 'record', 'case', 'file', 'unit', 'item', 'subject', 'reference', 'crime'];

function ratingsOf(args: StatArguments, text: string): Ratings {
	const table = readTable(text);
	const named = option(args, 'reference');
	const first = table.columns[0] ?? '';
	const reference =
		named !== undefined
			? referenceColumn(table, named)
			: references.includes(first.toLowerCase())
				? first
				: undefined;
	const raters = table.columns.filter((column) => column !== reference);
	return readRatings(
		table.rows.map((row) =>
			raters.map((rater) => textIn(row, rater)).map((text_) => (text_ === '' ? null : text_)),
		),
		option(args, 'categories')
			?.split(',')
			.map((category) => category.trim()),
	);
}

const weighting = (args: StatArguments): Weighting => choice(args, 'weights', weightings, 'identity');

export const agreementCommands: readonly StatCommand[] = [
	defineCommand({
		name: 'agreement',
		usage: 'FILE.csv [--weights WEIGHTS]',
		summary: 'every coefficient for a table with a column for each reviewer, blank where missing',
		method: agreementMethod,
		readsTable: true,
		options: [weightsOption, ...tableOptions],
		run(args, input) {
			const ratings = ratingsOf(args, input.table);
			const weights = weighting(args);
			const confidence = confidenceOf(args);
			const scale = weights === 'identity' ? 'nominal' : 'ordinal';
			return {
				categories: ratings.categories,
				records: ratings.records,
				raters: ratings.raters,
				missing: ratings.missing,
				unrated: ratings.unrated,
				coefficients: [
					orRefusal(rawAgreementMethod.label, () => rawAgreement(ratings, confidence)),
					orRefusal(gwetMethod.label, () => gwetAc(ratings, weights, confidence)),
					orRefusal(krippendorffMethod.label, () => krippendorffAlpha(ratings, scale, confidence)),
					ratings.raters === 2
						? orRefusal(cohenMethod.label, () => cohenKappa(ratings, weights, confidence))
						: orRefusal(fleissMethod.label, () => fleissKappa(ratings, weights, confidence)),
				],
				method: agreementMethod.label,
			};
		},
	}),
	defineCommand({
		name: 'raw-agreement',
		usage: 'FILE.csv',
		summary: 'how often two reviewers of a record agree',
		method: rawAgreementMethod,
		readsTable: true,
		options: tableOptions,
		run: (args, input) => rawAgreement(ratingsOf(args, input.table), confidenceOf(args)),
	}),
	defineCommand({
		name: 'cohen-kappa',
		usage: 'FILE.csv [--weights WEIGHTS]',
		summary: 'two reviewers, chance by their own margins',
		method: cohenMethod,
		readsTable: true,
		options: [weightsOption, ...tableOptions],
		run: (args, input) => cohenKappa(ratingsOf(args, input.table), weighting(args), confidenceOf(args)),
	}),
	defineCommand({
		name: 'fleiss-kappa',
		usage: 'FILE.csv [--weights WEIGHTS]',
		summary: 'two reviewers or more, chance by the common margins',
		method: fleissMethod,
		readsTable: true,
		options: [weightsOption, ...tableOptions],
		run: (args, input) => fleissKappa(ratingsOf(args, input.table), weighting(args), confidenceOf(args)),
	}),
	defineCommand({
		name: 'gwet-ac',
		usage: 'FILE.csv [--weights WEIGHTS]',
		summary: 'AC1, or with weights AC2: steady where nearly all ratings are the same',
		method: gwetMethod,
		readsTable: true,
		options: [weightsOption, ...tableOptions],
		run: (args, input) => gwetAc(ratingsOf(args, input.table), weighting(args), confidenceOf(args)),
	}),
	defineCommand({
		name: 'krippendorff-alpha',
		usage: 'FILE.csv [--scale nominal|ordinal]',
		summary: 'any number of reviewers, observed against expected disagreement',
		method: krippendorffMethod,
		readsTable: true,
		options: [{ name: 'scale', value: 'SCALE', help: 'nominal (when left out) or ordinal' }, ...tableOptions],
		run: (args, input) =>
			krippendorffAlpha(
				ratingsOf(args, input.table),
				choice<AlphaScale>(args, 'scale', ['nominal', 'ordinal'], 'nominal'),
				confidenceOf(args),
			),
	}),
];

/** Side by side, one coefficient that has no value must not take the others with it. */
function orRefusal(
	method: string,
	compute: () => Agreement,
): Agreement | { method: string; refused: string } {
	try {
		return compute();
	} catch (error) {
		if (error instanceof StatisticsError) return { method, refused: error.message };
		throw error;
	}
}

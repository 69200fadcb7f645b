import { type DefinitionProblem, type Form, readDefinition } from '../../foundation/index.ts';
import { type Catalogue, shippedCatalogue } from './catalogue.ts';
import { type Indicator, indicatorShape } from './indicator.ts';
import { methodRules } from './rules-method.ts';
import { partRules } from './rules-parts.ts';
import { timeRules, versionRules } from './rules-time.ts';

const form: Form<typeof indicatorShape> = {
	noun: 'indicator',
	aNoun: 'an indicator',
	guide: 'docs/indicators.md',
	shape: indicatorShape,
	needed: {
		id: 'a name that never changes, in small letters, digits and hyphens, such as “recorded-crime”',
		version: 'a whole number, 1 for the first version',
		meaning: 'what it tells, in plain English',
		theme: 'the heading it is listed under, such as “Recorded crime”',
		unit: 'what is counted, such as “crimes per 1,000 people”',
		kind: '“proportion”, “rate”, “count”, “amount” or “mean”',
		numerator: '“source:” and “measure:” below it',
		source: 'the name of a source, such as “recorded-crime”',
		measure: 'a measure of the source, such as “offences”',
		window: '“months:” and “ending:” below it',
		months: 'a whole number, 12 for a year',
		ending: '“month”, “quarter”, “march”, “june”, “september” or “december”',
		polarity: '“higher is better”, “lower is better” or “neither”',
		method: 'how its interval is made: “wilson”, “byar”, “published margin” or “none”',
		decimals: 'how many decimal places are printed, 0 to 4',
		at: 'the first day of the new series, such as 2014-04-01',
		because: 'why figures do not compare across it',
	},
};

/** Everything that a source or the other definitions must bear out is checked against the catalogue. */
export function readIndicator(
	source: string,
	file: string,
	catalogue: Catalogue = shippedCatalogue,
): { indicator: Indicator; hash: Buffer } | { problems: DefinitionProblem[] } {
	const read = readDefinition(
		form,
		[
			(root) => partRules(root, catalogue),
			methodRules,
			(root, lineOf) => timeRules(root, lineOf, catalogue),
			(root) => versionRules(root, catalogue),
		],
		{ source, file },
	);
	return 'problems' in read ? read : { indicator: read.definition, hash: read.hash };
}

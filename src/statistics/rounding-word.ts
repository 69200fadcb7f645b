import { computed, finite } from './checks.ts';
import { StatisticsError } from './errors.ts';
import { defineMethod } from './method.ts';
import { show } from './wording.ts';
import { checkedRules, standardWording, type WordingRules } from './wording-rules.ts';

export const roundingWordMethod = defineMethod(
	'rounding-word',
	1,
	'The word before a rounded number: just under, around, more than',
	'A controlled list of words with the distance that each allows between the exact and the stated number.',
);

export type RoundingWord = {
	/** Empty where the stated number is exact and needs no word. */
	word: string;
	/** Every word of the list that would be true. */
	allowed: string[];
	/** How far the exact number is from the stated one, relative to the stated. */
	distance: number;
	rules: string;
	sentence: string;
	method: string;
};

export function roundingWord(
	exact: number,
	stated: number,
	rules: WordingRules = standardWording,
): RoundingWord {
	checkedRules(rules);
	finite('The exact number', exact);
	if (finite('The stated number', stated) === 0)
		throw new StatisticsError(
			'undefined',
			'Nothing can be near nought in proportion; state the exact number.',
		);
	const distance = computed('The distance', (exact - stated) / Math.abs(stated));
	const allowed = rules.roundings
		.filter(({ from, to, exact: alsoExact }) =>
			distance === 0
				? alsoExact
				: from <= distance && distance <= to && !(distance > 0 && to <= 0) && !(distance < 0 && from >= 0),
		)
		.map(({ word }) => word);
	const [first] = allowed;
	if (distance !== 0 && first === undefined)
		throw new StatisticsError(
			'out-of-range',
			`The number ${show(exact)} cannot be stated as ${show(stated)}: they are ${show(Math.abs(distance) * 100)}% apart.`,
		);
	const word = distance === 0 || first === undefined ? '' : first;
	return {
		word,
		allowed,
		distance,
		rules: rules.version,
		sentence:
			word === ''
				? `${show(stated)} is exact and needs no word. Rule: rounding words, ${rules.version}.`
				: `${show(exact)} is “${word} ${show(stated)}”. Rule: rounding words, ${rules.version}.`,
		method: roundingWordMethod.label,
	};
}

/** Half away from nought, as people round by hand: 0.5 is 1, and 1.005 to two decimals is 1.01. */
export function roundTo(value: number, decimals: number): number {
	finite('The number', value);
	if (!Number.isInteger(decimals) || decimals < 0 || decimals > 15)
		throw new StatisticsError('out-of-range', 'The number of decimals must lie between 0 and 15.');
	// Through the shortest decimal that names the double: 1.005 is meant, not the 1.00499999… that is stored.
	const [digits = '', exponent = '0'] = Math.abs(value).toExponential().split('e');
	const shifted = Math.round(Number(`${digits}e${Number(exponent) + decimals}`));
	const rounded = Number(`${shifted}e${-decimals}`);
	return value < 0 && rounded !== 0 ? -rounded : rounded;
}

import {
	besideWord,
	type Comparison,
	type Figure,
	printed,
	printedNumber,
	type Worded,
} from '../../figures/index.ts';
import type { WordingRules } from '../../statistics/index.ts';
import type { Fact } from '../tree/fact.ts';
import { type Problem, refused } from './problem.ts';

/** What a comparison is set in words with. */
export type Compared = {
	comparison: Comparison;
	figure: Figure;
	factOf(figure: Figure): Fact;
};

/** What a figure is set beside. */
export type Other = {
	name: string;
	/** "in England and Wales" */
	inWords: string;
	printed: string | null;
	facts: readonly Figure[];
	word: Worded<string>;
};

/** The nation, the most similar group by either rule, or the guideline. */
export function otherIn({ comparison }: Compared, place: string): Other | Problem {
	const { nation, group, guideline, indicator } = comparison;
	if (place === 'guideline') {
		if (guideline === null)
			return refused(`“${indicator.title}” has no guideline.`, 'Compare with something else.');
		const value = printedNumber(
			String(guideline.value),
			Number.isInteger(guideline.value) ? 0 : indicator.decimals,
		);
		return {
			name: 'the guideline',
			inWords: `in the guideline (${guideline.source})`,
			printed: indicator.kind === 'proportion' ? `${value}%` : value,
			facts: [],
			word: guideline.word,
		};
	}
	if (place === 'nation') {
		if (nation === null)
			return refused(
				'The nation is not compared with itself.',
				'Compare it with something else, or take it out.',
			);
		const { figure, word } = nation;
		return {
			name: nation.name,
			inWords: `in ${nation.name}`,
			printed: nation.printed,
			facts: figure === null ? [] : [figure],
			word,
		};
	}
	if ('none' in group.members) return refused(group.members.none, 'Compare with the nation instead.');
	const beside = place === 'group' ? group.chosen : group.other;
	if (beside === null)
		return refused('There is no such figure of the group.', 'Compare with the nation instead.');
	return {
		name: 'the most similar group',
		inWords: 'in the most similar group',
		printed: beside.printed,
		facts: beside.figure === null ? [] : [beside.figure],
		word: beside.word,
	};
}

export function otherForce(
	{ comparison, figure }: Compared,
	other: Figure,
	setting: { rules: WordingRules; nameOf(area: string): string },
): Other {
	const { indicator, name } = comparison;
	const theirs = setting.nameOf(other.area);
	return {
		name: theirs,
		inWords: `in ${theirs}`,
		printed: other.value === null ? null : printed(indicator, other.value),
		facts: [other],
		word: besideWord({ indicator, figure, name }, { indicator, figure: other, name: theirs }, setting),
	};
}

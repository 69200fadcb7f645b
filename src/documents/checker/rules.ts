import type { Rule } from './rule.ts';
import { carriedOverSentence } from './rules/carried-over-sentence.ts';
import { comparisonAcrossDefinitions } from './rules/comparison-across-definitions.ts';
import { comparisonWithoutComparator } from './rules/comparison-without-comparator.ts';
import { contradictoryFacts } from './rules/contradictory-facts.ts';
import { listShorterThanAnnounced } from './rules/list-shorter-than-announced.ts';
import { methodTextDiffers } from './rules/method-text-differs.ts';
import { nameNotInRegister } from './rules/name-not-in-register.ts';
import { partsDoNotAddUp } from './rules/parts-do-not-add-up.ts';
import { partsExceedWhole } from './rules/parts-exceed-whole.ts';
import { percentageAgainstBase } from './rules/percentage-against-base.ts';
import { quantifierAgainstCount } from './rules/quantifier-against-count.ts';
import { relativeDate } from './rules/relative-date.ts';
import { sampleWindowAfterReview } from './rules/sample-window-after-review.ts';
import { smallSampleAsAccuracy } from './rules/small-sample-as-accuracy.ts';
import { staleSoFar } from './rules/stale-so-far.ts';
import { titleAtDate } from './rules/title-at-date.ts';
import { whatIfDenominator } from './rules/what-if-denominator.ts';
import { wordNotBorne } from './rules/word-not-borne.ts';

/** Every rule, one line each, in the order of the alphabet; a rule is on when it stands here. */
export const rules: readonly Rule[] = [
	carriedOverSentence,
	comparisonAcrossDefinitions,
	comparisonWithoutComparator,
	contradictoryFacts,
	listShorterThanAnnounced,
	methodTextDiffers,
	nameNotInRegister,
	partsDoNotAddUp,
	partsExceedWhole,
	percentageAgainstBase,
	quantifierAgainstCount,
	relativeDate,
	sampleWindowAfterReview,
	smallSampleAsAccuracy,
	staleSoFar,
	titleAtDate,
	whatIfDenominator,
	wordNotBorne,
];

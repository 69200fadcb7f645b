import type { Rule } from './rule.ts';
import { acronymExpandedTwice } from './rules/acronym-expanded-twice.ts';
import { acronymNotExpanded } from './rules/acronym-not-expanded.ts';
import { carriedOverSentence } from './rules/carried-over-sentence.ts';
import { comparisonAcrossDefinitions } from './rules/comparison-across-definitions.ts';
import { comparisonWithoutComparator } from './rules/comparison-without-comparator.ts';
import { contradictoryFacts } from './rules/contradictory-facts.ts';
import { deadlineUnclear } from './rules/deadline-unclear.ts';
import { figureNewerThanText } from './rules/figure-newer-than-text.ts';
import { forceNamedInAnonymous } from './rules/force-named-in-anonymous.ts';
import { forceReportedNotSaid } from './rules/force-reported-not-said.ts';
import { headingNamesDiffer } from './rules/heading-names-differ.ts';
import { headingRepeated } from './rules/heading-repeated.ts';
import { jargon } from './rules/jargon.ts';
import { lineSpeltTwoWays } from './rules/line-spelt-two-ways.ts';
import { linkWrong } from './rules/link-wrong.ts';
import { listShorterThanAnnounced } from './rules/list-shorter-than-announced.ts';
import { longSentence } from './rules/long-sentence.ts';
import { methodTextDiffers } from './rules/method-text-differs.ts';
import { missingWord } from './rules/missing-word.ts';
import { nameNotInRegister } from './rules/name-not-in-register.ts';
import { numberNotBound } from './rules/number-not-bound.ts';
import { partsDoNotAddUp } from './rules/parts-do-not-add-up.ts';
import { partsExceedWhole } from './rules/parts-exceed-whole.ts';
import { passiveVoice } from './rules/passive-voice.ts';
import { percentageAgainstBase } from './rules/percentage-against-base.ts';
import { quantifierAgainstCount } from './rules/quantifier-against-count.ts';
import { readingAgeRule } from './rules/reading-age.ts';
import { recommendationWithoutAddressee } from './rules/recommendation-without-addressee.ts';
import { relativeDate } from './rules/relative-date.ts';
import { repeatedWords } from './rules/repeated-words.ts';
import { sampleWindowAfterReview } from './rules/sample-window-after-review.ts';
import { samplingFrameMissing } from './rules/sampling-frame-missing.ts';
import { smallSampleAsAccuracy } from './rules/small-sample-as-accuracy.ts';
import { staleSoFar } from './rules/stale-so-far.ts';
import { titleAtDate } from './rules/title-at-date.ts';
import { whatIfDenominator } from './rules/what-if-denominator.ts';
import { wordNotBorne } from './rules/word-not-borne.ts';

/** Every rule, one line each, in the order of the alphabet; a rule is on when it stands here. */
export const rules: readonly Rule[] = [
	acronymExpandedTwice,
	acronymNotExpanded,
	carriedOverSentence,
	comparisonAcrossDefinitions,
	comparisonWithoutComparator,
	contradictoryFacts,
	deadlineUnclear,
	figureNewerThanText,
	forceNamedInAnonymous,
	forceReportedNotSaid,
	headingNamesDiffer,
	headingRepeated,
	jargon,
	lineSpeltTwoWays,
	linkWrong,
	listShorterThanAnnounced,
	longSentence,
	methodTextDiffers,
	missingWord,
	nameNotInRegister,
	numberNotBound,
	partsDoNotAddUp,
	partsExceedWhole,
	passiveVoice,
	percentageAgainstBase,
	quantifierAgainstCount,
	readingAgeRule,
	recommendationWithoutAddressee,
	relativeDate,
	repeatedWords,
	sampleWindowAfterReview,
	samplingFrameMissing,
	smallSampleAsAccuracy,
	staleSoFar,
	titleAtDate,
	whatIfDenominator,
	wordNotBorne,
];

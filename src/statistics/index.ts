/** The room's face: methods, their results, and the table of commands. */
export {
	type Agreement,
	fleissKappa,
	fleissMethod,
	gwetAc,
	gwetMethod,
	rawAgreement,
	rawAgreementMethod,
} from './agreement.ts';
export type { Allocation, Design } from './allocation.ts';
export { byar, byarMethod, type CountEstimate, type RateEstimate, rate } from './byar.ts';
export { type Change, change, changeMethod, type Period } from './change.ts';
export {
	type BetweenChangesWord,
	type ChangeWord,
	compareChanges,
	describeChange,
} from './change-wording.ts';
export { cohenKappa, cohenMethod } from './cohen-kappa.ts';
export { agreementMethod } from './commands/agreement.ts';
export { methods, statCommand, statCommands } from './commands/all.ts';
export type { StatArguments, StatCommand, StatInput, StatOption } from './commands/command.ts';
export { readRules } from './commands/rules-file.ts';
export { deflate, deflateMethod, type RealAmount } from './deflate.ts';
export {
	detectableChange,
	detectableChangeMethod,
	type Power,
	powerOf,
	sizeForChange,
} from './detectable-change.ts';
export { type DipSample, dipSample, dipSampleMethod } from './dip-sample.ts';
export { directlyStandardisedRate, dsrMethod, type StandardisedRate, type Stratum } from './dsr.ts';
export { StatisticsError, type StatisticsErrorCode } from './errors.ts';
export { type FiniteProportion, finiteProportion, finiteProportionMethod } from './finite-proportion.ts';
export { type FisherTest, fisher, fisherMethod } from './fisher.ts';
export type { FrameRecord } from './frame.ts';
export {
	type Funnel,
	type FunnelKind,
	type FunnelPlace,
	type FunnelPoint,
	funnel,
	funnelLimits,
	funnelMethod,
	type PlacedPoint,
} from './funnel.ts';
export { type ImpliedBase, impliedBase, impliedBaseMethod } from './implied-base.ts';
export { type AlphaScale, krippendorffAlpha, krippendorffMethod } from './krippendorff-alpha.ts';
export { type MeanEstimate, mean, meanMethod } from './mean.ts';
export type { Interval, Method } from './method.ts';
export { type Difference, newcombe, newcombeMethod } from './newcombe.ts';
export { type PartOfTotal, partOfTotal, partOfTotalMethod } from './part-of-total.ts';
export { type ExactCount, poissonExact, poissonExactMethod } from './poisson-exact.ts';
export { type Projection, project, projectionMethod, type YearValue } from './projection.ts';
export {
	type Containment,
	type Published,
	type PublishedDifference,
	publishedDifference,
	publishedDifferenceMethod,
} from './published-difference.ts';
export {
	fractionWords,
	type Quantifier,
	quantifier,
	quantifierFits,
	quantifierMethod,
} from './quantifier.ts';
export { type Margin, type Raked, type RakingOptions, rake, rakingMethod } from './raking.ts';
export { type GroupCount, type RateRatio, rateRatio, rateRatioMethod } from './rate-ratio.ts';
export type { Weighting } from './rating-weights.ts';
export { type RatingRows, type Ratings, readRatings } from './ratings.ts';
export { type RoundedCounts, roundCounts, roundCountsMethod } from './round-counts.ts';
export { type RoundingWord, roundingWord, roundingWordMethod, roundTo } from './rounding-word.ts';
export { marginOf, type SampleSize, sampleSize, sampleSizeMethod } from './sample-size.ts';
export {
	type Commitment,
	commitSample,
	type Drawn,
	drawSample,
	type Rejection,
	type Replacement,
	replaceInSample,
	type Sample,
	type Share,
	samplingMethod,
} from './sampling.ts';
export { type ScaledTotal, scaledTotal, scaledTotalMethod } from './scaled-total.ts';
export {
	type Area,
	type Neighbour,
	type SimilarAreas,
	similarAreas,
	similarAreasMethod,
} from './similar-areas.ts';
export {
	type Baseline,
	type SpcChart,
	type SpcDirection,
	type SpcFinding,
	type SpcOptions,
	type SpcPoint,
	type SpcRule,
	spc,
	spcMethod,
	type XmrLimits,
	xmrLimits,
} from './spc.ts';
export { type StratifiedEstimate, type StratumSample, stratified, stratifiedMethod } from './stratified.ts';
export { type CountTable, type SuppressedTable, suppress, suppressionMethod } from './suppression.ts';
export {
	type EffectiveSize,
	effectiveSize,
	effectiveSizeMethod,
	type Respondent,
	type WeightedProportion,
	weightedProportion,
	weightedProportionMethod,
} from './weights.ts';
export { type Proportion, wilson, wilsonMethod } from './wilson.ts';
export {
	type ComparisonWord,
	compare,
	type FigureKind,
	type Pair,
	type QuotedFigure,
	type Unit,
	type Wording,
	wordingMethod,
} from './wording.ts';
export {
	type Band,
	checkedRules,
	type QuantifierStep,
	type RoundingBand,
	standardWording,
	type WordingRules,
} from './wording-rules.ts';

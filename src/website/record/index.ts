/** The step's face: what is public now, for every page. */

export type { ForceAddress } from './address.ts';
export { reportsNow, statementsNow } from './document.store.ts';
export type { PublicReport, PublicStatement } from './document.ts';
export { changedBetween, publicEditions, touchedBy } from './edition.store.ts';
export { nothingTouched, type PublicState as PublicEditionState, type Touched, tagsOf } from './edition.ts';
export {
	figuresNow,
	indicatorsNow,
	type PublicSnapshot,
	periodsNow,
	snapshotsIn,
	type WantedFigures,
} from './figure.store.ts';
export { groupOf, nationOf, newestWindow, type PublicFigure, type PublicIndicator } from './figure.ts';
export { judgmentsNow, type WantedJudgments } from './judgment.store.ts';
export {
	type PublicJudgment,
	type Reading,
	type Record as JudgmentRecord,
	type RecordLine,
	type Round,
	recordOf,
	standingOf,
} from './judgment.ts';
export { meaningsNow } from './meaning.store.ts';
export { type FrameworkVersion, type Meaning, Meanings } from './meaning.ts';
export { isNewest, publishedAt } from './newest.ts';
export { publicChanges } from './pulse.ts';
export { raisedNow, raisedParts, raisedThemes, type WantedRaised } from './raised.store.ts';
export { type PublicRaised, type PublicState, raisedHref, stateOf } from './raised.ts';
export { forceAt, formerForce, registerNow } from './register.store.ts';
export { type FoundForce, findForces, type PublicForce, PublicRegister } from './register.ts';

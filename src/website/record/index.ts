/** The step's face: what is public now, for every page. */

export { plansNow, responsesNow, stagesOf } from './answered.store.ts';
export type { PublicPlan, PublicResponse, PublicStage } from './answered.ts';
export { changedNow } from './change.store.ts';
export { reportsNow, statementsNow } from './document.store.ts';
export type { PublicReport, PublicStatement } from './document.ts';
export {
	figuresNow,
	indicatorsNow,
	type PublicSnapshot,
	periodsNow,
	snapshotsIn,
	type WantedFigures,
} from './figure.store.ts';
export { groupOf, nationOf, newestWindow, type PublicFigure, type PublicIndicator } from './figure.ts';
export {
	followedHistory,
	followedNow,
	londonToday,
	newestParts,
	overdueNow,
	raisedStates,
	shownState,
	today,
} from './followed.store.ts';
export {
	citedAs,
	countsByState,
	type Followed,
	type FollowedEvent,
	type FollowedPart,
	followedHref,
	isOverdue,
	isPartOverdue,
	numberIn,
	older,
	type RaisedState,
	stateShown,
	statesInOrder,
	wholeShown,
} from './followed.ts';
export { judgmentsNow } from './judgment.store.ts';
export {
	lookOf,
	newestFirst,
	type PublicJudgment,
	type Reading,
	type Record as JudgmentRecord,
	type Round,
	recordOf,
	standingOf,
} from './judgment.ts';
export { meaningsNow } from './meaning.store.ts';
export { type Meaning, Meanings } from './meaning.ts';
export { fullestFirst, isNewest, newestRegister, publishedAt } from './newest.ts';
export { publicChanges } from './pulse.ts';
export { raisedNow, raisedParts, raisedThemes } from './raised.store.ts';
export { type PublicRaised, type PublicState, raisedHref, stateOf } from './raised.ts';
export { forceAt, formerForce, registerNow } from './register.store.ts';
export { type FoundForce, findForces, type PublicForce, PublicRegister } from './register.ts';

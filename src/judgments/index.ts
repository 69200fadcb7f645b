import type { Part, Services } from '../foundation/index.ts';
import type { InspectionTab } from '../programmes/index.ts';

export {
	approve,
	judgedAt,
	moderate,
	openJudging,
	propose,
	reopen,
	Stale,
	sendBack,
	suggest,
} from './judging/acts.store.ts';
/** What this room still wants before an inspection goes on. */
export { judgmentGates } from './judging/gates.ts';
export { contentOf, judgingsOf } from './judging/judging.store.ts';
export {
	type Criteria,
	calibrationPolicy,
	type Judging,
	type JudgingState,
	judgingPolicy,
	last,
	type Met,
	type Offer,
	type Opinion,
	stageTexts,
	standing,
} from './judging/judgment.ts';
export { judgmentsWaiting } from './judging/waiting.ts';
export { type JudgingAction, judgmentWorkflow } from './judging/workflow.ts';

/** The page of an inspection that this room brings: each question with its findings and its judgment. */
export const judgmentTabs: readonly InspectionTab[] = [{ key: 'questions', text: 'Questions' }];

export type JudgmentsPorts = { tabs: readonly InspectionTab[] };

/** The room's pages, step by step from the bottom. */
export function judgmentsParts(_services: Services, _ports: JudgmentsPorts): Part[] {
	return [];
}

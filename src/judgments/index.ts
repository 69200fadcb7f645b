import type { UseSource } from '../evidence/index.ts';
import type { Part } from '../foundation/index.ts';
import type { InspectionTab, ProgrammeTab, ProgrammeTabPorts, TabPorts } from '../programmes/index.ts';
import { findingsCiting } from './findings/finding.store.ts';
import { findingPolicy } from './findings/finding.ts';
import { findingsPart } from './findings/part.ts';
import { judgingPages } from './judging/judging.pages.ts';
import { judgingPolicy } from './judging/judgment.ts';
import { moderationPages } from './moderation/moderation.pages.ts';
import { raisedPart } from './raised/raised.pages.ts';
import { raisedPolicy } from './raised/raised.ts';
import { raisedOn } from './raised/raised-on.store.ts';
import { searchPages } from './search/search.pages.ts';
import { threadPages } from './thread/thread.pages.ts';

export { addAdvice, adviceOf, changeAdvice, type NewAdvice, removeAdvice } from './findings/advice.store.ts';
export {
	acceptSoleBasis,
	addFinding,
	addFindings,
	changeFinding,
	cite,
	findingById,
	findingsAbout,
	findingsCiting,
	findingsOf,
	keepObjects,
	uncite,
	withdrawFinding,
} from './findings/finding.store.ts';
export {
	type Advice,
	type Citation,
	citeFinding,
	corroboration,
	type Finding,
	findingPolicy,
	missingFrom,
	type NewFinding,
	Overtaken,
	type Relation,
	type Tone,
	toneTexts,
} from './findings/finding.ts';
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
	approvable,
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
export { candidatesFor, closeRound, gradeCase, openRound, roundsOf } from './moderation/calibration.store.ts';
export { calibrationWaiting } from './moderation/waiting.ts';
export {
	inCommon,
	type RaisedContext,
	type RaisedProblem,
	raisedChecks,
	saysTheSame,
	tellingStems,
} from './raised/checks.ts';
/** The page of a force that this room brings. */
export { raisedForceTabs as judgmentForceTabs } from './raised/raised.pages.ts';
export {
	addProgress,
	addRaised,
	changeRaised,
	type NewProgress,
	raisedById,
	raisedOf,
	similarTo,
	withdrawRaised,
} from './raised/raised.store.ts';
export {
	citeRaised,
	type Due,
	dueDay,
	dueText,
	isOpen,
	type NewRaised,
	type Outcome,
	outcomeTexts,
	type Progress,
	partsOf,
	type Raised,
	type RaisedKind,
	raisedPolicy,
	raisedTexts,
	type SubItem,
} from './raised/raised.ts';

export { objectFindings, standardUses } from './thread/uses.ts';

/** The page of an inspection that this room brings: each question with its findings and its judgment. */
export const judgmentTabs: readonly InspectionTab[] = [{ key: 'questions', text: 'Questions' }];

const relationTexts: Readonly<Record<string, string>> = {
	supports: 'rests on it',
	contradicts: 'is said in spite of it',
	compares: 'is compared with it',
};

/** What this room knows of items of evidence: the findings that cite them. */
export const evidenceUses: UseSource = async (tx, items) => {
	const citing = await findingsCiting(tx, items);
	return citing.map(({ item, finding, number, text, relation }) => ({
		item,
		text: `F-${number} ${relationTexts[relation] ?? relation}: ${text}`,
		href: `/findings/${finding}`,
	}));
};

/** The pages of a programme that this room brings. */
export const judgmentProgrammeTabs: readonly ProgrammeTab[] = [
	{ key: 'moderation', text: 'Moderation', permit: judgingPolicy.can.read },
	{ key: 'findings', text: 'National findings', permit: findingPolicy.can.read },
	{ key: 'raised', text: 'Raised nationally', permit: raisedPolicy.can.read },
	{ key: 'bank', text: 'Bank of indicators', permit: findingPolicy.can.read },
];

export type JudgmentsPorts = TabPorts & ProgrammeTabPorts & { tabs: readonly InspectionTab[] };

/** The room's pages, step by step from the bottom. */
export function judgmentsParts({ tabs, forceTabs = [], programmeTabs = [] }: JudgmentsPorts): Part[] {
	return [
		findingsPart({ tabs, programmeTabs, raisedOn }),
		raisedPart({ tabs, forceTabs, programmeTabs }),
		judgingPages({ tabs }),
		moderationPages(),
		threadPages({ tabs }),
		searchPages(),
	];
}

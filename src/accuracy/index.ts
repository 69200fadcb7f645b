/** The room's face: what the rooms above may use. */
import type { Files, Mailer, Part, Services } from '../foundation/index.ts';
import type { InspectionTab } from '../programmes/index.ts';
import { decidingPages } from './decide.pages.ts';
import { differencesPages } from './differences.pages.ts';
import { listPages } from './list.pages.ts';
import { telling } from './mails.ts';
import { newPages } from './new.pages.ts';
import { peoplePages } from './people.pages.ts';
import { pointPages } from './point.pages.ts';
import { pointsPages } from './points.pages.ts';
import { roundPages } from './round.pages.ts';
import { roundPolicy } from './round.ts';
import { roundWorkflow } from './rounding.ts';
import { statementPages } from './statement.pages.ts';

export { decide, recordSourceChange, recordTextChange } from './decision.store.ts';
export type { Difference } from './difference.ts';
export { type Since, sinceShared, versionsSince } from './draft.store.ts';
export { letIn, membersOf, nameMembers, peopleAt } from './member.store.ts';
export { passagesOf } from './passage.store.ts';
export type { Passage } from './passage.ts';
export { addPoint, attach, joinPoint, pointsOf, withdrawPoint } from './point.store.ts';
export type { Change, Decision, Outcome, Point } from './point.ts';
export {
	addRound,
	extensionsOf,
	type NewRound,
	type RoundFilter,
	roundById,
	roundsOf,
} from './round.store.ts';
export { citePoint, citeRound, type Member, type Round, type RoundState, roundPolicy } from './round.ts';
export { extendRound, handIn, roundMoves } from './rounding.store.ts';
export { type RoundAction, roundWorkflow } from './rounding.ts';
export {
	accuracyGate,
	checksInWords,
	giveStatement,
	type PublishedStatement,
	statementsFor,
	wasChecked,
} from './statement.store.ts';
export { roundStatement } from './statement.ts';
export { accuracyWaiting } from './waiting.ts';

/** The page of an inspection that this room brings. */
export const accuracyTabs: readonly InspectionTab[] = [{ key: 'accuracy', text: 'Accuracy' }];

export type AccuracyPorts = { files: Files; mailer: Mailer; tabs: readonly InspectionTab[] };

export function accuracyParts(services: Services, { files, mailer, tabs }: AccuracyPorts): Part[] {
	const tell = telling(services, mailer);
	return [
		{
			policies: [roundPolicy, roundWorkflow.policy],
			navigation: [
				{ text: 'Accuracy', href: '/accuracy', permit: roundPolicy.can.read, layouts: ['staff', 'force'] },
			],
			routes: [
				...listPages(tabs),
				...newPages,
				...pointsPages(files),
				...pointPages(files),
				...decidingPages,
				...peoplePages(tell),
				...statementPages,
				...differencesPages,
				...roundPages(tell),
			],
		},
	];
}

/** The room's face: what the rooms above may use. */
import type { AnyJob, Files, Mailer, Part, Services } from '../foundation/index.ts';
import { acrossPart } from './across/index.ts';
import { actPages } from './acting/act.pages.ts';
import { partWorkflow } from './acting/acting.ts';
import { enterJob } from './acting/enter.job.ts';
import { keepPages } from './acting/keep.pages.ts';
import { olderPages } from './acting/older.pages.ts';
import { promisePages } from './acting/promise.pages.ts';
import { severalRoutes } from './acting/several.pages.ts';
import { answeringPart } from './answering/part.ts';
import { monitoringPart } from './monitoring/part.ts';
import { planningPart } from './planning/index.ts';
import { listPages } from './register/list.pages.ts';
import { promisePolicy } from './register/promise.ts';
import { remindingPart } from './reminding/part.ts';
import { remindJob } from './reminding/remind.job.ts';
import { windowsPart } from './windows/index.ts';

export {
	actOn,
	actOnAll,
	type NewAct,
	type NewProof,
} from './acting/act.store.ts';
export { partWorkflow } from './acting/acting.ts';
export { enterPromises } from './acting/enter.job.ts';
export { addNote, setDeadline, setNeeded } from './acting/keep.store.ts';
export { linkPromised } from './acting/link.store.ts';
export { olderCommands as followupCommands } from './acting/older.commands.ts';
export { readRegister } from './acting/older.pages.ts';
export { holdRegister, takeOlder } from './acting/older.save.ts';
export { addComment, inviteComments, keepDraft, recordResponse } from './answering/answering.store.ts';
export { responsesOf } from './answering/response.store.ts';
export type { Response } from './answering/response.ts';
export {
	addAccelerated,
	addLogEntry,
	decideStage,
	decisionsOf,
	lookAtCriterion,
	tellAccelerated,
} from './monitoring/index.ts';
export {
	type ActionPlan,
	addCall,
	addElement,
	addIntake,
	addMilestone,
	askForPlans,
	beginPlan,
	callsOf,
	choosePromises,
	draftOf,
	handInPlan,
	plansOf,
	publishPlan,
	updateMilestone,
	versionsOf,
	writeEntry,
} from './planning/index.ts';
export { elsewhere, enterElsewhere } from './register/elsewhere.store.ts';
export { promisedOf } from './register/promise.store.ts';
export type { Promised, PromisedPart } from './register/promise.ts';
export {
	isOpen,
	openStates,
	type PartState,
	partStateOf,
	partStates,
	partStateTexts,
	wholeState,
} from './register/state.ts';
export { setOften } from './reminding/remind.store.ts';
export { saveList } from './reminding/saved.store.ts';
export { followupWaiting } from './waiting.ts';
export { openWindow, sendUpdate, windowsOf } from './windows/index.ts';

export type FollowupPorts = { files: Files; mailer: Mailer };

/** The room's pages, step by step from the bottom. */
export function followupParts(services: Services, { files }: FollowupPorts): Part[] {
	return [
		{
			policies: [promisePolicy, partWorkflow.policy],
			navigation: [
				{
					text: 'Follow-up',
					href: '/followup',
					permit: promisePolicy.can.read,
					layouts: ['staff', 'force'],
				},
			],
			routes: [
				...listPages,
				...severalRoutes,
				...olderPages(files),
				...promisePages,
				...actPages(files),
				...keepPages,
			],
		},
		answeringPart(),
		monitoringPart(),
		acrossPart(),
		planningPart(files),
		windowsPart(files),
		remindingPart(services),
	];
}

/** What it does by the clock. */
export function followupSchedule(
	services: Services,
	{ mailer }: FollowupPorts,
): { job: AnyJob; every: 'minute' | 'hour' }[] {
	return [
		{ job: enterJob(), every: 'minute' },
		{ job: remindJob(services, mailer), every: 'hour' },
	];
}

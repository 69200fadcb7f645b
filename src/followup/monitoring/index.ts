/** The step's face: what the steps above, the room's face and the demonstration may use. */
export {
	type Accelerated,
	acceleratedOf,
	addAccelerated,
	citeAccelerated,
	linkAccelerated,
	type NewAccelerated,
	tellAccelerated,
} from './accelerated.store.ts';
export { addLogEntry, type LogEntry, type LogKind } from './log.store.ts';
export { monitoringPart } from './part.ts';
export {
	decideStage,
	decisionsOf,
	lookAtCriterion,
	type NewDecision,
	nameStages,
	noticeStage,
	stageNames,
	stagesNow,
} from './stage.store.ts';
export { citeDecision, type Decision, holding, monitoringHref, monitoringPolicy } from './stage.ts';

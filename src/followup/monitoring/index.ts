/** The step's face: what the steps above, the room's face and the demonstration may use. */
export { addAccelerated, tellAccelerated } from './accelerated.store.ts';
export { addLogEntry } from './log.store.ts';
export { monitoringPart } from './part.ts';
export { decideStage, decisionsOf, lookAtCriterion } from './stage.store.ts';

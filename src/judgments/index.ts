import type { Part, Services } from '../foundation/index.ts';
import type { GateSource, InspectionTab } from '../programmes/index.ts';

/** The page of an inspection that this room brings: each question with its findings and its judgment. */
export const judgmentTabs: readonly InspectionTab[] = [{ key: 'questions', text: 'Questions' }];

/** What this room still wants before an inspection goes on. */
export const judgmentGates: readonly GateSource[] = [];

export type JudgmentsPorts = { tabs: readonly InspectionTab[] };

/** The room's pages, step by step from the bottom. */
export function judgmentsParts(_services: Services, _ports: JudgmentsPorts): Part[] {
	return [];
}

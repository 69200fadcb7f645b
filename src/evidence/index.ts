import type { Part, Services } from '../foundation/index.ts';
import type { BroughtTab, InspectionTab } from '../programmes/index.ts';
import { evidencePolicy } from './items/item.ts';
import { type EvidencePagePorts, evidencePages } from './items/pages.ts';
import { type ObjectPorts, objectPages } from './objects/object.pages.ts';
import { type StandardPorts, standardPages } from './standards/standard.pages.ts';
import { statementPages } from './statements/statement.pages.ts';

export type { NewVersion as NewEvidenceVersion } from './items/check.ts';
export { countProblem } from './items/count.ts';
export {
	addEvidence,
	bearsOnOf,
	type Correction,
	correctEvidence,
	type EvidenceFile,
	type EvidenceFilter,
	evidenceById,
	evidenceByIds,
	evidenceByNumber,
	evidenceFiles,
	evidenceFor,
	evidenceOf,
	type Held,
	markEvidence,
	type NewEvidence,
	reuseIn,
	reusesOf,
	setBearsOn,
	versionsOf,
	withdrawEvidence,
} from './items/item.store.ts';
export {
	type Bearing,
	type BearsOn,
	bearingsFor,
	bearingTexts,
	cite,
	type Evidence,
	type EvidenceKind,
	EvidenceOvertaken,
	evidenceKinds,
	evidencePolicy,
	type Item,
	kindTexts,
	type Reliability,
	reliabilitiesFor,
	reliabilityTexts,
	type SourceKind,
	sourceKindFor,
	type Version,
} from './items/item.ts';
export type { UseSource } from './items/use.ts';
export type { ObjectFindings } from './objects/object.pages.ts';
export {
	addObject,
	addObjectState,
	type NewObject,
	objectById,
	objectsOf,
	placeObject,
	putToObject,
} from './objects/object.store.ts';
export {
	type AssessedObject,
	type ObjectKind,
	type ObjectState,
	objectKindTexts,
	objectPolicy,
	type Place,
} from './objects/object.ts';
export type { StandardUses } from './standards/standard.pages.ts';
export {
	addStandard,
	addStandardVersion,
	type NewStandard,
	type NewVersion,
	standardVersionById,
	standardVersions,
} from './standards/standard.store.ts';
export {
	citeStandard,
	inForceOn,
	type Standard,
	type StandardVersion,
	standardPolicy,
	stateOn,
} from './standards/standard.ts';

export { statementMaterial } from './statements/material.ts';
export { readSections } from './statements/sections.ts';
export {
	type NewStatement,
	newestStatement,
	receiveStatement,
	sectionsOf,
	statementsOf,
} from './statements/statement.store.ts';
export { type Section, type Statement, statementPolicy } from './statements/statement.ts';

/** "Evidence" among the pages of a force, for the inspectorate. */
export const evidenceForceTabs: readonly BroughtTab[] = [
	{ key: 'evidence', text: 'Evidence', permit: evidencePolicy.can.read },
];

/** The page of an inspection that this room brings. */
export const evidenceTabs: readonly InspectionTab[] = [{ key: 'evidence', text: 'Evidence' }];

/** What rooms above know, and the pages of this room show. */
export type EvidencePorts = StandardPorts & EvidencePagePorts & ObjectPorts;

/** The room's pages, step by step from the bottom. */
export function evidenceParts(_services: Services, ports: EvidencePorts): Part[] {
	return [standardPages(ports), evidencePages(ports), statementPages(ports), objectPages(ports)];
}

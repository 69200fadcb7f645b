import type { Command, Part, Services } from '../foundation/index.ts';
import { areaPages } from './forces/area.pages.ts';
import { bodyPages } from './forces/body.pages.ts';
import { forcePages } from './forces/force.pages.ts';
import { groupPages } from './forces/group.pages.ts';
import { forceImports } from './forces/imports.ts';
import type { TabPorts } from './forces/tabs.ts';
import { frameworkPages } from './frameworks/framework.pages.ts';
import { judgmentImport } from './history/judgment.import.ts';
import { historyPages } from './history/judgment.pages.ts';
import { registerCommands } from './imports/import.commands.ts';
import { importPages } from './imports/import.pages.ts';
import type { Import } from './imports/import.ts';
import { inspectionPages } from './inspections/inspection.pages.ts';
import type { InspectionPorts } from './inspections/parts.ts';
import { boardPages } from './overview/board.pages.ts';
import { forceFrontPages } from './overview/force.pages.ts';
import { planningPages } from './planning/planning.pages.ts';
import type { ProgrammeTabPorts } from './planning/tabs.ts';
import { historySignals } from './scoping/history-signals.ts';
import { scopingPages } from './scoping/scoping.pages.ts';
import type { MaterialSource, SignalSource } from './scoping/signal.ts';

export { addAlias, allAliases } from './forces/alias.store.ts';
export { distance as spellingDistance, keyOf as spellingKey } from './forces/alias.ts';
export {
	addAnswering,
	addServed,
	allAuthorities,
	allPolicingBodies,
	keepAuthorities,
} from './forces/area.store.ts';
export { addBody, addService } from './forces/body.store.ts';
export { line, optionalLine } from './forces/fields.ts';
export { findForce, forceColumn } from './forces/finder.ts';
export {
	addForce,
	forceById,
	forceBySlug,
	knownSpellings,
	listForces,
	nearestForces,
	resolveForce,
	resolveForces,
	todayIn,
} from './forces/force.store.ts';
export type { Force } from './forces/force.ts';
export { forcePolicy } from './forces/force.ts';
export { addGroup, allGroups, groupOn, groupsOf, groupsOn } from './forces/group.store.ts';
export type { Group } from './forces/group.ts';
export { allNames, followNames, namesOf, renameForce } from './forces/name.store.ts';
export { holderOn, nameOn } from './forces/name.ts';
export { addHolder, holdersOf } from './forces/post.store.ts';
export type { Holder, PostKind } from './forces/post.ts';
export { addresseeProblems, addressLines, fullName, salutation } from './forces/post.ts';
export { listSuccessions, mergeForces } from './forces/succession.store.ts';
export { type BroughtTab, forceTabs, type TabPorts } from './forces/tabs.ts';
export { keepFrameworkFiles } from './frameworks/file.store.ts';
export { frameworkCommands, type Opening } from './frameworks/framework.commands.ts';
export {
	allFrameworks,
	frameworkOf,
	frameworksOf,
	keepFramework,
	listFrameworks,
} from './frameworks/framework.store.ts';
export type {
	Component,
	Framework,
	FrameworkKey,
	Grade,
	Pillar,
	Question,
	SampleDesign,
} from './frameworks/framework.ts';
export { type EarlierQuestion, earlierQuestions } from './frameworks/lineage.ts';
export { componentOf, componentsInOrder, gradeOf, isPillar, questionsOf } from './frameworks/lookup.ts';
export { frameworkPolicy } from './frameworks/policy.ts';
export type { AssessmentInput, AssessmentRow } from './history/assessment.ts';
export { assess } from './history/assessment.ts';
export { carriedOverTogether } from './history/carry-over.ts';
export type { Direction } from './history/direction.ts';
export { colourOf } from './history/judgment.lists.ts';
export { addJudgment, addJudgments, correctJudgment, judgmentsOf } from './history/judgment.store.ts';
export type { Judgment, NewJudgment } from './history/judgment.ts';
export { judgmentPolicy, publishedOn } from './history/judgment.ts';
/** What files of rows have in common, for rooms whose files are more than all or nothing. */
export { codeColumn, dayColumn, optional, shortened, textColumn } from './imports/column.ts';
export type { Fault, Row, Values } from './imports/row.ts';
export { readRows } from './imports/rows.ts';
export { type Line, linesOf, mostRows } from './imports/table.ts';
export { textOf } from './imports/text.ts';
export type { GateSource, ReleaseSource } from './inspections/gates.ts';
export type { InspectionAction } from './inspections/inspecting.ts';
export { inspectionMoves } from './inspections/inspection.store.ts';
export { inspectionPolicy } from './inspections/inspection.ts';
export { addToTeam } from './inspections/team.store.ts';
export { inspectionsWaiting } from './inspections/waiting.ts';
export { ownForcePolicy } from './overview/force.pages.ts';
export { optionalParagraph, paragraph, ticked } from './planning/fields.ts';
export { addFocus, type Focus, focusOf } from './planning/focus.store.ts';
export { addInput } from './planning/input.store.ts';
export { type InspectionState, inspectionStates, stateTags } from './planning/inspection-state.ts';
export { addMilestone } from './planning/milestone.store.ts';
export {
	type Inspection,
	inspectionById,
	inspectionsOf,
	type Plan,
	planInspections,
} from './planning/plan.store.ts';
export {
	addProgramme,
	listProgrammes,
	type NewProgramme,
	programmeBySlug,
} from './planning/programme.store.ts';
export { type Programme, programmePolicy } from './planning/programme.ts';
export { formerNamesOf } from './planning/programme-name.store.ts';
export { type ProgrammeTab, type ProgrammeTabPorts, programmeTabs } from './planning/tabs.ts';
export { joinTeam, teamOf } from './planning/team.store.ts';
export { addTranche } from './planning/tranche.store.ts';
export { frameworksOfProgramme, frameworksOfProgrammes } from './planning/version.store.ts';
export { decideScoping, scopingOf, scopingsOf, scopingsOfMany } from './scoping/scoping.store.ts';
export { scopingPolicy } from './scoping/scoping.ts';
export type { Material, MaterialSource, Signal, SignalSource } from './scoping/signal.ts';
export { type InspectionTab, inspectionTabs } from './scoping/tabs.ts';

/** Every kind of file that can be imported and exported, in the order in which an empty register is filled. */
const imports: readonly Import[] = [...forceImports, judgmentImport];

export const programmesCommands: readonly Command<Services>[] = [...registerCommands(imports)];

/** What rooms above know, and the pages of this room show: signals, what stands before a move, pages of an inspection. */
export type ProgrammesPorts = InspectionPorts &
	TabPorts &
	ProgrammeTabPorts & { signals?: readonly SignalSource[]; material?: readonly MaterialSource[] };

/** The room's pages, step by step from the bottom. */
export function programmesParts(services: Pick<Services, 'dataFolder'>, ports: ProgrammesPorts = {}): Part[] {
	const { signals = [], material = [], tabs = [] } = ports;
	return [
		importPages(imports),
		forcePages(ports),
		frameworkPages(services),
		groupPages(ports),
		areaPages(ports),
		bodyPages(),
		historyPages(ports),
		planningPages(ports),
		scopingPages({ signals: [historySignals, ...signals], material, tabs }),
		inspectionPages(ports),
		boardPages(),
		forceFrontPages(ports),
	];
}

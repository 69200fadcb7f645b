/** The room's face: what the rooms above may use. */
import type { AnyJob, Command, Part, Services } from '../foundation/index.ts';
import type { InspectionTab, Opening } from '../programmes/index.ts';
import { writeHref } from './composing/compose.pages.ts';
import { composingPart } from './composing/part.ts';
import { lookJob } from './drafts/look.job.ts';
import { draftsPart } from './drafts/part.ts';
import { glossaryCheckCommand } from './glossary/glossary.commands.ts';
import { checkCommand } from './making/check.commands.ts';
import { faceLinks } from './making/copy.pages.ts';
import { makingJobs, makingPart, makingSchedule } from './making/part.ts';
import { writingPart } from './writing/part.ts';

export { check } from './checker/check.ts';
export type { Context as CheckContext } from './checker/context.ts';
export { contextOf, draftOf } from './checker/from-doc.ts';
export { readDraft } from './checker/read-draft.ts';
export { sentencesIn } from './checker/reading/sentences.ts';
export type { Remark } from './checker/remark.ts';
export type { Rule } from './checker/rule.ts';
export { rules } from './checker/rules.ts';
export { type Composing, compose } from './composing/compose.store.ts';
export {
	addBlock,
	blockById,
	blocksOf as writtenBlocksOf,
	leaveOut,
	moveBlock,
	versionsOf,
} from './drafts/block.store.ts';
export { checkedOf } from './drafts/checked.store.ts';
export {
	addDocument,
	changeDocument,
	documentById,
	documentByNumber,
	documentsOf,
} from './drafts/document.store.ts';
export {
	type BlockVersion,
	type Changed,
	citeDocument,
	type DocumentKind,
	type DocumentState,
	documentKinds,
	documentStates,
	type NewDocument,
	Overtaken,
	type Particulars,
	type WrittenBlock,
	type WrittenDocument,
} from './drafts/document.ts';
export { askToLook } from './drafts/look.job.ts';
export { firstParticulars } from './drafts/particulars.store.ts';
export { documentPolicy } from './drafts/policy.ts';
export { changedSince, quoting, rememberQuotes } from './drafts/quoted.store.ts';
export { saveBlock } from './drafts/save.store.ts';
export { moveDocument } from './drafts/signing.store.ts';
export { type DocumentAction, documentWorkflow } from './drafts/signing.ts';
export { type Opened, openDocument, treeOf } from './drafts/tree.store.ts';
export { documentsWaiting } from './drafts/waiting.ts';
export { unwaive, unwaived, waive, waiversOf } from './drafts/waiver.store.ts';
export { markInWords } from './faces/furniture.ts';
export { htmlOf, toHtml } from './faces/html.ts';
export type { Links } from './faces/html-blocks.ts';
export { type Made, makeAll } from './faces/make-all.ts';
export { toOdt } from './faces/odt.ts';
export { openPress, type Pdf, type Press } from './faces/press.ts';
export { toText } from './faces/text.ts';
export { Unprintable } from './faces/unprintable.ts';
export type { Glossary, Mention, Term } from './glossary/glossary.ts';
export { shippedGlossary } from './glossary/shelf.ts';
export { pressOf } from './making/copies.ts';
export { type Face, faceNames, faces } from './making/face.ts';
export type { About } from './records/about.ts';
export { assessmentFor } from './records/assessed.ts';
export type { AssessedRow, Assessment } from './records/assessments.ts';
export { checkingOf } from './records/checking.ts';
export { numbersOf } from './records/figure-fact.ts';
export { figureText } from './records/figures.ts';
export { glossaryOf, keepGlossaryFiles } from './records/glossary.store.ts';
export { filled, type Placeholders, placeholdersOf } from './records/placeholders.ts';
export { askedInWords, type Quoted } from './records/quoted.ts';
export { type Records, resolverOf } from './records/resolver.ts';
export {
	type Block,
	type Box,
	boxes,
	type Cell,
	type ChartBlock,
	type GradesTable,
	type Table,
} from './tree/block.ts';
export type { Doc, Footnote, Layout, Meta, Section } from './tree/doc.ts';
export { layouts, sectionsOf } from './tree/doc.ts';
export type { Fact } from './tree/fact.ts';
export type { Bound, Inline, Stated } from './tree/inline.ts';
export { wordsOf } from './tree/inline.ts';
export { docFrom, keptOf, keptSource, sourceFrom } from './tree/keep.ts';
export type { Letter, Mark, Publisher } from './tree/meta.ts';
export type { Place } from './tree/place.ts';
export type { DocProblem } from './tree/problem.ts';
export { readDocument, type WrittenText } from './tree/read.ts';
export { rebuilt, recording } from './tree/replay.ts';
export type { Answer, Ask, Asked, Found, Resolver, Said } from './tree/resolver.ts';
export type { Answered, Source } from './tree/source.ts';
export { blocksOf, factsOf, inlinesIn } from './tree/walk.ts';
export { compareWords, differ, type Piece } from './writing/differences.ts';

/** The page of an inspection that this room brings. */
export const documentTabs: readonly InspectionTab[] = [{ key: 'documents', text: 'Documents' }];

export type DocumentsPorts = { tabs: readonly InspectionTab[] };

/** The room's pages, step by step from the bottom. */
export function documentParts(services: Services, { tabs }: DocumentsPorts): Part[] {
	return [
		draftsPart({ tabs, faces: faceLinks, makeHref: '/documents/make', writeHref }),
		composingPart({ tabs }),
		makingPart(services),
		writingPart,
	];
}

export function documentJobs(services: Services): AnyJob[] {
	return makingJobs(services);
}

/** What it does by the clock: it looks at what documents quote, and lets copies go that nobody asks for any more. */
export function documentSchedule(services: Services): { job: AnyJob; every: 'hour' | 'day' }[] {
	return [{ job: lookJob(), every: 'hour' }, ...makingSchedule(services)];
}

export { documentCommands } from './making/document.commands.ts';

/** What can be done at the command line without the database. */
export const lateDocumentCommands: readonly Command<Opening>[] = [checkCommand, glossaryCheckCommand];

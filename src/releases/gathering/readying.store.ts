import { accuracyGate, wasChecked } from '../../accuracy/index.ts';
import { citeDocument, documentsOf, openDocument, type WrittenDocument } from '../../documents/index.ts';
import { figuresOf, indicatorOf } from '../../figures/index.ts';
import { installationKind, type Problem, problemsIn, type Tx } from '../../foundation/index.ts';
import { citeRaised, judgmentGates, type Raised, raisedOf, raisedTexts } from '../../judgments/index.ts';
import { type Inspection, inspectionsOf } from '../../programmes/index.ts';
import { editionsOf } from './edition.store.ts';
import { filesOf } from './file.store.ts';
import { itemsOf } from './item.store.ts';
import type { Item } from './item.ts';
import {
	type Readying,
	type ReadyingDocument,
	type ReadyingInspection,
	type ReadyingRaised,
	readiness,
} from './readiness.ts';
import { isPublic, type Release } from './release.ts';
import { nowIn } from './releasing.store.ts';

/** Everything that stands in the way of freezing a release, told once. */
export async function problemsOf(tx: Tx, release: Release): Promise<readonly Problem[]> {
	return problemsIn(readiness(await readyingOf(tx, release)));
}

export async function readyingOf(tx: Tx, release: Release): Promise<Readying> {
	const items = await itemsOf(tx, release.id);
	const held = idsIn(items);
	const documents = (await documentsOf(tx, { ids: held.documents })).toReversed();
	const inspections = await inspectionsOf(tx, {
		ids: [
			...new Set([
				...held.inspections,
				...documents.flatMap(({ inspection }) => (inspection === null ? [] : [inspection])),
			]),
		],
	});
	const now = await nowIn(tx);
	const editions = await editionsOf(tx, release.id);
	const earlier = [release, ...editions].some(({ recordedBecause }) => recordedBecause !== null);
	return {
		release,
		public: editions.some((edition) => isPublic(edition, now)),
		earlier,
		live: (await installationKind(tx)) === 'live',
		now,
		documents: await eachOf(documents, (document) => readyingDocument(tx, document)),
		inspections: await eachOf(inspections, (inspection) => readyingInspection(tx, inspection, earlier)),
		raised: earlier ? [] : await raisedIn(tx, inspections, documents),
		indicators: await eachOf(held.indicators, (id) => readyingIndicator(tx, id)),
		files: (await filesOf(tx, release.id)).map(({ id, name, withdrawn_at }) => ({
			id,
			name,
			withdrawn: withdrawn_at !== null,
		})),
		accuracy: earlier ? [] : (await eachOf(documents, (document) => unchecked(tx, document))).flat(),
	};
}

function idsIn(items: readonly Item[]) {
	return {
		documents: items.flatMap(({ of }) => ('document' in of ? [of.document] : [])),
		inspections: items.flatMap(({ of }) => ('inspection' in of ? [of.inspection] : [])),
		indicators: items.flatMap(({ of }) => ('indicator' in of ? [of.indicator] : [])),
	};
}

/** One after the other: a transaction is one connection. */
async function eachOf<T, Made>(all: readonly T[], make: (one: T) => Promise<Made>): Promise<Made[]> {
	const made: Made[] = [];
	for (const one of all) made.push(await make(one));
	return made;
}

function nameOf(document: Pick<WrittenDocument, 'number' | 'title' | 'force'>): string {
	const about = document.force === null ? '' : ` (${document.force.name})`;
	return `${citeDocument(document)}, “${document.title}”${about}`;
}

async function readyingDocument(tx: Tx, document: WrittenDocument): Promise<ReadyingDocument> {
	const { id, state, illustrative } = document;
	// What nobody has signed need not be read: it has to be signed first.
	const opened = state === 'signed' ? await openDocument(tx, id) : null;
	const enclosed = document.enclosure === null ? [] : await documentsOf(tx, { ids: [document.enclosure] });
	const [enclosure] = enclosed;
	return {
		id,
		state,
		name: nameOf(document),
		signature: opened?.approvals.signed?.state ?? null,
		enclosure: enclosure === undefined ? null : { id: enclosure.id, name: nameOf(enclosure) },
		illustrative: opened?.illustrative ?? illustrative,
	};
}

/** What the accuracy check still wants of a document about a force. A letter that goes with another says nothing new. */
async function unchecked(tx: Tx, document: WrittenDocument): Promise<readonly Problem[]> {
	const { id, force, kind, enclosure } = document;
	if (force === null || (kind === 'letter' && enclosure !== null)) return [];
	const open = await accuracyGate(tx, { document: id });
	if (open.length > 0) return open;
	return (await wasChecked(tx, id))
		? []
		: [
				{
					text: `Have ${nameOf(document)} checked by the force: its accuracy check is not done.`,
					href: '/accuracy',
				},
			];
}

async function readyingInspection(
	tx: Tx,
	inspection: Inspection,
	earlier: boolean,
): Promise<ReadyingInspection> {
	const { id, force, programme, illustrative } = inspection;
	const problems: Problem[] = [];
	if (!earlier) {
		for (const gate of judgmentGates) problems.push(...(await gate(tx, inspection, 'begin reporting')));
	}
	return { id, name: `${force.name}, ${programme.name}`, problems, illustrative };
}

/** What was raised on its inspections, and nationally in the programmes of its documents about all forces. */
async function raisedIn(
	tx: Tx,
	inspections: readonly Inspection[],
	documents: readonly WrittenDocument[],
): Promise<ReadyingRaised[]> {
	const programmes = new Set(
		documents.flatMap(({ inspection, programme }) => (inspection === null ? [programme.id] : [])),
	);
	const all = [
		...(await eachOf(inspections, ({ id }) => raisedOf(tx, { inspection: id }))),
		...(await eachOf([...programmes], (programme) => raisedOf(tx, { programme, national: true }))),
	].flat();
	return all.filter(({ withdrawn }) => withdrawn === null).map(readyingRaised);
}

function readyingRaised(raised: Raised): ReadyingRaised {
	const { id, kind, due, subItems, illustrative } = raised;
	// Only what has to be done has a deadline; of a cause of concern, that is in its recommendations.
	const asked = kind === 'recommendation' || kind === 'area for improvement';
	const dues = subItems.length === 0 ? [due] : subItems.map((subItem) => subItem.due);
	return {
		id,
		name: `${raisedTexts[kind].text} ${citeRaised(raised)}`,
		deadlines: asked ? dues.map((one) => (one?.kind === 'day' ? one.on : one === null ? null : 'said')) : [],
		illustrative,
	};
}

async function readyingIndicator(tx: Tx, id: string): Promise<Readying['indicators'][number]> {
	const indicator = await indicatorOf(tx, { indicator: id });
	if (indicator === null) return { id, title: null, figures: 0, illustrative: 0 };
	const figures = await figuresOf(tx, { indicators: [{ indicator: id, version: indicator.version }] });
	return {
		id,
		title: indicator.title,
		figures: figures.length,
		illustrative: figures.filter(({ illustrative }) => illustrative).length,
	};
}

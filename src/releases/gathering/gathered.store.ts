import { citeDocument, documentKinds, documentStates, documentsOf } from '../../documents/index.ts';
import { allIndicators } from '../../figures/index.ts';
import type { Tx } from '../../foundation/index.ts';
import { inspectionsOf } from '../../programmes/index.ts';
import { filesOf } from './file.store.ts';
import { itemsOf } from './item.store.ts';
import type { Item } from './item.ts';
import { releaseHref } from './release.ts';

/** What a release holds, as a row of its page. */
export type GatheredLine = {
	id: string;
	kind: string;
	/** "D-12". */
	cited: string | null;
	name: string;
	href: string;
	/** The force that it is about; null: all of them, or none. */
	about: string | null;
	state: { text: string; colour: string } | null;
	illustrative: boolean;
};

const stateColours = { writing: 'blue', edited: 'turquoise', signed: 'green' } as const;

/** What a release gathers, in its order and in words; as many queries for however many. */
export async function gatheredLines(tx: Tx, release: string): Promise<GatheredLine[]> {
	const items = await itemsOf(tx, release);
	const documents = byId(
		await documentsOf(tx, { ids: items.flatMap(({ of }) => ('document' in of ? [of.document] : [])) }),
	);
	const inspections = byId(
		await inspectionsOf(tx, {
			ids: items.flatMap(({ of }) => ('inspection' in of ? [of.inspection] : [])),
		}),
	);
	const titles = new Map(
		items.some(({ of }) => 'indicator' in of)
			? (await allIndicators(tx)).map(({ id, title }) => [id, title] as const)
			: [],
	);
	const madeUp = titles.size === 0 ? new Set<string>() : await madeUpIn(tx, release);
	const files = byId(await filesOf(tx, release));
	return items.flatMap((item) => lineOf(item, { documents, inspections, titles, madeUp, files }) ?? []);
}

/** The indicators that it gathers of which a figure is made up. */
async function madeUpIn(tx: Tx, release: string): Promise<Set<string>> {
	const rows = await tx
		.selectFrom('releases.item as item')
		.select('item.indicator')
		.where('item.release_id', '=', release)
		.where(({ exists, selectFrom }) =>
			exists(
				selectFrom('figures.figure as figure')
					.whereRef('figure.indicator', '=', 'item.indicator')
					.where('figure.illustrative', '=', true),
			),
		)
		.execute();
	return new Set(rows.flatMap(({ indicator }) => indicator ?? []));
}

type Known = {
	documents: ReadonlyMap<string, Awaited<ReturnType<typeof documentsOf>>[number]>;
	inspections: ReadonlyMap<string, Awaited<ReturnType<typeof inspectionsOf>>[number]>;
	titles: ReadonlyMap<string, string>;
	madeUp: ReadonlySet<string>;
	files: ReadonlyMap<string, { name: string }>;
};

function lineOf({ id, release, of }: Item, known: Known): GatheredLine | null {
	if ('document' in of) {
		const document = known.documents.get(of.document);
		if (document === undefined) return null;
		return {
			id,
			kind: documentKinds[document.kind],
			cited: citeDocument(document),
			name: document.title,
			href: `/documents/${document.id}`,
			about: document.force?.name ?? 'All forces',
			state: { text: documentStates[document.state], colour: stateColours[document.state] },
			illustrative: document.illustrative,
		};
	}
	const plain = { id, cited: null, about: null, state: null, illustrative: false };
	if ('inspection' in of) {
		const inspection = known.inspections.get(of.inspection);
		if (inspection === undefined) return null;
		return {
			...plain,
			kind: 'Judgments and what was raised',
			name: inspection.programme.name,
			href: `/inspections/${inspection.id}`,
			about: inspection.force.name,
			illustrative: inspection.illustrative,
		};
	}
	if ('indicator' in of) {
		const name = known.titles.get(of.indicator) ?? of.indicator;
		return {
			...plain,
			kind: 'Figures',
			name,
			href: `/figures/${of.indicator}`,
			illustrative: known.madeUp.has(of.indicator),
		};
	}
	const name = known.files.get(of.file)?.name ?? 'File';
	return { ...plain, kind: 'File', name, href: `${releaseHref({ id: release })}/files/${of.file}` };
}

function byId<T extends { id: string }>(all: readonly T[]): Map<string, T> {
	return new Map(all.map((one) => [one.id, one]));
}

/** What is about all forces first, then force by force; of each, documents before their judgments. */
export function inUsualOrder(lines: readonly GatheredLine[]): GatheredLine[] {
	const rank = ({ about, cited }: GatheredLine) =>
		about === 'All forces' ? 0 : about === null ? 3 : cited === null ? 2 : 1;
	const group = (line: GatheredLine) => (rank(line) === 2 ? 1 : rank(line));
	return lines.toSorted(
		(a, b) =>
			group(a) - group(b) ||
			(a.about ?? '').localeCompare(b.about ?? '', 'en-GB') ||
			rank(a) - rank(b) ||
			a.kind.localeCompare(b.kind, 'en-GB') ||
			(a.cited ?? '').localeCompare(b.cited ?? '', 'en-GB', { numeric: true }),
	);
}

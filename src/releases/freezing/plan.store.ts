import { citeDocument, documentById, type WrittenDocument } from '../../documents/index.ts';
import { Refused, type Tx, zone } from '../../foundation/index.ts';
import {
	allFrameworks,
	allNames,
	type Force,
	type Framework,
	type Inspection,
	inspectionById,
	listForces,
	nameOn,
} from '../../programmes/index.ts';
import { itemsOf } from '../gathering/item.store.ts';
import type { Release } from '../gathering/release.ts';
import { addressesOf } from './address.ts';

/** A document of a release, with its address and its place in the edition. */
export type Planned = { document: WrittenDocument; slug: string; position: number };

/** What an edition of a release is made of, before any of it is read. */
export type Plan = {
	release: Release & { releaseAt: Temporal.Instant };
	documents: readonly Planned[];
	/** Those that it gathers, and those that its documents report on. */
	inspections: readonly Inspection[];
	indicators: readonly string[];
	files: readonly { id: string; position: number }[];
	/** As they are called on the day of the release. */
	forces: ReadonlyMap<string, Force>;
	frameworks: readonly Framework[];
	/** The day of the release in London. */
	on: Temporal.PlainDate;
};

export async function planOf(tx: Tx, release: Release): Promise<Plan> {
	const { releaseAt } = release;
	if (releaseAt === null) throw new Refused('The release has no instant yet.');
	const on = releaseAt.toZonedDateTimeISO(zone).toPlainDate();
	const items = await itemsOf(tx, release.id);
	const documents: WrittenDocument[] = [];
	const inspections = new Map<string, Inspection>();
	const take = async (id: string | null) => {
		if (id === null || inspections.has(id)) return;
		const inspection = await inspectionById(tx, id);
		if (inspection === null) throw new Refused('An inspection of the release is not there any more.');
		inspections.set(id, inspection);
	};
	for (const { of } of items) {
		if ('document' in of) {
			const document = await documentById(tx, of.document);
			if (document === null) throw new Refused('A document of the release is not there any more.');
			if (document.anonymous && document.force !== null)
				throw new Refused(
					`${citeDocument(document)} “${document.title}” must not name a force, and it is about one. Write it from the programme.`,
				);
			documents.push(document);
			await take(document.inspection);
		} else if ('inspection' in of) await take(of.inspection);
	}
	const slugs = addressesOf(documents, await earlierAddresses(tx, release.id));
	return {
		release: { ...release, releaseAt },
		documents: documents.map((document, index) => ({
			document,
			slug: slugs[index] ?? `document-${document.number}`,
			position: index + 1,
		})),
		inspections: [...inspections.values()],
		indicators: items.flatMap(({ of }) => ('indicator' in of ? [of.indicator] : [])),
		files: items.flatMap(({ of, position }) => ('file' in of ? [{ id: of.file, position }] : [])),
		forces: await forcesOn(tx, on),
		frameworks: await allFrameworks(tx),
		on,
	};
}

async function forcesOn(tx: Tx, on: Temporal.PlainDate): Promise<Map<string, Force>> {
	const names = Map.groupBy(await allNames(tx), ({ forceId }) => forceId);
	return new Map(
		(await listForces(tx)).map((force) => [
			force.id,
			{ ...force, name: nameOn(names.get(force.id) ?? [], on) ?? force.name },
		]),
	);
}

/** The addresses that documents had in earlier editions, by their numbers: they stay. */
async function earlierAddresses(tx: Tx, release: string): Promise<Map<number, string>> {
	const rows = await tx
		.selectFrom('edition.document as document')
		.innerJoin('edition.edition as edition', 'edition.id', 'document.edition_id')
		.select(['document.cited', 'document.slug'])
		.where('edition.release_id', '=', release)
		.where('edition.approved_at', 'is not', null)
		.orderBy('edition.number')
		.execute();
	return new Map(rows.map(({ cited, slug }) => [cited, slug]));
}

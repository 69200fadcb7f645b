import { z } from 'zod';
import { Missing, type Tx, Unacceptable, view } from '../foundation/index.ts';
import { editionsAt } from './publication.store.ts';
import type { PublicEdition } from './publication.ts';
import { editionLine } from './publication.view.ts';
import type { T } from './words/words.ts';

/** Where a page stands: an edition, and the newest of its release. */
export type At = { edition: PublicEdition; editions: readonly PublicEdition[]; newest: PublicEdition };

export const slugs = z.object({ slug: z.string().max(200) });
export const numbered = slugs.extend({ number: z.coerce.number().int().min(1).max(100_000) });
export type Params = { slug: string; number?: number };

/** What a page of an edition tells of: it changes with its release. */
export const ofRelease = ({ params }: { params: Params }): string[] => [`release:${params.slug}`];

export async function editionAt(tx: Tx, { slug, number }: Params): Promise<At> {
	const editions = await editionsAt(tx, slug);
	const [newest] = editions;
	const edition = number === undefined ? newest : editions.find((one) => one.number === number);
	if (newest === undefined || edition === undefined) throw new Missing();
	return { edition, editions, newest };
}

/** The same for what stands in it: of what was withdrawn only the notice is left. */
export async function openAt(tx: Tx, t: T, params: Params): Promise<At> {
	const at = await editionAt(tx, params);
	if (at.edition.withdrawnAt !== null)
		throw new Unacceptable(view('website/withdrawn.njk', { edition: editionLine(at, t) }, 410));
	return at;
}

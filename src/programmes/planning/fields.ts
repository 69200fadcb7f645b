import { z } from 'zod';
import { codeOf, day, Missing, Refused, type Tx } from '../../foundation/index.ts';
import { programmeBySlug } from './programme.store.ts';
import type { Programme } from './programme.ts';

/** One programme's pages are under its slug, or under one that it had. */
export const ofProgramme = z.object({ slug: z.string().max(200) });

/** One row of what a programme holds. */
export const ofRow = ofProgramme.extend({ id: z.uuid() });

export async function programmeAt(tx: Tx, { slug }: { slug: string }): Promise<Programme> {
	const programme = await programmeBySlug(tx, slug);
	if (programme === null) throw new Missing();
	return programme;
}

/** The row that the address names; what belongs to another programme is not there. */
export function rowIn<T extends { id: string }>(rows: readonly T[], id: string): T {
	const row = rows.find((one) => one.id === id);
	if (row === undefined) throw new Missing();
	return row;
}

/** Somebody else may have come to rest on what is being removed since its page was read. */
export async function unlessInUse(sentence: string, remove: () => Promise<void>): Promise<void> {
	try {
		await remove();
	} catch (error) {
		throw codeOf(error) === '23503' ? new Refused(sentence) : error;
	}
}

/** Text of several lines that has to be there. */
export const paragraph = (missing: string, limit = 4000) =>
	z
		.string(missing)
		.transform((text) => text.trim().replaceAll('\r\n', '\n'))
		.pipe(z.string().min(1, missing).max(limit, `Use ${limit} characters or fewer`));

/** Text that may be left empty: null then. */
export const optionalParagraph = (limit = 4000) =>
	z
		.string()
		.default('')
		.transform((text) => text.trim().replaceAll('\r\n', '\n'))
		.pipe(z.string().max(limit, `Use ${limit} characters or fewer`))
		.transform((text) => (text === '' ? null : text));

/** Any number of boxes that were ticked. */
export const ticked = z
	.union([z.string().transform((one) => [one]), z.array(z.string())])
	.default([])
	.transform((all) => [...new Set(all)]);

/** The first and the last day of fieldwork: two fields of dateParts. */
export const windowDays = ['fieldworkSince', 'fieldworkUntil'] as const;
export const windowFields = {
	fieldworkSince: day('first day of fieldwork'),
	fieldworkUntil: day('last day of fieldwork'),
};

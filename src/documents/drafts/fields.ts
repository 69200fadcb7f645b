import { z } from 'zod';
import { Missing, type Tx } from '../../foundation/index.ts';
import { documentById } from './document.store.ts';
import type { WrittenDocument } from './document.ts';

/** One document’s pages are under its id. */
export const one = z.object({ id: z.uuid() });

export async function documentAt(tx: Tx, { id }: { id: string }): Promise<WrittenDocument> {
	const document = await documentById(tx, id);
	if (document === null) throw new Missing();
	return document;
}

/** The number of steps that a form was made on, and the hash of what it showed. */
export const seen = z.coerce.number().int().min(0).catch(-1);
export const content = z
	.string()
	.regex(/^[0-9a-f]{64}$/)
	.catch('');

/** Lines of a text area, without those that are empty. */
export const lines = (most: number) =>
	z
		.string()
		.default('')
		.transform((text) =>
			text
				.split('\n')
				.map((line) => line.trim().replaceAll(/\s+/g, ' '))
				.filter((line) => line !== ''),
		)
		.pipe(
			z
				.array(z.string().max(200, 'Use 200 characters or fewer for each line'))
				.max(most, `Enter ${most} lines or fewer`),
		);

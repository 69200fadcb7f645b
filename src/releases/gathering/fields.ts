import { z } from 'zod';
import { Missing, type Tx } from '../../foundation/index.ts';
import { releaseById } from './release.store.ts';
import type { Release } from './release.ts';

/** One release’s pages are under its id. */
export const one = z.object({ id: z.uuid() });

export async function releaseAt(tx: Tx, { id }: { id: string }): Promise<Release> {
	const release = await releaseById(tx, id);
	if (release === null) throw new Missing();
	return release;
}

/** The version that a form was made on. */
export const seen = z.coerce.number().int().min(0).catch(-1);

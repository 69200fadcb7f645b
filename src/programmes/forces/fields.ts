import { z } from 'zod';
import { Missing, type Tx } from '../../foundation/index.ts';
import { forceBySlug } from './force.store.ts';
import type { Force } from './force.ts';

/** One force's pages are under its slug. */
export const ofForce = z.object({ slug: z.string().max(200) });

/** One row of a force's register. */
export const ofRow = ofForce.extend({ id: z.uuid() });

export async function forceAt(tx: Tx, { slug }: { slug: string }): Promise<Force> {
	const force = await forceBySlug(tx, slug);
	if (force === null) throw new Missing();
	return force;
}

/** A line of text that has to be there. */
export const line = (missing: string, limit = 200) =>
	z
		.string(missing)
		.transform((text) => text.trim().replaceAll(/\s+/g, ' '))
		.pipe(z.string().min(1, missing).max(limit, `Use ${limit} characters or fewer`));

/** A line that may be left empty: null then. */
export const optionalLine = (limit = 200) =>
	z
		.string()
		.default('')
		.transform((text) => text.trim().replaceAll(/\s+/g, ' '))
		.pipe(z.string().max(limit, `Use ${limit} characters or fewer`))
		.transform((text) => (text === '' ? null : text));

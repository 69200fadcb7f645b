import { z } from 'zod';
import { messageOf, Refused, type Tx } from '../../foundation/index.ts';
import type { Release } from '../gathering/release.ts';
import { readRelease } from './read.ts';
import { whatChanged } from './record.ts';
import type { StatementSource } from './rows.others.ts';

const parts = z.array(z.object({ thing: z.string(), of: z.string(), hash: z.string() }));

/**
 * Whether everything that an edition was made from still is as it was, as the worker reads it: what is no longer so as one
 * sentence, or null.
 */
export async function differsNow(
	tx: Tx,
	release: Release,
	edition: string,
	statements: StatementSource,
): Promise<string | null> {
	const { records } = await tx
		.selectFrom('edition.edition')
		.select('records')
		.where('id', '=', edition)
		.executeTakeFirstOrThrow();
	try {
		const now = await readRelease(tx, release, { statements });
		return whatChanged(parts.parse(records), now.parts);
	} catch (error) {
		// What cannot be frozen any more is not what was frozen.
		if (error instanceof Refused) return messageOf(error);
		throw error;
	}
}

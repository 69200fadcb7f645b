import { sql } from 'kysely';
import type { Tx } from '../../foundation/index.ts';
import type { IndicatorKey } from '../indicators/indicator.ts';

/** The files of some indicators as they were written, and the hashes of what they say. */
export async function definitionTexts(
	tx: Tx,
	keys: readonly IndicatorKey[],
): Promise<(IndicatorKey & { text: string; hash: string })[]> {
	const wanted = new Set(keys.map(({ indicator, version }) => `${indicator}@${version}`));
	const rows = await tx
		.selectFrom('figures.indicator_version')
		.select(['indicator', 'version', 'source as text', sql<string>`encode(hash, 'hex')`.as('hash')])
		.orderBy('indicator')
		.orderBy('version')
		.execute();
	return rows.filter(({ indicator, version }) => wanted.has(`${indicator}@${version}`));
}

import { contentHash, type Tx } from '../../../foundation/index.ts';
import { addForce } from '../../../programmes/index.ts';
import { addFigures } from '../../engine/figure.store.ts';
import type { Figure } from '../../engine/figure.ts';
import type { Indicator } from '../../indicators/indicator.ts';

export const operator = { kind: 'operator', name: 'tests' } as const;

/** Puts an indicator into the database as its file would be kept, without a file. */
export async function putIndicator(tx: Tx, indicator: Indicator): Promise<void> {
	await tx
		.insertInto('figures.indicator_version')
		.values({
			indicator: indicator.id,
			version: indicator.version,
			title: indicator.title,
			content: JSON.stringify(indicator),
			source: JSON.stringify(indicator),
			file: `${indicator.id}.yaml`,
			hash: contentHash(indicator),
		})
		.execute();
}

/** Forces with the areas E23000101, E23000102 … */
export async function putForces(
	tx: Tx,
	count: number,
): Promise<{ id: string; code: string; name: string }[]> {
	const forces: { id: string; code: string; name: string }[] = [];
	for (let number = 1; number <= count; number += 1) {
		const code = `E23000${100 + number}`;
		const name = `Force ${number}`;
		const id = await addForce(tx, { name, code, region: 'East Midlands', inScope: true, scopeNote: null });
		forces.push({ id, code, name });
	}
	return forces;
}

/** Stores figures that were made for a test. */
export async function putFigures(tx: Tx, figures: readonly Figure[]): Promise<void> {
	await addFigures(
		tx,
		figures.map((figure) => ({ ...figure, hash: '00'.repeat(32) })),
	);
}

/** Counts the statements that work sends. */
export async function statementsOf(tx: Tx, work: (counting: Tx) => Promise<unknown>): Promise<number> {
	let count = 0;
	await work(
		tx.withPlugin({
			transformQuery: ({ node }) => {
				count += 1;
				return node;
			},
			transformResult: async ({ result }) => result,
		}),
	);
	return count;
}

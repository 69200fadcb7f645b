import { sql } from 'kysely';
import type { Tx } from '../../foundation/index.ts';
import { allIndicators } from '../indicators/indicator.store.ts';
import type { IndicatorKey } from '../indicators/indicator.ts';
import { listSnapshots } from '../snapshots/snapshot.store.ts';
import { registerNow } from './gather.ts';
import { sourcesOf } from './inputs.ts';
import { keptRegister } from './register.ts';

/** What an edition keeps of an indicator, so that its figures can be computed again when the definition has moved on. */
export type FrozenIndicator = IndicatorKey & {
	title: string;
	content: {
		/** As the engine reads it; its hash is part of the hash of every figure. */
		definition: unknown;
		hash: string;
		/** Its file, as somebody wrote it. */
		file: string;
		text: string;
		/** By source, the vintages that there were, the newest first: which of them stands for which window. */
		snapshots: Readonly<Record<string, readonly string[]>>;
	};
};

/** What figures rest on beside the snapshots themselves. */
export async function groundsOf(
	tx: Tx,
	keys: readonly IndicatorKey[],
): Promise<{ register: ReturnType<typeof keptRegister>; indicators: FrozenIndicator[] }> {
	const all = await allIndicators(tx);
	const snapshots = await listSnapshots(tx);
	const rows = await tx
		.selectFrom('figures.indicator_version')
		.select([
			'indicator',
			'version',
			'title',
			'content',
			'source',
			'file',
			sql<string>`encode(hash, 'hex')`.as('hash'),
		])
		.orderBy('indicator')
		.orderBy('version')
		.execute();
	return {
		register: keptRegister(await registerNow(tx)),
		indicators: rows.flatMap(({ indicator, version, title, content, source: text, file, hash }) => {
			const wanted = keys.some((key) => key.indicator === indicator && key.version === version);
			const known = all.find((one) => one.id === indicator && one.version === version);
			if (!wanted || known === undefined) return [];
			const vintages = sourcesOf(known).map((source) => [
				source,
				snapshots.filter((one) => one.source === source).map(({ id }) => id),
			]);
			return [
				{
					...{ indicator, version, title },
					content: { definition: content, hash, file, text, snapshots: Object.fromEntries(vintages) },
				},
			];
		}),
	};
}

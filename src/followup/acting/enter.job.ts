import { z } from 'zod';
import { type Actor, type AnyJob, defineJob, type Tx } from '../../foundation/index.ts';
import { enterPublic } from '../register/entering.store.ts';
import { actOn } from './act.store.ts';

const worker: Actor = { kind: 'worker', task: 'enter what is public' };

/** Every minute: what was asked in public stands in the register. Before its instant there is nothing to read. */
export function enterJob(): AnyJob {
	return defineJob({
		name: 'enter promises',
		payload: z.object({}),
		run: async ({ asWorker }) => {
			await asWorker(enterPromises);
		},
	});
}

/** In one transaction: what a corrected edition asks no more is no longer expected of anybody. */
export async function enterPromises(tx: Tx): Promise<number> {
	const { entered, leftOut } = await enterPublic(tx);
	for (const { part, because } of leftOut)
		await actOn(tx, worker, { part, action: 'end as not applicable', words: because });
	return entered;
}

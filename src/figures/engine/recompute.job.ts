import { type AnyJob, defineJob, type Services, type Tx } from '../../foundation/index.ts';
import { recomputing } from '../snapshots/recomputing.ts';
import { recompute } from './recompute.ts';

/** What rooms above ask for in one go with it: they quote figures. */
export type AfterRecomputing = (tx: Tx) => Promise<unknown>;

/** Brings every result up to date that depends on something that changed. */
export function recomputeJob(services: Services, then?: AfterRecomputing): AnyJob {
	return defineJob({
		...recomputing,
		async run({ payload, report, result, asWorker }) {
			await recompute(services, {
				because: payload.because,
				progress: (done, total, text) => report({ done, total, text }),
			});
			if (then !== undefined) await asWorker(then);
			result('/figures');
		},
	});
}

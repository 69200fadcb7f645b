import { type AnyJob, defineJob, type Services } from '../../foundation/index.ts';
import { recomputing } from '../snapshots/recomputing.ts';
import { recompute } from './recompute.ts';

/** Brings every result up to date that depends on something that changed. */
export function recomputeJob(services: Services): AnyJob {
	return defineJob({
		...recomputing,
		async run({ payload, report, result }) {
			await recompute(services, {
				because: payload.because,
				progress: (done, total, text) => report({ done, total, text }),
			});
			result('/figures');
		},
	});
}

import { z } from 'zod';
import { type AnyJob, defineJob, type Services } from '../../foundation/index.ts';

export function importJob(_services: Services): AnyJob {
	return defineJob({ name: 'import figures', payload: z.object({}), async run() {} });
}

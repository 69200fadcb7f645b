// The process in which a piece of work is alone: see alone.ts.
import { z } from 'zod';
import type { Taken } from './alone.ts';

const order = z.object({ module: z.string(), work: z.string(), task: z.unknown() });

process.once('message', async (message) => {
	const { module, work, task } = order.parse(message);
	const found: Record<string, (task: unknown) => Promise<Taken & { note: string }>> = await import(
		new URL(module, import.meta.url).href
	);
	const run = found[work];
	if (run === undefined) throw new Error(`${module} has no ${work}`);
	const result = await run(task);
	process.send?.({ ...result, megabytes: process.resourceUsage().maxRSS / 1024 });
});

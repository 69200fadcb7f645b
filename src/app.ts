import { fileURLToPath } from 'node:url';
import type { FastifyInstance } from 'fastify';
import type { Policy } from './foundation/policy/policy.ts';
import { loadAssets } from './foundation/web/assets.ts';
import type { Part, Services } from './foundation/web/part.ts';
import { createRenderer } from './foundation/web/render.ts';
import { createServer, type WebOptions } from './foundation/web/server.ts';

/** Where each room keeps its pages; "identity/sign-in.njk" is the file sign-in.njk in the folder of "identity". */
const views = {
	identity: folder('foundation/identity/views'),
	office: folder('foundation/office/views'),
};

/** Every room of the product, from the ground up. What a lower room shows of a higher one is handed to it here. */
export function assemble(_services: Services): Part[] {
	return [];
}

export function policiesOf(parts: readonly Part[]): Policy[] {
	return parts.flatMap((part) => part.policies ?? []);
}

export async function createApp(
	services: Services,
	parts: readonly Part[],
	options: Pick<WebOptions, 'spool' | 'https' | 'trustedProxies' | 'requestsPerMinute' | 'metricsToken'>,
): Promise<FastifyInstance> {
	const assets = await loadAssets();
	return createServer({
		...services,
		...options,
		assets,
		renderer: createRenderer({ views, assets, now: services.clock }),
		site: () => {
			const { name, kind } = services.settings.current();
			return { inspectorate: name, demonstration: kind === 'demonstration' };
		},
		routes: parts.flatMap((part) => part.routes ?? []),
		navigation: parts.flatMap((part) => part.navigation ?? []),
		checks: parts.flatMap((part) => part.checks ?? []),
	});
}

function folder(path: string): string {
	return fileURLToPath(new URL(path, import.meta.url));
}

import type { Tx } from '../database/connection.ts';
import { version } from '../kernel/version.ts';
import { definePolicy, to } from '../policy/policy.ts';
import type { HealthCheck } from '../web/health.ts';
import type { Part, Services } from '../web/part.ts';
import { get, json, view } from '../web/route.ts';
import { outboxFolder } from './outbox.pages.ts';
import { databaseStatus, type Fact, surroundingStatus } from './status.ts';

export const systemPolicy = definePolicy('system', { see: to('any', 'administrator') });

/** How the service is, for those who run it. */
export function statusPart(
	services: Services,
	options: {
		/** Where files are kept, in words. */
		fileStore: string;
		/** What else is to be looked at whenever somebody looks. */
		checks: readonly HealthCheck[];
		/** What the rooms tell of themselves. */
		facts?: (tx: Tx) => Promise<Fact[]>;
	},
): Part {
	const permit = systemPolicy.can.see;

	async function look(tx: Tx): Promise<Fact[]> {
		const { settings, dataFolder, clock } = services;
		const around = surroundingStatus({
			...options,
			version,
			settings: settings.current(),
			dataFolder,
			outboxFolder: outboxFolder(services),
			clock,
		});
		const [database, surroundings] = await Promise.all([databaseStatus(tx, clock), around]);
		return [...surroundings, ...database, ...((await options.facts?.(tx)) ?? [])];
	}

	return {
		policies: [systemPolicy],
		navigation: [{ text: 'System', href: '/system', permit, layouts: ['staff'] }],
		routes: [
			get({
				url: '/system',
				opens: 'account',
				permit,
				async handle({ tx }) {
					const facts = await look(tx);
					return view('office/status/status.njk', {
						problems: facts.filter((fact) => fact.problem !== undefined),
						parts: Object.entries(Object.groupBy(facts, ({ part }) => part)).map(([name, found]) => ({
							name,
							facts: found,
						})),
					});
				},
			}),
			get({
				url: '/system.json',
				opens: 'account',
				permit,
				async handle({ tx }) {
					const facts = await look(tx);
					return json({ well: facts.every(({ problem }) => problem === undefined), facts });
				},
			}),
		],
	};
}

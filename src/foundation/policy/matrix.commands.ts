import { actingAs } from '../database/actor.ts';
import type { Command } from '../kernel/command.ts';
import { WrongUsage } from '../kernel/failures.ts';
import { type Policy, policyMatrix } from './policy.ts';
import { reaches, reachInWords, readablePolicy } from './reading.ts';

/** The commands that read the policy of the whole product, which the assembly knows. */
export function policyCommands<World>(
	policies: (world: World) => Promise<readonly Policy[]>,
): Command<World>[] {
	return [
		{
			name: 'policy matrix',
			summary: 'Print who may do what: every role, every action, every kind of thing',
			options: { role: { type: 'string' } },
			help: { role: 'Only what this role may do, such as "inspector"' },
			async run({ values, json, io, world }) {
				const role = actingAs.find((one) => one === values.role);
				if (values.role !== undefined && role === undefined) {
					throw new WrongUsage(`There is no role "${values.role}". The roles are: ${actingAs.join(', ')}.`);
				}
				const all = await policies(world);
				if (json) {
					const rows = policyMatrix(all).filter((row) => role === undefined || row.role === role);
					io.out(`${JSON.stringify(rows)}\n`);
					return 0;
				}
				for (const { resource, actions } of readablePolicy(all, role)) {
					io.out(`${resource}\n`);
					for (const { action, who } of actions) {
						const cells = reaches.flatMap((reach) =>
							who[reach] === null ? [] : [`${reachInWords[reach].toLowerCase()}: ${who[reach]}`],
						);
						io.out(`  ${action.padEnd(20)} ${cells.join('; ') || 'nobody'}\n`);
					}
				}
				return 0;
			},
		},
	];
}

import { type ActingAs, actingAs, roles } from '../database/actor.ts';
import { everyStaffMember, type Policy, type Reach } from './policy.ts';

/** How far each grant reaches, in words. */
export const reachInWords = {
	any: 'All of them',
	'own organisation': 'Their own organisation’s',
	own: 'Their own',
	named: 'Where they are named',
} as const satisfies Record<Reach, string>;

/** In the order of the columns of the matrix. */
export const reaches: readonly Reach[] = ['any', 'own organisation', 'own', 'named'];

export type ReadableRow = { action: string; who: Record<Reach, string | null> };
export type ReadableResource = { resource: string; actions: ReadableRow[] };

/** The matrix as people read it: each kind of thing, what can be done with it, and who may. */
export function readablePolicy(policies: readonly Policy[], only?: ActingAs): ReadableResource[] {
	const resources = new Map<string, ReadableRow[]>();
	for (const policy of policies) {
		for (const { action, grants } of Object.values(policy.can)) {
			const who = (reach: Reach) =>
				groupInWords(
					actingAs.filter((role) => grants[role] === reach && (only === undefined || role === only)),
				);
			const row = {
				action,
				who: {
					any: who('any'),
					'own organisation': who('own organisation'),
					own: who('own'),
					named: who('named'),
				},
			};
			if (only !== undefined && Object.values(row.who).every((cell) => cell === null)) continue;
			resources.set(policy.resource, [...(resources.get(policy.resource) ?? []), row]);
		}
	}
	return [...resources]
		.map(([resource, actions]) => ({ resource, actions }))
		.sort((a, b) => a.resource.localeCompare(b.resource, 'en-GB'));
}

const groups: readonly [name: string, members: readonly string[]][] = [
	['everyone', actingAs],
	['everyone with an account', roles],
	['all staff of the inspectorate', Object.keys(everyStaffMember)],
];

/** "all staff of the inspectorate, public": a list of roles, with the groups that it holds whole by their names. */
function groupInWords(who: readonly ActingAs[]): string | null {
	let left: readonly string[] = who;
	const words: string[] = [];
	for (const [name, members] of groups) {
		if (!members.every((member) => left.includes(member))) continue;
		words.push(name);
		left = left.filter((each) => !members.includes(each));
	}
	return [...words, ...left].join(', ') || null;
}

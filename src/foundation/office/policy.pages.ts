import { z } from 'zod';
import { actingAs } from '../database/actor.ts';
import { definePolicy, type Policy, to } from '../policy/policy.ts';
import { reaches, reachInWords, readablePolicy } from '../policy/reading.ts';
import type { Part } from '../web/part.ts';
import { get, view } from '../web/route.ts';

export const matrixPolicy = definePolicy('policy', { read: to('any', 'administrator', 'operator') });

const query = z.object({ role: z.enum(actingAs).optional().catch(undefined) });

/** Who may do what, read from the same tables that decide it. `policies` is asked when the page is, after all rooms are built. */
export function policyPart(policies: () => readonly Policy[]): Part {
	return {
		policies: [matrixPolicy],
		navigation: [{ text: 'Policy', href: '/policy', permit: matrixPolicy.can.read, layouts: ['staff'] }],
		routes: [
			get({
				url: '/policy',
				opens: 'account',
				permit: matrixPolicy.can.read,
				query,
				async handle({ query: { role } }) {
					return view('office/policy/matrix.njk', {
						filter: { values: { role }, errors: {} },
						roles: actingAs.map((one) => ({ value: one, text: one })),
						applied: role === undefined ? [] : [{ name: 'Role', text: role, href: '/policy' }],
						columns: reaches.map((reach) => reachInWords[reach]),
						resources: readablePolicy(policies(), role).map(({ resource, actions }) => ({
							name: resource.charAt(0).toUpperCase() + resource.slice(1),
							rows: actions.map(({ action, who }) => [action, ...reaches.map((reach) => who[reach])]),
						})),
					});
				},
			}),
		],
	};
}

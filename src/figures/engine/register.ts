import { z } from 'zod';
import type { Inputs } from './inputs.ts';

/*
 * The forces with their regions and groups, as figures were added up: an edition keeps them, because the register goes on
 * and its figures stay.
 */

const day = z.iso.date().transform((text) => Temporal.PlainDate.from(text));
const span = { since: day.nullable(), until: day.nullable() };

export const registerShape = z.strictObject({
	forces: z.array(z.strictObject({ code: z.string(), region: z.string(), ...span })),
	groups: z.array(
		z.strictObject({
			force: z.string(),
			members: z.array(z.string()),
			illustrative: z.boolean(),
			...span,
		}),
	),
});
export type Register = Pick<Inputs, 'forces' | 'groups'>;

/** In the form in which it is kept and read again. */
export function keptRegister({ forces, groups }: Register): z.input<typeof registerShape> {
	const days = ({
		since,
		until,
	}: {
		since: Temporal.PlainDate | null;
		until: Temporal.PlainDate | null;
	}) => ({
		since: since?.toString() ?? null,
		until: until?.toString() ?? null,
	});
	return {
		forces: forces.map((one) => ({ code: one.code, region: one.region, ...days(one) })),
		groups: groups.map((one) => ({
			force: one.force,
			members: [...one.members],
			illustrative: one.illustrative,
			...days(one),
		})),
	};
}

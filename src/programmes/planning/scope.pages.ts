import { z } from 'zod';
import { form, Invalid, type Problems, type Route, redirect } from '../../foundation/index.ts';
import { ofProgramme, optionalParagraph, programmeAt, ticked } from './fields.ts';
import { decideForces, forcesOfProgramme, type ProgrammeForce } from './forces.store.ts';
import { programmePolicy } from './programme.ts';

const reason = (force: string) => `because-${force}`;

/** Which forces a programme leaves out, each with the reason that is printed. */
export const scopePages: Route[] = form({
	url: '/programmes/:slug/forces',
	opens: 'account',
	permit: programmePolicy.can.change,
	params: ofProgramme,
	view: 'planning/forces.njk',
	fields: z.looseObject({ out: ticked, because: optionalParagraph(500) }),
	async load({ tx, params }) {
		const programme = await programmeAt(tx, params);
		const forces = await forcesOfProgramme(tx, programme);
		const isHeld = ({ state }: ProgrammeForce) => state !== null && state !== 'cancelled';
		return {
			programme,
			forces,
			held: forces.filter(isHeld),
			free: forces.filter((force) => !isHeld(force)),
		};
	},
	initial: ({ forces }) => ({
		out: forces.filter((force) => force.excludedBecause !== null).map(({ id }) => id),
		...Object.fromEntries(forces.map(({ id, excludedBecause }) => [reason(id), excludedBecause ?? ''])),
	}),
	async submit({ tx, values, data: { programme, forces } }) {
		const decisions = forces.map((force) => ({
			force,
			excludedBecause: values.out.includes(force.id)
				? (own(values[reason(force.id)]) ?? values.because ?? '')
				: null,
		}));
		const problems = Object.fromEntries(
			decisions.flatMap(({ force, excludedBecause }) => Object.entries(problemOf(force, excludedBecause))),
		);
		if (Object.keys(problems).length > 0) throw new Invalid(problems);
		await decideForces(
			tx,
			programme.id,
			decisions.map(({ force, excludedBecause }) => ({ force: force.id, excludedBecause })),
		);
		const out = decisions.filter(({ excludedBecause }) => excludedBecause !== null).length;
		return redirect(
			`/programmes/${programme.slug}`,
			`${counted(forces.length - out)} in scope${out === 0 ? '' : `, and ${out} left out`}.`,
		);
	},
});

const counted = (forces: number) => (forces === 1 ? 'One force is' : `${forces} forces are`);

function own(typed: unknown): string | null {
	const text = typeof typed === 'string' ? typed.trim().replaceAll(/\s+/g, ' ') : '';
	return text === '' ? null : text;
}

function problemOf({ id, name, state }: ProgrammeForce, excludedBecause: string | null): Problems {
	if (excludedBecause === null) return {};
	if (state === 'planned') return { [reason(id)]: `Take ${name} out of the plan before you leave it out` };
	if (state !== null && state !== 'cancelled') {
		return { [reason(id)]: `The inspection of ${name} has begun, so it stays in scope` };
	}
	if (excludedBecause === '') return { [reason(id)]: `Enter why ${name} is left out` };
	return excludedBecause.length > 500 ? { [reason(id)]: 'Use 500 characters or fewer' } : {};
}

import { z } from 'zod';
import type { Tx } from '../../foundation/index.ts';
import { forceAt, type PublicForce, type PublicRegister } from '../record/index.ts';

/** More do not stand beside each other on a page. */
export const mostForces = 5;
/** Whatever else an address holds is not looked at. */
const mostRead = 20;

/** `?force=a&force=b`: whatever stands there is taken as text. */
export const forcesShape = z
	.union([z.string(), z.array(z.string())])
	.transform((asked) => [asked].flat())
	.catch([])
	.transform((asked) => [
		...new Set(
			asked
				.slice(0, mostRead)
				.map((one) => one.trim().slice(0, 200))
				.filter((one) => one !== ''),
		),
	]);

/** Which forces are asked for, and what of it there is not. */
export type Choice = {
	forces: readonly PublicForce[];
	/** Asked for by an earlier name or another spelling. */
	moved: readonly { was: string; force: PublicForce }[];
	unknown: readonly string[];
	/** Asked for beyond those that have room. */
	beyond: readonly PublicForce[];
};

export async function chosenOf(tx: Tx, register: PublicRegister, asked: readonly string[]): Promise<Choice> {
	const forces: PublicForce[] = [];
	const moved: Choice['moved'][number][] = [];
	const unknown: string[] = [];
	for (const text of asked) {
		const own = register.bySlug(text);
		// Only what the register does not know is asked of older ones, and only as often as there is room.
		const address = own === undefined && unknown.length < mostForces ? await elsewhere(tx, text) : null;
		const force = own ?? (address?.kind === 'moved' ? register.byId(address.force.id) : undefined);
		if (force === undefined) unknown.push(text);
		else if (!forces.includes(force)) forces.push(force);
		if (force !== undefined && address?.kind === 'moved')
			moved.push({ was: address.because === 'renamed' ? address.was : text, force });
	}
	return { forces: forces.slice(0, mostForces), moved, unknown, beyond: forces.slice(mostForces) };
}

async function elsewhere(tx: Tx, text: string) {
	return (await forceAt(tx, text.toLowerCase())).address;
}

/** "?force=derbyshire&force=durham&show=size", and nothing where there is nothing to say. */
export function addressWith(
	forces: readonly Pick<PublicForce, 'slug'>[],
	more: Readonly<Record<string, string>> = {},
): string {
	const query = new URLSearchParams([
		...forces.map(({ slug }) => ['force', slug]),
		...Object.entries(more).filter(([, value]) => value !== ''),
	]).toString();
	return query === '' ? '' : `?${query}`;
}

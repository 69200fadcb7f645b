import { spellingDistance, spellingKey } from '../../programmes/index.ts';
import { type FoundForce, findForces, type PublicForce, type PublicRegister } from '../record/index.ts';

export const mostLetters = 200;

/** What somebody's words come to. */
export type Looked =
	| { kind: 'nothing' }
	| { kind: 'problem'; problem: 'short' | 'long' }
	| { kind: 'one'; force: PublicForce }
	| { kind: 'several'; found: readonly FoundForce[] }
	| { kind: 'none'; nearest: readonly PublicForce[] };

export function lookedFor(register: PublicRegister, words: string): Looked {
	if (words === '') return { kind: 'nothing' };
	if (words.length > mostLetters) return { kind: 'problem', problem: 'long' };
	if (words.replaceAll(/[^\p{L}\p{N}]/gu, '').length < 2) return { kind: 'problem', problem: 'short' };
	const found = findForces(register, words);
	const [first, ...others] = found;
	if (first === undefined) return { kind: 'none', nearest: nearestTo(register, words) };
	return others.length === 0 ? { kind: 'one', force: first.force } : { kind: 'several', found };
}

/** More than this share of the letters would have to change: nobody meant that. */
const farthest = 0.45;
/** What is so much farther than the nearest is no help beside it. */
const farther = 0.25;

/** The forces whose names, spellings or local authorities are most like these words; none where all are far from them. */
export function nearestTo(register: PublicRegister, words: string, count = 3): PublicForce[] {
	const key = spellingKey(words.slice(0, mostLetters));
	const near = register.forces
		.map((force) => ({
			force,
			far: Math.min(
				...[force.name, force.slug, ...force.spellings, ...force.authorities.map(({ name }) => name)].map(
					(known) => spellingDistance(key, spellingKey(known)),
				),
			),
		}))
		.filter(({ far }) => far <= farthest)
		.toSorted((a, b) => a.far - b.far);
	return near
		.filter(({ far }) => far <= (near[0]?.far ?? 0) + farther)
		.slice(0, count)
		.map(({ force }) => force);
}

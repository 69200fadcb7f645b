import { findForces, type PublicForce, type PublicRegister } from './register.ts';

/** Where an address of a force leads. */
export type ForceAddress =
	| { kind: 'here'; force: PublicForce }
	/** It has another address now: because it was renamed, or because this is one of its spellings. */
	| { kind: 'moved'; force: PublicForce; because: 'renamed' | 'spelling'; was: string };

/** `former` is whose the address was in an older register; ask for it only where the newest does not know the address. */
export function forceAddress(
	register: PublicRegister,
	slug: string,
	former: { id: string; name: string } | null,
): ForceAddress | null {
	const force = register.bySlug(slug);
	if (force !== undefined) return { kind: 'here', force };
	const renamed = former === null ? undefined : register.byId(former.id);
	if (former !== null && renamed !== undefined)
		return { kind: 'moved', force: renamed, because: 'renamed', was: former.name };
	const spelt = findForces(register, slug.replaceAll('-', ' ')).filter(
		({ whole, by }) => whole && by !== 'authority',
	);
	const [only] = spelt;
	return only === undefined || spelt.length > 1
		? null
		: { kind: 'moved', force: only.force, because: 'spelling', was: only.as };
}

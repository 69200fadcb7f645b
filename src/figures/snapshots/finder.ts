import type { Tx } from '../../foundation/index.ts';
import { allAuthorities, knownSpellings, listForces } from '../../programmes/index.ts';
import { isForce } from '../sources/areas.ts';
import type { AreaFinder } from '../sources/source.ts';

/** The register of forces, as sources ask it: by a code where a force has an area with one. */
export async function areaFinder(tx: Tx): Promise<AreaFinder> {
	const [spellings, forces, served] = await Promise.all([
		knownSpellings(tx),
		listForces(tx),
		allAuthorities(tx),
	]);
	const codes = new Map(forces.map(({ id, code }) => [id, code]));
	return {
		find(spelling) {
			const known = spellings.all(spelling);
			const force = spellings.one(spelling, null) ?? (known.length === 1 ? known[0] : undefined);
			return force?.code ?? null;
		},
		nearest: (spelling) => spellings.nearest(spelling, 3).map(({ name }) => name),
		all: forces.flatMap(({ code, name, existedUntil }) =>
			code !== null && isForce(code) && existedUntil === null ? [{ code, name }] : [],
		),
		authorities: served.flatMap(({ forceId, code, name, since, until }) => {
			const area = codes.get(forceId) ?? null;
			return area === null ? [] : [{ code, name, area, since, until }];
		}),
	};
}

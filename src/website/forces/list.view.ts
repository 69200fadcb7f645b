import type { PublicForce, PublicRegister } from '../record/index.ts';
import { yes } from '../table.ts';
import type { T } from '../words/words.ts';
import { hrefOf } from './force.view.ts';

/** From north to south and from west to east, so that whoever goes from tile to tile with a key goes as the eye does. */
export function tilesOf({ current }: PublicRegister) {
	return current
		.flatMap(({ place, ...force }) =>
			place === null ? [] : [{ ...place, name: force.name, href: hrefOf(force) }],
		)
		.toSorted((a, b) => a.row - b.row || a.column - b.column)
		.map((tile) => ({
			...tile,
			// A long word may be broken where a tile is narrow: after this letter, with a hyphen.
			short: tile.short.replaceAll(/\p{L}{8,}/gu, (word) => `${word.slice(0, 5)}\u00ad${word.slice(5)}`),
		}));
}

const line = (force: PublicForce) => ({ name: force.name, href: hrefOf(force), region: force.region });

/** Those of areas by their regions, the others, and those that there were. */
export function listOf(register: PublicRegister, t: T) {
	const { current } = register;
	const territorial = current.filter(({ kind }) => kind === 'territorial');
	const names = (forces: readonly PublicForce[]) =>
		forces.map((force) => ({
			...line(force),
			note: force.scopeNote,
		}));
	return {
		regions: [...Map.groupBy(territorial, ({ region }) => region)]
			.toSorted(([a], [b]) => a.localeCompare(b, 'en-GB'))
			.map(([region, forces]) => ({ region, forces: names(forces) })),
		others: names(current.filter(({ kind }) => kind === 'other')),
		former: register.forces
			.filter((force) => !current.includes(force))
			.map((force) => ({
				...line(force),
				until: force.until === null ? null : t.date(force.until),
				became: force.became.map(({ slug, name }) => ({ name, href: `/police-forces/${slug}` })),
			})),
		count: territorial.length,
	};
}

/** One row for each force. */
export function listTable({ forces, stoodOn }: PublicRegister) {
	return {
		header: [
			...[
				'force',
				'name',
				'code',
				'kind',
				'region',
				'nation',
				'in scope',
				'until',
				'became',
				'similar forces',
			],
			...['local authorities', 'as on', 'illustrative'],
		],
		rows: forces.map((one) => [
			...[one.slug, one.name, one.code, one.kind, one.region, one.nation, yes(one.inScope)],
			one.until?.toString() ?? null,
			one.became.map(({ slug }) => slug).join(' '),
			one.similar?.forces.join(' ') ?? null,
			one.authorities.map(({ code }) => code).join(' '),
			stoodOn?.toString() ?? null,
			one.similar?.illustrative === true ? 'yes: similar forces' : 'no',
		]),
	};
}

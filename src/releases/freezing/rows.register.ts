import { tilePlaces } from '../../figures/index.ts';
import type { Tx } from '../../foundation/index.ts';
import {
	allAliases,
	allAuthorities,
	allNames,
	type Force,
	groupsOn,
	listSuccessions,
} from '../../programmes/index.ts';
import type { ForceRow } from './edition.ts';
import type { Plan } from './plan.store.ts';

/**
 * The register as it stands on the day of the release, so that pages know every force by every spelling. It is no part of
 * what an approval is compared with: a spelling that somebody adds makes nothing void.
 */
export async function forceRows(tx: Tx, { forces, on }: Plan): Promise<ForceRow[]> {
	const begun = [...forces.values()].filter(({ existedSince: since }) => since === null || !after(since, on));
	const ids = begun.map(({ id }) => id);
	const aliases = Map.groupBy(await allAliases(tx), ({ forceId }) => forceId);
	const names = Map.groupBy(await allNames(tx), ({ forceId }) => forceId);
	const served = Map.groupBy(
		(await allAuthorities(tx)).filter((one) => holds(one, on)),
		({ forceId }) => forceId,
	);
	const groups = await groupsOn(tx, ids, on);
	const successions = (await listSuccessions(tx)).filter(({ since }) => !after(since, on));
	return begun
		.toSorted((a, b) => (a.slug < b.slug ? -1 : 1))
		.map((force): ForceRow => {
			const group = groups.get(force.id) ?? null;
			const spellings = new Set([
				...(names.get(force.id) ?? []).flatMap(({ name, since }) =>
					since === null || !after(since, on) ? [name] : [],
				),
				...(aliases.get(force.id) ?? []).map(({ spelling }) => spelling),
			]);
			spellings.delete(force.name);
			return {
				force_id: force.id,
				stood_on: on.toString(),
				slug: force.slug,
				name: force.name,
				spellings: [...spellings].toSorted(),
				code: force.code,
				kind: isTerritorial(force) ? 'territorial' : 'other',
				in_scope: force.inScope,
				scope_note: force.scopeNote,
				region: force.region,
				nation: nationOf(force),
				place: placeOf(force),
				authorities: (served.get(force.id) ?? [])
					.map(({ code, name }) => ({ code, name }))
					.toSorted((a, b) => a.name.localeCompare(b.name, 'en-GB')),
				similar_forces: group === null ? null : group.members.map(({ slug }) => slug),
				similar_source: group?.source ?? null,
				similar_none_because: group?.noneBecause ?? null,
				similar_illustrative: group?.illustrative ?? false,
				since: force.existedSince?.toString() ?? null,
				// What came after that day was not known on it.
				until:
					force.existedUntil === null || after(force.existedUntil, on) ? null : force.existedUntil.toString(),
				became: successions
					.filter(({ predecessor }) => predecessor.id === force.id)
					.map(({ successor, since, note }) => ({
						slug: successor.slug,
						name: forces.get(successor.id)?.name ?? successor.name,
						since: since.toString(),
						note,
					})),
			};
		});
}

const after = (day: Temporal.PlainDate, on: Temporal.PlainDate) => Temporal.PlainDate.compare(day, on) > 0;

function holds(
	{ since, until }: { since: Temporal.PlainDate | null; until: Temporal.PlainDate | null },
	on: Temporal.PlainDate,
): boolean {
	return (since === null || !after(since, on)) && (until === null || !after(on, until));
}

/** The codes of areas in England begin so, and those in Wales. */
const nations = { E23: 'England', W15: 'Wales' } as const;

function nationOf({ code }: Pick<Force, 'code'>): ForceRow['nation'] {
	const start = code?.slice(0, 3) ?? '';
	return start === 'E23' || start === 'W15' ? nations[start] : null;
}

function isTerritorial(force: Pick<Force, 'code'>): boolean {
	return nationOf(force) !== null;
}

function placeOf({ code }: Pick<Force, 'code'>): ForceRow['place'] {
	const place = tilePlaces.find(({ area }) => area === code);
	return place === undefined ? null : { column: place.column, row: place.row, short: place.short };
}

import { inWordsDate, type Tx } from '../../foundation/index.ts';
import { type Column, dayColumn, optional, shortened, textColumn } from '../imports/column.ts';
import { backwards, type Comparison, clashInWords, compareDated, type Span } from '../imports/dated.ts';
import type { Columns, Row, TellFault } from '../imports/import.ts';
import type { KnownForce, Spellings } from './alias.ts';
import { knownSpellings, listForces } from './force.store.ts';

/*
 * What the files about forces have in common: a column that names a force in any of its spellings, and a first and a last
 * day.
 */

export const forceColumn = textColumn('Force', {
	about: 'The force, by any spelling that the register knows, or by its code.',
	example: 'Derbyshire Constabulary',
});

export const sinceColumn: Column<Temporal.PlainDate | null> = optional(
	dayColumn('Since', { about: 'The first day; empty where it was always so.', example: '2018-04-01' }),
);

export const untilColumn: Column<Temporal.PlainDate | null> = optional(
	dayColumn('Until', { about: 'The last day; empty where it still is so.', example: '2019-03-31' }),
);

/** The one force that a spelling means, or what to say of it: nothing is guessed. */
export function findForce(
	spellings: Spellings,
	spelling: string,
	day: Temporal.PlainDate | null = null,
): { force: KnownForce } | { problem: string; remedy: string } {
	const known = spellings.all(spelling);
	const force = spellings.one(spelling, day) ?? (known.length === 1 ? known[0] : undefined);
	if (force !== undefined) return { force };
	if (known.length > 1) {
		return {
			problem: `“${shortened(spelling)}” is the name of ${known.length} forces`,
			remedy: `Write which one: ${known.map(({ slug, code }) => code ?? slug).join(' or ')}.`,
		};
	}
	return {
		problem: `“${shortened(spelling)}” is not a spelling of any force that is known`,
		remedy: meant(spellings, spelling),
	};
}

const asked = new WeakMap<Spellings, Map<string, string>>();
/** Whoever has more unknown spellings than this has another list of forces, and looking for each would take long. */
const mostLookedFor = 300;

function meant(spellings: Spellings, spelling: string): string {
	const said = asked.get(spellings) ?? new Map<string, string>();
	asked.set(spellings, said);
	const known = said.get(spelling);
	if (known !== undefined) return known;
	if (said.size >= mostLookedFor)
		return 'Write it as the register of forces has it, or import that force first.';
	const nearest = spellings.nearest(spelling, 3).map(({ name }) => name);
	const remedy =
		nearest.length === 0
			? 'Import the forces first.'
			: `Did you mean ${nearest.join(', or ')}? Write it so, or add the spelling to that force.`;
	said.set(spelling, remedy);
	return remedy;
}

/** The force that a row names; null when that was told as a fault. */
export function forceIn<C extends Columns>(
	{ spellings, fault }: { spellings: Spellings; fault: TellFault<C> },
	row: Row<C>,
	column: keyof C,
	spelling: string,
	day: Temporal.PlainDate | null,
): KnownForce | null {
	const found = findForce(spellings, spelling, day);
	if ('force' in found) return found.force;
	fault(row, column, found.problem, found.remedy);
	return null;
}

/** How a file names a force, so that it is found again. */
export async function forceNames(tx: Tx): Promise<(id: string, day: Temporal.PlainDate | null) => string> {
	const [spellings, forces] = await Promise.all([knownSpellings(tx), listForces(tx)]);
	const byId = new Map(forces.map((force) => [force.id, force]));
	return (id, day) => {
		const force = byId.get(id);
		if (force === undefined) return id;
		const found = findForce(spellings, force.name, day);
		return 'force' in found && found.force.id === id ? force.name : (force.code ?? force.slug);
	};
}

/** Compares dated rows with what is there, and tells of those that end before they begin or overlap with others. */
export function compareRows<
	C extends Columns & { since: unknown; until: unknown },
	I extends Span & { key: string; line: number; row: Row<C> },
	K extends Span & { key: string },
>(
	incoming: readonly I[],
	kept: readonly K[],
	same: (incoming: I, kept: K) => boolean,
	fault: TellFault<C>,
): Comparison<I, K> {
	const forward = incoming.filter((one) => {
		if (!backwards(one)) return true;
		fault(one.row, 'until', 'The last day is before the first', 'Put the two in order.');
		return false;
	});
	const comparison = compareDated(forward, kept, same);
	for (const { row, with: other, twice } of comparison.clashes) {
		const { problem, remedy } = clashInWords({ with: other, twice }, inWordsDate);
		fault(row.row, 'since', problem, remedy);
	}
	return comparison;
}

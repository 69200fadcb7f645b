import type { Indicator, Part } from '../indicators/indicator.ts';
import { quotedName, quotedText } from '../tables/duck.ts';

export type Role = 'numerator' | 'denominator' | 'undecided';

/** What an indicator reads of one measure, in one pass over its rows. */
export type Strand = {
	name: string;
	source: string;
	measure: string;
	over: Part['over'];
	parts: readonly { role: Role; part: Part }[];
	/** The breakdowns that its rows are told apart by. */
	breakdowns: readonly string[];
	/** Carried on along the trend of so many years, where it is missing at the end. */
	project: number | null;
};

/** Parts of the same measure share a strand, so that its rows are read once. */
export function strandsOf(indicator: Indicator): Strand[] {
	const { numerator, denominator, undecided, breakdowns } = indicator;
	const parts: { role: Role; part: Part; breakdowns: readonly string[]; project: number | null }[] = [
		{ role: 'numerator', part: numerator, breakdowns, project: null },
	];
	if (denominator !== undefined)
		parts.push({
			role: 'denominator',
			part: denominator,
			breakdowns: denominator.of === 'all' ? [] : breakdowns,
			project: denominator.project ?? null,
		});
	if (undecided !== undefined) parts.push({ role: 'undecided', part: undecided, breakdowns, project: null });
	const groups = Map.groupBy(parts, ({ part }) => `${part.source}|${part.measure}|${part.over}`);
	return [...groups.values()].flatMap((members, index) => {
		const [first] = members;
		if (first === undefined) return [];
		const { source, measure, over } = first.part;
		return {
			name: `strand_${index}`,
			source,
			measure,
			over,
			parts: members.map(({ role, part }) => ({ role, part })),
			breakdowns: [...new Set(members.flatMap((one) => one.breakdowns))],
			// What is counted is never guessed: only what it is divided by.
			project: members.length === 1 ? first.project : null,
		};
	});
}

/** The rows that a part is of, before any are left out. */
export function chosen(part: Pick<Part, 'where'>): string[] {
	return Object.entries(part.where).map(([name, values]) => isOneOf(name, values));
}

/** The rows that it leaves out, by the breakdown that says so; one that two would leave out counts with the first. */
export function leftOut(part: Part): { name: string; condition: string }[] {
	const conditions = Object.entries(part.without).map(([name, values]) => ({
		name,
		condition: `coalesce(${isOneOf(name, values)}, false)`,
	}));
	return conditions.map(({ name, condition }, index) => ({
		name,
		condition: both(...conditions.slice(0, index).map((one) => `not ${one.condition}`), condition),
	}));
}

/** The rows that count. */
export function counted(part: Part): string {
	return both(...chosen(part), ...leftOut(part).map(({ condition }) => `not (${condition})`));
}

export function both(...conditions: readonly string[]): string {
	return conditions.length === 0 ? 'true' : conditions.join(' and ');
}

function isOneOf(name: string, values: readonly string[]): string {
	return `${quotedName(name)} in (${values.map(quotedText).join(', ')})`;
}

/** Every column that deciding about rows of a strand needs, beside those that all rows have. */
export function columnsOf({ parts, breakdowns }: Strand): string[] {
	const named = parts.flatMap(({ part }) => [...Object.keys(part.where), ...Object.keys(part.without)]);
	return [...new Set([...breakdowns, ...named])].toSorted();
}

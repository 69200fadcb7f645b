/*
 * Rows that hold for a time, such as a name, a post or a group, beside those that are there. A row of a file is the row that
 * is there when both are about the same (their keys are equal) and begin on the same day; everything else of it may change.
 */

/** The first and the last day; null is open. */
export type Span = { since: Temporal.PlainDate | null; until: Temporal.PlainDate | null };

type Dated = Span & { key: string };

export type Comparison<I, K> = {
	added: I[];
	/** In an order in which no step overlaps with what is not done yet: what becomes shorter comes first. */
	changed: { from: K; to: I }[];
	unchanged: number;
	/** Rows that cannot be kept: the file has them twice, or they overlap with another row of the file or of the register. */
	clashes: { row: I; with: I | K; twice: boolean }[];
};

export function compareDated<I extends Dated, K extends Dated>(
	incoming: readonly I[],
	kept: readonly K[],
	same: (incoming: I, kept: K) => boolean,
): Comparison<I, K> {
	const there = finderOf(kept);
	const result: Comparison<I, K> = { added: [], changed: [], unchanged: 0, clashes: [] };
	const seen = new Map<string, I>();
	// What will be there for each key: the rows of the file so far, and those of the register that no row of it replaces.
	const replaced = new Set(incoming.map(identity));
	const standing = new Map<string, (I | K)[]>();
	for (const row of kept) if (!replaced.has(identity(row))) push(standing, row);
	for (const row of incoming) {
		const twin = seen.get(identity(row));
		const other = twin ?? standing.get(row.key)?.find((one) => overlap(one, row));
		if (other !== undefined) {
			result.clashes.push({ row, with: other, twice: twin !== undefined });
			continue;
		}
		seen.set(identity(row), row);
		push(standing, row);
		const before = there(row.key, row.since);
		if (before === undefined) result.added.push(row);
		else if (sameDay(before.until, row.until) && same(row, before)) result.unchanged += 1;
		else result.changed.push({ from: before, to: row });
	}
	result.changed.sort((a, b) => Number(becomesLonger(a)) - Number(becomesLonger(b)));
	return result;
}

/** Finds the row that is there for the same thing and begins on the same day. */
export function finderOf<K extends Dated>(
	kept: readonly K[],
): (key: string, since: Temporal.PlainDate | null) => K | undefined {
	const byIdentity = new Map(kept.map((row) => [identity(row), row]));
	return (key, since) => byIdentity.get(identity({ key, since }));
}

export function overlap(a: Span, b: Span): boolean {
	return beginsBeforeEnd(a, b) && beginsBeforeEnd(b, a);
}

export function sameDay(a: Temporal.PlainDate | null, b: Temporal.PlainDate | null): boolean {
	return a === null || b === null ? a === b : a.equals(b);
}

/** The last day is before the first. */
export function backwards({ since, until }: Span): boolean {
	return since !== null && until !== null && Temporal.PlainDate.compare(until, since) < 0;
}

/** "from 1 April 2014 until 31 March 2018", with the words for days given by whoever says it. */
export function spanInWords({ since, until }: Span, inWords: (day: Temporal.PlainDate) => string): string {
	if (since === null && until === null) return 'without dates';
	const parts = [
		since === null ? '' : `from ${inWords(since)}`,
		until === null ? 'with no last day' : `until ${inWords(until)}`,
	];
	return parts.filter((part) => part !== '').join(' ');
}

function beginsBeforeEnd(a: Span, b: Span): boolean {
	return a.since === null || b.until === null || Temporal.PlainDate.compare(a.since, b.until) <= 0;
}

function becomesLonger({ from, to }: { from: Span; to: Span }): boolean {
	if (from.until === null) return false;
	return to.until === null || Temporal.PlainDate.compare(to.until, from.until) > 0;
}

function identity({ key, since }: Pick<Dated, 'key' | 'since'>): string {
	return `${key}/${since?.toString() ?? ''}`;
}

function push<V extends Dated>(map: Map<string, V[]>, row: V): void {
	const rows = map.get(row.key);
	if (rows === undefined) map.set(row.key, [row]);
	else rows.push(row);
}

/** What to say of a row that cannot stand beside another one: of the file, when that has a line, or of the register. */
export function clashInWords(
	{ with: other, twice }: { with: Span & { line?: number }; twice: boolean },
	inWords: (day: Temporal.PlainDate) => string,
): { problem: string; remedy: string } {
	if (twice) {
		return {
			problem: `Line ${other.line} is about the same and begins on the same day`,
			remedy: 'Remove one of the two rows.',
		};
	}
	if (other.line !== undefined) {
		return {
			problem: `The row overlaps in time with line ${other.line}`,
			remedy: 'Let the earlier one end on the day before the later one begins.',
		};
	}
	return {
		problem: `The row overlaps in time with what is there ${spanInWords(other, inWords)}`,
		remedy: 'End that entry first, or put it into the file as well, with its last day.',
	};
}

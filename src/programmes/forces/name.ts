import type { Span } from '../imports/dated.ts';
import { within } from './force.ts';
import type { Holder, PostKind } from './post.ts';

export type DatedName = Span & { name: string };

/**
 * What it was called on that day. Before its first name that is the first, and after its last the last: a force is never
 * without a name. Null only where there are no names at all.
 */
export function nameOn(names: readonly DatedName[], day: Temporal.PlainDate): string | null {
	const inOrder = names.toSorted(byBeginning);
	const begun = inOrder.filter(({ since }) => since === null || Temporal.PlainDate.compare(since, day) <= 0);
	return (begun.at(-1) ?? inOrder[0])?.name ?? null;
}

/** Who held that post on that day. */
export function holderOn<H extends Pick<Holder, 'kind' | 'since' | 'until'>>(
	holders: readonly H[],
	kind: PostKind,
	day: Temporal.PlainDate,
): H | null {
	return holders.find((holder) => holder.kind === kind && within(holder, day)) ?? null;
}

/** The earliest first; what has no first day was always there. */
export function byBeginning(a: Span, b: Span): number {
	if (a.since === null || b.since === null) return a.since === b.since ? 0 : a.since === null ? -1 : 1;
	return Temporal.PlainDate.compare(a.since, b.since);
}

import { z } from 'zod';
import type { Filter, Place } from '../audit/audit.store.ts';
import { zone } from '../kernel/clock.ts';

/** What the address of the audit view can say. What makes no sense in it is left out. */
const words = z
	.string()
	.transform((text) => text.replaceAll('\0', '').trim())
	.pipe(z.string().max(200))
	.transform((text) => (text === '' ? undefined : text))
	.optional()
	.catch(undefined);
const entryNumber = z.coerce.number().int().min(0).max(Number.MAX_SAFE_INTEGER).optional().catch(undefined);

export const auditQuery = z.object({
	kind: words,
	subject: words,
	action: words,
	account: z.uuid().optional().catch(undefined),
	person: words,
	from: words,
	until: words,
	older: entryNumber,
	newer: entryNumber,
});
export type AuditQuery = z.output<typeof auditQuery>;

const filterNames = ['kind', 'subject', 'action', 'account', 'person', 'from', 'until'] as const;
export type FilterName = (typeof filterNames)[number];

/** What is asked for, and a sentence for each day that is not one. */
export function readFilter(query: AuditQuery): { filter: Filter; errors: Record<string, string> } {
	const errors: Record<string, string> = {};
	const day = (name: 'from' | 'until') => {
		const text = query[name];
		const found = text === undefined ? undefined : dayIn(text);
		if (text !== undefined && found === undefined) errors[name] = 'Enter a real date, like 27/3/2027';
		return found;
	};
	const { kind, subject, action, account, person } = query;
	const from = day('from');
	const until = day('until');
	if (from !== undefined && until !== undefined && Temporal.PlainDate.compare(from, until) > 0) {
		errors.until = 'Enter a day that is not before the first one';
	}
	return {
		filter: {
			kind,
			subject,
			action,
			account,
			person,
			from: from?.toZonedDateTime(zone).toInstant(),
			until: until?.add({ days: 1 }).toZonedDateTime(zone).toInstant(),
		},
		errors,
	};
}

/** "27/3/2027", "27 3 2027" or "2027-03-27". */
function dayIn(text: string): Temporal.PlainDate | undefined {
	const british = /^(\d{1,2})[/. -](\d{1,2})[/. -](\d{4})$/.exec(text);
	const international = /^(\d{4})-(\d{1,2})-(\d{1,2})$/.exec(text);
	const [day, month, year] = british?.slice(1) ?? international?.slice(1).reverse() ?? [];
	try {
		return Temporal.PlainDate.from(
			{ day: Number(day), month: Number(month), year: Number(year) },
			{ overflow: 'reject' },
		);
	} catch {
		return undefined;
	}
}

export function placeIn({ older, newer }: AuditQuery): Place {
	return { olderThan: older, newerThan: newer };
}

/** An address of the audit view with these filters, and with what `more` adds. */
export function auditAddress(
	path: string,
	filters: Partial<Record<FilterName, string | undefined>>,
	more: Record<string, number> = {},
): string {
	const search = new URLSearchParams();
	for (const name of filterNames) {
		const value = filters[name];
		if (value !== undefined) search.set(name, value);
	}
	for (const [name, value] of Object.entries(more)) search.set(name, String(value));
	return search.size === 0 ? path : `${path}?${search}`;
}

const labels: Record<FilterName, string> = {
	kind: 'Kind',
	subject: 'Number',
	action: 'What happened',
	account: 'Account',
	person: 'Person',
	from: 'From',
	until: 'Until',
};

/** The filters that are on, each with the address that takes it away. */
export function appliedFilters(query: AuditQuery): { name: string; text: string; href: string }[] {
	return filterNames.flatMap((name) => {
		const text = query[name];
		if (text === undefined) return [];
		return [{ name: labels[name], text, href: auditAddress('/audit', { ...query, [name]: undefined }) }];
	});
}

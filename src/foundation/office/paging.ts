import { z } from 'zod';

/** The number of a page in an address; what makes no sense is the first page. */
export const pageNumber = z.coerce.number().int().min(1).max(100_000).catch(1);

export const perPage = 50;

/** What the pagination macro is told. `query` is what else the address holds. */
export function paginationOf(options: {
	page: number;
	total: number;
	query: Record<string, string>;
	noun: string;
	/** How many stand on a page, where that is not as usual. */
	size?: number;
}) {
	const { page, total, query, noun, size = perPage } = options;
	const pages = Math.max(1, Math.ceil(total / size));
	return { page, pages, total, noun, href: `?${new URLSearchParams({ ...query, page: '' })}` };
}

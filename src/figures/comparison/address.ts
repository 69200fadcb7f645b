/** Where the pages of figures are, in one place for all that lead there. */

type Of = { indicator: string; area?: string | null; until?: Temporal.PlainDate | null };

/** The page of an indicator; with an area, that area stands out among the others. */
export function figureAddress({ indicator, area = null, until = null }: Of): string {
	const query = new URLSearchParams({
		...(until === null ? {} : { period: until.toString() }),
		...(area === null ? {} : { area }),
	});
	return `/figures/${indicator}${query.size === 0 ? '' : `?${query}`}`;
}

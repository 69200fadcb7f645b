/** Where the pages of figures are, in one place for all that lead there. */

type Of = { indicator: string; area?: string | null; until?: Temporal.PlainDate | null };

/** The page of an indicator; with an area, that area's figure beside others. */
export function figureAddress({ indicator, area = null, until = null }: Of): string {
	const path = `/indicators/${indicator}${area === null ? '' : `/areas/${encodeURIComponent(area)}`}`;
	return until === null ? path : `${path}?until=${until}`;
}

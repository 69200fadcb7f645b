/** An edition that is public at this moment. */
export type PublicState = {
	id: string;
	release: string;
	slug: string;
	withdrawnAt: Temporal.Instant | null;
};

/** What an edition speaks of: pages about none of it do not change when it comes or goes. */
export type Touched = {
	releases: readonly string[];
	/** Addresses of forces. */
	forces: readonly string[];
	indicators: readonly string[];
	/** The register that it brings may be the newest. */
	register: boolean;
	/** It asks something of no force in particular. */
	national: boolean;
};

export const nothingTouched: Touched = {
	releases: [],
	forces: [],
	indicators: [],
	register: false,
	national: false,
};

/** The tags of kept pages that a change drops. */
export function tagsOf({ releases, forces, indicators, register, national }: Touched): string[] {
	const few = releases.length === 0 && forces.length === 0 && indicators.length === 0;
	if (few && !register && !national) return [];
	return [
		'all',
		...releases.map((slug) => `release:${slug}`),
		...forces.map((slug) => `force:${slug}`),
		...indicators.map((id) => `indicator:${id}`),
		...(indicators.length > 0 ? ['figures'] : []),
		...(national ? ['national'] : []),
		...(register ? ['register'] : []),
	];
}

import { areas } from '../demo/figures/areas.ts';

/** Codes of the areas of all forces. */
export const codes = areas.map(({ code }) => code);

/** As data.police.uk calls them in the names of its files. */
export function forcesByName(): string[] {
	return areas.map(({ name }) =>
		name === 'Metropolitan Police Service'
			? 'metropolitan'
			: name
					.replace(/ (Police|Constabulary)( Service)?$/, '')
					.toLowerCase()
					.replaceAll(' ', '-'),
	);
}

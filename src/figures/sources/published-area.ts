import { key, label } from '../tables/label.ts';
import { areaOf, unknownArea } from './areas.ts';
import { type AreaFinder, type Marker, otherAreas, regionArea } from './source.ts';

/** England and Wales with British Transport Police: a published total, never to be taken for the sum of the forces. */
export const withTransport = 'EW+BTP';

/** The regions of England as the register calls them, by the codes that the ONS gives them. */
const regions = [
	{ code: 'E12000001', name: 'North East', keys: ['north east'] },
	{ code: 'E12000002', name: 'North West', keys: ['north west'] },
	{ code: 'E12000003', name: 'Yorkshire and the Humber', keys: ['yorkshire and the humber'] },
	{ code: 'E12000004', name: 'East Midlands', keys: ['east midlands'] },
	{ code: 'E12000005', name: 'West Midlands', keys: ['west midlands region'] },
	{ code: 'E12000006', name: 'Eastern', keys: ['eastern', 'east', 'east of england'] },
	{ code: 'E12000007', name: 'London', keys: ['london', 'city of london metropolitan police'] },
	{ code: 'E12000008', name: 'South East', keys: ['south east'] },
	{ code: 'E12000009', name: 'South West', keys: ['south west'] },
] as const;

const countries: Readonly<Record<string, string>> = {
	E92000001: otherAreas.England,
	W92000004: otherAreas.Wales,
};

export type PublishedArea =
	/** Where the name is marked, all numbers of its row are: “Hampshire (R)”. */
	| { area: string; published: string; marker?: Marker }
	/** A row of something that is no area, such as a total without one force. */
	| { leave: string; published: string }
	| { fault: string; published: string };

/** How the areas of a table are told: what its total holds, and what its rows are that are no areas. */
export type AreaRules = {
	/** What "England and Wales" holds in this table, where its own name does not say it. */
	total: 'EW' | typeof withTransport;
	leave?: Readonly<Record<string, string>>;
};

/**
 * The areas of the rows of a table, each by its name and, where the table gives one, its code. The two must agree: a code
 * beside another force's name is a fault of the publication, and one table was published with such labels. "West
 * Midlands" is a region and a force; without codes, the region comes first and its forces after it.
 */
export function publishedAreas(
	areas: AreaFinder,
	rows: readonly { name: string; code?: string }[],
	rules: AreaRules,
): PublishedArea[] {
	const doubled = rows.filter(({ name }) => key(name).replace(/^total /, '') === 'west midlands').length > 1;
	let seen = false;
	return rows.map(({ name: marked, code }) => {
		const [, name = marked, mark = ''] = /^(.*\S)\s*[([]([rp])[)\]]\s*$/i.exec(marked) ?? [];
		const published = label(name);
		const isRegion =
			doubled && !seen && code === undefined && key(name).replace(/^total /, '') === 'west midlands';
		seen ||= isRegion;
		if (isRegion) return { area: regionArea('West Midlands'), published };
		const marker: Marker | undefined = mark === '' ? undefined : /r/i.test(mark) ? 'revised' : 'provisional';
		return {
			published,
			...areaIn(areas, published, bareCode(code), rules),
			...(marker === undefined ? {} : { marker }),
		};
	});
}

/** Footnotes stick to codes too: "E230000118" is the area E23000011 with footnote 8. */
function bareCode(code: string | undefined): string | undefined {
	return /^[EWK]\d{8}(?=[\d,\s]*$)/.exec(code?.trim() ?? '')?.[0];
}

function areaIn(
	areas: AreaFinder,
	name: string,
	code: string | undefined,
	rules: AreaRules,
): { area: string } | { leave: string } | { fault: string } {
	const said = key(name).replace(/^total (?!\d)/, '');
	// A table may give nothing but codes.
	const alone = code === undefined ? bareCode(name) : undefined;
	if (alone !== undefined) return byCodeAlone(areas, alone, rules);
	const leave = rules.leave?.[said];
	if (leave !== undefined) return { leave };
	if (/^england( and wales)? (excluding|without|not including) (?!british transport)/.test(said))
		return { leave: 'A total without one force is the figure of no area' };
	if (said.startsWith('england and wales') || said === 'total 43 forces' || said === 'all forces')
		return { area: totalIn(said, rules.total) };
	const country =
		countries[code ?? ''] ?? (said === 'england' || said === 'wales' ? titled(said) : undefined);
	if (country !== undefined)
		return said === country.toLowerCase() ? { area: country } : mislabelled(name, code, country);
	const byCode = regions.find((region) => region.code === code);
	if (byCode !== undefined) {
		const fits = said === key(byCode.name) || byCode.keys.some((one) => one === said);
		return fits ? { area: regionArea(byCode.name) } : mislabelled(name, code, byCode.name);
	}
	const region =
		code === undefined ? regions.find(({ keys }) => keys.some((one) => one === said)) : undefined;
	if (region !== undefined) return { area: regionArea(region.name) };
	return forceIn(areas, name, code);
}

function byCodeAlone(
	areas: AreaFinder,
	code: string,
	rules: AreaRules,
): { area: string } | { fault: string } {
	if (code === 'K04000001') return { area: rules.total };
	const region = regions.find((one) => one.code === code);
	const area =
		countries[code] ??
		(region === undefined ? areas.all.find((force) => force.code === code)?.code : regionArea(region.name));
	return area === undefined ? { fault: unknownArea(areas, code) } : { area };
}

function forceIn(
	areas: AreaFinder,
	name: string,
	code: string | undefined,
): { area: string } | { fault: string } {
	const found = areaOf(areas, name.replace(/^total /i, ''));
	const owner = areas.all.find((force) => force.code === code);
	if (found === null) {
		const beside = owner === undefined ? '' : ` The code beside it, ${code}, is ${owner.name}’s.`;
		return { fault: `${unknownArea(areas, name)}${beside}` };
	}
	if (code !== undefined && found !== code)
		return mislabelled(name, code, owner?.name ?? 'no force that is known');
	return { area: found };
}

function totalIn(said: string, usual: AreaRules['total']): string {
	if (/\b(exc|excl|excluding|without)\b.*\b(btp|british transport)/.test(said)) return 'EW';
	if (/\b(inc|incl|including|with)\b.*\b(btp|british transport)/.test(said)) return withTransport;
	return said === 'total 43 forces' ? 'EW' : usual;
}

function mislabelled(name: string, code: string | undefined, owner: string): { fault: string } {
	return {
		fault: `“${name}” stands beside the code ${code}, which is of ${owner}. One of the two is wrong: ask the publisher for a corrected file.`,
	};
}

const titled = (word: string) => `${word.charAt(0).toUpperCase()}${word.slice(1)}`;

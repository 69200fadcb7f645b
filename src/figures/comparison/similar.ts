import { StatisticsError, similarAreas } from '../../statistics/index.ts';
import type { Figure } from '../engine/figure.ts';
import type { Indicator } from '../indicators/indicator.ts';
import type { Group } from './group.ts';
import { growsWithArea, isFit } from './measured.ts';
import { listed, shown } from './print.ts';

/** A force that is like another one, and by how much each indicator tells the two apart. */
export type ProposedMember = {
	code: string;
	name: string;
	distance: number;
	/** Each indicator's share of the squared distance, the largest first. */
	contributions: readonly { indicator: string; title: string; share: number }[];
	/** Whether it is in the official group as well. */
	official: boolean;
};

/** Forces proposed for looking at beside the official group. Nothing is compared with them by itself. */
export type Proposal = {
	members: readonly ProposedMember[];
	/** In the official group, and not among those proposed. */
	onlyOfficial: readonly { code: string; name: string }[];
	/** Indicators that are the same everywhere, and so tell nobody apart. */
	constant: readonly string[];
	/** Forces without a figure for one of the indicators. */
	leftOut: readonly { code: string; name: string; lacks: readonly string[] }[];
	method: string;
	sentence: string;
	illustrative: boolean;
};

/** The size of an official group. */
const usual = 7;

/** Figures are of the whole, one period for each indicator. */
export function proposeSimilar(known: {
	area: string;
	indicators: readonly Indicator[];
	figures: readonly Figure[];
	forces: readonly { code: string; name: string }[];
	official: Group;
	size?: number;
}): Proposal | { none: string } {
	const { area, indicators, figures, forces, official, size = usual } = known;
	const growing = indicators.filter(growsWithArea).map(({ title }) => `“${title}”`);
	if (growing.length > 0)
		return {
			none: `${listed(growing)} ${growing.length === 1 ? 'grows' : 'grow'} with the area: what would be found is how large forces are. Choose rates, shares or amounts per head.`,
		};
	const titles = new Map(indicators.map((indicator) => [keyOf(indicator.id, indicator.version), indicator]));
	const byArea = Map.groupBy(figures, (figure) => figure.area);
	const leftOut: Proposal['leftOut'][number][] = [];
	const used: Figure[] = [];
	const areas = forces.flatMap(({ code, name }) => {
		const own = byArea.get(code) ?? [];
		const values: Record<string, number> = {};
		const lacks: string[] = [];
		const rests: Figure[] = [];
		for (const [key, indicator] of titles) {
			const figure = own.find((one) => keyOf(one.indicator, one.version) === key);
			if (!isFit(figure)) lacks.push(indicator.title);
			else {
				values[key] = Number(shown(indicator, figure.value));
				rests.push(figure);
			}
		}
		if (lacks.length > 0) {
			leftOut.push({ code, name, lacks });
			return [];
		}
		used.push(...rests);
		return [{ id: code, values }];
	});
	const missing = leftOut.find(({ code }) => code === area);
	if (missing !== undefined)
		return {
			none: `${missing.name} has no figure for ${listed(missing.lacks.map((title) => `“${title}”`))}.`,
		};
	const names = new Map(forces.map(({ code, name }) => [code, name]));
	const officials = 'members' in official ? official.members : [];
	try {
		const found = similarAreas(areas, area, Math.min(size, Math.max(1, areas.length - 1)));
		const members = found.neighbours.map(({ id, distance, contributions }) => ({
			code: id,
			name: names.get(id) ?? id,
			distance,
			contributions: Object.entries(contributions)
				.map(([indicator, share]) => ({ indicator, title: titles.get(indicator)?.title ?? indicator, share }))
				.toSorted((a, b) => b.share - a.share),
			official: officials.some(({ code }) => code === id),
		}));
		return {
			members,
			onlyOfficial: officials.filter(({ code }) => members.every((member) => member.code !== code)),
			constant: found.constant.map((key) => titles.get(key)?.title ?? key),
			leftOut,
			method: found.method,
			sentence: `Proposed by likeness in ${listed(found.variables.map((key) => `“${titles.get(key)?.title ?? key}”`))} (${found.method}). ${inPlace(official)}`,
			illustrative: used.some(({ illustrative }) => illustrative),
		};
	} catch (error) {
		if (error instanceof StatisticsError) return { none: error.message };
		throw error;
	}
}

function inPlace(official: Group): string {
	return 'none' in official
		? `There is no official group, and this is none: ${official.none}`
		: 'Figures stay beside the official most similar group.';
}

const keyOf = (id: string, version: number) => `${id}@${version}`;

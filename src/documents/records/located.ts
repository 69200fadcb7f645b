import {
	areaOf,
	type Figure,
	figuresOf,
	groupArea,
	type Indicator,
	indicatorText,
	newestInAreas,
	spanInWords,
	totalOf,
} from '../../figures/index.ts';
import type { Asked } from '../tree/resolver.ts';
import type { Known, Register } from './known.ts';
import { dayIn, isProblem, type Problem, refused, unknownName, without } from './problem.ts';

/** Which figure a directive speaks of. */
export type Located = { indicator: Indicator; area: string; until: Temporal.PlainDate };

type Wanted = Omit<Located, 'until'> & { until: Temporal.PlainDate | undefined };

/** The indicators, areas and periods that are asked for, in as many queries for many as for one. */
export async function locate(
	known: Known,
	asked: readonly Pick<Asked, 'name' | 'attributes'>[],
): Promise<(Located | Problem)[]> {
	const indicators = await known.indicators();
	const register = await known.register();
	const wanted = asked.map((one) => wantedIn(known, indicators, register, one));
	const open = wanted.flatMap((one) => (isProblem(one) || one.until !== undefined ? [] : [one]));
	const newest = await newestInAreas(known.tx, {
		indicators: [...new Set(open.map(({ indicator }) => indicator.id))],
		areas: [...new Set(open.map(({ area }) => area))],
		on: known.about.on,
	});
	const ends = new Map(newest.map((one) => [endKey(one.indicator, one.version, one.area), one.until]));
	return wanted.map((one) => {
		if (isProblem(one)) return one;
		const { indicator, area } = one;
		const until = one.until ?? ends.get(endKey(indicator.id, indicator.version, area));
		if (until === undefined) return nothingFor(indicator, register.nameOfArea(area));
		return { indicator, area, until };
	});
}

const endKey = (indicator: string, version: number, area: string) => `${indicator}@${version}/${area}`;

function wantedIn(
	known: Known,
	indicators: readonly Indicator[],
	register: Register,
	{ name, attributes }: Pick<Asked, 'name' | 'attributes'>,
): Wanted | Problem {
	const indicator = indicatorIn(indicators, name, attributes.version);
	if (isProblem(indicator)) return indicator;
	const area = areaIn(known, register, indicator, attributes.area);
	if (typeof area !== 'string') return area;
	const until = dayIn('until', attributes.until);
	if (until !== undefined && isProblem(until)) return until;
	return { indicator, area, until };
}

/** The newest version, unless one is named: "recorded-crime-forecast@1", or version=1. */
export function indicatorIn(
	indicators: readonly Indicator[],
	name: string,
	versionNamed: string | undefined,
): Indicator | Problem {
	const [id = '', behind] = name.split('@');
	const versions = indicators.filter((one) => one.id === id);
	if (versions.length === 0)
		return unknownName(
			'indicator',
			id,
			indicators.map((one) => one.id),
		);
	const version = behind ?? versionNamed;
	const found =
		version === undefined ? versions.at(-1) : versions.find((one) => String(one.version) === version);
	return (
		found ??
		unknownName(
			'version of the indicator',
			`${id}@${version}`,
			versions.map((one) => indicatorText(one)),
		)
	);
}

/** The area that is named; without a name that of the document's force, or the nation. */
export function areaIn(
	{ about }: Known,
	register: Register,
	indicator: Pick<Indicator, 'totals'>,
	name: string | undefined,
): string | Problem {
	const own = about.force === null ? undefined : register.byId(about.force);
	if (name === undefined && own !== undefined)
		return areaOf(own) ?? refused(`${own.name} has no area.`, 'Say of which area you want the figure.');
	if (name === undefined || name === 'nation' || name === 'england-and-wales') return totalOf(indicator);
	if (indicator.totals.some((total) => total === name)) return name;
	if (name === 'group' || name === 'region') {
		if (own?.code == null)
			return refused(
				`This document is about no one force, so that it has no ${name}.`,
				'Name the force: area=derbyshire.',
			);
		return name === 'group' ? groupArea(own.code) : `region:${own.region}`;
	}
	if (name.startsWith('region:')) return name;
	const force = register.find(name);
	if (force === undefined) return noForce(register, name);
	return areaOf(force) ?? refused(`${force.name} has no area.`, 'Name another force.');
}

/** The tree says “There is no …” of the words in brackets, and a force stands in the braces. */
export function noForce(register: Register, name: string): Problem {
	const nearest = register.nearest(name);
	return refused(
		`There is no force or area “${name}”.`,
		`Write the address of a force${nearest.length === 0 ? '' : `, such as ${nearest.join(' or ')}`}, or “nation”, “group” or “region”.`,
	);
}

function nothingFor({ title }: Indicator, name: string): Problem {
	return refused(
		`No figure of “${title}” is stored for ${name} up to the day of this document.`,
		'Choose another area or indicator, or ask an analyst for the data.',
	);
}

/** The figures themselves, each beside what asked for it; where none is stored for a period, those that there are. */
export async function figuresAt(
	{ tx, register }: Known,
	located: readonly (Located | Problem)[],
): Promise<((Located & { figure: Figure }) | Problem)[]> {
	const wanted = without(located);
	const figures = await figuresOf(tx, {
		areas: [...new Set(wanted.map(({ area }) => area))],
		at: wanted.map(({ indicator, until }) => ({
			indicator: indicator.id,
			version: indicator.version,
			until,
		})),
	});
	const found = new Map(figures.map((figure) => [placeKey(figure, figure.area, figure.until), figure]));
	const keyOf = ({ indicator: { id, version }, area, until }: Located) =>
		placeKey({ indicator: id, version }, area, until);
	const { nameOfArea } = await register();
	const lacking = wanted.filter((one) => !found.has(keyOf(one)));
	const others = await figuresOf(tx, {
		indicators: lacking.map(({ indicator: { id, version } }) => ({ indicator: id, version })),
		areas: lacking.map(({ area }) => area),
	});
	return located.map((one) => {
		if (isProblem(one)) return one;
		const figure = found.get(keyOf(one));
		if (figure !== undefined) return { ...one, figure };
		const { indicator, area, until } = one;
		const ends = others
			.filter((other) => other.indicator === indicator.id && other.area === area)
			.map((other) => other.until)
			.toSorted((a, b) => Math.abs(daysBetween(a, until)) - Math.abs(daysBetween(b, until)))
			.slice(0, 3);
		return refused(
			`No figure of “${indicator.title}” for ${nameOfArea(area)} ends on ${spanInWords({ since: until, until })}.`,
			ends.length === 0
				? 'Choose another area or indicator, or ask an analyst for the data.'
				: `There are figures for until=${[...new Set(ends.map(String))].join(', until=')}.`,
		);
	});
}

const placeKey = (key: { indicator: string; version: number }, area: string, until: Temporal.PlainDate) =>
	`${key.indicator}@${key.version}/${area}/${until}`;

function daysBetween(a: Temporal.PlainDate, b: Temporal.PlainDate): number {
	return a.until(b, { largestUnit: 'days' }).days;
}

import {
	type ComparisonWord,
	type SpcChart,
	standardWording,
	type WordingRules,
} from '../../statistics/index.ts';
import { groupArea } from '../engine/areas.ts';
import type { Figure } from '../engine/figure.ts';
import { transportPolice } from '../engine/inputs.ts';
import { standsAsPublished } from '../engine/published.ts';
import type { Indicator } from '../indicators/indicator.ts';
import { type Break, breaksIn, type Caveat, caveatsFor } from './caveats.ts';
import { type ChangeBeside, changeBeside } from './change.ts';
import { type Group, type GroupRule, groupRuleTitles, meanOfRates } from './group.ts';
import { besideGuideline, type Guided } from './guideline.ts';
import {
	besideWord,
	containmentIn,
	growsWithArea,
	type Measured,
	type Setting,
	unfitFor,
	type Worded,
} from './measured.ts';
import { type AgainstOthers, funnelOf, isOutlier, type None, placeIn, seriesOf } from './outlying.ts';
import { isBefore, yearsBefore } from './period.ts';
import { listed, printed } from './print.ts';
import { type Rank, rankOf } from './standing.ts';

/** Another area's figure for the same period, and the word for ours beside it. */
export type Beside = {
	area: string;
	name: string;
	figure: Figure | null;
	printed: string | null;
	word: Worded<ComparisonWord>;
	/** How it was made, and what it contains. */
	note: string;
};

export type GroupBeside = Beside & { rule: GroupRule };

/** Everything that is said of one area's figure: from stored figures, by rules that are named beside each word. */
export type Comparison = {
	indicator: Indicator;
	area: string;
	name: string;
	until: Temporal.PlainDate;
	figure: Figure | null;
	printed: string | null;
	/** Why there is no figure to speak of, where there is none. */
	unfit: string | null;
	/** Null for the nation itself. */
	nation: Beside | null;
	/** By the rule asked for, and by the other that was published. */
	group: { members: Group; chosen: GroupBeside | null; other: GroupBeside | null };
	changes: readonly ChangeBeside[];
	rank: Rank | null;
	guideline: Guided | null;
	againstOthers: AgainstOthers | None;
	series: SpcChart | None;
	caveats: readonly Caveat[];
	/** From the earliest figure that is shown or set beside it. */
	breaks: readonly Break[];
	/** The thresholds of the words. */
	rules: string;
	/** Whether any figure here rests on illustrative rows. */
	illustrative: boolean;
};

const changesOver = [1, 4] as const;

/** What a comparison is made from. Figures are of the whole and of one indicator: of all areas, or as many as are there. */
export type Known = {
	indicator: Indicator;
	area: string;
	until: Temporal.PlainDate;
	figures: readonly Figure[];
	/** Forces with an area of their own on that day: those that are ranked and drawn. */
	forces: readonly { code: string; name: string }[];
	group: Group;
	nameOf(area: string): string;
	groupRule?: GroupRule | undefined;
	rules?: WordingRules | undefined;
};

export function comparisonOf(known: Known): Comparison {
	const { indicator, area, until, forces, group, nameOf, rules = standardWording } = known;
	const book = new Figures(known.figures);
	const name = nameOf(area);
	const total = totalOf(indicator);
	const figure = book.at(area, until);
	const setting: Setting = { rules, nameOf };
	const now = new Map(book.on(until).map((each) => [each.area, each]));
	const ranked = growsWithArea(indicator) ? [] : forces;
	const againstOthers = placeIn(
		funnelOf(
			indicator,
			ranked.flatMap(({ code }) => now.get(code) ?? []),
		),
		area,
		name,
	);
	const outlier = 'funnel' in againstOthers && isOutlier(againstOthers);
	const measured = figure === null ? null : { indicator, figure, name };
	const beside: SetBeside = (other, where, note) =>
		besideOf(
			indicator,
			measured ?? name,
			{
				area: where,
				name: where === groupArea(area) ? 'its most similar group' : nameOf(where),
				figure: other,
				note,
			},
			outlier,
			setting,
		);
	const groups = groupsOf(known, figure, now, beside);
	const changes = measured === null ? [] : changesOf(measured, book, setting);
	const series = book.of(area);
	const since = series[0]?.since ?? until;
	const shown = [figure, now.get(total), groups.chosen?.figure, groups.other?.figure];
	return {
		indicator,
		area,
		name,
		until,
		figure,
		printed: printedOf(indicator, figure),
		unfit: unfitFor(figure, name, nameOf),
		nation: area === total ? null : beside(now.get(total) ?? null, total, totalNote(indicator, area, name)),
		group: groups,
		changes,
		rank: rankOf(area, ranked, now),
		guideline: measured === null ? null : besideGuideline(measured, setting),
		againstOthers,
		series: seriesOf(indicator, series, until),
		caveats: caveatsFor(indicator, figure ?? { since: until, until }, {
			area,
			group: 'members' in group ? group.members.map(({ code }) => code) : [],
			nameOf,
		}),
		breaks: breaksIn(indicator, { since, until }),
		rules: rules.version,
		illustrative: shown.some((each) => each?.illustrative === true) || changes.some(restsOnIllustrative),
	};
}

type Total = Indicator['totals'][number];

/** The nation that a force is set beside: without British Transport Police, unless only another total is published. */
export function totalOf({ totals }: Pick<Indicator, 'totals'>): Total {
	return totals.includes('EW') ? 'EW' : (totals[0] ?? 'EW');
}

const totalNotes: Readonly<Record<Total, string>> = {
	EW: 'England and Wales without British Transport Police.',
	'EW+BTP': 'England and Wales with British Transport Police, as it is published.',
	'EW without London': 'England and Wales without the forces of London and British Transport Police.',
};

function totalNote(indicator: Indicator, area: string, name: string): string {
	const what = standsAsPublished(indicator)
		? 'England and Wales as it was published.'
		: totalNotes[totalOf(indicator)];
	return area === transportPolice ? what : `${what} It contains ${name}.`;
}

function printedOf(indicator: Indicator, figure: Figure | null): string | null {
	return figure?.value == null ? null : printed(indicator, figure.value);
}

type SetBeside = (other: Figure | null, area: string, note: string) => Beside;

function besideOf(
	indicator: Indicator,
	/** Or its name, where it has no figure. */
	measured: Measured | string,
	other: Omit<Beside, 'word' | 'printed'>,
	outlier: boolean,
	setting: Setting,
): Beside {
	const { figure, name } = other;
	const word = (): Worded<ComparisonWord> => {
		if (typeof measured === 'string' || figure === null)
			return {
				word: null,
				because: `There is no figure for ${typeof measured === 'string' ? measured : name}.`,
			};
		return besideWord(measured, { indicator, figure, name }, setting, {
			outlier,
			containment:
				measured.figure.area === transportPolice ? 'apart' : containmentIn(measured.figure, figure),
		});
	};
	return { ...other, printed: printedOf(indicator, figure), word: word() };
}

function groupsOf(
	{ indicator, area, group, groupRule = 'pooled/1' }: Known,
	own: Figure | null,
	now: ReadonlyMap<string, Figure>,
	beside: SetBeside,
): Comparison['group'] {
	if ('none' in group) return { members: group, chosen: null, other: null };
	const { members } = group;
	const figures = members.map(({ code }) => ({ code, figure: now.get(code) ?? null }));
	const by: Record<GroupRule, Figure | null> = {
		'pooled/1': now.get(groupArea(area)) ?? null,
		'mean of rates/1': own === null ? null : meanOfRates(own, figures),
	};
	const names = listed(members.map(({ name }) => name));
	const one = (rule: GroupRule): GroupBeside => ({
		...beside(by[rule], groupArea(area), `${names}: ${groupRuleTitles[rule]} (${rule}).`),
		rule,
	});
	const otherRule = groupRule === 'pooled/1' ? 'mean of rates/1' : 'pooled/1';
	// A mean of counts is nobody's: only what does not grow with the area has two rules.
	const both = groupRule === 'pooled/1' && growsWithArea(indicator);
	return { members: group, chosen: one(groupRule), other: both ? null : one(otherRule) };
}

function changesOf(measured: Measured, book: Figures, setting: Setting): ChangeBeside[] {
	const { figure, indicator } = measured;
	const kinds = indicator.kind === 'rate' ? (['number', 'value'] as const) : (['value'] as const);
	const total = totalOf(indicator);
	const theirs = book.at(total, figure.until);
	const usual = changesOver.map((years) => ({ years, end: yearsBefore(figure.until, years) }));
	const spans = usual.some(({ end }) => book.at(figure.area, end) !== null)
		? usual
		: [...lastBefore(book, figure), ...usual];
	return spans.flatMap(({ years, end }) =>
		kinds.map((of) =>
			changeBeside(
				years,
				of,
				{ after: measured, before: book.at(figure.area, end) },
				theirs === null
					? null
					: {
							after: { indicator, figure: theirs, name: setting.nameOf(total) },
							before: book.at(total, end),
						},
				setting,
			),
		),
	);
}

/** What is measured every few years is set beside the time before, whenever that was. */
function lastBefore(book: Figures, { area, since }: Figure): { years: number; end: Temporal.PlainDate }[] {
	const earlier = book.of(area).findLast((one) => isBefore(one.until, since));
	if (earlier === undefined) return [];
	return [{ years: earlier.since.until(since, { largestUnit: 'months' }).months / 12, end: earlier.until }];
}

function restsOnIllustrative({ area, nation }: ChangeBeside): boolean {
	return [area.before, nation?.before].some((figure) => figure?.illustrative === true);
}

/** The figures of one indicator, by area and by the last day of their period. */
class Figures {
	readonly #all: ReadonlyMap<string, readonly Figure[]>;
	constructor(figures: readonly Figure[]) {
		this.#all = Map.groupBy(
			figures.toSorted((a, b) => Temporal.PlainDate.compare(a.until, b.until)),
			({ area }) => area,
		);
	}
	of(area: string): readonly Figure[] {
		return this.#all.get(area) ?? [];
	}
	at(area: string, until: Temporal.PlainDate): Figure | null {
		return this.of(area).find((figure) => figure.until.equals(until)) ?? null;
	}
	on(until: Temporal.PlainDate): Figure[] {
		return [...this.#all.keys()].flatMap((area) => this.at(area, until) ?? []);
	}
}

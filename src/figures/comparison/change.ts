import {
	type BetweenChangesWord,
	type ChangeWord,
	type ComparisonWord,
	compareChanges,
	describeChange,
} from '../../statistics/index.ts';
import type { Figure } from '../engine/figure.ts';
import type { Indicator } from '../indicators/indicator.ts';
import { brokenBetween } from './caveats.ts';
import { minus, over, rounded, times } from './decimal.ts';
import {
	attempted,
	besideWord,
	isFit,
	kindOf,
	type Measured,
	quotedOf,
	remarkOn,
	type Setting,
	unfitFor,
	unitOf,
	type Worded,
} from './measured.ts';
import { inWords } from './period.ts';
import { printed, sentence, shown, signed } from './print.ts';

/** How one area's figure moved between two windows. Both ends are of the newest release that covers them. */
export type Moved = {
	before: Figure | null;
	/** In percent of what there was, or in percentage points: exact. */
	value: string | null;
	/** "−21%", "+2 percentage points" */
	printed: string | null;
	/** Rose, fell or was unchanged. */
	word: Worded<ChangeWord>;
	/** The later figure beside the earlier one: "broadly in line with". */
	beside: Worded<ComparisonWord>;
	/** "46,766 in 12 months ending March 2014, 50,286 in the 12 months ending March 2013" */
	sentence: string | null;
};

/** A change beside that of the nation over the same windows. */
export type ChangeBeside = {
	years: number;
	/** Of the rate, share or amount itself, or of the number of events behind it. */
	of: 'value' | 'number';
	area: Moved;
	/** Null where the nation has no figure. */
	nation: Moved | null;
	word: Worded<BetweenChangesWord>;
};

type Ends = { after: Measured; before: Figure | null };

export function changeBeside(
	years: number,
	of: ChangeBeside['of'],
	area: Ends,
	nation: Ends | null,
	setting: Setting,
): ChangeBeside {
	const measure = of === 'value' ? (ends: Ends) => ends : numbersOf;
	const one = measure(area);
	// Whatever was measured of it, the figure before is the one that is stored.
	const moved = { ...movedOf(one, setting), before: area.before };
	if (nation === null || nation.after.figure.area === area.after.figure.area)
		return {
			years,
			of,
			area: moved,
			nation: null,
			word: { word: null, because: 'There is no change of the nation to set it beside.' },
		};
	const other = measure(nation);
	const theirs = { ...movedOf(other, setting), before: nation.before };
	return { years, of, area: moved, nation: theirs, word: betweenWord(one, moved, other, theirs, setting) };
}

/** The events behind a rate, as a measure of their own: sources say “crime fell by 21 percent” of these. */
function numbersOf({ after, before }: Ends): Ends {
	const { denominator: _, ...rest } = after.indicator;
	const indicator: Indicator = {
		...rest,
		kind: 'count',
		unit: 'number',
		per: 1,
		decimals: 0,
		change: 'percent',
	};
	const number = (figure: Figure): Figure => ({
		...figure,
		value: figure.numerator,
		lower: null,
		upper: null,
	});
	return {
		after: { ...after, indicator, figure: number(after.figure) },
		before: before === null ? null : number(before),
	};
}

export function movedOf({ after, before }: Ends, setting: Setting): Moved {
	const { indicator, figure, name } = after;
	const refused = (because: string): Moved => ({
		before,
		value: null,
		printed: null,
		word: { word: null, because },
		beside: { word: null, because },
		sentence: null,
	});
	const { nameOf, rules } = setting;
	if (!isFit(before) || !isFit(figure))
		return refused(
			unfitFor(figure, name, nameOf) ??
				unfitFor(before, `${name} before`, nameOf) ??
				`There is no figure for ${name}.`,
		);
	const value = changeOf(indicator, before.value, figure.value);
	const known = {
		before,
		value,
		printed: value === null ? null : changePrinted(indicator, value),
		sentence: `${printed(indicator, figure.value)} in ${inWords(figure)}, ${printed(indicator, before.value)} in ${inWords(before)}`,
	};
	const broken = brokenBetween(indicator, { since: before.since, until: figure.until });
	if (broken !== null)
		return { ...known, word: { word: null, because: broken }, beside: { word: null, because: broken } };
	const earlier = { ...after, figure: before };
	const notes = [...remarkOn(figure, name), ...remarkOn(before, `${name} before`)];
	return {
		...known,
		word: attempted(
			() =>
				describeChange(
					{
						kind: kindOf(indicator),
						unit: unitOf(indicator),
						before: quotedOf(earlier),
						after: quotedOf(after),
					},
					rules,
				),
			notes,
		),
		beside: besideWord(after, earlier, setting),
	};
}

/** Exact, in percent or in points; null where there was nothing before, which has no percentage. */
export function changeOf(
	indicator: Pick<Indicator, 'kind' | 'change'>,
	before: string,
	after: string,
): string | null {
	if (indicator.change === 'points') return minus(shown(indicator, after), shown(indicator, before));
	const ratio = over(minus(after, before), before);
	return ratio === null ? null : times(ratio, '100');
}

/** A percentage change is printed without decimals, as the sources do; points have those of their percentages. */
function decimalsOf({ change, decimals }: Pick<Indicator, 'change' | 'decimals'>): number {
	return change === 'percent' ? 0 : decimals;
}

export function changePrinted(indicator: Pick<Indicator, 'change' | 'decimals'>, value: string): string {
	const text = signed(value, decimalsOf(indicator));
	if (indicator.change === 'percent') return `${text}%`;
	return `${text} percentage point${/^[+−]?1$/.test(text) ? '' : 's'}`;
}

function betweenWord(
	one: Ends,
	moved: Moved,
	other: Ends,
	theirs: Moved,
	{ rules }: Setting,
): Worded<BetweenChangesWord> {
	const { indicator } = one.after;
	const [a, b] = [moved, theirs].map(({ value }) =>
		value === null ? undefined : Number(rounded(value, decimalsOf(indicator))),
	);
	for (const { word } of [moved, theirs]) if (word.word === null) return word;
	const over = ({ after, before }: Ends) =>
		before === null ? undefined : `${inWords(before)} to ${inWords(after.figure)}`;
	const definition = (ends: Ends) => `change of ${quotedOf(ends.after).definition}`;
	return attempted(
		() =>
			compareChanges(
				{
					kind: kindOf(indicator),
					a: { value: a, window: over(one), definition: definition(one) },
					b: { value: b, window: over(other), definition: definition(other) },
				},
				rules,
			),
		[sentence(`${other.after.name} contains ${one.after.name}.`)],
	);
}

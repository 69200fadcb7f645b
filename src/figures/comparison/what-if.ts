import type { Figure } from '../engine/figure.ts';
import type { Indicator } from '../indicators/indicator.ts';
import { inOrder, minus, over, plus, times } from './decimal.ts';
import { isFit } from './measured.ts';
import { printedNumber } from './print.ts';

/** What a share is of: all cases, those without an outcome yet among them, or only those that have one. */
export type Base = 'all cases' | 'cases with an outcome';

/** A share now, and as it would be when the cases without an outcome are decided. Shares lie between 0 and 1, exactly. */
export type WhatIf = {
	of: Base;
	now: string;
	ifNone: string;
	ifAsTheOthers: string;
	ifAll: string;
	/** Whether any outcome at all could make it smaller. */
	couldFall: boolean;
	sentence: string;
};

/** How the sentence names things: "action taken", "crimes". */
export type Naming = { outcome: string; cases: string };

const plain: Naming = { outcome: 'this outcome', cases: 'cases' };

/**
 * The same cases by both denominators. A share of all cases has those without an outcome in it already, so that it can only
 * rise; a share of those with an outcome may go either way.
 */
export function whatIf(
	given: { numerator: string; all: string; undecided: string },
	naming: Naming = plain,
): { ofAll: WhatIf; ofDecided: WhatIf } | { none: string } {
	const { numerator, all, undecided } = given;
	const decided = minus(all, undecided);
	if ([numerator, all, undecided].some((value) => inOrder(value, '0') < 0))
		return { none: 'A number of cases is below zero, so nothing can be said of what may come of them.' };
	if (inOrder(numerator, decided) > 0)
		return {
			none: `There are ${printedNumber(numerator, 0)} ${naming.cases} with ${naming.outcome}, and only ${printedNumber(decided, 0)} that have an outcome at all.`,
		};
	const ofEach = over(numerator, decided);
	const ofAll = over(numerator, all);
	const ifAll = over(plus(numerator, undecided), all);
	if (ofEach === null || ofAll === null || ifAll === null)
		return { none: `No ${naming.cases} have an outcome yet.` };
	const ends = { ifNone: ofAll, ifAsTheOthers: ofEach, ifAll };
	return {
		ofAll: told({ of: 'all cases', now: ofAll, ...ends }, undecided, naming),
		ofDecided: told({ of: 'cases with an outcome', now: ofEach, ...ends }, undecided, naming),
	};
}

/**
 * The two readings of a printed share whose denominator nobody stated, such as 19% with 12% of all cases undecided: each
 * reading has its own cases, and they end in different places.
 */
export function whatIfPrinted(
	{ share, undecided }: { share: string; undecided: string },
	naming: Naming = plain,
): { ofAll: WhatIf; ofDecided: WhatIf } | { none: string } {
	const decided = minus('1', undecided);
	const one = whatIf({ numerator: share, all: '1', undecided }, naming);
	const other = whatIf({ numerator: times(share, decided), all: '1', undecided }, naming);
	if ('none' in one) return one;
	return 'none' in other ? other : { ofAll: one.ofAll, ofDecided: other.ofDecided };
}

/** The same for a stored figure of an indicator that says which of its cases are undecided. */
export function whatIfOf(
	indicator: Indicator,
	figure: Figure,
	naming: Naming = plain,
): { stated: WhatIf; other: WhatIf } | { none: string } {
	const { numerator, denominator, undecided } = figure;
	if (indicator.undecided === undefined)
		return { none: `“${indicator.title}” does not say which of its cases are undecided.` };
	if (!isFit(figure) || numerator === null || denominator === null || undecided === null)
		return { none: `“${indicator.title}” has no counts here that could be decided otherwise.` };
	const within = holdsUndecided(indicator);
	const all = within ? denominator : plus(denominator, undecided);
	const found = whatIf({ numerator, all, undecided }, naming);
	if ('none' in found) return found;
	const { ofAll, ofDecided } = found;
	return within ? { stated: ofAll, other: ofDecided } : { stated: ofDecided, other: ofAll };
}

/** Whether the denominator counts the cases that are still undecided. */
export function holdsUndecided({
	denominator,
	undecided,
}: Pick<Indicator, 'denominator' | 'undecided'>): boolean {
	if (denominator === undefined || undecided === undefined) return false;
	if (denominator.source !== undecided.source || denominator.measure !== undecided.measure) return false;
	return Object.entries(undecided.where).every(([breakdown, values]) => {
		const only = denominator.where[breakdown];
		const without = denominator.without[breakdown] ?? [];
		return values.every((value) => !without.includes(value) && (only === undefined || only.includes(value)));
	});
}

function told(
	found: Omit<WhatIf, 'couldFall' | 'sentence'>,
	undecided: string,
	{ outcome, cases }: Naming,
): WhatIf {
	const { of, now, ifNone, ifAsTheOthers, ifAll } = found;
	const couldFall = inOrder(ifNone, now) < 0;
	const begin = `Of ${of === 'all cases' ? `all ${cases}` : `${cases} with an outcome`}, ${percent(now)} have ${outcome}.`;
	const none = `if none of those without an outcome end so`;
	const sentence = ((): string => {
		if (inOrder(undecided, '0') === 0) return `${begin} All of them have an outcome, so it stays so.`;
		if (couldFall)
			return `${begin} It falls to ${percent(ifNone)} ${none}, and rises to ${percent(ifAll)} if all of them do.`;
		const same = of === 'all cases' ? 'Those without an outcome are counted among them already, so i' : 'I';
		return `${begin} ${same}t can only rise: to ${percent(ifAsTheOthers)} if those without one end as the others did, and to ${percent(ifAll)} if all of them end so.`;
	})();
	return { ...found, couldFall, sentence };
}

/** "16.7%", "19%" */
function percent(share: string): string {
	return `${printedNumber(times(share, '100'), 1).replace(/\.0$/, '')}%`;
}

import {
	type Figure,
	figuresOf,
	forcesOn,
	growsWithArea,
	inOrder,
	isFit,
	printed,
} from '../../figures/index.ts';
import type { Answer, Said } from '../tree/resolver.ts';
import { type FactContext, factOf } from './figure-fact.ts';
import type { Known } from './known.ts';
import type { Located } from './located.ts';
import { refused } from './problem.ts';

/** What is said of all forces at once, without naming any. */
export const spreads = ['range', 'lowest', 'highest', 'forces'] as const;
export type Spread = (typeof spreads)[number];

export function isSpread(show: string | undefined): show is Spread {
	return spreads.some((one) => one === show);
}

/** The figures of all forces for these periods, in one query. */
export async function forcesAt(known: Known, located: readonly Located[]): Promise<Figure[]> {
	if (located.length === 0) return [];
	const { forces } = await known.register();
	return figuresOf(known.tx, {
		areas: forces.flatMap(({ code }) => code ?? []),
		at: located.map(({ indicator: { id, version }, until }) => ({ indicator: id, version, until })),
	});
}

/** `show=range`: "22% to 41%"; `show=forces`: of how many forces. */
export async function spreadSaid(
	known: Known,
	{ indicator, until }: Located,
	figures: readonly Figure[],
	{ show, context }: { show: Spread; context: FactContext },
): Promise<Answer<Said>> {
	const there = new Set(forcesOn((await known.register()).forces, until).map(({ code }) => code));
	const own = figures
		.filter(
			(one) => one.indicator === indicator.id && one.version === indicator.version && one.until.equals(until),
		)
		.filter((one) => there.has(one.area))
		.flatMap((one) => (isFit(one) ? [one] : []))
		.toSorted((a, b) => inOrder(a.value, b.value));
	const [first, last] = [own[0], own.at(-1)];
	if (first === undefined || last === undefined)
		return refused(
			`No force has a figure of “${indicator.title}” for this period.`,
			'Choose another period.',
		);
	if (growsWithArea(indicator) && show !== 'forces')
		return refused(
			`“${indicator.title}” grows with the size of a force, so that its range says nothing.`,
			'Use a rate or a share.',
		);
	const ends = [printed(indicator, first.value), printed(indicator, last.value)];
	const facts: Said['facts'] = [factOf(indicator, first, context), factOf(indicator, last, context)];
	switch (show) {
		case 'range':
			return { found: { text: ends.join(' to '), facts } };
		case 'lowest':
			return { found: { text: ends[0] ?? '', facts: [facts[0]] } };
		case 'highest':
			return { found: { text: ends[1] ?? '', facts: [factOf(indicator, last, context)] } };
		case 'forces':
			return { found: { text: String(own.length), facts } };
	}
}

import type { AccountActor } from '../foundation/index.ts';
import { isStaff } from './fields.ts';
import { type Passage, passageNames } from './passage.ts';
import { decisionOf, isJudgment, outcomes, type Point, pointArguments, pointTag } from './point.ts';
import {
	citePoint,
	citeRound,
	ownTags,
	type Round,
	roundHref,
	roundKinds,
	roundTags,
	timeInWords,
} from './round.ts';

/** A round as a row of a list, and at the head of its pages. */
export function roundLine(round: Round, today: Temporal.PlainDate, staff: boolean) {
	return {
		...round,
		href: roundHref(round),
		cited: citeRound(round),
		kindText: roundKinds[round.kind],
		tag: (staff ? roundTags : ownTags)[round.state],
		time: timeInWords(round, today),
	};
}

export type RoundTab = 'draft' | 'points' | 'people' | 'statement' | 'differences';

/** The pages of one round, for ui.tabs. */
export function roundTabs(
	round: Round,
	active: RoundTab,
	{ actor, points }: { actor: AccountActor; points: number },
) {
	const tabs: { key: RoundTab; text: string; page: string; count?: number }[] = [
		{ key: 'draft', text: round.kind === 'draft' ? 'Draft' : 'Figures', page: '' },
		{ key: 'points', text: 'Points', page: 'points', count: points },
		{ key: 'people', text: 'People', page: 'people' },
		{ key: 'statement', text: 'Statements', page: 'statement' },
	];
	if (isStaff(actor) && round.sharedAt !== null)
		tabs.push({ key: 'differences', text: 'What differs', page: 'differences' });
	return tabs.map(({ key, text, page, count }) => ({
		text,
		href: roundHref(round, page),
		active: key === active,
		...(count === undefined ? {} : { count }),
	}));
}

/** The page of the record that a figure comes from, for the inspectorate; null where it has none of its own. */
export function sourceHref({ kind, id }: { kind: string; id: string }): string | null {
	const [, indicator] = /^([a-z0-9-]+)@/.exec(id) ?? [];
	if (kind === 'figure' && indicator !== undefined) return `/figures/${indicator}`;
	const [, item] = /^evidence ([0-9a-f-]{36})$/.exec(id) ?? [];
	return kind === 'review' && item !== undefined ? `/evidence/${item}` : null;
}

/** A number says little by itself: what it is of stands with it. */
function wordsAbout({ kind, words, restsOn: [rest] }: Passage): string {
	if (kind !== 'figure' || rest === undefined) return words;
	return `${words}: ${[rest.title, rest.area, rest.period].filter((part) => part !== null).join(', ')}`;
}

/** A point as a row of a list, and on its own page. */
export function pointLine(round: Round, point: Point) {
	const decision = decisionOf(point);
	return {
		...point,
		href: roundHref(round, `points/${point.id}`),
		cited: citePoint(round, point),
		about: passageNames[point.passage.kind],
		aboutWords: wordsAbout(point.passage),
		tag: pointTag(point),
		argumentText: pointArguments[point.argument],
		judgment: isJudgment(point),
		decision: decision === null ? null : { ...decision, text: outcomes[decision.outcome].text },
	};
}

import { partStateTexts } from '../followup/index.ts';
import { type CsvValue, inWordsDate } from '../foundation/index.ts';
import type { PublicGrade, PublicRaised } from './findings.store.ts';
import type { PublicEdition } from './publication.ts';
import { followedHref, lookOf, older, type PublicState, stateOf } from './record/index.ts';
import { type Table, yes } from './table.ts';
import type { T } from './words/words.ts';

/** As charts and documents have it. */
const colours = { best: 'green', good: 'turquoise', weak: 'yellow', worst: 'red', none: 'grey' } as const;

export function gradeLine(one: PublicGrade) {
	return {
		force: one.forceName,
		title: one.title,
		pillar: one.kind === 'pillar',
		grade: one.gradeTitle,
		colour: colours[lookOf({ grade: one.grade, rank: one.rank === null ? null : Number(one.rank) })],
		lastInspected: one.lastInspected,
		note: one.note,
		illustrative: one.illustrative,
	};
}

/** `all` of the edition: what it belongs to may stand among it. */
export function raisedLine(one: PublicRaised, { all, t }: { all: readonly PublicRaised[]; t: T }) {
	const above = all.find(({ number }) => number === one.parent);
	const state = stateOf(one.kind, one.became ?? undefined);
	return {
		// A name and not a count: it is printed without a separator.
		number: String(one.number),
		force: one.forceName,
		kind: raisedKind(one.kind, t),
		about: one.componentTitle,
		title: one.title,
		text: one.text,
		addressee: one.addressee,
		grave: one.kind === 'cause of concern',
		state: stateTag(state, t),
		became:
			one.became === null
				? null
				: {
						href: followedHref(one.became.promise),
						asked: one.became.asked,
						illustrative: one.became.illustrative && !one.illustrative,
					},
		above: above === undefined ? null : { number: String(above.number), kind: raisedKind(above.kind, t) },
		...deadlines(one, t),
		illustrative: one.illustrative,
	};
}

type Shown = PublicState | typeof older;

export const stateWords = (state: Shown, t: T) => t(`words.state.${state.replaceAll(' ', '-')}`);

/** Null where nothing is asked of anybody. */
export function stateTag(state: Shown, t: T): { text: string; colour: string } | null {
	if (state === 'nothing asked') return null;
	return { text: stateWords(state, t), colour: state === older ? 'grey' : partStateTexts[state].colour };
}

export const raisedKind = (kind: string, t: T) => t(`words.kind.${kind.replaceAll(' ', '-')}`);

/** By when the whole and its parts are due: what all of them have in common is said once, of the whole. */
export function deadlines(one: Pick<PublicRaised, 'due' | 'dueOn' | 'items'>, t: T) {
	const due = deadline(one, t);
	return {
		due,
		items: one.items.map((item) => {
			const own = deadline(item, t);
			return { letter: item.letter, text: item.text, due: own === due ? null : own };
		}),
	};
}

/** "Within 6 months of publication (30 May 2015)": the day only where the words do not say it. */
function deadline({ due, dueOn }: Pick<PublicRaised, 'due' | 'dueOn'>, t: T): string | null {
	if (due === null || dueOn === null || due.includes(inWordsDate(dueOn))) return due;
	return t('publications.raised.due.on', { due, day: t.date(dueOn) });
}

export function sentence(words: string): string {
	return words.slice(0, 1).toUpperCase() + words.slice(1);
}

export function gradeCsv(grades: readonly PublicGrade[], { number }: Pick<PublicEdition, 'number'>): Table {
	return {
		header: [
			'edition',
			'force',
			'force name',
			'framework',
			'version',
			'component',
			'kind',
			'pillar',
			'title',
			'grade',
			'grade title',
			'last inspected',
			'carried over',
			'source',
			'note',
			'illustrative',
		],
		rows: grades.map((one) => [
			number,
			one.forceSlug,
			one.forceName,
			one.framework,
			one.version,
			one.component,
			one.kind,
			one.pillar,
			one.title,
			one.grade,
			one.gradeTitle,
			one.lastInspected,
			yes(one.carriedOver),
			one.source,
			one.note,
			yes(one.illustrative),
		]),
	};
}

/** A row for each, and one more for each of its parts. */
export function raisedCsv(raised: readonly PublicRaised[], { number }: Pick<PublicEdition, 'number'>): Table {
	return {
		header: [
			'edition',
			'number',
			'part',
			'kind',
			'force',
			'force name',
			'component',
			'component title',
			'title',
			'text',
			'belongs to',
			'theme',
			'addressee',
			'due',
			'due on',
			'state',
			'illustrative',
		],
		rows: raised.flatMap((one) => {
			const known = one.became ?? undefined;
			const row = (
				part: string | null,
				{ text, due, dueOn }: Pick<PublicRaised, 'text' | 'due' | 'dueOn'>,
			): CsvValue[] => [
				number,
				one.number,
				part,
				one.kind,
				one.forceSlug,
				one.forceName,
				one.component,
				one.componentTitle,
				part === null ? one.title : null,
				text,
				one.parent,
				one.theme,
				one.addressee,
				due,
				dueOn?.toString() ?? null,
				stateOf(
					one.kind,
					part === null ? known : (known?.parts.find(({ letter }) => letter === part) ?? known),
				),
				yes(one.illustrative),
			];
			return [row(null, one), ...one.items.map((item) => row(item.letter, item))];
		}),
	};
}

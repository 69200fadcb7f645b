import {
	type AccountActor,
	type Answer,
	type CsvValue,
	csv,
	forceOf,
	Missing,
	type Subject,
	type Tx,
} from '../../foundation/index.ts';
import { type Force, forceById, forceBySlug } from '../../programmes/index.ts';
import { none } from '../register/list.ts';
import { nobody } from '../register/promise.filter.ts';
import { type PartState, partStates, partStateTexts } from '../register/state.ts';
import { isStaff } from '../register/view.ts';
import type { Outstanding, Theme, Year } from './figures.store.ts';
import { daysText, noTally, ofText, type Tally } from './figures.ts';
import type { FoundCounts } from './lists.store.ts';
import type { RepeatCounts } from './repeats.store.ts';

/** A figure, and the list that it counts; without one where it counts nothing. */
export type Cell = { text: string; href?: string };

export function cell(text: string, count: number, href: string): Cell {
	return count === 0 ? { text } : { text, href };
}

const withQuery = (path: string, query: Record<string, string | number | null>) => {
	const kept = Object.entries(query).filter(([, value]) => value !== null && value !== '');
	return kept.length === 0
		? path
		: `${path}?${new URLSearchParams(kept.map(([name, value]) => [name, String(value)]))}`;
};
export const registerHref = (query: Record<string, string | number | null>) => withQuery('/followup', query);
export const acrossHref = (page: string, query: Record<string, string | number | null> = {}) =>
	withQuery(page === '' ? '/followup/across' : `/followup/across/${page}`, query);

/**
 * The force that a page is about: for staff the one that is named, or null for all; for others their own and no other.
 */
export async function forceAsked(
	tx: Tx,
	actor: AccountActor,
	slug: string,
	demand: (subject: Subject) => void,
): Promise<Force | null> {
	if (isStaff(actor) && slug === '') return null;
	const force = slug === '' ? await forceById(tx, forceOf(actor) ?? nobody) : await forceBySlug(tx, slug);
	if (force === null) throw new Missing();
	demand({ organisation: force.id });
	return force;
}

export type Outlook = {
	/** Empty: all forces; '-': what is no force's. */
	slug: string;
	tally: Tally;
	repeats: RepeatCounts;
	found: FoundCounts | null;
	outstanding: Outstanding | null;
	asked: readonly { year: number; promises: number }[];
};

export const noRepeats: RepeatCounts = { repeats: 0, open: 0 };
export const nothingOutstanding: Outstanding = { reports: 0, responses: 0, late: 0, open: 0, windows: 0 };

/** What a table or a page tells about one force, or about all; each figure with what it is of, opening its list. */
export function outlookCells({ slug: force, tally, repeats, found, outstanding, asked }: Outlook) {
	const of = (state: string) => registerHref({ force, state });
	const lists = force === none ? null : { force };
	const own = (text: string, count: number, page: string, query: Record<string, string> = {}): Cell =>
		lists === null ? { text } : cell(text, count, acrossHref(page, { ...lists, ...query }));
	return {
		open: cell(ofText(tally.open, tally.parts), tally.open, of('open')),
		overdue: cell(`${ofText(tally.overdue, tally.open)} open`, tally.overdue, of('overdue')),
		waiting: cell(
			`${ofText(tally.waiting, tally.open)} open`,
			tally.waiting,
			of('submitted for verification'),
		),
		verified: own(ofText(tally.verified, tally.parts), tally.verified, 'closed'),
		days: own(daysText(tally.days), tally.verified, 'closed'),
		unverified: own(ofText(tally.unverified, tally.parts), tally.unverified, 'closed', {
			how: 'unverified',
		}),
		repeats: own(
			repeats.repeats === 0
				? ofText(0, tally.promises)
				: `${ofText(repeats.repeats, tally.promises)}, ${repeats.open.toLocaleString('en-GB')} open`,
			repeats.repeats,
			'repeats',
		),
		contradictions:
			found === null
				? { text: 'None looked at' }
				: own(`${ofText(found.contradictions, found.found)} found`, found.contradictions, 'found', {
						way: 'contradictions',
					}),
		promises: cell(ofText(tally.openPromises, tally.promises), tally.openPromises, of('open')),
		letters: { text: `${ofText(tally.openLetters, tally.open)} open` },
		responses:
			outstanding === null
				? { text: '–' }
				: cell(
						`${ofText(outstanding.responses, outstanding.reports)}${outstanding.late === 0 ? '' : `, ${outstanding.late.toLocaleString('en-GB')} late`}`,
						outstanding.responses,
						withQuery('/followup/responses', { force }),
					),
		windows:
			outstanding === null
				? { text: '–' }
				: cell(
						`${ofText(outstanding.windows, outstanding.open)} open`,
						outstanding.windows,
						'/followup/windows',
					),
		asked: asked.map(({ year, promises }) =>
			cell(ofText(promises, tally.promises), promises, registerHref({ force, year })),
		),
	};
}

/** Themes with the states that any of them is in. */
export function themeTable(themes: readonly Theme[], force: string) {
	const states = partStates.filter((state) => themes.some((one) => (one.states.get(state) ?? 0) > 0));
	return {
		states: states.map((state) => partStateTexts[state].text),
		rows: themes.map(({ theme, parts, overdue, states: counts, illustrative }) => {
			const href = (state: PartState | 'overdue' | '') =>
				registerHref({ force, theme: theme ?? none, state });
			const count = (number: number, state: PartState | 'overdue' | '') =>
				cell(number.toLocaleString('en-GB'), number, href(state));
			return {
				name: theme ?? 'No theme',
				illustrative,
				cells: [
					count(parts, ''),
					count(overdue, 'overdue'),
					...states.map((state) => count(counts.get(state) ?? 0, state)),
				],
			};
		}),
	};
}

export function yearTable(years: readonly Year[], force: string) {
	return years.map(({ year, tally }) => ({
		name: String(year),
		illustrative: tally.illustrative,
		cells: [
			cell(tally.promises.toLocaleString('en-GB'), tally.promises, registerHref({ force, year })),
			{ text: tally.parts.toLocaleString('en-GB') },
			cell(ofText(tally.verified, tally.parts), tally.verified, acrossHref('closed', { force, year })),
			{ text: daysText(tally.days) },
			cell(
				ofText(tally.unverified, tally.parts),
				tally.unverified,
				acrossHref('closed', { force, year, how: 'unverified' }),
			),
			cell(ofText(tally.open, tally.parts), tally.open, registerHref({ force, year, state: 'open' })),
			cell(
				`${ofText(tally.overdue, tally.open)} open`,
				tally.overdue,
				registerHref({ force, year, state: 'overdue' }),
			),
		],
	}));
}

export function file(
	name: string,
	header: readonly string[],
	rows: readonly (readonly CsvValue[])[],
): Answer {
	return {
		kind: 'data',
		type: 'text/csv; charset=utf-8',
		body: csv(header, rows),
		saveAs: `${name}.csv`,
	};
}

export const yes = (is: boolean) => (is ? 'yes' : 'no');

export const tallyOr = (tally: Tally | undefined): Tally => tally ?? noTally;

import type { CsvValue } from '../../foundation/index.ts';
import { raisedKind, stateTag, stateWords } from '../findings.view.ts';
import {
	citedAs,
	countsByState,
	type Followed,
	type FollowedPart,
	followedHref,
	isPartOverdue,
	type PublicForce,
	stateShown,
	wholeShown,
} from '../record/index.ts';
import { type Table, yes } from '../table.ts';
import type { T } from '../words/words.ts';
import { dashed, isWanted, type Wanted } from './asked.ts';
import { hrefOf } from './force.view.ts';

const everything: Wanted = { state: '', kind: '', theme: '', year: '', before: '' };

export function askedHref(force: Pick<PublicForce, 'slug'>, wanted: Partial<Wanted> = {}): string {
	const query = new URLSearchParams(Object.entries(wanted).filter(([, value]) => value !== '')).toString();
	return `${hrefOf(force)}/recommendations${query === '' ? '' : `?${query}`}`;
}

/** How many stand where: each figure leads to its list, which is chosen by the same rule. */
export function askedCounts(
	force: Pick<PublicForce, 'slug'>,
	followed: readonly Followed[],
	{ today, t }: { today: Temporal.PlainDate; t: T },
) {
	const counted = (key: string, wanted: Partial<Wanted>) => {
		const count = followed.filter((one) => isWanted(one, { ...everything, ...wanted }, today)).length;
		return count === 0
			? null
			: {
					text: t(`forces.asked.counted.${key}`, { count, year: String(today.year) }),
					href: askedHref(force, wanted),
				};
	};
	return {
		total: followed.length,
		href: askedHref(force),
		states: countsByState(followed).map(({ state, count }) => ({
			text: stateWords(state, t),
			colour: stateTag(state, t)?.colour ?? 'grey',
			count,
			href: askedHref(force, { state: dashed(state) }),
		})),
		overdue: counted('overdue', { state: 'overdue' }),
		earlier: counted('earlier', { state: 'open', before: String(today.year) }),
		illustrative: followed.some(({ stateIllustrative }) => stateIllustrative),
	};
}

/** By when, in words and as a day; who set it; and whether the day is over. */
export function dueLine(part: FollowedPart, { today, t }: { today: Temporal.PlainDate; t: T }) {
	const { due, dueBasis } = part;
	return {
		due: due === null ? dueBasis : t('forces.asked.due', { day: t.date(due.on) }),
		basis: due === null ? null : t('forces.asked.due.set', { basis: due.basis, by: due.setBy }),
		overdue: isPartOverdue(part, today),
	};
}

export function followedLine(one: Followed, { today, t }: { today: Temporal.PlainDate; t: T }) {
	return {
		href: followedHref(one.number),
		cited: citedAs(one.number),
		kind: raisedKind(one.kind, t),
		grave: one.kind === 'cause of concern',
		title:
			one.title ?? t('library.raised.named', { kind: raisedKind(one.kind, t), number: citedAs(one.number) }),
		text: one.text,
		state: stateTag(wholeShown(one), t),
		overdue: one.parts.some((part) => isPartOverdue(part, today)),
		national: one.national !== null,
		older: one.raised === null,
		theme: one.theme,
		published: t.date(one.publishedOn),
		source: one.source,
		parts: one.parts.map((part) => ({
			letter: part.letter,
			text: part.text,
			state: stateTag(stateShown(part), t),
			...dueLine(part, { today, t }),
		})),
		illustrative: one.illustrative,
		stateIllustrative: one.stateIllustrative && !one.illustrative,
	};
}

/** A row for each part, with the state that it has. */
export function followedTable(followed: readonly Followed[], today: Temporal.PlainDate): Table {
	return {
		header: [
			...[
				'number',
				'part',
				'kind',
				'force',
				'force name',
				'title',
				'text',
				'part text',
				'theme',
				'addressee',
			],
			...[
				'published on',
				'source',
				'of all forces',
				'due on',
				'due',
				'due set by',
				'state',
				'since',
				'overdue',
			],
			...['older register', 'illustrative', 'state illustrative'],
		],
		rows: followed.flatMap((one) =>
			one.parts.map((part): CsvValue[] => [
				...[citedAs(one.number), part.letter, one.kind, one.force?.slug ?? null, one.force?.name ?? null],
				...[one.title, one.text, part.text, one.theme, one.addressee, one.publishedOn.toString(), one.source],
				...[one.national === null ? null : citedAs(one.national), part.due?.on.toString() ?? null],
				...[part.due?.basis ?? part.dueBasis, part.due?.setBy ?? null, part.state, part.since.toString()],
				...[
					yes(isPartOverdue(part, today)),
					yes(part.takenOver),
					yes(one.illustrative),
					yes(one.stateIllustrative),
				],
			]),
		),
	};
}

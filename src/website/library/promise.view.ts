import type { PartState } from '../../followup/index.ts';
import { raisedKind, stateTag, stateWords } from '../findings.view.ts';
import { dashed, dueLine } from '../forces/index.ts';
import {
	citedAs,
	countsByState,
	type Followed,
	type FollowedEvent,
	followedHref,
	isOverdue,
	stateShown,
	wholeShown,
} from '../record/index.ts';
import type { T } from '../words/words.ts';

type Told = { today: Temporal.PlainDate; t: T };

const paragraphs = (text: string) =>
	text
		.split(/\n\s*\n/)
		.map((each) => each.trim())
		.filter((each) => each !== '');

const titleOf = ({ title, kind, number }: Pick<Followed, 'title' | 'kind' | 'number'>, t: T) =>
	title ?? t('library.raised.named', { kind: raisedKind(kind, t), number: citedAs(number) });

/** What awaits its response does so since it was published, whenever it was entered in the register. */
const since = (
	one: Pick<Followed, 'publishedOn'>,
	part: { state: PartState; since: Temporal.Instant },
	t: T,
) => t.date(part.state === 'awaiting response' ? one.publishedOn : part.since);

/** What it is, and where it comes from: of one promise, or of what all forces were asked. */
function headLine(one: Followed, number: number, t: T) {
	return {
		cited: citedAs(number),
		href: followedHref(number),
		title: titleOf({ ...one, number }, t),
		kind: raisedKind(one.kind, t),
		grave: one.kind === 'cause of concern',
		text: paragraphs(one.text),
		theme: one.theme,
		addressee: one.force !== null && one.addressee === 'the force' ? null : one.addressee,
		source: one.source,
		published: t.date(one.publishedOn),
		sourceHref: one.sourceAddress,
		older: one.raised === null,
		illustrative: one.illustrative,
	};
}

export function promiseView(one: Followed, { today, t }: Told) {
	return {
		...headLine(one, one.number, t),
		force: one.force === null ? null : { name: one.force.name, href: `/police-forces/${one.force.slug}` },
		national:
			one.national === null ? null : { href: followedHref(one.national), cited: citedAs(one.national) },
		state: stateTag(wholeShown(one), t),
		overdue: isOverdue(one, today),
		stateIllustrative: one.stateIllustrative && !one.illustrative,
		lettered: one.parts.some(({ letter }) => letter !== null),
		parts: one.parts.map((part) => ({
			letter: part.letter,
			text: part.text,
			state: stateTag(stateShown(part), t),
			since: t('library.promise.since', { date: since(one, part, t) }),
			takenOver: part.takenOver,
			moved: part.state !== 'awaiting response',
			...dueLine(part, { today, t }),
		})),
	};
}

export function eventLine(event: FollowedEvent, one: Pick<Followed, 'publishedOn'>, t: T) {
	const { letter, state, due, words, wordsOf, instead } = event;
	const what = due === null ? stateWords(stateShown(event), t) : t.date(due.on);
	const key = `library.promise.event${due === null ? '' : '.due'}${letter === null ? '' : '.part'}`;
	return {
		what: t(key, {
			...(letter === null ? {} : { letter }),
			...(due === null ? { state: what } : { day: what }),
		}),
		date: due === null ? since(one, { state, since: event.at }, t) : t.date(event.at),
		basis: due === null ? null : t('forces.asked.due.set', { basis: due.basis, by: due.setBy }),
		words: words === null ? [] : paragraphs(words),
		of:
			words === null || wordsOf === null
				? null
				: t('library.promise.words-of', { who: t(`library.promise.words-of.${dashed(wordsOf)}`) }),
		/** Done by somebody, and not only published. */
		moved: due !== null || state !== 'awaiting response',
		bulk: event.bulk,
		takenOver: event.takenOver,
		instead: instead === null ? null : { href: followedHref(instead), number: citedAs(instead) },
	};
}

/** What all forces were asked: how many stand where, and each force. `shown` is the state that somebody chose. */
export function nationalView(
	number: number,
	{ all, shown }: { all: readonly Followed[]; shown: string },
	{ today, t }: Told,
) {
	const [first] = all;
	if (first === undefined) throw new Error('asked of no force');
	const href = followedHref(number);
	const chosen = all.filter(
		(one) => shown === '' || (shown === 'overdue' ? isOverdue(one, today) : dashed(one.state) === shown),
	);
	const late = all.filter((one) => isOverdue(one, today)).length;
	return {
		...headLine(first, number, t),
		asked: all.length,
		counts: {
			states: countsByState(all).map(({ state, count }) => ({
				text: stateWords(state, t),
				count,
				href: `${href}?state=${dashed(state)}`,
			})),
			overdue:
				late === 0
					? null
					: { text: t('forces.asked.counted.overdue', { count: late }), href: `${href}?state=overdue` },
		},
		shown: shown === '' ? null : t(`words.state.${shown}`),
		forces: chosen
			.toSorted((a, b) => (a.force?.name ?? '').localeCompare(b.force?.name ?? '', 'en-GB'))
			.map((one) => ({
				name: one.force?.name ?? '',
				href: followedHref(one.number),
				cited: citedAs(one.number),
				state: stateTag(one.state, t),
				overdue: isOverdue(one, today),
				stateIllustrative: one.stateIllustrative,
				since: since(one, newestOf(one), t),
				due: dueOf(one, t),
			})),
	};
}

/** The part that moved last; where none has, any. */
function newestOf({ parts, state }: Followed): { state: PartState; since: Temporal.Instant } {
	const [first = { state, since: Temporal.Instant.fromEpochMilliseconds(0) }, ...others] = parts.filter(
		(part) => part.state !== 'awaiting response' || state === 'awaiting response',
	);
	return others.reduce((a, b) => (Temporal.Instant.compare(a.since, b.since) < 0 ? b : a), first);
}

/** The earliest day of what is still to come, or of all. */
function dueOf({ parts }: Followed, t: T): string | null {
	const days = parts.flatMap(({ due }) => due?.on ?? []).toSorted(Temporal.PlainDate.compare);
	return days[0] === undefined ? null : t.date(days[0]);
}

import type { Message } from '../../foundation/index.ts';
import { citedAs, followedHref } from '../record/index.ts';
import { addressIn, withoutMarks } from '../words/marks.ts';
import { type T, wordsIn } from '../words/words.ts';
import type { Moved } from './moved.store.ts';
import type { Head, What } from './news.store.ts';

/** Who sends it. */
export type House = { name: string; address: string };

/** A subject has one line, which no title breaks or makes too long. */
const inOneLine = (text: string) => {
	const plain = withoutMarks(text).replaceAll(/[\p{Cc}\u2028\u2029]+/gu, ' ');
	return plain.length > 200 ? `${plain.slice(0, 199)}…` : plain;
};

const written = (paragraphs: readonly (string | null)[]) =>
	withoutMarks(paragraphs.filter((one) => one !== null).join('\n\n'));

const addresses = ({ address }: House, language: string) => {
	const origin = address.replace(/\/$/, '');
	return (path: string) => origin + addressIn(path, language);
};

/** Whoever reads it need not have asked: it says what happens if they do nothing, and names nothing that others typed. */
export function askingMail(house: House, to: string, token: string, t: T): Message {
	const at = addresses(house, t.language);
	return {
		to,
		subject: inOneLine(t('alerts.mail.ask.subject', { name: house.name })),
		text: written([
			t('alerts.mail.ask.lead', { name: house.name }),
			t('alerts.mail.ask.open'),
			at(`/follow/confirm/${token}`),
			t('alerts.mail.ask.otherwise'),
		]),
	};
}

const saying = ({ number }: Pick<Head, 'number'>, what: What) =>
	what === 'withdrawn' ? 'withdrawn' : what === 'put back' ? 'back' : number > 1 ? 'corrected' : 'published';

const fewForces = 6;

/** Of what came and went within a minute it is not known any more. */
function about(forces: readonly string[], withdrawn: boolean, t: T): string[] {
	if (forces.length === 0) return withdrawn ? [] : [t('alerts.mail.about.none')];
	if (forces.length > fewForces) return [t('alerts.mail.about.many', { count: forces.length })];
	return [t('alerts.mail.about', { forces: forces.join(', ') })];
}

/** One mail about one edition. The forces are those that it speaks of, by name. */
export function newsMail(
	house: House,
	{ head, what, forces }: { head: Head; what: What; forces: readonly string[] },
	follower: { to: string; token: string; language: string },
): Message {
	const t = wordsIn(follower.language);
	const at = addresses(house, t.language);
	const said = saying(head, what);
	const title = head.illustrative ? t('alerts.mail.made-up', { title: head.title }) : head.title;
	const why = said === 'withdrawn' ? head.withdrawnBecause : said === 'corrected' ? head.changeNote : null;
	return {
		to: follower.to,
		subject: inOneLine(t(`alerts.mail.${said}.subject`, { title })),
		text: written([
			t(`alerts.mail.${said}`, { name: house.name, title: head.title }),
			[
				t('alerts.mail.kind', { kind: t(`alerts.kind.${head.kind}`) }),
				...about(forces, said === 'withdrawn', t),
				...(why === null || why === '' ? [] : [t(`alerts.mail.${said}.because`, { text: why })]),
			].join('\n'),
			at(`/publications/${head.slug}`),
			head.illustrative ? t('alerts.mail.illustrative') : null,
			...ending(house, follower.token, t),
		]),
		stop: stopping(house, follower.token),
	};
}

const stopping = (house: House, token: string) => `${house.address.replace(/\/$/, '')}/follow/stop/${token}`;

/** Why they get it, and how to get no more. */
const ending = (house: House, token: string, t: T) => [
	'--',
	t('alerts.mail.why', { name: house.name }),
	`${t('alerts.mail.change')}\n${addresses(house, t.language)(`/follow/change/${token}`)}`,
	`${t('alerts.mail.stop')}\n${stopping(house, token)}`,
];

const fewMoves = 20;

/** One mail about a day: what moved on it of what somebody follows. Null where that is nothing. */
export function movedMail(
	house: House,
	{ day, moved }: { day: Temporal.PlainDate; moved: readonly Moved[] },
	follower: { to: string; token: string; language: string },
): Message | null {
	if (moved.length === 0) return null;
	const t = wordsIn(follower.language);
	const at = addresses(house, t.language);
	const lines = moved.slice(0, fewMoves).map((one) => {
		const cited = one.letter === null ? citedAs(one.number) : `${citedAs(one.number)} (${one.letter})`;
		const state = t(`words.state.${one.state.replaceAll(' ', '-')}`);
		const kind = t(`words.kind.${one.kind.replaceAll(' ', '-')}`);
		const said =
			one.force === null
				? t('alerts.mail.moved.line', { cited, kind, state })
				: t('alerts.mail.moved.line.of', { cited, kind, state, force: one.force });
		return `${one.illustrative ? t('alerts.mail.made-up', { title: said }) : said}\n${at(followedHref(one.number))}`;
	});
	return {
		to: follower.to,
		subject: inOneLine(t('alerts.mail.moved.subject', { date: t.date(day) })),
		text: written([
			t('alerts.mail.moved', { name: house.name, date: t.date(day) }),
			...lines,
			moved.length > fewMoves ? t('alerts.mail.moved.more', { count: moved.length - fewMoves }) : null,
			moved.some(({ illustrative }) => illustrative) ? t('alerts.mail.moved.illustrative') : null,
			...ending(house, follower.token, t),
		]),
		stop: stopping(house, follower.token),
	};
}

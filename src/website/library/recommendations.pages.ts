import { z } from 'zod';
import { openStates, partStates } from '../../followup/index.ts';
import { get, pageNumber, paginationOf, type Route, view } from '../../foundation/index.ts';
import { oneText } from '../asked.ts';
import { deadlines, raisedKind, stateTag, stateWords } from '../findings.view.ts';
import { askedHref, dashed } from '../forces/index.ts';
import { years } from '../publication.store.ts';
import {
	citedAs,
	followedHref,
	type PublicForce,
	type PublicRaised,
	type PublicRegister,
	raisedHref,
	raisedNow,
	raisedThemes,
	registerNow,
	statesInOrder,
} from '../record/index.ts';
import { type T, wordsIn } from '../words/words.ts';
import { libraryPolicy } from './policy.ts';

const { read } = libraryPolicy.can;
const perPage = 25;

const kinds = ['recommendation', 'cause of concern', 'area for improvement', 'promising practice'] as const;
/** What can be asked for: a state, several in one word, or what asks for nothing. */
const several = ['open', 'overdue'] as const;
const nothing = 'nothing-asked';
const isState = (text: string) =>
	text === nothing || several.some((one) => one === text) || partStates.some((one) => dashed(one) === text);
/** Of what is said to no one force. */
const all = 'all-forces';

type Asked = {
	force: string;
	theme: string;
	kind: string;
	state: string;
	published: string;
	before: string;
	order: string;
};

const page = get({
	url: '/recommendations',
	opens: 'public',
	permit: read,
	keep: () => ['all', 'followed', 'day'],
	query: z.object({
		force: oneText,
		theme: oneText,
		kind: oneText,
		state: oneText,
		published: oneText,
		before: oneText,
		order: oneText,
		page: pageNumber,
	}),
	async handle({ tx, query: { page: number, ...asked }, request }) {
		const t = wordsIn(request.language);
		const [register, themes, known] = [await registerNow(tx), await raisedThemes(tx), await years(tx)];
		const { values, unknown } = understood(asked, { register, themes: themes.map(({ theme }) => theme) });
		const { raised, total } = await raisedNow(tx, {
			...wantedBy(values, register),
			most: perPage,
			skip: (number - 1) * perPage,
		});
		const kept = Object.fromEntries(Object.entries(values).filter(([, value]) => value !== ''));
		const without = (name: string) =>
			`?${new URLSearchParams(Object.entries(kept).filter(([key]) => key !== name))}`;
		return view('library/recommendations.njk', {
			look: { values, errors: {} },
			unknown: unknown.map((key) => t(`library.raised.unknown.${key}`, { text: asked[key].slice(0, 60) })),
			forceItems: [
				{ value: all, text: t('library.raised.national') },
				...register.forces.map(({ slug, name }) => ({ value: slug, text: name })),
			],
			themeItems: themes.map(({ theme, count }) => ({
				value: theme,
				text: t('library.raised.counted', { text: theme, count }),
			})),
			kindItems: kinds.map((value) => ({ value, text: raisedKind(value, t) })),
			stateItems: [
				...several.map((value) => ({ value, text: t(`words.state.${value}`) })),
				...statesInOrder.map((state) => ({ value: dashed(state), text: stateWords(state, t) })),
				{ value: nothing, text: stateWords('nothing asked', t) },
			],
			yearItems: known.map((year) => ({ value: String(year), text: String(year) })),
			beforeItems: known.map((year) => ({ value: String(year), text: String(year) })),
			orderItems: ['newest', 'oldest'].map((value) => ({
				value: value === 'newest' ? '' : value,
				text: t(`library.raised.order.${value}`),
			})),
			applied: (['force', 'theme', 'kind', 'state', 'published', 'before'] as const).flatMap((key) =>
				values[key] === ''
					? []
					: [
							{
								name: t(`library.raised.filter.${key}`),
								text: said(key, values[key], register, t),
								href: without(key),
							},
						],
			),
			raised: raised.map((one) => raisedLine(one, t)),
			beyond: raised.length === 0 && total === 0 && number > 1,
			whole: wholeOf(register.bySlug(values.force)),
			follow: followQuery(values),
			total,
			pages: paginationOf({ page: number, total, query: kept, noun: '', size: perPage }),
		});
	},
});

/** What a force was asked by whatever was published, older registers and what all forces were asked among it. */
const wholeOf = (force: PublicForce | undefined) =>
	force === undefined ? null : { name: force.name, href: askedHref(force) };

/** What is looked at here, for whoever wants to be told of it. */
function followQuery({ force, theme }: Asked): string {
	const query = new URLSearchParams({
		...(force === '' || force === all ? {} : { force }),
		...(theme === '' ? {} : { theme }),
	}).toString();
	return query === '' ? '' : `?${query}`;
}

const isYear = (year: string) => /^[12]\d{3}$/.test(year);

/** What of the address makes sense, and the names of what does not. */
function understood(
	asked: Asked,
	{ register, themes }: { register: PublicRegister; themes: readonly string[] },
): { values: Asked; unknown: (keyof Asked)[] } {
	const there: Record<keyof Asked, (value: string) => boolean> = {
		force: (slug) => slug === all || register.bySlug(slug) !== undefined,
		theme: (theme) => themes.includes(theme),
		kind: (kind) => kinds.some((one) => one === kind),
		state: isState,
		published: isYear,
		before: isYear,
		order: (order) => order === 'oldest',
	};
	const unknown = (['force', 'theme', 'kind', 'state', 'published', 'before'] as const).filter(
		(key) => asked[key] !== '' && !there[key](asked[key]),
	);
	const kept = (key: keyof Asked) => (there[key](asked[key]) ? asked[key] : '');
	return {
		values: {
			force: kept('force'),
			theme: kept('theme'),
			kind: kept('kind'),
			state: kept('state'),
			published: kept('published'),
			before: kept('before'),
			order: kept('order'),
		},
		unknown,
	};
}

function wantedBy({ force, theme, kind, state, published, before, order }: Asked, register: PublicRegister) {
	const chosen = register.bySlug(force);
	const wanted = kinds.filter(
		(one) =>
			(kind === '' || one === kind) &&
			(state === '' || (one === 'promising practice') === (state === nothing)),
	);
	const states = state === 'open' ? openStates : partStates.filter((one) => dashed(one) === state);
	const year = published === '' ? null : Number(published);
	const until = [
		...(year === null ? [] : [`${published}-12-31`]),
		...(before === '' ? [] : [`${Number(before) - 1}-12-31`]),
	].toSorted()[0];
	return {
		...(force === all ? { national: 'only' as const } : chosen === undefined ? {} : { forces: [chosen.id] }),
		...(theme === '' ? {} : { theme }),
		kinds: wanted,
		...(states.length === 0 ? {} : { states }),
		overdue: state === 'overdue',
		...(year === null ? {} : { since: Temporal.PlainDate.from(`${published}-01-01`) }),
		...(until === undefined ? {} : { until: Temporal.PlainDate.from(until) }),
		oldest: order === 'oldest',
	};
}

function said(key: keyof Asked, value: string, register: PublicRegister, t: T): string {
	if (key === 'force') return register.bySlug(value)?.name ?? t('library.raised.national');
	if (key === 'kind') return raisedKind(value, t);
	if (key === 'state') return t(`words.state.${value}`);
	return value;
}

function raisedLine(one: PublicRaised, t: T) {
	return {
		href: raisedHref(one),
		// A name and not a count: it is printed without a separator.
		number: String(one.number),
		kind: raisedKind(one.kind, t),
		grave: one.kind === 'cause of concern',
		practice: one.state === 'nothing asked',
		state: stateTag(one.state, t),
		overdue: one.overdue,
		stateIllustrative: one.stateIllustrative && !one.illustrative,
		asked: one.asked,
		became: one.promise === null ? null : { href: followedHref(one.promise), cited: citedAs(one.promise) },
		force: one.force === null ? null : { name: one.force.name, href: `/police-forces/${one.force.slug}` },
		// A force that is named need not be called "the force" beside its name.
		addressee: one.force !== null && one.addressee === 'the force' ? null : one.addressee,
		about: one.componentTitle,
		theme: one.theme,
		title: one.title,
		text: one.text,
		...deadlines(one, t),
		published: t.date(one.release.publishedAt),
		release: one.release.title,
		illustrative: one.illustrative,
	};
}

export const recommendationPages: Route[] = [page];

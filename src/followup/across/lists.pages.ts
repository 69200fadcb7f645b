import { z } from 'zod';
import { get, mayTry, pageNumber, paginationOf, perPage, type Route, view } from '../../foundation/index.ts';
import { outcomeTexts } from '../../judgments/index.ts';
import { citePromised } from '../register/promise.ts';
import { partStateTexts } from '../register/state.ts';
import { citePart, followupTabs, isStaff } from '../register/view.ts';
import { acrossPolicy, daysText } from './figures.ts';
import { likenessText } from './likeness.ts';
import { closedParts, foundNotAddressed, foundParts, foundWays } from './lists.store.ts';
import { inOrder } from './related.store.ts';
import { proposalsOf, repeatsOf } from './repeats.store.ts';
import { acrossHref, file, forceAsked, yes } from './shown.ts';
import { closedLine, foundLine, repeatLine } from './view.ts';

/* The lists behind figures across the years. */

const { read, relate, decide } = acrossPolicy.can;
const slug = z
	.string()
	.regex(/^[a-z0-9-]{0,200}$/)
	.catch('');

const closedQuery = z.object({
	force: slug,
	theme: z.string().max(300).catch(''),
	year: z
		.string()
		.regex(/^([12]\d{3})?$/)
		.catch(''),
	how: z.enum(['verified', 'unverified']).catch('verified'),
	page: pageNumber,
});
type ClosedQuery = z.output<typeof closedQuery>;

function closedFilter({ theme, year, how }: ClosedQuery) {
	return { theme, how, year: year === '' ? null : Number(year) };
}

/** What was closed, and how long it took; or what an older register calls closed. */
const closedPage = get({
	url: '/followup/across/closed',
	opens: 'account',
	permit: read,
	query: closedQuery,
	async handle({ tx, actor, query, demand }) {
		const force = await forceAsked(tx, actor, query.force, demand);
		const { rows, days } = await closedParts(tx, {
			...closedFilter(query),
			force: force?.id ?? null,
			most: perPage,
			skip: (query.page - 1) * perPage,
		});
		const kept = { force: query.force, theme: query.theme, year: query.year, how: query.how };
		return view('across/closed.njk', {
			tabs: followupTabs(actor, 'across'),
			staff: isStaff(actor),
			force,
			query,
			rows: rows.map(closedLine),
			days: daysText(days),
			total: days.of,
			otherHref: acrossHref('closed', {
				...kept,
				how: query.how === 'verified' ? 'unverified' : 'verified',
			}),
			csvHref: acrossHref('closed.csv', kept),
			pagination: paginationOf({ page: query.page, total: days.of, query: kept, noun: 'part' }),
		});
	},
});

const closedFile = get({
	url: '/followup/across/closed.csv',
	opens: 'account',
	permit: read,
	query: closedQuery,
	async handle({ tx, actor, query, demand }) {
		const force = await forceAsked(tx, actor, query.force, demand);
		const { rows } = await closedParts(tx, { ...closedFilter(query), force: force?.id ?? null });
		return file(
			`follow-up-closed-${query.how}`,
			['part', 'force', 'kind', 'title', 'theme', 'published on', 'closed on', 'days', 'how', 'illustrative'],
			rows.map((row) => [
				...[citePart(row, row), row.force?.name ?? null, row.kind, row.title, row.theme],
				...[row.publishedOn.toString(), row.closedOn.toString(), row.days],
				query.how === 'verified' ? 'verified by an inspector' : 'taken over from an older register',
				yes(row.illustrative),
			]),
		);
	},
});

const foundQuery = z.object({ force: slug, way: z.enum(foundWays).catch(''), page: pageNumber });

const wayTexts: Readonly<Record<(typeof foundWays)[number], string>> = {
	'': 'All that was found',
	contradictions: 'Where register and inspection disagree',
	closed: 'Closed here, and later not found done',
	open: 'Open here, and found achieved',
	'not addressed': 'Found not addressed',
};

/** What inspections found since, beside where each part stands: neither changes the other. */
const foundPage = get({
	url: '/followup/across/found',
	opens: 'account',
	permit: relate,
	query: foundQuery,
	async handle({ tx, actor, query, demand }) {
		const force = await forceAsked(tx, actor, query.force, demand);
		const { rows, total } = await foundParts(tx, {
			force: force?.id ?? null,
			way: query.way,
			most: perPage,
			skip: (query.page - 1) * perPage,
		});
		const kept = { force: query.force, way: query.way };
		return view('across/found.njk', {
			tabs: followupTabs(actor, 'across'),
			force,
			ways: foundWays.map((way) => ({
				text: wayTexts[way],
				href: acrossHref('found', { ...kept, way }),
				active: way === query.way,
			})),
			rows: rows.map((row) => ({ ...foundLine(row), outcome: outcomeTexts[row.outcome] })),
			csvHref: acrossHref('found.csv', kept),
			pagination: paginationOf({ page: query.page, total, query: kept, noun: 'part' }),
		});
	},
});

const foundFile = get({
	url: '/followup/across/found.csv',
	opens: 'account',
	permit: relate,
	query: foundQuery,
	async handle({ tx, actor, query, demand }) {
		const force = await forceAsked(tx, actor, query.force, demand);
		const { rows } = await foundParts(tx, { force: force?.id ?? null, way: query.way });
		return file(
			'follow-up-found-by-inspections',
			[
				...['part', 'force', 'title', 'published on', 'state', 'since', 'found', 'found on', 'found by'],
				...['contradiction', 'illustrative'],
			],
			rows.map((row) => [
				...[citePart(row, row), row.force?.name ?? null, row.title, row.publishedOn.toString()],
				...[partStateTexts[row.state].text, row.since.toString(), outcomeTexts[row.outcome].text],
				...[row.foundOn.toString(), row.source, row.contradiction, yes(row.illustrative)],
			]),
		);
	},
});

const repeatsQuery = z.object({ force: slug, page: pageNumber });
/** Proposals on one page; whoever decides them sees the next. */
const mostProposed = 30;

/** What was said before: as people decided, and as the words let one think. */
const repeatsPage = get({
	url: '/followup/across/repeats',
	opens: 'account',
	permit: read,
	query: repeatsQuery,
	async handle({ tx, actor, query, demand }) {
		const staff = isStaff(actor);
		const force = await forceAsked(tx, actor, query.force, demand);
		const { rows, total } = await repeatsOf(tx, {
			force: force?.id ?? null,
			why: staff,
			most: perPage,
			skip: (query.page - 1) * perPage,
		});
		const notAddressed = staff
			? await foundNotAddressed(
					tx,
					rows.flatMap(({ id, earlier }) => [id, ...earlier.map((one) => one.id)]),
				)
			: new Map();
		const pairs = staff ? await proposalsOf(tx, force?.id ?? null) : [];
		const shown = pairs.slice(0, mostProposed);
		const named = new Map(
			(
				await inOrder(
					tx,
					[...new Set(shown.flatMap(({ later, earlier }) => [later, earlier]))].map((id) => ({ id })),
				)
			).map((one) => [one.id, one]),
		);
		return view('across/repeats.njk', {
			tabs: followupTabs(actor, 'across'),
			staff,
			mayDecide: mayTry(actor, decide),
			force,
			rows: rows.map((row) => repeatLine(row, notAddressed)),
			proposed: shown.flatMap(({ later, earlier, likeness }) => {
				const [one, other] = [named.get(later), named.get(earlier)];
				return one === undefined || other === undefined
					? []
					: [
							{
								later: { cited: citePromised(one), text: one.title ?? one.text, year: one.publishedOn.year },
								earlier: {
									cited: citePromised(other),
									text: other.title ?? other.text,
									year: other.publishedOn.year,
								},
								illustrative: one.illustrative || other.illustrative,
								likeness: likenessText(likeness),
								href: `/followup/${one.number}/related/${other.number}`,
							},
						];
			}),
			proposals: pairs.length,
			csvHref: acrossHref('repeats.csv', { force: query.force }),
			pagination: paginationOf({ page: query.page, total, query: { force: query.force }, noun: 'promise' }),
		});
	},
});

const repeatsFile = get({
	url: '/followup/across/repeats.csv',
	opens: 'account',
	permit: read,
	query: repeatsQuery,
	async handle({ tx, actor, query, demand }) {
		const staff = isStaff(actor);
		const force = await forceAsked(tx, actor, query.force, demand);
		const { rows } = await repeatsOf(tx, { force: force?.id ?? null, why: staff });
		return file(
			'follow-up-said-before',
			[
				...['promise', 'force', 'title', 'published on', 'said before in', 'first published on', 'open'],
				...(staff ? ['because', 'decided by'] : []),
				'illustrative',
			],
			rows.map((row) => [
				...[citePromised(row), row.force?.name ?? null, row.title, row.publishedOn.toString()],
				row.earlier.map(citePromised).join(' '),
				row.earlier[0]?.publishedOn.toString() ?? null,
				yes(row.open),
				...(staff ? [row.because, row.byName] : []),
				yes(row.illustrative),
			]),
		);
	},
});

export const listPages: Route[] = [closedPage, closedFile, foundPage, foundFile, repeatsPage, repeatsFile];

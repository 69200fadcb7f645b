import { z } from 'zod';
import {
	form,
	get,
	Invalid,
	Missing,
	mayTry,
	pageNumber,
	paginationOf,
	perPage,
	type Route,
	redirect,
	type Tx,
	view,
} from '../../foundation/index.ts';
import { todayIn } from '../../programmes/index.ts';
import { type LinkKind, linkKinds, linkPromised, linksOf, type PromiseLink } from '../acting/link.store.ts';
import { ofPromise, promisedAt } from '../acting/place.ts';
import { words } from '../register/fields.ts';
import { promisedByNumber } from '../register/promise.store.ts';
import { type Promised, promisedHref } from '../register/promise.ts';
import { followupTabs, promisedLine } from '../register/view.ts';
import { acrossPolicy } from './figures.ts';
import { likenessOf, likenessText } from './likeness.ts';
import { alike, inOrder, type Sharing, sharing, wordedIn } from './related.store.ts';
import { relationTexts } from './view.ts';

const { relate, decide } = acrossPolicy.can;

const by = ['words', 'theme', 'component', 'standard'] as const;
const byTexts: Readonly<Record<(typeof by)[number], string>> = {
	words: 'Alike in words',
	theme: 'Same theme',
	component: 'Same pillar or question',
	standard: 'Same standard',
};

/** What belongs with a promise: as it was decided, as its words let one think, and by what it is about. */
const relatedPage = get({
	url: '/followup/:number/related',
	opens: 'account',
	permit: relate,
	params: ofPromise,
	query: z.object({ by: z.enum(by).catch('words'), page: pageNumber }),
	async handle({ tx, actor, params, query, demand }) {
		const promised = await promisedAt(tx, params, { actor, demand });
		const links = await linksOf(tx, promised.id);
		const href = promisedHref(promised, 'related');
		return view('across/related.njk', {
			tabs: followupTabs(actor, 'across'),
			mayDecide: mayTry(actor, decide),
			promised: promisedLine(promised, await todayIn(tx)),
			by: query.by,
			ways: by
				.filter((way) => way === 'words' || promised[way] !== null)
				.map((way) => ({ text: byTexts[way], href: `${href}?by=${way}`, active: way === query.by })),
			...(query.by === 'words'
				? await byWords(tx, promised, links)
				: await bySharing(tx, promised, { what: query.by, page: query.page, links })),
		});
	},
});

async function byWords(tx: Tx, promised: Promised, links: readonly PromiseLink[]) {
	const today = await todayIn(tx);
	const decided = new Map(links.map((link) => [link.other.id, link]));
	const found = await alike(tx, promised);
	const others = await inOrder(tx, [...found, ...links.map(({ other }) => ({ id: other.id }))]);
	const byId = new Map(others.map((other) => [other.id, promisedLine(other, today)]));
	const likeness = new Map(found.map((one) => [one.id, likenessText(one.likeness)]));
	return {
		decided: links.flatMap((link) => {
			const other = byId.get(link.other.id);
			return other === undefined
				? []
				: [
						{
							...other,
							relation: { ...relationTexts[link.kind], text: relationText(link) },
							because: link.because,
							byName: link.byName,
							at: link.at,
							likeness: likeness.get(other.id) ?? null,
							removeHref: promisedHref(promised, `links/${link.id}/remove`),
						},
					];
		}),
		proposed: found.flatMap(({ id }) => {
			const other = byId.get(id);
			return other === undefined || decided.has(id)
				? []
				: [
						{
							...other,
							likeness: likeness.get(id),
							decideHref: promisedHref(promised, `related/${other.number}`),
						},
					];
		}),
	};
}

function relationText({ kind, from }: Pick<PromiseLink, 'kind' | 'from'>): string {
	if (kind !== 'repeats') return relationTexts[kind].text;
	return from ? 'Said before' : 'Said again';
}

async function bySharing(
	tx: Tx,
	promised: Promised,
	{ what, page, links }: { what: Sharing; page: number; links: readonly PromiseLink[] },
) {
	const today = await todayIn(tx);
	const found = await sharing(tx, promised, what, { most: perPage, skip: (page - 1) * perPage });
	return {
		value: what === 'component' ? (promised.componentTitle ?? promised.component) : promised[what],
		registerHref:
			what === 'theme' ? `/followup?${new URLSearchParams({ theme: promised.theme ?? '' })}` : null,
		shares: found.promised.map((other) => {
			const link = links.find((one) => one.other.id === other.id);
			return {
				...promisedLine(other, today),
				relation: link === undefined ? null : { ...relationTexts[link.kind], text: relationText(link) },
				decideHref: link === undefined ? promisedHref(promised, `related/${other.number}`) : null,
			};
		}),
		pagination: paginationOf({ page, total: found.total, query: { by: what }, noun: 'promise' }),
	};
}

const reason = words('Enter why, for colleagues who come later', 1000);

/** Two promises side by side, and whether one repeats the other. A pair that is refused is not proposed again. */
const decidePages = form({
	url: '/followup/:number/related/:other',
	opens: 'account',
	permit: decide,
	params: ofPromise.extend({ other: ofPromise.shape.number }),
	view: 'across/decide.njk',
	fields: z.object({ kind: z.enum(linkKinds, 'Choose how the two belong together'), because: reason }),
	async load({ tx, actor, params, demand }) {
		const one = await promisedAt(tx, params, { actor, demand });
		const other = await promisedByNumber(tx, Number(params.other));
		if (other === null || other.id === one.id) throw new Missing();
		const [earlier, later] =
			Temporal.PlainDate.compare(one.publishedOn, other.publishedOn) > 0 ? [other, one] : [one, other];
		const link = (await linksOf(tx, one.id)).find((each) => each.other.id === other.id);
		const worded = await wordedIn(tx, { ids: [one.id, other.id] });
		const likeness = likenessOf(worded[0]?.stems ?? [], worded[1]?.stems ?? []);
		const today = await todayIn(tx);
		return {
			back: promisedHref(one, 'related'),
			action: promisedHref(one, `related/${other.number}`),
			later: promisedLine(later, today),
			earlier: promisedLine(earlier, today),
			likeness: likeness === null ? null : likenessText(likeness),
			decided: link === undefined ? null : relationTexts[link.kind].text,
			shared: sharedBy(one, other),
			kinds: kindsFor(later, earlier),
		};
	},
	async submit({ tx, values: { kind, because }, data: { later, earlier, kinds, back } }) {
		if (!kinds.some(({ value }) => value === kind))
			throw new Invalid({ kind: 'Only what the same force was asked on different days repeats itself' });
		await asDecided(() => linkPromised(tx, { from: later.id, to: earlier.id, kind, because }));
		return redirect(back, doneTexts[kind]);
	},
});

const doneTexts: Readonly<Record<LinkKind, string>> = {
	repeats: 'It is kept that the later one says again what the earlier one said.',
	related: 'It is kept that the two are related.',
	unrelated: 'It is kept that the two are not related. They are not proposed again.',
};

/** The form of links has a field for the other promise, and this one has not. */
async function asDecided(work: () => Promise<void>): Promise<void> {
	try {
		await work();
	} catch (error) {
		if (!(error instanceof Invalid)) throw error;
		throw new Invalid({ '': 'Somebody has decided this already. Go back to see how.' });
	}
}

function kindsFor(later: Promised, earlier: Promised) {
	const repeats =
		later.force?.id === earlier.force?.id &&
		later.everybody === earlier.everybody &&
		Temporal.PlainDate.compare(later.publishedOn, earlier.publishedOn) > 0;
	const again = `The later one says again what the earlier one said: identified in ${earlier.publishedOn.year}, and again in ${later.publishedOn.year}`;
	return [
		...(repeats ? [{ value: 'repeats', text: again }] : []),
		{ value: 'related', text: 'They are about the same' },
		{
			value: 'unrelated',
			text: 'They have nothing to do with each other',
			hint: 'The two are not proposed again.',
		},
	];
}

/** What two promises are both about, in words. */
function sharedBy(one: Promised, other: Promised): string[] {
	const same = <Value>(a: Value | null, b: Value | null) => a !== null && a === b;
	return [
		...(same(one.theme, other.theme) ? [`Theme: ${one.theme}`] : []),
		...(same(one.component, other.component)
			? [`Pillar or question: ${one.componentTitle ?? one.component}`]
			: []),
		...(same(one.standard, other.standard) ? [`Standard: ${one.standard}`] : []),
	];
}

export const relatedPages: Route[] = [relatedPage, ...decidePages];

import { z } from 'zod';
import {
	get,
	Missing,
	mayTry,
	type Part,
	post,
	record,
	redirect,
	type Services,
	type Tx,
	view,
} from '../../foundation/index.ts';
import { editionsOf } from '../gathering/edition.store.ts';
import { one, releaseAt } from '../gathering/fields.ts';
import { instantInWords } from '../gathering/london.ts';
import type { FactSource } from '../gathering/ports.ts';
import { citeRelease, type EditionHead, isPublic, type Release, releaseHref } from '../gathering/release.ts';
import { nowIn } from '../reading/reader.store.ts';
import { type BundleKind, bundlesOf, type KeptBundle } from './bundle.store.ts';
import { keyPages } from './key.pages.ts';
import { askForBundle, demandMakeable } from './make.job.ts';
import { bundlePolicy, keyPolicy } from './policy.ts';
import { fromShelf } from './shelf.ts';

const { see, take, make } = bundlePolicy.can;
const kinds = ['public', 'staff'] as const;
const asked = z.object({ edition: z.uuid(), kind: z.enum(kinds) });

/** Its bundles, on the page of a release. */
export const bundlesFact: FactSource = async (tx, release, actor) => {
	const editions = await frozenOf(tx, release);
	if (editions.length === 0 || !mayTry(actor, see)) return [];
	const made = await bundlesOf(
		tx,
		editions.map(({ id }) => id),
	);
	const kindsMade = kinds.filter((kind) => made.some((one) => one.kind === kind));
	const text =
		kindsMade.length === 0
			? 'None is made'
			: said[kindsMade.length === 2 ? 'both' : (kindsMade[0] ?? 'public')];
	return [{ key: 'Bundles', text, href: releaseHref(release, 'bundles') }];
};

const said = { public: 'For everybody', staff: 'For staff', both: 'For everybody, and for staff' } as const;
const titles: Readonly<Record<BundleKind, string>> = { public: 'For everybody', staff: 'For staff' };

async function frozenOf(tx: Tx, { id }: Pick<Release, 'id'>): Promise<EditionHead[]> {
	return (await editionsOf(tx, id)).filter(({ voidAt }) => voidAt === null);
}

/** The bundles of a release, where staff have them made and take them; and the keys that they are signed with. */
export function bundlePart(services: Services): Part {
	return {
		policies: [keyPolicy, bundlePolicy],
		routes: [
			...keyPages(),
			get({
				url: '/releases/:id/bundles',
				opens: 'account',
				permit: see,
				params: one,
				async handle({ tx, actor, params }) {
					const release = await releaseAt(tx, params);
					const editions = await frozenOf(tx, release);
					const made = await bundlesOf(
						tx,
						editions.map(({ id }) => id),
					);
					const now = await nowIn(tx);
					const may = mayTry(actor, take);
					return view('bundle/bundles.njk', {
						release: {
							title: release.title,
							cited: citeRelease(release),
							href: releaseHref(release),
							makeAction: releaseHref(release, 'bundles'),
						},
						mayMake: mayTry(actor, make),
						editions: editions.map((edition) => editionLine(release, edition, { made, now, may })),
					});
				},
			}),
			post({
				url: '/releases/:id/bundles',
				opens: 'account',
				permit: make,
				params: one,
				fields: asked,
				async handle({ tx, params, values: { edition: wanted, kind } }) {
					const release = await releaseAt(tx, params);
					const found = (await editionsOf(tx, release.id)).find(({ id }) => id === wanted);
					const edition = demandMakeable(found, kind, await nowIn(tx));
					return redirect(`/work/${await askForBundle(tx, release, edition, kind)}`);
				},
			}),
			get({
				url: '/releases/:id/bundles/:number/:kind',
				opens: 'account',
				permit: take,
				params: one.extend({ number: z.coerce.number().int().min(1), kind: z.enum(kinds) }),
				async handle({ tx, params: { id, number, kind } }) {
					const release = await releaseAt(tx, { id });
					const edition = (await frozenOf(tx, release)).find((one) => one.number === number);
					const made = edition === undefined ? [] : await bundlesOf(tx, [edition.id]);
					const found = made.find((one) => one.kind === kind);
					if (found === undefined) throw new Missing();
					await record(tx, {
						subject: { kind: 'release', id: release.id },
						action: 'bundle taken',
						after: { name: found.name },
					});
					return bundleFile(services, found);
				},
			}),
		],
	};
}

/** A bundle as a download; it is read as it is sent. */
export function bundleFile(services: Pick<Services, 'dataFolder'>, { name, size, sha256 }: KeptBundle) {
	return {
		kind: 'file',
		name,
		type: 'application/zip',
		size,
		open: () => fromShelf(services, sha256),
	} as const;
}

function editionLine(
	release: Release,
	edition: EditionHead,
	{ made, now, may }: { made: readonly KeptBundle[]; now: Temporal.Instant; may: boolean },
) {
	const isOut = isPublic(edition, now);
	return {
		id: edition.id,
		number: edition.number,
		public: isOut,
		instant: instantInWords(edition.releaseAt),
		bundles: kinds.map((kind) => {
			const found = made.find((one) => one.edition === edition.id && one.kind === kind);
			return {
				kind,
				title: titles[kind],
				makeable: kind === 'staff' || isOut,
				made:
					found === undefined
						? null
						: {
								name: found.name,
								size: found.size,
								at: found.madeAt,
								href: may ? releaseHref(release, `bundles/${edition.number}/${kind}`) : null,
							},
			};
		}),
	};
}

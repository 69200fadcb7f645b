import { z } from 'zod';
import {
	type CsvValue,
	choicesIn,
	csv,
	get,
	Missing,
	mayTry,
	oneOf,
	pageNumber,
	paginationOf,
	perPage,
	type Route,
	type Tx,
	view,
} from '../../foundation/index.ts';
import { inspectionById, inspectionTabs, programmeBySlug, programmeTabs } from '../../programmes/index.ts';
import { newestEditions } from './edition.store.ts';
import { one } from './fields.ts';
import { releasePolicy } from './policy.ts';
import type { GatheringPorts } from './ports.ts';
import { countReleases, type Releases, releasesOf } from './release.store.ts';
import {
	citeRelease,
	type EditionHead,
	type Release,
	type ReleaseKind,
	type ReleaseState,
	releaseKinds,
	releaseStates,
} from './release.ts';
import { nowIn } from './releasing.store.ts';
import { isMarked, releaseLine } from './view.ts';

const { read, prepare } = releasePolicy.can;

const filters = z.object({
	kind: oneOf(releaseKinds),
	state: oneOf(releaseStates),
	page: pageNumber.default(1),
});

type Filters = { kind?: ReleaseKind | undefined; state?: ReleaseState | undefined };

/** What a query asks for, without what it does not say. */
function wanted({ kind, state }: Filters) {
	return { ...(kind === undefined ? {} : { kind }), ...(state === undefined ? {} : { state }) };
}

export function listPages(ports: GatheringPorts): Route[] {
	return [listPage, listFile, programmePage(ports), inspectionPage(ports)];
}

/** Releases as rows, each with its newest edition; three queries for however many. */
export async function linesOf(tx: Tx, which: Releases) {
	const releases = await releasesOf(tx, which);
	const editions = await newestEditions(
		tx,
		releases.map(({ id }) => id),
	);
	const now = await nowIn(tx);
	return releases.map((release) => releaseLine(release, editions.get(release.id) ?? null, now));
}

const listPage = get({
	url: '/releases',
	opens: 'account',
	permit: read,
	query: filters,
	async handle({ tx, actor, query: { page, ...asked } }) {
		const filter = wanted(asked);
		const without = (name: string) =>
			`?${new URLSearchParams(Object.entries(filter).filter(([each]) => each !== name))}`;
		return view('gathering/list.njk', {
			look: { values: filter },
			kindItems: choicesIn(releaseKinds),
			stateItems: choicesIn(releaseStates),
			applied: [
				...(filter.kind === undefined
					? []
					: [{ name: 'Kind', text: releaseKinds[filter.kind], href: without('kind') }]),
				...(filter.state === undefined
					? []
					: [{ name: 'State', text: releaseStates[filter.state], href: without('state') }]),
			],
			releases: await linesOf(tx, { ...filter, most: perPage, skip: (page - 1) * perPage }),
			pages: paginationOf({
				page,
				total: await countReleases(tx, filter),
				query: filter,
				noun: 'release',
			}),
			csvHref: `/releases.csv?${new URLSearchParams(filter)}`,
			newHref: mayTry(actor, prepare) ? '/releases/new' : null,
		});
	},
});

const listFile = get({
	url: '/releases.csv',
	opens: 'account',
	permit: read,
	query: filters,
	async handle({ tx, query: { page: _page, ...asked } }) {
		const releases = await releasesOf(tx, wanted(asked));
		const editions = await newestEditions(
			tx,
			releases.map(({ id }) => id),
		);
		return {
			kind: 'data',
			type: 'text/csv; charset=utf-8',
			body: csv(
				[
					'release',
					'title',
					'kind',
					'programme',
					'state',
					'release_at',
					'deliver_at',
					'edition',
					'approved_by',
					'approved_at',
					'void_because',
					'illustrative',
				],
				releases.map((release) => rowOf(release, editions.get(release.id) ?? null)),
			),
			saveAs: 'releases.csv',
		};
	},
});

function rowOf(release: Release, edition: EditionHead | null): CsvValue[] {
	const { title, kind, programme, state, releaseAt, deliverAt } = release;
	return [
		citeRelease(release),
		title,
		releaseKinds[kind],
		programme?.name ?? null,
		releaseStates[state],
		releaseAt?.toString() ?? null,
		deliverAt?.toString() ?? null,
		edition?.number ?? null,
		edition?.approvedBy?.name ?? null,
		edition?.approvedAt?.toString() ?? null,
		edition?.voidBecause ?? null,
		isMarked(release, edition) ? 'yes' : 'no',
	];
}

function programmePage({ programmeTabs: tabs = [] }: GatheringPorts): Route {
	return get({
		url: '/programmes/:slug/releases',
		opens: 'account',
		permit: read,
		params: z.object({ slug: z.string().max(200) }),
		async handle({ tx, actor, params }) {
			const programme = await programmeBySlug(tx, params.slug);
			if (programme === null) throw new Missing();
			return view('gathering/programme.njk', {
				programme,
				tabs: programmeTabs(programme, 'releases', { actor, programmeTabs: tabs }),
				releases: await linesOf(tx, { programme: programme.id }),
				newHref: mayTry(actor, prepare)
					? `/releases/new?${new URLSearchParams({ programme: programme.slug })}`
					: null,
			});
		},
	});
}

function inspectionPage({ tabs }: GatheringPorts): Route {
	return get({
		url: '/inspections/:id/releases',
		opens: 'account',
		permit: read,
		params: one,
		async handle({ tx, params }) {
			const inspection = await inspectionById(tx, params.id);
			if (inspection === null) throw new Missing();
			return view('gathering/inspection.njk', {
				inspection,
				tabs: inspectionTabs(inspection, 'releases', tabs),
				releases: await linesOf(tx, { inspection: inspection.id }),
			});
		},
	});
}

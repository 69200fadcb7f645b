import { get, Missing, type Route, type Services, type Tx, view } from '../../foundation/index.ts';
import { forceAt, judgmentsNow, meaningsNow, type PublicForce, recordOf } from '../record/index.ts';
import { endings, tableAnswer } from '../table.ts';
import { type T, wordsIn } from '../words/words.ts';
import { bySlug, cameBy, forceOr, headOf, ofForce } from './force.pages.ts';
import { hrefOf } from './force.view.ts';
import { publishedForcePolicy } from './policy.ts';
import { recordTable, recordView } from './record.view.ts';

const { read } = publishedForcePolicy.can;

/** How a force was judged over the years. */
export function recordPages({ settings }: Services): Route[] {
	return [
		get({
			url: '/police-forces/:slug/record',
			opens: 'public',
			permit: read,
			params: bySlug,
			query: cameBy,
			keep: ofForce,
			async handle({ tx, params, query, request }) {
				const at = await forceOr(tx, params.slug, { tail: '/record', language: request.language });
				if ('answer' in at) return at.answer;
				const t = wordsIn(request.language);
				const head = await headOf(tx, { ...at, was: query.was }, t);
				return view('policeForces/record.njk', {
					...head,
					record: recordView(await recordIn(tx, at.force, t)),
				});
			},
		}),
		...endings.map((ending) =>
			get({
				url: `/police-forces/:slug/record.${ending}`,
				opens: 'public',
				open: true,
				permit: read,
				params: bySlug,
				keep: ({ params }) => ofForce({ params, query: {} }),
				async handle({ tx, params }) {
					const force = await theForce(tx, params.slug);
					return tableAnswer(recordTable(await recordIn(tx, force)), {
						ending,
						name: `${force.slug}-record`,
						path: `${hrefOf(force)}/record`,
						site: settings.current(),
					});
				},
			}),
		),
	];
}

/** Files stand at the address of the force alone. */
export async function theForce(tx: Tx, slug: string): Promise<PublicForce> {
	const { address } = await forceAt(tx, slug);
	if (address?.kind !== 'here') throw new Missing();
	return address.force;
}

async function recordIn(tx: Tx, { id }: PublicForce, t?: T) {
	return recordOf(await judgmentsNow(tx, { forces: [id] }), await meaningsNow(tx, t));
}

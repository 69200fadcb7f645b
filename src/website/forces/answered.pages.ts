import { z } from 'zod';
import { get, Missing, type Route, type Tx, view } from '../../foundation/index.ts';
import { type PublicForce, plansNow, responsesNow, stagesOf } from '../record/index.ts';
import { type T, wordsIn } from '../words/words.ts';
import { planLine, planView, responseLine, responseView, stageLine } from './answered.view.ts';
import { bySlug, cameBy, forceOr, headOf, ofForce } from './force.pages.ts';
import { publishedForcePolicy } from './policy.ts';
import { theForce } from './record.pages.ts';

const { read } = publishedForcePolicy.can;
const common = { opens: 'public', permit: read } as const;

/** A page of all of one kind that is public of a force. */
function ofOneForce(
	tail: string,
	title: string,
	shown: (tx: Tx, force: PublicForce, t: T) => Promise<Record<string, unknown>>,
) {
	return get({
		...common,
		url: `/police-forces/:slug${tail}`,
		params: bySlug,
		query: cameBy,
		keep: ofForce,
		async handle({ tx, params, query, request }) {
			const at = await forceOr(tx, params.slug, { tail, language: request.language });
			if ('answer' in at) return at.answer;
			const t = wordsIn(request.language);
			return view('policeForces/answered.njk', {
				...(await headOf(tx, { ...at, was: query.was }, t)),
				title: t(title),
				responses: [],
				plans: [],
				stages: [],
				...(await shown(tx, at.force, t)),
			});
		},
	});
}

const oneResponse = get({
	...common,
	url: '/police-forces/:slug/responses/:release/:document',
	params: bySlug.extend({ release: z.string().max(200), document: z.string().max(200) }),
	keep: ({ params }) => ofForce({ params, query: {} }),
	async handle({ tx, params: { slug, release, document }, request }) {
		const force = await theForce(tx, slug);
		const [found] = await responsesNow(tx, { force: force.id, release, document });
		if (found === undefined) throw new Missing();
		return view('policeForces/response.njk', {
			force: { name: force.name, slug: force.slug, href: `/police-forces/${force.slug}` },
			response: responseView(found, wordsIn(request.language)),
		});
	},
});

const onePlan = get({
	...common,
	url: '/police-forces/:slug/plans/:number',
	params: bySlug.extend({ number: z.coerce.number().int().min(1).max(1_000_000_000) }),
	keep: ({ params }) => ofForce({ params, query: {} }),
	async handle({ tx, params: { slug, number }, request }) {
		const force = await theForce(tx, slug);
		const [found] = await plansNow(tx, { force: force.id, number });
		if (found === undefined) throw new Missing();
		return view('policeForces/plan.njk', {
			force: { name: force.name, slug: force.slug, href: `/police-forces/${force.slug}` },
			plan: planView(found, wordsIn(request.language)),
		});
	},
});

/** What others say and decide about what a force was asked: policing bodies, the force itself, the inspectorate. */
export const answeredPages: Route[] = [
	ofOneForce('/responses', 'forces.responses.title', async (tx, { id }, t) => ({
		kind: 'responses',
		responses: (await responsesNow(tx, { force: id })).map((one) => responseLine(one, t)),
	})),
	oneResponse,
	ofOneForce('/plans', 'forces.plans.title', async (tx, { id }, t) => ({
		kind: 'plans',
		plans: (await plansNow(tx, { force: id })).map((one) => planLine(one, t)),
	})),
	onePlan,
	ofOneForce('/monitoring', 'forces.stage.title', async (tx, { id }, t) => ({
		kind: 'stages',
		stages: (await stagesOf(tx, id)).map((one) => stageLine(one, t)),
	})),
];

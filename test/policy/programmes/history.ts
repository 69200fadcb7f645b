import type { SignedIn } from '../../people.ts';
import type { Example } from '../example.ts';
import type { Arranged, World } from '../world.ts';
import { aForce } from './a-force.ts';
import { aFramework, aJudgment } from './a-judgment.ts';

const ofForce = async (world: World, who: SignedIn): Promise<Arranged> => ({
	params: { slug: (await aForce(world, who)).slug },
});

const fields = {
	component: 'food-and-rest',
	grade: 'weak',
	'published-day': '1',
	'published-month': '6',
	'published-year': '2022',
	source: 'A report',
};

const ofFramework =
	(typed: Arranged['fields'] = {}) =>
	async (world: World, who: SignedIn): Promise<Arranged> => {
		const { framework, version } = await aFramework(world);
		return {
			params: { slug: (await aForce(world, who)).slug, framework: `${framework}@${version}` },
			fields: typed,
		};
	};

const ofJudgment =
	(typed: Arranged['fields'] = {}) =>
	async (world: World, who: SignedIn): Promise<Arranged> => ({
		params: await aJudgment(world, who),
		fields: typed,
	});

export const historyExamples: Readonly<Record<string, Example>> = {
	'GET /forces/:slug/judgments': { arrange: ofForce },
	'GET /forces/:slug/judgments.csv': { arrange: ofForce },
	'GET /forces/:slug/judgments/:id': { arrange: ofJudgment() },
	'GET /forces/:slug/judgments/add': { arrange: ofForce },
	'POST /forces/:slug/judgments/add': {
		arrange: async (world, who) => {
			const { framework, version } = await aFramework(world);
			return { ...(await ofForce(world, who)), fields: { framework: `${framework}@${version}` } };
		},
	},
	'GET /forces/:slug/judgments/add/:framework': { arrange: ofFramework() },
	'POST /forces/:slug/judgments/add/:framework': { arrange: ofFramework(fields) },
	'GET /forces/:slug/judgments/:id/correct': { arrange: ofJudgment() },
	'POST /forces/:slug/judgments/:id/correct': {
		arrange: ofJudgment({ ...fields, reason: 'The report names another question' }),
	},
	'GET /forces/:slug/judgments/:id/withdraw': { arrange: ofJudgment() },
	'POST /forces/:slug/judgments/:id/withdraw': {
		arrange: ofJudgment({ reason: 'It is of another force' }),
	},
};

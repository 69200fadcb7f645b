import type { Answer, Ask, Asked, Fact, Resolver, Said } from '../../src/documents/index.ts';
import { drawChart } from '../../src/figures/index.ts';

/** Answers from a small world of its own, with every kind of answer: found, unknown, refused, withdrawn, empty. */
export function resolverForTests(): Resolver & { readonly asked: Map<string, number> } {
	const asked = new Map<string, number>();
	const port =
		<Found>(name: string, known: Record<string, Found>, thing: string): Ask<Found> =>
		async (questions) => {
			asked.set(name, (asked.get(name) ?? 0) + 1);
			return questions.map((question) => answerFrom(known, question, thing));
		};
	return {
		asked,
		figure: port('figure', figures, 'figure'),
		compare: port('compare', comparisons, 'comparison'),
		judgment: port('judgment', judgments, 'judgment'),
		term: port('term', terms, 'term'),
		chart: async (questions) =>
			Promise.all(
				questions.map(async (question) =>
					answerFrom(
						{
							'find-rate': { drawn: await drawChart(findRate(true)), facts: [fact('find-rate')] },
							'no-figures': { drawn: await drawChart(findRate(false)), facts: [] },
						},
						question,
						'chart',
					),
				),
			),
		table: port('table', tables, 'table'),
		finding: port('finding', findings, 'finding'),
		box: port('box', boxes, 'recommendation'),
		grade: port('grade', grades, 'question'),
		grades: port('grades', gradeTables, 'programme'),
		matrix: port('matrix', matrices, 'programme'),
		scoping: port('scoping', scopings, 'inspection'),
		meanings: port('meanings', meanings, 'framework'),
		text: port('text', texts, 'text'),
	};
}

function answerFrom<Found>(known: Record<string, Found>, { name }: Asked, thing: string): Answer<Found> {
	if (name === 'kept-back')
		return {
			refused: 'This figure is suppressed, because it is of fewer than five people.',
			mend: 'Take it out.',
		};
	const found = Object.hasOwn(known, name) ? known[name] : undefined;
	return found === undefined ? { unknown: thing, nearest: Object.keys(known).slice(0, 3) } : { found };
}

function fact(id: string, more: Partial<Fact> = {}): Fact {
	return {
		id,
		of: 'figure',
		title: 'Share of searches that found what was looked for',
		value: '12.5',
		unit: 'percent',
		numerator: '125',
		denominator: '1000',
		base: 'searches',
		window: {
			since: Temporal.PlainDate.from('2013-07-01'),
			until: Temporal.PlainDate.from('2014-06-30'),
			inWords: 'the year to 30 June 2014',
		},
		area: { id: 'E23000001', name: 'A Constabulary' },
		...more,
	};
}

const figures: Record<string, Said> = {
	'find-rate': { text: '12.5%', facts: [fact('find-rate')] },
	'find-rate-nation': { text: '20%', facts: [fact('find-rate-nation', { value: '20' })] },
	'find-rate-withdrawn': {
		text: '13%',
		facts: [
			fact('find-rate-withdrawn', {
				value: '13',
				vintage: { id: 'v1', inWords: 'release of July 2014', since: null, withdrawn: true },
			}),
		],
	},
};

const comparisons: Record<string, Said> = {
	'find-rate': {
		text: 'lower than',
		facts: [fact('find-rate'), fact('find-rate-nation', { value: '20' })],
		wording: { word: 'lower', rule: 'The intervals do not overlap.' },
	},
};

const judgments: Record<string, Said> = {
	'finding-things': {
		text: 'The judgment from the 2013 inspection has been carried over.',
		facts: [fact('j1', { of: 'judgment', value: null, unit: 'words' })],
	},
};

const terms = { safeguarding: { slug: 'safeguarding' }, 'dip sample': { slug: 'dip-sample' } };

const tables = {
	'find-rate': {
		caption: 'Searches and what they found',
		head: [{ text: 'Force' }, { text: 'Searches', numeric: true }, { text: 'Found', numeric: true }],
		rows: [
			[
				{ text: 'A Constabulary' },
				{ text: '1,000', numeric: true, facts: [fact('searches')] as const },
				{ text: '12.5%', numeric: true, facts: [fact('find-rate')] as const },
			],
			[{ text: 'B Police' }, { text: '2,000', numeric: true }, { text: '20%', numeric: true }],
		],
		source: 'Example returns, release of July 2014',
		notes: ['Searches of vehicles are left out.'],
	},
};

const findings = {
	F1: {
		markdown: 'Of the searches, :figure[find-rate]{area=a} found something.\n\n- One thing\n- Another thing',
	},
	F2: { markdown: 'A finding that quotes :figure[unheard-of].' },
};

const boxes = {
	R1: {
		reference: 'R1',
		title: 'Supervise searches',
		markdown: 'The chief constable should make sure that *every* search is supervised.',
		addressee: 'Chief constable',
		due: Temporal.PlainDate.from('2015-03-31'),
	},
};

const good = { title: 'Good', rank: 1 / 3 };
const inadequate = { title: 'Inadequate', rank: 1 };

const grades = { 'finding-things': { of: 'Finding things', grade: good, note: null } };

const gradeTables = {
	'things-2014': {
		caption: 'What we judged',
		rows: [
			{
				level: 'pillar' as const,
				title: 'Effectiveness',
				target: null,
				grade: good,
				lastInspected: '2014',
				note: null,
			},
			{
				level: 'question' as const,
				title: 'Finding things',
				target: 'finding-things',
				grade: inadequate,
				lastInspected: '2013',
				note: 'Carried over',
			},
		],
	},
};

const matrices = {
	'things-2014': {
		caption: 'Beside the forces most similar to it',
		components: ['Effectiveness', 'Efficiency'],
		forces: [
			{ name: 'A Constabulary', chosen: true, grades: [good, inadequate] },
			{ name: 'B Police', chosen: false, grades: [good, { title: null, rank: null }] },
		],
		notes: [],
	},
};

const scopings = {
	'things-2014': {
		caption: 'What we inspected',
		rows: [
			{ pillar: 'Effectiveness', question: 'Finding things', inspected: true, note: null },
			{ pillar: 'Effectiveness', question: 'Keeping things', inspected: false, note: 'Judged in 2013' },
		],
	},
};

const meanings = {
	'things-2014': [
		{ term: 'Good', meaning: 'Most things are found.' },
		{ term: 'Inadequate', meaning: 'Too few things are found.' },
	],
};

const texts = {
	annex: { markdown: '# Annex A: about the data\n\nThe data are examples.\n\n## Sources\n\nThere are none.' },
	'within-itself': { markdown: 'Again:\n\n::text[within-itself]' },
};

function findRate(withFigures: boolean) {
	return {
		kind: 'ranked' as const,
		title: 'A Constabulary finds less than B Police',
		subtitle: 'Share of searches that found something, year to June 2014',
		source: 'Example returns',
		measure: { kind: 'proportion' as const, decimals: 1, unit: 'of searches' },
		areas: withFigures
			? [
					{ name: 'A Constabulary', value: '0.125', role: 'chosen' as const },
					{ name: 'B Police', value: '0.2' },
				]
			: [],
	};
}

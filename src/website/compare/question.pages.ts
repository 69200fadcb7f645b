import { z } from 'zod';
import { get, Missing, type Route, type Tx, view } from '../../foundation/index.ts';
import {
	judgmentsNow,
	lookOf,
	type Meanings,
	meaningsNow,
	type PublicForce,
	type PublicJudgment,
	registerNow,
} from '../record/index.ts';
import { type T, wordsIn } from '../words/words.ts';
import { chosenOf, forcesShape } from './choice.ts';
import { choiceProblems } from './choice.view.ts';
import { questionHref } from './grades.view.ts';
import { comparisonPolicy } from './policy.ts';
import { acrossForces, type Graded, newestOf } from './question.ts';

const { read } = comparisonPolicy.can;

const name = z.string().max(200);

const page = get({
	url: '/compare/questions/:framework/:component',
	opens: 'public',
	permit: read,
	params: z.object({ framework: name, component: name }),
	query: z.object({ force: forcesShape }),
	keep: () => ['all'],
	async handle({ tx, params, query, request }) {
		const t = wordsIn(request.language);
		const judged = newestOf(await judgmentsNow(tx, { question: params }));
		const [first] = judged;
		if (first === undefined) throw new Missing();
		const register = await registerNow(tx);
		const choice = await chosenOf(tx, register, query.force);
		const meanings = await meaningsNow(tx, t);
		const { scales, apart } = acrossForces(judged, meanings);
		const round = newestVersion(params.framework, meanings);
		const earlier = await earlierOf(tx, params, { judged, meanings });
		const there = new Set(judged.map(({ force }) => force.id));
		return view('comparing/question.njk', {
			title: first.title,
			asks: first.asks,
			round: round?.title ?? params.framework,
			problems: choiceProblems(choice, t),
			chosen: choice.forces.map((force) => {
				const own = [...judged, ...earlier.flatMap(({ judgments }) => judgments)].find(
					(one) => one.force.id === force.id,
				);
				return {
					name: force.name,
					earlier: own !== undefined && !judged.includes(own),
					judgment: own === undefined ? null : judgmentLine(own, { meanings, t, chosen: [] }),
				};
			}),
			back: choice.forces.map(({ slug }) => `force=${encodeURIComponent(slug)}`).join('&'),
			scales: scales.map((graded) => gradedLine(graded, { meanings, t, chosen: choice.forces })),
			apart,
			earlier: earlier.map(({ title, because, judgments }) => ({
				title,
				because,
				judgments: judgments.map((one) => judgmentLine(one, { meanings, t, chosen: choice.forces })),
			})),
			later: laterOf(params, meanings),
			without: register.current
				.filter(
					({ id }) =>
						!there.has(id) &&
						!earlier.some(({ judgments }) => judgments.some(({ force }) => force.id === id)),
				)
				.map((force) => force.name),
			illustrative: judged.some((one) => one.illustrative),
		});
	},
});

type At = { meanings: Meanings; t: T; chosen: readonly PublicForce[] };

function judgmentLine(one: PublicJudgment, { meanings, t, chosen }: At) {
	const cycle = meanings.of(one.given)?.cycle ?? null;
	return {
		name: one.force.name,
		href: one.summaryHref ?? `/publications/${one.release.slug}`,
		grade: one.gradeTitle,
		look: lookOf(one),
		inspected: t('compare.grades.inspected', { year: one.lastInspected }),
		carriedOver: one.carriedOver,
		scale: cycle === null || cycle === one.lastInspected ? null : t('compare.grades.scale', { cycle }),
		direction: one.direction === null ? null : t(`compare.question.direction.${one.direction}`),
		directionIllustrative: one.direction !== null && one.directionIllustrative,
		chosen: chosen.some(({ id }) => id === one.force.id),
		illustrative: one.illustrative,
	};
}

function gradedLine({ meaning, grades, count }: Graded, at: At) {
	return {
		title: meaning?.inspection ?? null,
		count,
		grades: grades.map(({ grade, title, means, judgments }) => ({
			grade: title,
			look: lookOf({
				grade,
				rank: judgments[0]?.rank ?? meaning?.grades.find((each) => each.grade === grade)?.rank ?? null,
			}),
			means,
			count: judgments.length,
			/** In twentieths, so that a class says how long its bar is; one force is there to be seen. */
			share: Math.max(
				judgments.length === 0 ? 0 : 1,
				Math.round((judgments.length / Math.max(1, count)) * 20),
			),
			forces: judgments.map((one) => judgmentLine(one, at)),
		})),
	};
}

function newestVersion(framework: string, { all }: Meanings) {
	return all.findLast((each) => each.framework === framework);
}

/** Forces that were last judged on what this question goes on from, with the sentence that keeps the two apart. */
async function earlierOf(
	tx: Tx,
	{ framework, component }: { framework: string; component: string },
	{ judged, meanings }: { judged: readonly PublicJudgment[]; meanings: Meanings },
) {
	const round = newestVersion(framework, meanings);
	const own = round?.components.find((each) => each.component === component);
	const there = new Set(judged.map(({ force }) => force.id));
	const found: { title: string; because: string | null; judgments: PublicJudgment[] }[] = [];
	for (const key of own?.continues ?? []) {
		const [before = '', named = ''] = key.split('/');
		const judgments = newestOf(
			await judgmentsNow(tx, { question: { framework: before, component: named } }),
		).filter(({ force }) => !there.has(force.id));
		for (const { force } of judgments) there.add(force.id);
		const [first] = judgments;
		if (first === undefined || round === undefined) continue;
		const { because } = meanings.compare(first.given, round);
		found.push({
			title: `${meanings.of(first)?.title ?? before}: ${first.title}`,
			because,
			judgments: judgments.toSorted((a, b) => a.force.name.localeCompare(b.force.name, 'en-GB')),
		});
	}
	return found;
}

/** Where the same is asked in newer rounds. */
function laterOf({ framework, component }: { framework: string; component: string }, { all }: Meanings) {
	const key = `${framework}/${component}`;
	return all
		.filter((each) => each.framework !== framework)
		.flatMap((each) =>
			each.components
				.filter(({ continues }) => continues.includes(key))
				.map((own) => ({
					text: `${each.title}: ${own.title}`,
					href: questionHref({ framework: each.framework, component: own.component }),
				})),
		)
		.filter(({ href }, index, list) => list.findIndex((each) => each.href === href) === index);
}

export const questionPages: Route[] = [page];

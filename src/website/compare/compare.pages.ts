import { z } from 'zod';
import { get, type Route, type Tx, view } from '../../foundation/index.ts';
import { oneText } from '../asked.ts';
import { keyIndicators } from '../forces/figure.ts';
import {
	indicatorsNow,
	judgmentsNow,
	type Meanings,
	meaningsNow,
	type PublicForce,
	type Round,
	registerNow,
	standingOf,
} from '../record/index.ts';
import { wordsIn } from '../words/words.ts';
import { addressWith, chosenOf, forcesShape } from './choice.ts';
import { choiceView } from './choice.view.ts';
import { comparable, figureRows } from './figures.ts';
import { figureHref, figureTable } from './figures.view.ts';
import { gradeTables } from './grades.ts';
import { gradeTableView, questionHref } from './grades.view.ts';
import { comparisonPolicy } from './policy.ts';

const { read } = comparisonPolicy.can;

/** What stands now of each of these forces, by their ids. */
export async function standingIn(
	tx: Tx,
	forces: readonly PublicForce[],
	meanings: Meanings,
): Promise<Map<string, Round[]>> {
	if (forces.length === 0) return new Map();
	const judgments = await judgmentsNow(tx, { forces: forces.map(({ id }) => id) });
	const own = Map.groupBy(judgments, ({ force }) => force.id);
	return new Map(forces.map(({ id }) => [id, standingOf(own.get(id) ?? [], meanings)]));
}

/** So many figures stand there before somebody asks for a theme. */
const mostKey = 8;

/** Forces beside each other; without any, what there is to be compared. */
const page = get({
	url: '/compare',
	opens: 'public',
	permit: read,
	query: z.object({ force: forcesShape, theme: oneText }),
	keep: () => ['all'],
	async handle({ tx, query, request }) {
		const t = wordsIn(request.language);
		const register = await registerNow(tx);
		const choice = await chosenOf(tx, register, query.force);
		const { forces } = choice;
		const [meanings, indicators] = [await meaningsNow(tx, t), comparable(await indicatorsNow(tx))];
		const common = {
			choice: choiceView(choice, register, { url: '/compare', more: { theme: query.theme }, t }),
			questions: questionLists(meanings),
			figures: figureLists(indicators, forces),
			groups: register.current
				.filter(({ similar }) => similar !== null)
				.map(({ slug, name }) => ({ text: name, href: `/compare/groups/${slug}` })),
		};
		const status = choice.unknown.length > 0 && forces.length === 0 ? 404 : 200;
		if (forces.length === 0) return view('comparing/start.njk', common, status);
		const tables = gradeTables(forces, await standingIn(tx, forces, meanings), meanings);
		const themes = [...Map.groupBy(indicators, ({ definition }) => definition.theme)];
		const theme = themes.find(([name]) => name === query.theme)?.[0] ?? null;
		const shown =
			theme === null
				? keyIndicators(indicators).slice(0, mostKey)
				: indicators.filter(({ definition }) => definition.theme === theme);
		const rows = await figureRows(tx, { forces, indicators: shown });
		return view(
			'comparing/compare.njk',
			{
				...common,
				grades: tables.map((table) => gradeTableView(table, { forces, meanings, t })),
				figureTable: figureTable(rows, { forces, title: theme ?? t('compare.figures.key'), t }),
				unknownTheme:
					theme === null && query.theme !== ''
						? t('compare.figures.unknown', { text: query.theme.slice(0, 60) })
						: null,
				themes: [
					{
						text: t('compare.figures.key'),
						href: `/compare${addressWith(forces)}#figures`,
						here: theme === null,
					},
					...themes.map(([name, own]) => ({
						text: t('compare.figures.theme', { theme: name, count: own.length }),
						href: `/compare${addressWith(forces, { theme: name })}#figures`,
						here: name === theme,
					})),
				],
				codeless: forces.filter(({ code }) => code === null).map(({ name }) => name),
			},
			status,
		);
	},
});

/** Every question that forces are graded on, by its round, the newest first. */
function questionLists({ all }: Meanings) {
	return all
		.filter(({ family }) => family !== null)
		.toReversed()
		.map(({ framework, title, components }) => ({
			title,
			framework,
			questions: components
				.filter(({ graded }) => graded)
				.map(({ component, title: text, kind }) => ({
					text,
					pillar: kind === 'pillar',
					href: questionHref({ framework, component }),
				})),
		}))
		.filter(
			({ framework, questions }, index, lists) =>
				questions.length > 0 && lists.findIndex((each) => each.framework === framework) === index,
		);
}

function figureLists(indicators: ReturnType<typeof comparable>, forces: readonly PublicForce[]) {
	return [...Map.groupBy(indicators, ({ definition }) => definition.theme)].map(([theme, own]) => ({
		theme,
		figures: own.map((indicator) => ({ text: indicator.title, href: figureHref(indicator, forces) })),
	}));
}

export const comparePages: Route[] = [page];

import { z } from 'zod';
import { get, pageNumber, paginationOf, type Route, view } from '../../foundation/index.ts';
import { lookOf, meaningsNow } from '../record/index.ts';
import { wordsIn } from '../words/words.ts';
import { correctionsNow } from './correction.store.ts';
import { libraryPolicy } from './policy.ts';
import { termsNow } from './term.store.ts';

const { read } = libraryPolicy.can;

/** What grades mean, round by round, and when they cannot be compared. */
const grades = get({
	url: '/grades-explained',
	opens: 'public',
	permit: read,
	keep: () => ['all'],
	async handle({ tx, request }) {
		const { all } = await meaningsNow(tx, wordsIn(request.language));
		return view('library/grades.njk', {
			rounds: all.toReversed().map((one) => ({
				id: `${one.framework}-${one.version}`,
				title: one.title,
				cycle: one.cycle,
				summary: one.summary,
				ungraded: one.ungraded,
				grades: one.grades.map(({ grade, title, rank, means }) => ({
					title,
					means,
					look: lookOf({ grade, rank }),
				})),
				questions: one.components
					.filter(({ graded }) => graded)
					.map(({ component, kind, title, asks }) => ({
						title,
						asks,
						pillar: kind === 'pillar',
						href: `/compare/questions/${one.framework}/${component}`,
					})),
				// Of rounds that nothing public was judged by nothing has to be kept apart.
				compared: one.compared.filter(({ framework, version }) =>
					all.some((each) => each.framework === framework && each.version === version),
				),
			})),
		});
	},
});

const words = get({
	url: '/words',
	opens: 'public',
	permit: read,
	keep: () => ['all'],
	async handle({ tx }) {
		const terms = await termsNow(tx);
		const letters = Map.groupBy(terms, ({ term }) => {
			const letter = term.slice(0, 1).toLocaleUpperCase('en-GB');
			return /[A-Z]/.test(letter) ? letter : '#';
		});
		return view('library/words.njk', {
			letters: [...letters].map(([letter, own]) => ({ letter, terms: own })),
		});
	},
});

const perPage = 25;

const corrections = get({
	url: '/corrections',
	opens: 'public',
	permit: read,
	keep: () => ['all'],
	query: z.object({ page: pageNumber }),
	async handle({ tx, query: { page }, request }) {
		const t = wordsIn(request.language);
		const found = await correctionsNow(tx, { most: perPage, skip: (page - 1) * perPage });
		return view('library/corrections.njk', {
			corrections: found.corrections.map(({ at, slug, ...one }) => ({
				...one,
				href: `/publications/${slug}`,
				at: t.instant(at),
			})),
			beyond: found.corrections.length === 0 && page > 1,
			pages: paginationOf({ page, total: found.total, query: {}, noun: '', size: perPage }),
		});
	},
});

export const meaningPages: Route[] = [grades, words, corrections];

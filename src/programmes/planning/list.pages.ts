import { z } from 'zod';
import { get, mayTry, pageNumber, paginationOf, perPage, type Route, view } from '../../foundation/index.ts';
import { todayIn } from '../forces/force.store.ts';
import { inspectionStates, stateTags } from './inspection-state.ts';
import { type Counts, listProgrammes, programmeCounts } from './programme.store.ts';
import { programmePolicy, timeOf, times } from './programme.ts';
import { windowInWords } from './words.ts';

const inWordsTimes = { past: 'Past', present: 'Under way', future: 'To come' } as const;

/** Every programme, with how far its plan is. */
export const listPage: Route = get({
	url: '/programmes',
	opens: 'account',
	permit: programmePolicy.can.read,
	query: z.object({ when: z.enum(['', ...times]).catch(''), page: pageNumber }),
	async handle({ tx, actor, query }) {
		const [all, counts, today] = await Promise.all([listProgrammes(tx), programmeCounts(tx), todayIn(tx)]);
		const shown = all.filter((programme) => query.when === '' || timeOf(programme, today) === query.when);
		return view('planning/list.njk', {
			programmes: shown.slice((query.page - 1) * perPage, query.page * perPage).map((programme) => ({
				...programme,
				fieldwork: windowInWords(programme.fieldworkSince, programme.fieldworkUntil),
				when: inWordsTimes[timeOf(programme, today)],
				...countsInWords(counts.get(programme.id)),
			})),
			unused: all.length === 0,
			shown: shown.length,
			total: all.length,
			mayAdd: mayTry(actor, programmePolicy.can.add),
			filter: { values: query },
			times: times.map((value) => ({ value, text: inWordsTimes[value] })),
			applied:
				query.when === '' ? [] : [{ name: 'Fieldwork', text: inWordsTimes[query.when], href: '/programmes' }],
			pages: paginationOf({
				page: query.page,
				total: shown.length,
				query: { when: query.when },
				noun: 'programme',
			}),
		});
	},
});

function countsInWords(counts: Counts | undefined): { planned: string; states: string } {
	if (counts === undefined) return { planned: 'No forces yet', states: 'None' };
	const { cancelled: _, ...standing } = counts.states;
	const planned = Object.values(standing).reduce((sum, count) => sum + count, 0);
	const states = inspectionStates
		.filter((state) => counts.states[state] !== undefined)
		.map((state) => `${counts.states[state]} ${stateTags[state].text.toLowerCase()}`);
	return { planned: `${planned} of ${counts.inScope}`, states: states.join(', ') || 'None' };
}

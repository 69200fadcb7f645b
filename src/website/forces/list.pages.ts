import { get, type Route, type Services, view } from '../../foundation/index.ts';
import { registerNow } from '../record/index.ts';
import { endings, tableAnswer } from '../table.ts';
import { wordsIn } from '../words/words.ts';
import { listOf, listTable, tilesOf } from './list.view.ts';
import { publishedForcePolicy } from './policy.ts';

const { read } = publishedForcePolicy.can;

/** All forces: as a list and as a map of tiles. */
export function listPages({ settings }: Services): Route[] {
	return [
		get({
			url: '/police-forces',
			opens: 'public',
			permit: read,
			keep: () => ['register'],
			async handle({ tx, request }) {
				const register = await registerNow(tx);
				return view('policeForces/list.njk', {
					...listOf(register, wordsIn(request.language)),
					tiles: tilesOf(register),
					look: { values: { q: '' }, errors: {} },
				});
			},
		}),
		...endings.map((ending) =>
			get({
				url: `/police-forces.${ending}`,
				opens: 'public',
				open: true,
				permit: read,
				// It says on which day it stood so.
				keep: () => ['all'],
				handle: async ({ tx }) =>
					tableAnswer(listTable(await registerNow(tx)), {
						ending,
						name: 'police-forces',
						path: '/police-forces',
						site: settings.current(),
					}),
			}),
		),
	];
}

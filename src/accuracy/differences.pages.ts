import { get, type Route, view } from '../foundation/index.ts';
import { todayIn } from '../programmes/index.ts';
import { piecesOf } from './difference.ts';
import { sinceShared } from './draft.store.ts';
import { one, roundAt } from './fields.ts';
import { figuresSince } from './figures.store.ts';
import { pointsOf } from './point.store.ts';
import { roundPolicy } from './round.ts';
import { pointLine, roundLine, roundTabs } from './view.ts';

/** What reads otherwise than the force was shown: in the draft, with the point that it was changed for, or in figures. */
const differencesPage = get({
	url: '/accuracy/:id/differences',
	opens: 'account',
	permit: roundPolicy.can['see differences'],
	params: one,
	async handle({ tx, actor, params, demand }) {
		const { round } = await roundAt(tx, params, demand);
		const points = await pointsOf(tx, round.id);
		const since = await sinceShared(tx, round);
		return view('accuracy/differences.njk', {
			round: roundLine(round, await todayIn(tx), true),
			staff: true,
			tabs: roundTabs(round, 'differences', { actor, points: points.length }),
			since,
			figures: await figuresSince(tx, round),
			differences: (since?.differences ?? []).map((difference) => ({
				...difference,
				pieces: piecesOf(difference),
				points: points
					.filter(({ changes }) =>
						changes.some(
							(change) =>
								change.kind === 'text' &&
								change.was === difference.was &&
								change.becomes === difference.becomes,
						),
					)
					.map((point) => pointLine(round, point)),
			})),
		});
	},
});

export const differencesPages: Route[] = [differencesPage];

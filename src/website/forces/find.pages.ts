import { z } from 'zod';
import { get, type Route, redirect, view } from '../../foundation/index.ts';
import { oneText } from '../asked.ts';
import { registerNow } from '../record/index.ts';
import { wordsIn } from '../words/words.ts';
import { lookedFor, mostLetters } from './find.ts';
import { hrefOf } from './force.view.ts';
import { tilesOf } from './list.view.ts';
import { publishedForcePolicy } from './policy.ts';

const query = z.object({ q: oneText });

/** Find my force: one that is meant is shown at once, several are offered, and of none the nearest are named. */
export const findPage: Route = get({
	url: '/find',
	opens: 'public',
	permit: publishedForcePolicy.can.read,
	perMinute: 120,
	query,
	keep: () => ['register'],
	async handle({ tx, query: { q }, request }) {
		const t = wordsIn(request.language);
		const register = await registerNow(tx);
		const looked = lookedFor(register, q);
		if (looked.kind === 'one') return redirect(hrefOf(looked.force));
		const problem =
			looked.kind === 'problem' ? t(`forces.find.${looked.problem}`, { most: mostLetters }) : null;
		return view(
			'policeForces/find.njk',
			{
				form: { values: { q: q.slice(0, mostLetters) }, errors: problem === null ? {} : { q: problem } },
				words: q.slice(0, mostLetters),
				found:
					looked.kind === 'several'
						? looked.found.map(({ force, by, as }) => ({
								name: force.name,
								href: hrefOf(force),
								region: force.region,
								as: by === 'name' || as === force.name ? null : as,
								former: force.until !== null,
							}))
						: [],
				unknown: looked.kind === 'none',
				nearest:
					looked.kind === 'none'
						? looked.nearest.map((force) => ({ name: force.name, href: hrefOf(force) }))
						: [],
				tiles: tilesOf(register),
			},
			problem === null ? 200 : 422,
		);
	},
});

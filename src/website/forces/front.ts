import { type Answer, type Tx, view } from '../../foundation/index.ts';
import { coming } from '../calendar.store.ts';
import { publications } from '../publication.store.ts';
import { publicationLine } from '../publication.view.ts';
import { registerNow } from '../record/index.ts';
import { wordsIn } from '../words/words.ts';
import { tilesOf } from './list.view.ts';

const newest = 5;

/** The front page: find my force, what was published last, and before anything was, what is to come. */
export async function frontPage(tx: Tx, language: string): Promise<Answer> {
	const t = wordsIn(language);
	const [register, found] = [await registerNow(tx), await publications(tx, { most: newest })];
	const announced = found.total > 0 ? [] : (await coming(tx)).filter(({ cancelled }) => !cancelled);
	return view('policeForces/front.njk', {
		tiles: tilesOf(register),
		look: { values: { q: '' }, errors: {} },
		publications: found.publications
			.filter(({ withdrawnAt }) => withdrawnAt === null)
			.map((one) => publicationLine(one, t)),
		coming: announced.slice(0, newest).map(({ title, at }) => ({ title, at: t.instant(at) })),
	});
}

import { type Answer, type Tx, view } from '../../foundation/index.ts';
import { publications } from '../publication.store.ts';
import { publicationLine } from '../publication.view.ts';
import { registerNow } from '../record/index.ts';
import { tilesOf } from './list.view.ts';

const newest = 5;

/** The front page: find my force, and what was published last. */
export async function frontPage(tx: Tx): Promise<Answer> {
	const [register, found] = [await registerNow(tx), await publications(tx, { most: newest })];
	return view('policeForces/front.njk', {
		tiles: tilesOf(register),
		look: { values: { q: '' }, errors: {} },
		publications: found.publications.filter(({ withdrawnAt }) => withdrawnAt === null).map(publicationLine),
	});
}

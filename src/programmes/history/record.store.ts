import { Missing, type Tx } from '../../foundation/index.ts';
import type { Force } from '../forces/force.ts';
import { allFrameworks } from '../frameworks/framework.store.ts';
import { atlasOf, type Reading, read } from './atlas.ts';
import { correctionsOf } from './judgment.store.ts';

/** A judgment of this force in the line of its corrections, oldest first. */
export async function recordOf(
	tx: Tx,
	force: Force,
	id: string,
): Promise<{ line: Reading[]; shown: Reading }> {
	const corrections = await correctionsOf(tx, id);
	const atlas = atlasOf(await allFrameworks(tx));
	const line = corrections.map((judgment) => read(atlas, judgment));
	const shown = line.find(({ judgment }) => judgment.id === id);
	if (shown === undefined || shown.judgment.force !== force.id) throw new Missing();
	return { line, shown };
}

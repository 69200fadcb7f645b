import { piecesOf } from './difference.ts';
import type { Change } from './point.ts';

/** A change as a page shows it: words with what went and what came, or what was done about a record. */
export function differencesView(change: Change) {
	return change.kind === 'record'
		? { ...change, pieces: null }
		: { ...change, pieces: piecesOf({ was: change.was, becomes: change.becomes }) };
}

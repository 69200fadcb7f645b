import { mayTry, type WaitingSource } from '../../foundation/index.ts';
import { releasePolicy } from '../gathering/policy.ts';
import { voidOnes } from './watch.store.ts';

const most = 20;

/** Releases that count no more because something behind them has changed: somebody opens them again. */
export const freezingWaiting: WaitingSource = async (actor, tx) => {
	if (actor.organisation?.kind !== 'inspectorate' || !mayTry(actor, releasePolicy.can.prepare)) return [];
	return (await voidOnes(tx, most)).map(({ id, number }) => ({
		kind: 'Releases',
		text: `Open REL-${number} again: something behind it has changed since it was frozen`,
		href: `/releases/${id}`,
	}));
};

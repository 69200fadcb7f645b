import { mayTry, type WaitingSource } from '../../foundation/index.ts';
import { differingAnnouncements } from './announcement.store.ts';
import { movesToConfirm } from './change.store.ts';
import { instantPolicy } from './policy.ts';

const most = 20;

/** Instants that somebody else has asked to move, and a calendar that says another time than a release. */
export const instantsWaiting: WaitingSource = async (actor, tx) => {
	if (actor.organisation?.kind !== 'inspectorate' || !mayTry(actor, instantPolicy.can.confirm)) return [];
	const moves = await movesToConfirm(tx, actor.account, most);
	const differing = await differingAnnouncements(tx, most);
	return [
		...moves.map(({ release, number, becomes }) => ({
			kind: 'Releases',
			text: `Confirm or refuse the new instant of REL-${number}`,
			href: `/releases/${release}/instant`,
			due: becomes,
		})),
		...differing.map(({ release, number, withdrawn }) => ({
			kind: 'Releases',
			text: `Put right what the calendar says of REL-${number}`,
			href: `/releases/${release}/announce${withdrawn ? '/cancel' : ''}`,
		})),
	];
};

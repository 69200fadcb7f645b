import { type WaitingSource, zone } from '../../foundation/index.ts';
import { roundsToGrade } from './calibration.store.ts';

/** Cases that the reader has to grade blind. */
export const calibrationWaiting: WaitingSource = async (actor, tx) => {
	if (actor.organisation?.kind !== 'inspectorate') return [];
	return (await roundsToGrade(tx, actor.account)).map(({ id, name, slug, due, left }) => ({
		kind: 'Calibration',
		text: `Grade ${left === 1 ? 'one case' : `${left} cases`} blind: ${name}`,
		href: `/programmes/${slug}/calibration/${id}`,
		due: due.add({ days: 1 }).toZonedDateTime(zone).toInstant().subtract({ seconds: 1 }),
	}));
};

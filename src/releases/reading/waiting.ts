import { mayTry, type WaitingSource } from '../../foundation/index.ts';
import { openToMe } from './embargoed.store.ts';
import { embargoedPolicy, readerPolicy } from './policy.ts';
import { toConfirm } from './reader.store.ts';

const most = 20;

/** What is open to a reader before its instant; and for those who publish, whose access was withdrawn by one person alone. */
export const readingWaiting: WaitingSource = async (actor, tx) => {
	if (mayTry(actor, embargoedPolicy.can.read)) {
		const open = await openToMe(tx);
		// Without a title: a look at the page that has it is written down, and a look at a home page is not.
		return open.map(({ closesAt }) => ({
			kind: 'Under embargo',
			text: 'Read what is open to you before it is published',
			href: '/embargoed',
			due: closesAt,
		}));
	}
	if (actor.organisation?.kind !== 'inspectorate' || !mayTry(actor, readerPolicy.can.confirm)) return [];
	return (await toConfirm(tx, actor.account, most)).map(({ release, number, name }) => ({
		kind: 'Releases',
		text: `Confirm that ${name} may no longer read REL-${number}`,
		href: `/releases/${release}/readers`,
	}));
};

import { mayTry } from '../../foundation/index.ts';
import { instantInWords } from '../gathering/london.ts';
import type { FactSource } from '../gathering/ports.ts';
import { releaseHref } from '../gathering/release.ts';
import { announcementsOf } from './announcement.store.ts';
import { instantPolicy } from './policy.ts';

/** What the public calendar says of a release, on its page. */
export const announcementFact: FactSource = async (tx, release, actor) => {
	if (!mayTry(actor, instantPolicy.can.see)) return [];
	const [said] = await announcementsOf(tx, release.id);
	const text =
		said === undefined
			? 'Not announced'
			: said.cancelled
				? 'Announced, and cancelled since'
				: `Announced for ${instantInWords(said.releaseAt)}`;
	return [{ key: 'Calendar', text, href: releaseHref(release, 'instant') }];
};

import { mayTry } from '../../foundation/index.ts';
import type { FactSource } from '../gathering/ports.ts';
import { releaseHref } from '../gathering/release.ts';
import { readerPolicy } from './policy.ts';
import { nowIn, readersOf } from './reader.store.ts';
import { standingOf } from './reader.ts';

/** Who may read a release before its instant, on its page: how many are named, and how many can read it now. */
export const readersFact: FactSource = async (tx, release, actor) => {
	if (!mayTry(actor, readerPolicy.can.see)) return [];
	const now = await nowIn(tx);
	const named = (await readersOf(tx, release.id)).filter(({ revoked }) => revoked === null);
	const open = named.filter((reader) => standingOf(reader, now).text.startsWith('Open'));
	const text =
		named.length === 0
			? 'Nobody outside the inspectorate is named'
			: `${named.length} ${named.length === 1 ? 'person is' : 'people are'} named, and it is open to ${open.length} of them now`;
	return [{ key: 'Readers before it', text, href: releaseHref(release, 'readers') }];
};

import { all, type Rows } from '../sight.ts';

/** Who follows what is nobody's to read but the job's that tells them; the public has functions, each for one link. */
const job = { worker: all };
const hash = 'sha256($account::text::bytea)';

export const websiteRows: Rows = {
	sights: {
		'website.asked': job,
		'website.follower': job,
		'website.asker': job,
		'website.news': job,
	},
	seeds: {
		'website.asked': `(address_hash, token_hash, address, language, everything, forces, themes)
			values (${hash}, ${hash}, 'closed', 'en', true, '{}', '{}')`,
		'website.follower': `(id, address_hash, token_hash, address, language, everything, forces, themes, confirmed_with)
			values ($account::uuid, ${hash}, ${hash}, 'closed', 'en', true, '{}', '{}', ${hash})`,
		'website.asker': `(network_hash) values (${hash})`,
		'website.news': `(edition_id, what, at, forces, themes) values ($account::uuid, 'published', now(), '{}', '{}')`,
	},
	changes: {},
	removals: {},
	additions: {},
};

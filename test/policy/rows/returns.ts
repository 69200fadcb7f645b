import { all, forces, type Rows, type Sight, staff } from '../sight.ts';

/** What forces are asked: a force sees what it was sent; what it prepares is its own until it sends it. */
const sent = 'force_id = $organisation and sent_at is not null';
const ofSent = `request_id in (select id from returns.request where ${sent})`;
const insideOrSent = 'sent_at is not null or by_organisation is not distinct from $organisation';
const answers: Sight = { administrator: insideOrSent, inspector: insideOrSent };

/** A request starts as a draft. What is there already, behind the rules, was sent. */
const sentBeforehand =
	"case current_setting('session_replication_role') when 'replica' then 'sent' else 'draft' end";

export const returnsRows: Rows = {
	sights: {
		'returns.request': { ...staff, worker: all, ...forces(sent) },
		'returns.request_bears_on': { ...staff, worker: all, ...forces(ofSent) },
		'returns.answer': { ...answers, worker: all, ...forces(ofSent) },
	},
	/** Each organisation has a request that was sent, whose number is the account's own, and one that was not. */
	seeds: {
		'returns.request': `(id, force_id, asks, title, text, purpose, due, state, sent_at)
			select id, coalesce($organisation, gen_random_uuid()), 'documents', 'A', 'B', 'C', '2030-04-01', state, sent_at
			from (values ($account::uuid, ${sentBeforehand}, now()), (gen_random_uuid(), 'draft', null)) as r (id, state, sent_at)`,
		'returns.request_bears_on':
			"(request_id, framework, version, component) values ($account, 'used', 1, 'question'), (gen_random_uuid(), 'used', 1, 'question')",
		'returns.answer': `(request_id, kind, text, by, by_organisation, sent_at) values
			($account, 'cannot', 'It was not kept', $account, $organisation, now()),
			($account, 'cannot', 'It was not kept either', $account, $organisation, null)`,
	},
	changes: {
		'returns.request': { ...staff, ...forces(sent) },
		'returns.request_bears_on': staff,
		'returns.answer': { ...answers, ...forces(`sent_at is null and ${ofSent}`) },
	},
	removals: {
		'returns.request_bears_on': staff,
		'returns.answer': forces(`sent_at is null and ${ofSent}`),
	},
	additions: {
		'returns.request': ['administrator', 'inspector'],
		'returns.request_bears_on': ['administrator', 'inspector'],
		'returns.answer': ['administrator', 'inspector'],
	},
};

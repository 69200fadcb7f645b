import { all, forces, type Rows, type Sight, staff } from '../sight.ts';

/**
 * The accuracy check: staff see every round, and of its points those that were handed in; those of a force see the
 * rounds that they are named in, once these are shared. Each account is named in two: one that is shared, with a point
 * that was handed in and one that was not, and one that is still prepared.
 */
const named = `in (select r.id from accuracy.round r join accuracy.member m on m.round_id = r.id
	where m.account_id = $account and r.shared_at is not null and r.force_id = $organisation)`;
const ofRound = `round_id ${named}`;
const ofPoint = `point_id in (select p.id from accuracy.point p where p.round_id ${named})`;
const sent: Sight = { administrator: 'sent_at is not null', inspector: 'sent_at is not null' };
const ofSent = 'point_id in (select p.id from accuracy.point p where p.sent_at is not null)';
const beside: Sight = { administrator: ofSent, inspector: ofSent, worker: all, ...forces(ofPoint) };
const everyRound: Sight = { ...staff, worker: all, ...forces(ofRound) };

const second = "md5($account || 'second')::uuid";
/** A round is prepared first. What is there already, behind the rules, was shared. */
const shared =
	"case current_setting('session_replication_role') when 'replica' then 'shared' else 'preparing' end";

function each<T>(tables: readonly string[], value: T): Record<string, T> {
	return Object.fromEntries(tables.map((table) => [`accuracy.${table}`, value]));
}

const insiders = ['administrator', 'inspector'] as const;

export const accuracyRows: Rows = {
	sights: {
		'accuracy.round': { ...staff, worker: all, ...forces(`id ${named}`) },
		...each(['frozen', 'passage', 'member', 'extension', 'statement'], everyRound),
		'accuracy.point': { ...sent, worker: all, ...forces(ofRound) },
		...each(['support', 'attachment'], beside),
		...each(['decision', 'change'], { ...staff, worker: all, ...forces(ofPoint) }),
	},
	seeds: {
		'accuracy.round': `(id, kind, force_id, inspection_id, document_id, title, programme, deadline, state, shared_at,
			decided_at) select id, 'draft', coalesce($organisation, gen_random_uuid()), gen_random_uuid(),
			gen_random_uuid(), 'A', 'B', '2030-04-01', state, shared_at, shared_at + interval '1 day'
			from (values ($account::uuid, ${shared}, now()), (${second}, 'preparing', null)) as r (id, state, shared_at)`,
		'accuracy.frozen': `(round_id, tree, content_hash) values
			($account, '{}', sha256('A')), (${second}, '{}', sha256('A'))`,
		'accuracy.passage': `(round_id, number, kind, words) values
			($account, 1, 'sentence', 'A'), (${second}, 1, 'sentence', 'A')`,
		'accuracy.member': `(round_id, account_id, account_name, hands_in) values
			($account, $account, 'A', true), (${second}, $account, 'A', true)`,
		'accuracy.point': `(id, round_id, number, passage, argument, wrong, by, sent_at) values
			($account, $account, 1, 1, 'fact', 'A', $account, now()),
			(${second}, $account, 2, 1, 'fact', 'A', $account, null)`,
		'accuracy.support': `(point_id, account_id, account_name) values
			($account, $account, 'A'), (${second}, $account, 'A')`,
		'accuracy.attachment': `(point_id, file_id, by) values
			($account, gen_random_uuid(), $account), (${second}, gen_random_uuid(), $account)`,
		'accuracy.decision': `(point_id, number, outcome, reason, by, by_name) values
			($account, 1, 'accepted', 'A', gen_random_uuid(), 'A')`,
		'accuracy.change': `(point_id, kind, was, becomes, by, by_name) values
			($account, 'text', 'A', 'B', gen_random_uuid(), 'A')`,
		'accuracy.extension': `(round_id, was, until, because, by, by_name) values
			($account, '2030-04-01', '2030-05-01', 'A', gen_random_uuid(), 'A')`,
		'accuracy.statement': "(round_id, number, text, by, by_name) values ($account, 1, 'A', $account, 'A')",
	},
	changes: {
		'accuracy.round': { ...staff, ...forces(`id ${named}`) },
		'accuracy.member': staff,
		'accuracy.point': forces(ofRound),
	},
	removals: {},
	additions: {
		...each(['round', 'frozen'], insiders),
		// Whom they concern has to be of the force, and a point to wait for a decision, which is said before whose it is.
		...each(['member', 'decision', 'change'], insiders),
	},
};

import { all, partners, type Rows, type Sight, staff } from '../sight.ts';

/**
 * Follow-up: the inspectorate sees everything; a force, and the policing body for it, what is asked of it and of all.
 * Internal notes are the inspectorate's alone; of links, others see which of theirs repeat others of theirs. Each account has a promise of its own force, with what hangs on
 * it, and one to all.
 */
const ofForce = `coalesce((select o.force_id from foundation.organisation o where o.id = $organisation), $organisation)`;
const own = `force_id = ${ofForce}`;
const ownPromise = `promise_id in (select p.id from followup.promise p where p.${own})`;
const ownPart = `part_id in (select t.id from followup.part t where t.${ownPromise})`;
const ownProof = `evidence_id is null and act_id in (select a.id from followup.act a where a.${ownPart})`;
const ownRepeat = `kind = 'repeats' and from_id in (select p.id from followup.promise p where p.${own})`;
const read = 'release_id is null';
const inside: Sight = { ...staff, worker: all };
const everybody: Sight = { ...inside, ...partners(read), reader: read, public: read };
const insiders = ['administrator', 'inspector'] as const;

/** The same id in every table, so that one leads to the other. */
const second = "md5($account || 'second')::uuid";

export const followupRows: Rows = {
	sights: {
		'followup.promise': { ...inside, ...partners(`everybody or ${own}`) },
		'followup.part': { ...inside, ...partners(ownPromise) },
		'followup.deadline': { ...inside, ...partners(ownPart) },
		'followup.act': { ...inside, ...partners(ownPart) },
		'followup.proof': { ...inside, ...partners(ownProof) },
		'followup.entered': inside,
		'followup.note': inside,
		'followup.link': { ...inside, ...partners(ownRepeat) },
		'edition.followed': everybody,
		'edition.change': everybody,
	},
	seeds: {
		'followup.promise': `(id, older_id, everybody, force_id, kind, text, source, published_on)
			select id, id::text, everybody, case when not everybody then coalesce(${ofForce}, gen_random_uuid()) end,
				'recommendation', 'A', 'B', '2020-01-31'
			from (values ($account::uuid, false), (${second}, true)) as p (id, everybody)`,
		'followup.part': "(id, promise_id, text) values ($account, $account, 'A')",
		'followup.deadline':
			"(part_id, becomes, set_by, because, by) values ($account, '2030-04-01', 'inspectorate', 'A', $account)",
		'followup.entered': '(edition_id) values ($account)',
		'followup.act': "(id, part_id, becomes, by) values ($account, $account, 'accepted', $account)",
		'followup.proof': `(act_id, text, evidence_id) select $account, text, evidence
			from (values ('A', null::uuid), (null, gen_random_uuid())) as p (text, evidence)`,
		'followup.note': "(promise_id, text, by) values ($account, 'A', $account)",
		'followup.link': `(from_id, to_id, kind) values ($account, gen_random_uuid(), 'related'), ($account, ${second}, 'repeats')`,
		'edition.followed': `(release_id, promise_number, kind, promise_text, source, published_on, text, state, since, bulk,
				taken_over, illustrative, state_illustrative)
			select release, 1, 'recommendation', 'A', 'B', '2020-01-31', 'A', 'accepted', now(), false, false, false, false
			from (values (null::uuid), (gen_random_uuid())) as r (release)`,
		'edition.change': `(release_id, what) select release, 'A' from (values (null::uuid), (gen_random_uuid())) as r (release)`,
	},
	changes: { 'followup.promise': { inspector: all } },
	removals: { 'followup.link': { inspector: all } },
	additions: {
		'followup.promise': ['inspector'],
		'followup.part': ['inspector'],
		'followup.deadline': ['inspector'],
		'followup.act': ['inspector'],
		'followup.link': ['inspector'],
		'followup.note': insiders,
	},
};

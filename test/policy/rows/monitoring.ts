import { all, forces, ownAccount, partners, type Rows, type Sight, staff } from '../sight.ts';

/**
 * Monitoring: staff see everything; a force and its policing body the decisions that they were told of, and of what was
 * accelerated what is public. Each account has one decision that its force was told of and one that it was not. What is
 * somebody's own is theirs.
 */
const ofForce = `coalesce((select o.force_id from foundation.organisation o where o.id = $organisation), $organisation)`;
const own = `force_id = ${ofForce}`;
const stages = `(select s.id from followup.stage s join followup.stage_notice n on n.stage_id = s.id
	where s.${own} and n.what <> 'taken back')`;
const told = `stage_id in ${stages}`;
const ownPublic = `${own} and release_id is not null`;
const read = 'release_id is null';
const inside: Sight = { ...staff, worker: all };
const mine: Sight = {
	administrator: ownAccount,
	inspector: ownAccount,
	...forces(ownAccount),
	body: ownAccount,
};
/** Those of the tests who act, without the one who changes nothing. */
const { otherForce: _, ...changed } = mine;

const second = "md5($account || 'second')::uuid";
const force = `coalesce(${ofForce}, gen_random_uuid())`;

export const monitoringRows: Rows = {
	sights: {
		'followup.stage_name': { ...inside, ...partners(all) },
		'followup.stage': { ...inside, ...partners(`id in ${stages}`) },
		'followup.stage_notice': { ...inside, ...partners(`${own} and what <> 'taken back'`) },
		'followup.stage_reasoning': inside,
		'followup.criterion': { ...inside, ...partners(told) },
		'followup.criterion_look': {
			...inside,
			...partners(`criterion_id in (select c.id from followup.criterion c where c.${told})`),
		},
		'followup.accelerated': { ...inside, ...partners(ownPublic) },
		'followup.accelerated_told': {
			...inside,
			...partners(`accelerated_id in (select a.id from followup.accelerated a where a.${ownPublic})`),
		},
		'followup.reminding': { ...mine, worker: all },
		'followup.reminder': { worker: all },
		'followup.reminded': { worker: all },
		'followup.calendar': mine,
		'followup.saved': mine,
		'edition.monitored': { ...inside, ...partners(read), reader: read, public: read },
	},
	seeds: {
		'followup.stage': `(id, force_id, step, stage, decided_on, reasons)
			select id, ${force}, (select count(*) from followup.stage) + step, 'enhanced', '2020-01-31', 'A'
			from (values ($account::uuid, 1), (${second}, 2)) as s (id, step)`,
		'followup.stage_notice': `(stage_id, force_id, what) select id, ${force}, what
			from (values ($account::uuid, 'published'), (${second}, 'taken back')) as s (id, what)`,
		'followup.stage_reasoning': "(stage_id, text) values ($account, 'A')",
		'followup.criterion': `(id, stage_id, position, text) select id, id, 1, 'A'
			from (values ($account::uuid), (${second})) as s (id)`,
		'followup.criterion_look': `(criterion_id, met, on_day, words) select id, true, '2020-02-01', 'A'
			from (values ($account::uuid), (${second})) as s (id)`,
		'followup.accelerated': `(id, force_id, title, found, found_on, release_id) select id, ${force}, 'A', 'B', '2020-01-31',
				case when out then (select e.release_id from edition.edition e where e.title = 'Out' limit 1) end
			from (values ($account::uuid, true), (${second}, false)) as a (id, out)`,
		'followup.accelerated_told': `(accelerated_id, told_on, told_to) select id, '2020-02-01', 'A'
			from (values ($account::uuid), (${second})) as a (id)`,
		'followup.reminding': "(account_id, often) values ($account, 'daily')",
		'followup.reminder': "(account_id, day) values ($account, '2020-01-31')",
		'followup.reminded': "(account_id, thing, step, day) values ($account, 'A', 'B', '2020-01-31')",
		'followup.calendar':
			"(account_id, id, token_hash) values ($account, $account, sha256(convert_to($account, 'utf8')))",
		'followup.saved': "(account_id, name, query) values ($account, 'A', '')",
		'edition.monitored': `(release_id, force_id, force_slug, force_name, decision_number, was, stage, stage_name, since,
				reasons, decided_by, decided_by_role, criteria, illustrative)
			select release, gen_random_uuid(), 'a', 'A', 1, 'default', 'enhanced', 'B', '2020-01-31', 'C', 'D', 'E', '[]', false
			from (values (null::uuid), (gen_random_uuid())) as r (release)`,
	},
	changes: {
		'followup.stage_name': { administrator: all },
		'followup.accelerated': { inspector: all },
		'followup.reminding': changed,
		'followup.calendar': changed,
		'followup.saved': changed,
	},
	removals: {
		'followup.reminding': changed,
		'followup.calendar': changed,
		'followup.saved': changed,
	},
	additions: {
		'followup.stage_reasoning': ['inspector'],
		'followup.criterion_look': ['inspector'],
		'followup.accelerated': ['inspector'],
		'followup.accelerated_told': ['inspector'],
	},
};

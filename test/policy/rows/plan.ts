import { all, type Rows, type Sight, staff } from '../sight.ts';

/** Programmes and inspections: a force sees its own from the moment it was told, and of a decision not who or why. */
const insideOnly: Sight = { ...staff, worker: all };
const byAdministrators: Sight = { administrator: all };
const told = 'force_id = $organisation and announced_at <= now()';

function andTheForce(condition: string): Sight {
	return { ...insideOnly, force: condition, otherForce: condition };
}

const planned = [
	'programmes.milestone',
	'programmes.programme',
	'programmes.programme_focus',
	'programmes.programme_force',
	'programmes.programme_framework',
	'programmes.programme_input',
	'programmes.programme_name',
	'programmes.tranche',
] as const;

function each<T>(tables: readonly string[], value: T): Record<string, T> {
	return Object.fromEntries(tables.map((table) => [table, value]));
}

const inspection = '(id, programme_id, force_id, tranche_id, framework, version, state, announced_at)';

/** An inspection starts as planned. What is there already, behind the rules, has gone on. */
const begunBeforehand =
	"case current_setting('session_replication_role') when 'replica' then 'preparing' else 'planned' end";

export const planRows: Rows = {
	sights: {
		...each(planned, insideOnly),
		'programmes.team_member': insideOnly,
		'programmes.inspection': andTheForce(told),
		'programmes.programme': andTheForce(
			`id in (select programme_id from programmes.inspection where ${told})`,
		),
		'programmes.tranche': andTheForce(`id in (select tranche_id from programmes.inspection where ${told})`),
		'programmes.scoping': andTheForce(
			`inspection_id in (select id from programmes.inspection where ${told})`,
		),
		'programmes.scoping_row': andTheForce(
			`scoping_id in (select s.id from programmes.scoping s join programmes.inspection i on i.id = s.inspection_id where ${told})`,
		),
	},
	/**
	 * Each organisation has an inspection that was announced, whose number, programme, tranche and scoping are the
	 * account's own number; one that is to be announced tomorrow; and one that nobody was told of.
	 */
	seeds: {
		'programmes.inspection': `${inspection} values ($account, $account, coalesce($organisation, gen_random_uuid()), $account, 'used', 1, ${begunBeforehand}, now() - interval '1 day'), (gen_random_uuid(), gen_random_uuid(), coalesce($organisation, gen_random_uuid()), null, 'used', 1, 'planned', now() + interval '1 day'), (gen_random_uuid(), gen_random_uuid(), coalesce($organisation, gen_random_uuid()), gen_random_uuid(), 'used', 1, 'planned', null)`,
		'programmes.milestone': "(programme_id, title, due) values (gen_random_uuid(), 'Reports', '2020-04-01')",
		'programmes.programme':
			"(id, slug, name, purpose, fieldwork_since, fieldwork_until) select id, 'programme-' || id, 'Programme', 'Purpose', '2020-01-01', '2020-06-30' from unnest(array[$account, gen_random_uuid()]) as id",
		'programmes.programme_focus':
			"(programme_id, title, because, position) values (gen_random_uuid(), 'Burglary', 'It harms many.', 1)",
		// Of a force, or of that which a policing body answers for.
		'programmes.programme_force': `(programme_id, force_id) values ($account, coalesce((select o.force_id
			from foundation.organisation o where o.id = $organisation), $organisation, gen_random_uuid()))`,
		'programmes.programme_framework':
			"(programme_id, framework, version) values (gen_random_uuid(), 'used', 1)",
		'programmes.programme_input': "(programme_id, title) values (gen_random_uuid(), 'An earlier one')",
		'programmes.programme_name': "(programme_id, name) values (gen_random_uuid(), 'Its first name')",
		'programmes.scoping':
			"(id, inspection_id, number, decided_by, decided_by_name) values ($account, $account, 1, $account, 'A'), (gen_random_uuid(), gen_random_uuid(), 1, $account, 'A')",
		'programmes.scoping_row':
			"(scoping_id, component, inspected) values ($account, 'question', true), (gen_random_uuid(), 'question', true)",
		'programmes.team_member': "(programme_id, account_id, part) values (gen_random_uuid(), $account, 'lead')",
		'programmes.tranche':
			"(id, programme_id, name, position, fieldwork_since, fieldwork_until) select id, gen_random_uuid(), 'Tranche 1', 1, '2020-01-01', '2020-03-31' from unnest(array[$account, gen_random_uuid()]) as id",
	},
	changes: {
		...each(planned, byAdministrators),
		'programmes.inspection': staff,
		'programmes.team_member': staff,
	},
	removals: {
		...each(planned, byAdministrators),
		'programmes.inspection': { administrator: "state = 'planned'" },
		'programmes.team_member': staff,
	},
	additions: {
		...each(planned, ['administrator']),
		'programmes.team_member': ['administrator', 'inspector'],
		'programmes.inspection': ['administrator'],
	},
};

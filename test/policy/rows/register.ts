import { all, outsiders, type Rows, type Sight, staff } from '../sight.ts';

/** The register of forces and the frameworks: who leads a force is its own to know, all else is for every account. */
const forEveryAccount: Sight = { ...staff, ...outsiders(all), worker: all };
const ownForce = 'force_id = $organisation';
const byAdministrators: Sight = { administrator: all };

const published = [
	'programmes.force_alias',
	'programmes.force_name',
	'programmes.force_succession',
	'programmes.framework_component',
	'programmes.framework_grade',
	'programmes.framework_version',
	'programmes.local_authority',
	'programmes.local_authority_force',
	'programmes.other_body',
	'programmes.other_body_force',
	'programmes.policing_body',
	'programmes.similar_group',
	'programmes.similar_member',
] as const;
const kept = [...published, 'programmes.post_holder'] as const;

function each<T>(tables: readonly string[], value: T): Record<string, T> {
	return Object.fromEntries(tables.map((table) => [table, value]));
}

export const registerRows: Rows = {
	sights: {
		...each(published, forEveryAccount),
		'programmes.force': forEveryAccount,
		'programmes.post_holder': { ...staff, force: ownForce, otherForce: ownForce, worker: all },
		'programmes.judgment': { ...staff, ...outsiders('published_at <= now()'), worker: all },
	},
	seeds: {
		'programmes.force':
			"(id, code, region) select id, 'E' || lpad((select count(*) from programmes.force)::text, 8, '0'), 'Region' from foundation.organisation where id = $organisation and kind = 'force'",
		'programmes.force_alias':
			"(force_id, spelling, key) values (gen_random_uuid(), 'N''shire', $account::text)",
		'programmes.force_name': "(force_id, name) values (gen_random_uuid(), 'Northshire Police')",
		'programmes.force_succession':
			"(predecessor_id, successor_id, since) values (gen_random_uuid(), gen_random_uuid(), '2020-04-01')",
		'programmes.framework_component':
			"(framework, version, component, kind, title, graded, mandatory, position) values ('unused', 1, $account::text, 'pillar', 'Pillar', true, true, 1)",
		'programmes.framework_grade':
			"(framework, version, grade, title, rank, positive) values ('unused', 1, $account::text, 'Good', 1, true)",
		'programmes.framework_version':
			"(framework, version, title, cycle, content, source, file, hash) select 'unused', 1 + count(*), 'Title', '2020', '{}', 'title: Title', 'unused.yaml', sha256('x') from programmes.framework_version",
		// What is not published yet is published tomorrow.
		'programmes.judgment':
			"(force_id, framework, version, component, source, published_at, basis, entered_by) values (gen_random_uuid(), 'judged', 1, 'pillar', 'Report', now() - interval '1 day', 'entered', $account), (gen_random_uuid(), 'judged', 1, 'pillar', 'Report', now() + interval '1 day', 'entered', $account)",
		'programmes.local_authority':
			"(code, name) select 'E' || lpad(count(*)::text, 8, '0'), 'Northshire' from programmes.local_authority",
		'programmes.local_authority_force': '(authority, force_id) values ($account::text, gen_random_uuid())',
		'programmes.other_body': "(id, what) values (gen_random_uuid(), 'Regional unit')",
		'programmes.other_body_force': '(body_id, force_id) values (gen_random_uuid(), gen_random_uuid())',
		'programmes.policing_body': '(force_id, organisation_id) values (gen_random_uuid(), gen_random_uuid())',
		// Each on a day of its own: a post has one holder at a time.
		'programmes.post_holder':
			"(force_id, kind, post, surname, since, until) select coalesce($organisation, gen_random_uuid()), 'chief officer', 'Chief Constable', 'A', day, day from (select date '2020-01-01' + count(*)::int as day from programmes.post_holder) days",
		'programmes.similar_group': "(force_id, source) values (gen_random_uuid(), 'Home Office')",
		'programmes.similar_member': '(group_id, force_id) values (gen_random_uuid(), gen_random_uuid())',
	},
	changes: {
		...each(kept, byAdministrators),
		'programmes.force': byAdministrators,
		// A member is taken out and another put in, which the rules of a group look at.
		'programmes.similar_member': {},
	},
	removals: each(kept, byAdministrators),
	additions: each([...kept, 'programmes.force'], ['administrator']),
};

import { all, forces, type Rows, type Sight, staff } from '../sight.ts';

/**
 * Plans and windows: what a force writes is its own; what it handed in is the inspectorate's and its policing body's too.
 * Each account has a plan of its own force that was handed in and one that was not, and a window that its force was asked
 * in; nobody was asked in another one.
 */
const ofForce = `coalesce((select o.force_id from foundation.organisation o where o.id = $organisation), $organisation)`;
const second = "md5($account || 'second')::uuid";
const own = `force_id = ${ofForce}`;
const plans = `(select p.id from followup.plan p where p.force_id = ${ofForce})`;
const handedIn = `(select p.id from followup.plan p where p.force_id = ${ofForce} and p.version > 0)`;
const calls = `(select c.id from followup.plan_call c join programmes.programme_force f on f.programme_id = c.programme_id
	where c.asked_at is not null and f.force_id = ${ofForce} and f.excluded_because is null)`;
const unasked = '(select c.id from followup.plan_call c where c.asked_at is null)';
const windows = `(select w.window_id from followup.window_force w where w.force_id = $organisation)`;
const intakes = `(select i.id from followup.plan_intake i where i.plan_id in ${plans})`;
const updates = `(select u.id from followup.plan_update u where u.plan_id in ${plans})`;
const read = 'release_id is null';

const withBody = (condition: string, body: string): Sight => ({
	...staff,
	worker: all,
	...forces(condition),
	body,
});
const withForce = (condition: string): Sight => ({ ...staff, worker: all, ...forces(condition) });
const ofPlan = `plan_id in ${plans}`;
const both = (values: (plan: string) => string) => [values('$account'), values(second)].join(', ');

const bothOf = (sight: Sight) => ({ 'followup.plan_entry': sight, 'followup.plan_milestone': sight });

export const planningRows: Rows = {
	sights: {
		'followup.plan_call': withBody(`id in ${calls}`, `id in ${calls}`),
		'followup.plan_element': withBody(`call_id in ${calls}`, `call_id in ${calls}`),
		'followup.plan': withBody(own, `id in ${handedIn}`),
		'followup.plan_entry': forces(ofPlan),
		'followup.plan_milestone': forces(ofPlan),
		'followup.plan_version': withBody(ofPlan, `plan_id in ${handedIn}`),
		'followup.plan_intake': withForce(ofPlan),
		'followup.plan_intake_row': withForce(`intake_id in ${intakes}`),
		'followup.plan_update': withBody(ofPlan, `plan_id in ${handedIn}`),
		'followup.plan_update_file': withBody(`update_id in ${updates}`, 'false'),
		'followup.plan_publication': withBody(ofPlan, `plan_id in ${handedIn}`),
		'followup.window': withForce(`id in ${windows}`),
		'followup.window_force': withForce('force_id = $organisation'),
		'followup.window_extension': withForce(`window_id in ${windows}`),
		'followup.window_update': withForce('force_id = $organisation'),
		'edition.plan': { ...staff, worker: all, ...forces(read), body: read, reader: read, public: read },
	},
	seeds: {
		'followup.plan_call': `(id, programme_id, programme, title, due_on, asked_at) values
			($account, $account, 'A', 'B', '2030-01-01', now()), (${second}, ${second}, 'A', 'B', '2030-01-01', null)`,
		'followup.plan_element': `(id, call_id, number, name, says) values
			${both((call) => `(${call}, ${call}, 1, 'A', 'B')`)}`,
		'followup.plan': `(id, call_id, force_id, version) values
			($account, $account, coalesce(${ofForce}, gen_random_uuid()), 1),
			(${second}, ${second}, coalesce(${ofForce}, gen_random_uuid()), 0)`,
		'followup.plan_entry': `(plan_id, element_id, text) values ${both((plan) => `(${plan}, ${plan}, 'A')`)}`,
		'followup.plan_milestone': `(plan_id, number, title, owner, due_on) values
			${both((plan) => `(${plan}, 1, 'A', 'B', '2030-01-01')`)}`,
		'followup.plan_version': `(plan_id, number, evidence_id) values ${both((plan) => `(${plan}, 1, gen_random_uuid())`)}`,
		'followup.plan_intake': `(id, plan_id, version, number, in_line, detail, refers) values
			($account, $account, 1, 1, 'yes', 'yes', 'yes')`,
		'followup.plan_intake_row': `(intake_id, element_id, found) values ($account, gen_random_uuid(), 'present')`,
		'followup.plan_update': `(id, plan_id, milestone_id, number, standing, text) values
			${both((plan) => `(${plan}, ${plan}, gen_random_uuid(), 1, 'on track', 'A')`)}`,
		'followup.plan_update_file': '(update_id, file_id) values ($account, gen_random_uuid())',
		'followup.plan_publication': `(plan_id, version) values ${both((plan) => `(${plan}, 1)`)}`,
		'followup.window': `(id, programme_id, programme, title, asked, from_on, until_on) values
			($account, gen_random_uuid(), 'A', 'B', 'C', '2020-01-01', '2030-01-01')`,
		'followup.window_force':
			'(window_id, force_id) values ($account, coalesce($organisation, gen_random_uuid()))',
		'followup.window_extension':
			"(window_id, was, until, because) values ($account, '2020-01-01', '2030-01-01', 'A')",
		'followup.window_update': `(window_id, force_id, evidence_id) values
			($account, coalesce($organisation, gen_random_uuid()), gen_random_uuid())`,
		'edition.plan': `(release_id, number, version, force_id, force_slug, force_name, programme, title, published_on,
			published_at, elements, recommendations, milestones, illustrative)
			select release, abs(hashtext($account::text || coalesce(release::text, ''))), 1, gen_random_uuid(), 'a', 'A', 'B', 'C',
				'2020-01-01', now(), '[]', '[]', '[]', false from (values (null::uuid), (gen_random_uuid())) as r (release)`,
	},
	changes: {
		'followup.plan_call': { inspector: all },
		'followup.plan_element': { inspector: `call_id in ${unasked}` },
		'followup.plan': forces(own),
		...bothOf(forces(ofPlan)),
	},
	removals: { 'followup.plan_element': { inspector: `call_id in ${unasked}` }, ...bothOf(forces(ofPlan)) },
	additions: {
		'followup.plan_call': ['inspector'],
		'followup.plan_element': ['inspector'],
		'followup.plan_intake': ['inspector'],
	},
};

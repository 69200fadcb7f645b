import { all, type Rows, type Sight, staff } from '../sight.ts';

/** Findings, what is raised on them and judgments are the inspectorate's alone; a grade, of whoever need not be blind. */
const insideOnly: Sight = { ...staff, worker: all };
const searched: Sight = { ...insideOnly, search: all };

const under = ['citation', 'finding_object', 'raised_finding'] as const;
const rounds = ['calibration', 'calibration_case', 'calibration_member'] as const;

function each<T>(tables: readonly string[], value: T): Record<string, T> {
	return Object.fromEntries(tables.map((table) => [`judgments.${table}`, value]));
}

/** Of each person: a thing that they may write about (null: of no inspection), and one of an inspection that nobody may. */
const national = 'inspection_id is null';
const ofFinding = 'finding_id in (select id from judgments.finding where inspection_id is null)';
const ofRaised = 'raised_id in (select id from judgments.raised where inspection_id is null)';
const both = (condition: string): Sight => ({ administrator: condition, inspector: condition });

/** A member of an open round does not see the opinions of its cases, nor the grades of others, before their own is kept. */
const notBlind = `not exists (select from judgments.calibration_member m
	join judgments.calibration r on r.id = m.calibration_id and r.closed_at is null
	join judgments.calibration_case c on c.calibration_id = r.id
	where m.account_id = $account and c.judgment_id = JUDGMENT and not exists (select from judgments.calibration_grade g
		where g.calibration_id = r.id and g.judgment_id = c.judgment_id and g.account_id = $account))`;

export const judgmentsRows: Rows = {
	sights: {
		...each(
			[
				'citation',
				'sole_basis',
				'finding_object',
				'raised_finding',
				'progress',
				'advice',
				'judgment',
				...rounds,
			],
			insideOnly,
		),
		...each(['finding', 'raised', 'sub_item'], searched),
		'judgments.opinion': {
			...both(notBlind.replace('JUDGMENT', 'opinion.judgment_id')),
			worker: all,
		},
		'judgments.calibration_grade': {
			...both(`account_id = $account or ${notBlind.replace('JUDGMENT', 'calibration_grade.judgment_id')}`),
			worker: all,
		},
	},
	seeds: {
		'judgments.finding': `(id, inspection_id, programme_id, force_id, framework, version, component, tone, text) values
			($account, null, gen_random_uuid(), null, 'used', 1, 'question', 'neutral', 'A'),
			(gen_random_uuid(), gen_random_uuid(), gen_random_uuid(), gen_random_uuid(), 'used', 1, 'question', 'neutral', 'B')`,
		'judgments.citation': `(finding_id, item_id, relation) values
			($account, gen_random_uuid(), 'compares'), (gen_random_uuid(), gen_random_uuid(), 'compares')`,
		'judgments.sole_basis':
			"(finding_id, edition, because, by, by_name) values ($account, 1, 'It will do', $account, 'A')",
		'judgments.finding_object':
			'(finding_id, object_id) values ($account, gen_random_uuid()), (gen_random_uuid(), gen_random_uuid())',
		'judgments.raised': `(id, kind, inspection_id, programme_id, text) values
			($account, 'recommendation', null, gen_random_uuid(), 'A'),
			(gen_random_uuid(), 'recommendation', gen_random_uuid(), gen_random_uuid(), 'B')`,
		'judgments.sub_item':
			"(raised_id, letter, text) values ($account, 'a', 'A'), (gen_random_uuid(), 'a', 'A')",
		'judgments.raised_finding':
			'(raised_id, finding_id) values ($account, $account), (gen_random_uuid(), gen_random_uuid())',
		'judgments.progress': `(raised_id, outcome, found_on, inspection_id, text, by) values
			($account, 'improving', '2020-01-01', gen_random_uuid(), 'A', null)`,
		'judgments.advice': `(inspection_id, framework, version, component, text) values
			(gen_random_uuid(), 'used', 1, 'question', 'A')`,
		// Each person is a member of a round over a judgment of their own, and has not graded it.
		'judgments.judgment': `(id, inspection_id, programme_id, force_id, framework, version, component)
			values ($account, gen_random_uuid(), gen_random_uuid(), gen_random_uuid(), 'used', 1, 'question')`,
		// Whoever has no judgment of their own tries to write under somebody else's.
		'judgments.opinion': `(judgment_id, stage, framework, version, rationale, rule, by, by_name)
			select id, 'suggested', 'used', 1, 'A', 'B', gen_random_uuid(), 'A' from judgments.judgment
			order by id = $account desc limit 1`,
		'judgments.calibration': `(id, programme_id, framework, version, component, name, purpose, due)
			values ($account, gen_random_uuid(), 'used', 1, 'question', 'A', 'B', '2030-01-01')`,
		'judgments.calibration_case': '(calibration_id, judgment_id) values ($account, $account)',
		'judgments.calibration_member': '(calibration_id, account_id) values ($account, $account)',
		'judgments.calibration_grade': `(calibration_id, judgment_id, account_id, framework, version, grade, because)
			values ($account, $account, gen_random_uuid(), 'used', 1, 'good', 'A')`,
	},
	changes: {
		...each(['finding', 'raised'], both(national)),
		...each(under, both(ofFinding)),
		'judgments.sub_item': both(ofRaised),
		'judgments.judgment': both(all),
		// Whoever has still to grade in a round does not close it.
		'judgments.calibration': { administrator: 'calibration.id <> $account' },
	},
	removals: {
		...each(under, both(ofFinding)),
		'judgments.sub_item': both(ofRaised),
	},
	additions: {
		...each(under, ['administrator', 'inspector']),
		'judgments.sub_item': ['administrator', 'inspector'],
		...each(rounds, ['administrator']),
	},
};

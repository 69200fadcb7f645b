import { all, partners, type Rows, staff } from '../sight.ts';

/**
 * Responses: the inspectorate sees that they are written, and nobody but those who write sees what; each account has a
 * report of its own force, and one more row in what everybody reads, of a release that is not public.
 */
const ofForce = `coalesce((select o.force_id from foundation.organisation o where o.id = $organisation), $organisation)`;
const own = `force_id = ${ofForce}`;
const ofOwn = `response_id in (select r.id from followup.response r where r.${own})`;
const read = 'release_id is null';

export const answeringRows: Rows = {
	sights: {
		'followup.response': { ...staff, worker: all, ...partners(own) },
		'followup.response_draft': { body: ofOwn },
		'followup.response_part': { body: ofOwn },
		'followup.response_comment': partners(ofOwn),
		'edition.response': { ...staff, worker: all, ...partners(read), reader: read, public: read },
	},
	seeds: {
		'followup.response': `(id, release_id, force_id) values
			($account, gen_random_uuid(), coalesce(${ofForce}, gen_random_uuid()))`,
		'followup.response_draft': "(response_id, text) values ($account, 'A')",
		'followup.response_part': "(response_id, promise_id, text) values ($account, gen_random_uuid(), 'A')",
		'followup.response_comment': "(response_id, of, number, text) values ($account, 'force', 1, 'A')",
		'edition.response': `(response_id, version, release_id, force_id, force_slug, force_name, body_name, report_title,
			release_slug, document_slug, report_published_on, due_on, responded_on, days_late, text, recorded, illustrative)
			select gen_random_uuid(), 1, release, gen_random_uuid(), 'a', 'A', 'B', 'C', 'd', 'e', '2020-01-01', '2020-02-25',
				'2020-01-02', 0, 'F', false, false from (values (null::uuid), (gen_random_uuid())) as r (release)`,
	},
	changes: {
		'followup.response_draft': { body: ofOwn },
		'followup.response_part': { body: ofOwn },
	},
	removals: { 'followup.response_part': { body: ofOwn } },
	additions: {},
};

import type pg from 'pg';
import { addFollowed } from '../followed.ts';
import type { Frozen } from './frozen.ts';
import { planted } from './words.ts';
import type { Written } from './written.ts';

export type PlantedFollowup = Awaited<ReturnType<typeof plantedFollowup>>;

/**
 * What inspectors and a force keep about something that was asked of the force long ago: evidence and what is thought of a
 * plan are the force's and the inspectorate's, notes and a decision that nobody was told of are the inspectorate's alone.
 * Arranged past the rules of follow-up, which have tests of their own.
 */
export async function plantedFollowup(
	owner: pg.Client,
	{ north, south, account }: { north: Written; south: Written; account: string },
) {
	const added = async (text: string, values: readonly unknown[]): Promise<string> => {
		const { rows } = await owner.query<{ id: string }>(`${text} returning id`, [...values]);
		return rows[0]?.id ?? '';
	};
	await owner.query('set session_replication_role = replica');
	const promises: string[] = [];
	for (const [index, { force }] of [north, south].entries()) {
		promises.push(
			await added(
				`insert into followup.promise (older_id, force_id, kind, text, source, published_on)
					values ($1, $2, 'recommendation', 'The force should look.', 'An older register', '2020-01-01')`,
				[`OLD-${index + 1}`, force],
			),
		);
	}
	const [promise = '', other = ''] = promises;
	// Sent for verification: nothing that is sent to a page without fields takes it anywhere.
	const part = await added(
		`insert into followup.part (promise_id, text, state) values ($1, 'Look.', 'submitted for verification')`,
		[promise],
	);
	await added("insert into followup.part (promise_id, text, state) values ($1, 'Look.', 'rejected')", [
		other,
	]);
	const act = await added(
		`insert into followup.act (part_id, number, was, becomes, of, by, by_name)
			values ($1, 1, 'in progress', 'submitted for verification', 'force', $2, 'Somebody')`,
		[part, account],
	);
	await added("insert into followup.proof (act_id, text) values ($1, 'See qzvproof.')", [act]);
	await added(
		"insert into followup.note (promise_id, text, by) values ($1, 'We doubt it: qzvinternal.', $2)",
		[...[promise, account]],
	);
	const link = await added(
		"insert into followup.link (from_id, to_id, kind, because, by) values ($1, $2, 'related', 'Both say qzvinternal', $3)",
		[promise, other, account],
	);
	const stage = await added(
		`insert into followup.stage (force_id, step, stage, decided_on, reasons, plan, decided_by, decided_by_name)
			values ($1, 1, 'enhanced', '2026-01-05', 'Because of qzvundecided', 'First qzvundecided', $2, 'An HM Inspector')`,
		[north.force, account],
	);
	await added(
		"insert into followup.criterion (stage_id, position, text) values ($1, 1, 'There is no more qzvundecided')",
		[stage],
	);
	await added(
		"insert into followup.stage_reasoning (stage_id, text, by) values ($1, 'It is qzvinternal', $2)",
		[...[stage, account]],
	);
	const call = await added(
		`insert into followup.plan_call (programme_id, programme, title, due_on, asked_at)
			values ($1, 'A programme', 'A plan', '2026-06-01', '2026-01-01')`,
		[north.programme.id],
	);
	const element = await added(
		"insert into followup.plan_element (call_id, number, name, says) values ($1, 1, 'Leadership', 'Who leads')",
		[call],
	);
	const plan = await added(
		`insert into followup.plan (call_id, force_id, state, version) values ($1, $2, 'handed in', 1)`,
		[call, north.force],
	);
	const content = { elements: [], promises: [], milestones: [] };
	await owner.query(
		'insert into followup.plan_version (plan_id, number, content, evidence_id, by) values ($1, 1, $2, $3, $4)',
		[plan, JSON.stringify(content), north.evidence, account],
	);
	await added(
		`insert into followup.plan_intake (plan_id, version, number, in_line, detail, refers, words, by)
			values ($1, 1, 1, 'yes', 'yes', 'yes', 'It is qzvopinion.', $2)`,
		[plan, account],
	);
	await owner.query('reset session_replication_role');
	return { promise, link, stage, call, element, plan };
}

/** As far as the number goes by which the public finds what became of what the release asks. */
export const followedNumber = 901;

/** What everybody reads of it from the instant on: where it stands, with words, and what its policing body answers. */
export async function followInEdition(
	owner: pg.Client,
	{ id: release, slug, documents }: Pick<Frozen, 'id' | 'slug' | 'documents'>,
	{ north, forceSlug }: { north: Written; forceSlug: string },
): Promise<void> {
	await owner.query('set session_replication_role = replica');
	const force = { id: north.force, slug: forceSlug, name: 'The force of the north' };
	const of = {
		release,
		force,
		number: followedNumber,
		raised: north.raised.number,
		kind: 'area for improvement',
	};
	await addFollowed(owner, { ...of, text: `The force should see to ${planted('raised', 'north')}.` });
	await addFollowed(owner, {
		...of,
		text: `The force should see to ${planted('raised', 'north')}.`,
		state: 'in progress',
		since: '2026-11-01T09:00:00Z',
		words: `We began with ${planted('followed', 'north')}.`,
		of: 'force',
		dueOn: '2026-03-01',
	});
	await owner.query(
		`insert into edition.response (response_id, version, release_id, force_id, force_slug, force_name, body_name,
			report_title, release_slug, document_slug, report_published_on, due_on, responded_on, days_late, text, parts, recorded,
			illustrative)
		values (gen_random_uuid(), 1, $1, $2, $3, $4, 'A policing body', 'A report', $5, $6, '2026-01-01', '2026-02-25',
			'2026-02-01', 0, $7, '[]', false, false)`,
		[
			...[release, north.force, forceSlug, force.name, slug, documents[0]?.slug ?? ''],
			`We have read ${planted('answered', 'north')}.`,
		],
	);
	await owner.query('reset session_replication_role');
}

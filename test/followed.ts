import type pg from 'pg';

/** A row of what everybody reads of a part, as `followup.show_part` writes it: what is not given is as most are. */
export type FollowedRow = {
	release?: string | null;
	number: number;
	raised?: number | null;
	national?: number;
	kind?: string;
	title?: string | null;
	text?: string;
	theme?: string;
	publishedOn?: string;
	force?: { id: string; slug: string; name: string } | null;
	letter?: string;
	part?: string;
	dueOn?: string;
	state?: string;
	since?: string;
	words?: string;
	of?: string;
	instead?: number;
	bulk?: boolean;
	takenOver?: boolean;
	illustrative?: boolean;
};

const force = {
	id: '00000000-0000-4000-8000-00000000000d',
	slug: 'derbyshire',
	name: 'Derbyshire Constabulary',
};

/** Beside the public world of test/open-data.ts: what became of what it asks, and of what is not public in it. */
export async function followedWorld(owner: pg.Client): Promise<void> {
	const releaseOf = async (slug: string) => {
		const { rows } = await owner.query<{ id: string }>(
			'select release_id as id from edition.edition where slug = $1 limit 1',
			[slug],
		);
		return rows[0]?.id ?? null;
	};
	await owner.query('set session_replication_role = replica');
	for (const [slug, word] of [
		['peel-2018-19', 'plain'],
		['gone', 'secret'],
		['secret', 'secret'],
	] as const) {
		const of = {
			release: await releaseOf(slug),
			force,
			text: `Do ${word}.`,
			theme: 'Custody & care',
			part: word,
		};
		const number = word === 'plain' ? 1 : 900;
		await addFollowed(owner, { ...of, number, raised: 1, letter: 'a' });
		const moved = {
			...of,
			number,
			raised: 1,
			letter: 'a',
			state: 'accepted',
			words: `We agree, ${word}.`,
			of: 'force',
		};
		await addFollowed(owner, { ...moved, since: '2019-07-01T09:00:00Z' });
		await owner.query(
			`insert into edition.response (response_id, version, release_id, force_id, force_slug, force_name, body_name,
				report_title, release_slug, document_slug, report_published_on, due_on, responded_on, days_late, text, parts, recorded,
				illustrative)
			values (gen_random_uuid(), 1, $1, $2, $3, $4, 'A policing body', $5, $6, 'report', '2019-05-02', '2019-06-26',
				'2019-06-28', 2, $5, $7, false, false)`,
			[
				...[of.release, force.id, force.slug, force.name, `About ${word}`, slug],
				JSON.stringify([
					{ promise: number, title: null, text: word, answer: 'taken', words: `Done, ${word}.` },
				]),
			],
		);
	}
	await owner.query(
		`insert into edition.plan (number, version, force_id, force_slug, force_name, programme, title, published_on,
			published_at, elements, recommendations, milestones, illustrative)
		values (1, 1, $1, $2, $3, 'A programme', 'A plan', '2019-08-01', '2019-08-01', $4, $5, $6, true)`,
		[
			...[force.id, force.slug, force.name],
			JSON.stringify([
				{ number: 1, name: 'Leadership', says: 'Who leads', text: 'The chief constable leads.' },
			]),
			JSON.stringify([
				{ promise: 1, kind: 'recommendation', title: null, asked: 'Do plain.', text: 'We will.' },
			]),
			JSON.stringify([
				{
					number: 1,
					element: 1,
					promise: null,
					title: 'Begin',
					owner: 'A. Officer',
					due: '2019-09-01',
					done: null,
				},
			]),
		],
	);
	await owner.query(
		`insert into edition.monitored (force_id, force_slug, force_name, decision_number, was, stage, stage_name, since,
			reasons, decided_by, decided_by_role, criteria, illustrative)
		values ($1, $2, $3, 1, 'default', 'enhanced', 'Enhanced monitoring', '2019-10-01', 'Victims wait.', 'A. Inspector',
			'HM Inspector', $4, true)`,
		[force.id, force.slug, force.name, JSON.stringify([{ text: 'Nobody waits.', met_on: null }])],
	);
	await owner.query('reset session_replication_role');
}

/** Past the functions of follow-up, which have tests of their own; and beside it the sign that something has changed. */
export async function addFollowed(client: Pick<pg.Client, 'query'>, row: FollowedRow): Promise<void> {
	const { force = null, release = null } = row;
	await client.query(
		`insert into edition.followed (release_id, promise_number, raised_number, national_number, kind, title, promise_text,
			addressee, theme, source, source_address, published_on, force_id, force_slug, force_name, letter, text, due_on,
			due_basis, due_set_by, state, since, words, words_of, instead, bulk, taken_over, illustrative,
			state_illustrative)
		values ($1, $2, $3, $4, $5, $6, $7, 'the force', $8, 'A report', $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, $19,
			$20, $21, $22, $23, $24, $25, $26, $27)`,
		[
			...[release, row.number, row.raised ?? null, row.national ?? null, row.kind ?? 'recommendation'],
			...[row.title ?? null, row.text ?? 'The force should look.', row.theme ?? null],
			...[row.raised == null ? null : '/publications/peel-2018-19/report', row.publishedOn ?? '2019-05-02'],
			...[
				force?.id ?? null,
				force?.slug ?? null,
				force?.name ?? null,
				row.letter ?? null,
				row.part ?? 'Look.',
			],
			...[row.dueOn ?? null, row.dueOn === undefined ? null : 'Within 6 months of publication'],
			row.dueOn === undefined ? null : 'inspectorate',
			...[row.state ?? 'awaiting response', row.since ?? '2019-05-02T10:00:00Z', row.words ?? null],
			...[
				row.of ?? null,
				row.instead ?? null,
				row.bulk ?? false,
				row.takenOver ?? false,
				row.illustrative ?? false,
				row.illustrative ?? false,
			],
		],
	);
	await client.query(
		'insert into edition.change (release_id, force_id, force_slug, what) values ($1, $2, $3, $4)',
		[...[release, force?.id ?? null, force?.slug ?? null, 'followed']],
	);
}

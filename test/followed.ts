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

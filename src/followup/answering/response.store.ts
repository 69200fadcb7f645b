import { sql } from 'kysely';
import { z } from 'zod';
import type { Tx } from '../../foundation/index.ts';
import { todayIn } from '../../programmes/index.ts';
import { promisedOf } from '../register/promise.store.ts';
import type { Promised } from '../register/promise.ts';
import { standingOf } from './clock.ts';
import {
	type Answer,
	answers,
	type Comment,
	type Draft,
	type Published,
	type Response,
	type ResponseState,
	responseStates,
} from './response.ts';

const keysOf = <Key extends string>(table: Readonly<Record<Key, unknown>>) =>
	z.enum(Object.keys(table) as Key[]); // Object.keys forgets which keys these are.
const state = keysOf<ResponseState>(responseStates);
const answer = keysOf<Answer>(answers);

type Row = {
	id: string;
	release: string;
	forceId: string;
	forceSlug: string;
	forceName: string;
	title: string;
	releaseSlug: string;
	documentSlug: string;
	publishedOn: Temporal.PlainDate;
	dueOn: Temporal.PlainDate;
	past: boolean;
	illustrative: boolean;
	body: string | null;
	recommendations: number;
	state: string;
	invitedAt: Temporal.Instant | null;
	invitedBy: string | null;
	commentedAt: Temporal.Instant | null;
	version: number | null;
	respondedOn: Temporal.PlainDate | null;
	recorded: boolean | null;
	made: boolean | null;
	elsewhere: string | null;
};

/** Every report that a response is owed to, as far as whoever asks may see it: what is due first, then what is over. */
export async function responsesOf(tx: Tx, id: string | null = null): Promise<Response[]> {
	const { rows } = await sql<Row>`
		with r as materialized (select * from followup.reports(${id})), b as materialized (
			select one.force_id, followup.body_of(one.force_id, followup.today()) as body
			from (select distinct r.force_id from r) one
		)
		select r.id, r.release_id as release, r.force_id as "forceId", r.force_slug as "forceSlug",
			r.force_name as "forceName", r.title, r.release_slug as "releaseSlug", r.document_slug as "documentSlug",
			r.published_on as "publishedOn", r.due_on as "dueOn", r.past, r.illustrative,
			b.body,
			coalesce(n.recommendations, 0) as recommendations, coalesce(h.state, 'preparing') as state,
			h.invited_at as "invitedAt", h.invited_by_name as "invitedBy", h.commented_at as "commentedAt", e.version,
			e.responded_on as "respondedOn", e.recorded, e.illustrative as made, e.elsewhere
		from r join b on b.force_id = r.force_id
			left join followup.response h on h.id = r.id
			left join lateral (select * from edition.response e where e.force_id = r.force_id and e.response_id = r.id
				order by e.version desc limit 1) e on true
			left join (select p.release_id, p.force_id, count(*)::integer as recommendations from followup.promise p
				where p.kind = 'recommendation' and p.release_id is not null group by p.release_id, p.force_id) n
				on (n.release_id, n.force_id) = (r.release_id, r.force_id)
		order by e.version is not null, case when e.version is null and not r.past then r.due_on end nulls last,
			r.published_on desc, r.force_name, r.title`.execute(tx);
	const today = await todayIn(tx);
	return rows.map((row) => responseIn(row, today));
}

function responseIn(row: Row, today: Temporal.PlainDate): Response {
	const { id, release, title, publishedOn, dueOn, past, illustrative, body, recommendations } = row;
	return {
		...{ id, release, title, publishedOn, dueOn, past, illustrative, body, recommendations },
		force: { id: row.forceId, slug: row.forceSlug, name: row.forceName },
		address: `/publications/${row.releaseSlug}/${row.documentSlug}`,
		state: state.parse(row.state),
		invited: row.invitedAt === null ? null : { at: row.invitedAt, byName: row.invitedBy ?? '' },
		commentedAt: row.commentedAt,
		published:
			row.version === null || row.respondedOn === null
				? null
				: {
						version: row.version,
						on: row.respondedOn,
						recorded: row.recorded ?? false,
						illustrative: row.made ?? false,
						elsewhere: row.elsewhere,
					},
		standing: standingOf({ published: publishedOn, answered: row.respondedOn, past }, today),
	};
}

/** How many reports have no response on record though the last day is over; of those that nobody here can know of, none. */
export async function countLate(tx: Tx): Promise<number> {
	const { rows } = await sql<{ late: number }>`
		select count(*)::integer as late from followup.reports() r where not r.past and r.due_on < followup.today()
			and not exists (select from edition.response e where e.force_id = r.force_id and e.response_id = r.id)`.execute(
		tx,
	);
	return rows[0]?.late ?? 0;
}

export async function responseById(tx: Tx, id: string): Promise<Response | null> {
	return (await responsesOf(tx, id))[0] ?? null;
}

const parts = z.array(
	z.object({
		promise: z.number(),
		national: z.number().nullable(),
		title: z.string().nullable(),
		text: z.string(),
		items: z.array(z.object({ letter: z.string(), text: z.string() })),
		answer,
		words: z.string(),
	}),
);
const also = z.array(z.object({ slug: z.string(), title: z.string() }));

/** What everybody reads of it: each version, the newest first. */
export async function versionsOf(
	tx: Tx,
	{ id, force }: Pick<Response, 'id' | 'force'>,
): Promise<Published[]> {
	const rows = await tx
		.selectFrom('edition.response')
		.selectAll()
		.where('force_id', '=', force.id)
		.where('response_id', '=', id)
		.orderBy('version', 'desc')
		.execute();
	return rows.map((row) => ({
		version: row.version,
		bodyName: row.body_name,
		respondedOn: row.responded_on,
		daysLate: row.days_late,
		text: row.text,
		parts: parts.parse(row.parts),
		also: also.parse(row.also),
		chiefInvitedOn: row.chief_invited_on,
		chiefComments: row.chief_comments,
		chiefBy: row.chief_by,
		chiefCommentedOn: row.chief_commented_on,
		reply: row.reply,
		elsewhere: row.elsewhere,
		recorded: row.recorded,
		note: row.note,
		illustrative: row.illustrative,
		at: row.at,
	}));
}

/** For the body alone: nobody else may ask. */
export async function draftOf(tx: Tx, id: string): Promise<Draft> {
	const held = await tx
		.selectFrom('followup.response_draft')
		.select(['text', 'also', 'version', 'by_name as byName'])
		.where('response_id', '=', id)
		.executeTakeFirst();
	const rows = await tx
		.selectFrom('followup.response_part')
		.select(['promise_id as promise', 'answer', 'text'])
		.where('response_id', '=', id)
		.execute();
	return {
		...(held ?? { text: '', also: [], version: 0, byName: '' }),
		parts: new Map(
			rows.map(({ promise, answer: said, text }) => [
				promise,
				{ answer: said === null ? null : answer.parse(said), text },
			]),
		),
	};
}

/** What the force and its body say to each other for it, the oldest first; for these two. */
export async function commentsOf(tx: Tx, id: string): Promise<Comment[]> {
	const rows = await tx
		.selectFrom('followup.response_comment')
		.select(['of', 'number', 'text', 'by_name as byName', 'at'])
		.where('response_id', '=', id)
		.orderBy('at')
		.orderBy('number')
		.execute();
	return rows.map((row) => ({ ...row, of: row.of === 'force' ? 'force' : 'policing body' }));
}

export function newestOf(comments: readonly Comment[], of: Comment['of']): Comment | null {
	return comments.findLast((comment) => comment.of === of) ?? null;
}

/** The recommendations that a response says something about: of the report, then of national ones that it answers too. */
export async function asksOf(
	tx: Tx,
	{ release, force }: Pick<Response, 'release' | 'force'>,
	also: readonly string[] = [],
): Promise<Promised[]> {
	const asked: Promised[] = [];
	for (const one of new Set([release, ...also])) {
		const { promised } = await promisedOf(tx, { release: one, force: force.id, kinds: ['recommendation'] });
		asked.push(...promised.toSorted((a, b) => a.number - b.number));
	}
	return asked;
}

export type NationalReport = {
	release: string;
	slug: string;
	title: string;
	publishedOn: Temporal.PlainDate;
};

/** National reports of about the same time: where one has the same findings, one response answers both. */
export async function nationalBeside(
	tx: Tx,
	{ release, publishedOn }: Pick<Response, 'release' | 'publishedOn'>,
	chosen: readonly string[],
): Promise<NationalReport[]> {
	const around = { months: 12 };
	const { rows } = await sql<NationalReport>`
		select n.release_id as release, n.slug, n.title, n.published_on as "publishedOn" from followup.national_reports() n
		where n.release_id <> ${release} and (n.release_id = any (${[...chosen]}::uuid[])
			or n.published_on between ${publishedOn.subtract(around).toString()}::date
				and ${publishedOn.add(around).toString()}::date)
		order by n.published_on desc, n.title`.execute(tx);
	return rows;
}

/** What the body was called that answered for the force on that day, as far as the register knows. */
export async function bodyOn(
	tx: Tx,
	{ force }: Pick<Response, 'force'>,
	day: Temporal.PlainDate,
): Promise<string | null> {
	const { rows } = await sql<{ name: string | null }>`
		select followup.body_of(${force.id}, ${day.toString()}::date) as name`.execute(tx);
	return rows[0]?.name ?? null;
}

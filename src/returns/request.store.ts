import { sql } from 'kysely';
import { perPage, type Tx } from '../foundation/index.ts';
import { type Asks, type Request, type RequestInside, requestStates, whatIsAsked } from './request.ts';

/** A force may read these columns and no others, so all others have a query of their own. */
function requests(tx: Tx) {
	return tx
		.selectFrom('returns.request as request')
		.innerJoin('foundation.organisation as organisation', 'organisation.id', 'request.force_id')
		.leftJoin('programmes.force as force', 'force.id', 'request.force_id')
		.leftJoin('programmes.inspection as inspection', 'inspection.id', 'request.inspection_id')
		.leftJoin('programmes.programme as programme', 'programme.id', 'request.programme_id')
		.select([
			'request.id',
			'request.number',
			'request.force_id as forceId',
			sql<string>`coalesce(force.slug, request.force_id::text)`.as('forceSlug'),
			'organisation.name as forceName',
			'inspection.id as inspectionId',
			sql<boolean>`coalesce(inspection.announced_at <= app.now(), false)`.as('told'),
			'programme.id as programmeId',
			'programme.slug as programmeSlug',
			'programme.name as programmeName',
			'request.asks',
			'request.title',
			'request.text',
			'request.purpose',
			'request.due',
			'request.due_because as dueBecause',
			'request.state',
			'request.sent_at as sentAt',
			'request.answered_at as answeredAt',
			'request.illustrative',
		]);
}

type Row = Awaited<ReturnType<ReturnType<typeof requests>['executeTakeFirstOrThrow']>>;

function requestOf({
	forceId,
	forceSlug,
	forceName,
	inspectionId,
	told,
	programmeId,
	programmeSlug,
	programmeName,
	...row
}: Row): Request {
	const state = requestStates.find((one) => one === row.state);
	const asks = whatIsAsked.find((one) => one === row.asks);
	if (state === undefined || asks === undefined) throw new Error(`no request is "${row.state}"`);
	return {
		...row,
		number: Number(row.number),
		state,
		asks,
		force: { id: forceId, slug: forceSlug, name: forceName },
		inspection: inspectionId === null ? null : { id: inspectionId, told },
		programme:
			programmeId === null || programmeSlug === null || programmeName === null
				? null
				: { id: programmeId, slug: programmeSlug, name: programmeName },
	};
}

export async function requestById(tx: Tx, id: string): Promise<Request | null> {
	const row = await requests(tx).where('request.id', '=', id).executeTakeFirst();
	return row === undefined ? null : requestOf(row);
}

export async function insideOf(tx: Tx, id: string): Promise<RequestInside | null> {
	const row = await tx
		.selectFrom('returns.request as request')
		.leftJoin('foundation.account as account', 'account.id', 'request.added_by')
		.select([
			'request.batch',
			'request.held_shown as heldShown',
			'request.held_because as heldBecause',
			'request.added_at as addedAt',
			'request.added_by as addedBy',
			'account.name as addedByName',
		])
		.where('request.id', '=', id)
		.executeTakeFirst();
	return row ?? null;
}

export type RequestFilter = {
	inspection?: string;
	batch?: string;
	ids?: readonly string[];
	/** By their addresses. */
	force?: string;
	programme?: string;
	state?: string;
	asks?: string;
	words?: string;
	/** Without it, all of them. */
	page?: number;
};

/**
 * What waits for an answer first, and of that what is overdue; then what was answered, the newest first. A force is
 * shown its own.
 */
export async function requestsOf(
	tx: Tx,
	filter: RequestFilter,
): Promise<{ requests: Request[]; total: number }> {
	const { inspection, batch, ids, force = '', programme = '', state = '', asks = '', words = '' } = filter;
	if (ids?.length === 0) return { requests: [], total: 0 };
	const matching = requests(tx)
		.$if(inspection !== undefined, (query) => query.where('request.inspection_id', '=', inspection ?? ''))
		.$if(batch !== undefined, (query) => query.where('request.batch', '=', batch ?? ''))
		.$if(ids !== undefined, (query) =>
			query.where(sql<boolean>`request.id = any(${[...(ids ?? [])]}::uuid[])`),
		)
		.$if(force !== '', (query) => query.where('force.slug', '=', force))
		.$if(programme === 'none', (query) => query.where('request.programme_id', 'is', null))
		.$if(programme !== '' && programme !== 'none', (query) => query.where('programme.slug', '=', programme))
		.$if(state === 'overdue', (query) =>
			query
				.where('request.state', '=', 'sent')
				.where(sql<boolean>`request.due < (app.now() at time zone 'Europe/London')::date`),
		)
		.$if(state !== '' && state !== 'overdue', (query) => query.where('request.state', '=', state))
		.$if(asks !== '', (query) => query.where('request.asks', '=', asks))
		.$if(words !== '', (query) =>
			query.where(sql<boolean>`strpos(lower(request.title || ' ' || request.text), lower(${words})) > 0`),
		);
	const ordered = matching
		.orderBy(sql`case request.state when 'sent' then 0 when 'draft' then 1 when 'answered' then 2 else 3 end`)
		.orderBy(sql`case when request.state in ('sent', 'draft') then request.due end`)
		.orderBy(sql`coalesce(request.answered_at, request.sent_at)`, (order) => order.desc().nullsLast())
		.orderBy('request.number', 'desc');
	if (filter.page === undefined) {
		const rows = await ordered.execute();
		return { requests: rows.map(requestOf), total: rows.length };
	}
	const { total } = await matching
		.clearSelect()
		.select(({ fn }) => fn.countAll<number>().as('total'))
		.executeTakeFirstOrThrow();
	const rows = await ordered
		.limit(perPage)
		.offset((filter.page - 1) * perPage)
		.execute();
	return { requests: rows.map(requestOf), total };
}

/** How many requests wait for an answer of each of these forces; those that are asked for nothing are not in it. */
export async function openRequestsOf(tx: Tx, forceIds: readonly string[]): Promise<Map<string, number>> {
	if (forceIds.length === 0) return new Map();
	const rows = await tx
		.selectFrom('returns.request')
		.select(({ fn }) => ['force_id', fn.countAll<number>().as('count')])
		.where('state', '=', 'sent')
		.where(sql<boolean>`force_id = any(${[...forceIds]}::uuid[])`)
		.groupBy('force_id')
		.execute();
	return new Map(rows.map(({ force_id, count }) => [force_id, count]));
}

export type Bearing = { request: string; framework: string; version: number; component: string };

/** The pillars and questions that they are asked for. */
export async function bearingsOf(tx: Tx, ids: readonly string[]): Promise<Bearing[]> {
	if (ids.length === 0) return [];
	return tx
		.selectFrom('returns.request_bears_on')
		.select(['request_id as request', 'framework', 'version', 'component'])
		.where(sql<boolean>`request_id = any(${[...ids]}::uuid[])`)
		.orderBy('component')
		.execute();
}

export type NewRequest = {
	to: readonly {
		force: string;
		inspection: string | null;
		bearsOn: readonly { framework: string; version: number; component: string }[];
	}[];
	programme: string | null;
	asks: Asks;
	title: string;
	text: string;
	purpose: string;
	due: Temporal.PlainDate;
	dueBecause: string | null;
	illustrative?: boolean;
};

/** Writes a request to each of these forces, as drafts of one batch: what is held already is looked at before any is sent. */
export async function addRequests(
	tx: Tx,
	{ to, programme, asks, title, text, purpose, due, dueBecause, illustrative = false }: NewRequest,
): Promise<{ batch: string; ids: string[] }> {
	const batch = crypto.randomUUID();
	const ids: string[] = [];
	for (const { force, inspection, bearsOn } of to) {
		const { id } = await tx
			.insertInto('returns.request')
			.values({
				asks,
				title,
				text,
				purpose,
				due,
				force_id: force,
				inspection_id: inspection,
				programme_id: programme,
				batch,
				due_because: dueBecause,
				illustrative,
			})
			.returning('id')
			.executeTakeFirstOrThrow();
		ids.push(id);
		if (bearsOn.length === 0) continue;
		await tx
			.insertInto('returns.request_bears_on')
			.values(bearsOn.map((component) => ({ ...component, request_id: id })))
			.execute();
	}
	return { batch, ids };
}

/** What was held when it was written, and why that does not answer it. */
export async function keepHeld(
	tx: Tx,
	id: string,
	{ shown, because }: { shown: number; because: string | null },
): Promise<void> {
	await tx
		.updateTable('returns.request')
		.set({ held_shown: shown, held_because: because })
		.where('id', '=', id)
		.execute();
}

export async function changeDue(
	tx: Tx,
	id: string,
	{ due, because }: { due: Temporal.PlainDate; because: string },
): Promise<void> {
	await tx.updateTable('returns.request').set({ due, due_because: because }).where('id', '=', id).execute();
}

import { sql } from 'kysely';
import { asInvalid, Invalid, type Tx } from '../../foundation/index.ts';
import type { AskedForce, Extension, UpdateWindow } from './window.ts';

function windows(tx: Tx) {
	return tx
		.selectFrom('followup.window')
		.select([
			'id',
			'number',
			'programme_id',
			'programme',
			'title',
			'asked',
			'from_on as from',
			'until_on as until',
			'illustrative',
			'added_by_name as addedByName',
		]);
}

type Row = Awaited<ReturnType<ReturnType<typeof windows>['executeTakeFirstOrThrow']>>;

function windowIn({ number, programme_id, programme, ...row }: Row): UpdateWindow {
	return { ...row, number: Number(number), programme: { id: programme_id, name: programme } };
}

/** As far as whoever asks may see them: a force, those that it was asked in. The last to close first. */
export async function windowsOf(tx: Tx): Promise<UpdateWindow[]> {
	return (await windows(tx).orderBy('until_on', 'desc').orderBy('number', 'desc').execute()).map(windowIn);
}

export async function windowById(tx: Tx, id: string): Promise<UpdateWindow | null> {
	const row = await windows(tx).where('id', '=', id).executeTakeFirst();
	return row === undefined ? null : windowIn(row);
}

/** The forces that a programme is about: whom a window of it may ask. */
export async function forcesInScope(tx: Tx, programme: string): Promise<{ id: string; name: string }[]> {
	return tx
		.selectFrom('programmes.programme_force as of')
		.innerJoin('foundation.organisation as organisation', 'organisation.id', 'of.force_id')
		.select(['organisation.id', 'organisation.name'])
		.where('of.programme_id', '=', programme)
		.where('of.excluded_because', 'is', null)
		.orderBy('organisation.name')
		.execute();
}

export type NewWindow = {
	programme: { id: string; name: string; illustrative?: boolean };
	title: string;
	asked: string;
	from: Temporal.PlainDate;
	until: Temporal.PlainDate;
	/** Null: all that are in scope. */
	forces: readonly string[] | null;
};

export async function openWindow(
	tx: Tx,
	{ programme, title, asked, from, until, forces }: NewWindow,
): Promise<{ id: string; number: number }> {
	const inScope = (await forcesInScope(tx, programme.id)).map(({ id }) => id);
	const chosen = forces === null ? inScope : inScope.filter((id) => forces.includes(id));
	if (chosen.length === 0 || (forces !== null && chosen.length < new Set(forces).size))
		throw new Invalid({ forces: 'Choose forces that the programme is about' });
	const { id, number } = await asInvalid(
		{ window_days: { until: 'The last day must not be before the first' } },
		() =>
			tx
				.insertInto('followup.window')
				.values({
					...{ title, asked },
					programme_id: programme.id,
					programme: programme.name,
					from_on: from,
					until_on: until,
					illustrative: programme.illustrative ?? false,
				})
				.returning(['id', 'number'])
				.executeTakeFirstOrThrow(),
	);
	await tx
		.insertInto('followup.window_force')
		.values(chosen.map((force) => ({ window_id: id, force_id: force })))
		.execute();
	return { id, number: Number(number) };
}

/** Gives every force longer. What came late stays late: it did when it came. */
export async function extendWindow(
	tx: Tx,
	window: string,
	{ until, because }: { until: Temporal.PlainDate; because: string },
): Promise<void> {
	const wrong = {
		extended_forward: { until: 'The new last day must be after the one that holds now' },
		extended_ahead: { until: 'The new last day must be today or later' },
	};
	await asInvalid(wrong, () =>
		tx.insertInto('followup.window_extension').values({ window_id: window, until, because }).execute(),
	);
}

export async function extensionsOf(tx: Tx, window: string): Promise<Extension[]> {
	return tx
		.selectFrom('followup.window_extension')
		.select(['was', 'until', 'because', 'by_name as byName', 'at'])
		.where('window_id', '=', window)
		.orderBy('at')
		.execute();
}

/** Every force that was asked, with what it has sent; for the inspectorate. */
export async function askedForces(tx: Tx, window: string): Promise<AskedForce[]> {
	const { rows } = await sql<{
		id: string;
		slug: string;
		name: string;
		sent: number;
		late: number;
		lastAt: Temporal.Instant | null;
	}>`
		select f.id, coalesce(f.slug, f.id::text) as slug, o.name, count(u.id)::integer as sent,
			(count(u.id) filter (where u.late))::integer as late, max(u.at) as "lastAt"
		from followup.window_force w join programmes.force f on f.id = w.force_id
			join foundation.organisation o on o.id = f.id
			left join followup.window_update u on u.window_id = w.window_id and u.force_id = w.force_id
		where w.window_id = ${window}
		group by f.id, o.name order by o.name`.execute(tx);
	return rows.map(({ id, slug, name, ...row }) => ({ ...row, force: { id, slug, name } }));
}

/** Of each window: how many forces were asked, and how many have sent. */
export async function countsOfWindows(tx: Tx): Promise<Map<string, { asked: number; sent: number }>> {
	const { rows } = await sql<{ id: string; asked: number; sent: number }>`
		select w.window_id as id, count(*)::integer as asked, (count(*) filter (where exists (
			select from followup.window_update u where u.window_id = w.window_id and u.force_id = w.force_id)))::integer as sent
		from followup.window_force w group by w.window_id`.execute(tx);
	return new Map(rows.map(({ id, asked, sent }) => [id, { asked, sent }]));
}

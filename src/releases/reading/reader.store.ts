import { sql } from 'kysely';
import { asInvalid, type Tx } from '../../foundation/index.ts';
import type { Look, Reader, Window } from './reader.ts';

/** Every reader of a release whom it ever had, those who read first at the top; one query. */
export async function readersOf(tx: Tx, release: string): Promise<Reader[]> {
	const rows = await readers(tx)
		.where('reader.release_id', '=', release)
		.orderBy('reader.opens_at')
		.orderBy('account.name')
		.orderBy('reader.id')
		.execute();
	return rows.map(readerOf);
}

export async function readerById(tx: Tx, release: string, id: string): Promise<Reader | null> {
	const row = await readers(tx)
		.where('reader.release_id', '=', release)
		.where('reader.id', '=', id)
		.executeTakeFirst();
	return row === undefined ? null : readerOf(row);
}

function readers(tx: Tx) {
	return tx
		.selectFrom('releases.reader as reader')
		.innerJoin('foundation.account as account', 'account.id', 'reader.account_id')
		.leftJoin('foundation.organisation as home', 'home.id', 'account.organisation_id')
		.leftJoin('foundation.account as namer', 'namer.id', 'reader.named_by')
		.leftJoin('foundation.account as revoker', 'revoker.id', 'reader.revoked_by')
		.leftJoin('foundation.account as confirmer', 'confirmer.id', 'reader.confirmed_by')
		.selectAll('reader')
		.select([
			'account.name as accountName',
			'account.email as accountEmail',
			'account.state as accountState',
			'home.name as organisation',
			'namer.name as namerName',
			'revoker.name as revokerName',
			'confirmer.name as confirmerName',
			sql<number>`(select count(*) from releases.access a
				where a.release_id = reader.release_id and a.account_id = reader.account_id)`.as('looks'),
			sql<Temporal.Instant | null>`(select max(a.at) from releases.access a
				where a.release_id = reader.release_id and a.account_id = reader.account_id)`.as('lastLook'),
		]);
}

type Row = Awaited<ReturnType<ReturnType<typeof readers>['execute']>>[number];

function readerOf(row: Row): Reader {
	return {
		id: row.id,
		release: row.release_id,
		account: {
			id: row.account_id,
			name: row.accountName,
			email: row.accountEmail,
			organisation: row.organisation,
			invited: row.accountState === 'invited',
		},
		purpose: row.purpose,
		opensAt: row.opens_at,
		closesAt: row.closes_at,
		force: row.force_id,
		namedBy: row.namerName,
		namedAt: row.named_at,
		revoked:
			row.revoked_at === null
				? null
				: {
						at: row.revoked_at,
						by: row.revoked_by === null ? null : { id: row.revoked_by, name: row.revokerName ?? '' },
						because: row.revoked_because ?? '',
					},
		confirmed: row.confirmed_at === null ? null : { at: row.confirmed_at, by: row.confirmerName ?? '' },
		looks: Number(row.looks),
		lastLook: row.lastLook,
	};
}

export type Nameable = { id: string; name: string; email: string; state: string };

export async function accountNamed(tx: Tx, email: string): Promise<Nameable | null> {
	const row = await tx
		.selectFrom('foundation.account')
		.select(['id', 'name', 'email', 'state'])
		.where('email', '=', email)
		.executeTakeFirst();
	return row ?? null;
}

/** Names somebody; what the database knows against it stands beside the field for their address. */
export function nameReader(
	tx: Tx,
	reader: { release: string; account: string; purpose: string } & Window,
): Promise<string> {
	const said = {
		reader_force: {
			email: 'Nothing in this release is about their force. They read it when everybody does',
		},
		reader_not_staff: { email: 'This is an account of the inspectorate: staff read releases in any case' },
		reader_known: { email: 'This account is suspended. An administrator can restore it' },
		one_reading: { email: 'They are a reader of this release already. Revoke that first to name new times' },
	};
	return asInvalid(said, async () => {
		const { id } = await tx
			.insertInto('releases.reader')
			.values({
				release_id: reader.release,
				account_id: reader.account,
				purpose: reader.purpose,
				opens_at: reader.opens,
				closes_at: reader.closes,
			})
			.returning('id')
			.executeTakeFirstOrThrow();
		return id;
	});
}

/** At once: their next request finds nothing. */
export async function revokeReader(tx: Tx, id: string, because: string): Promise<void> {
	await tx
		.updateTable('releases.reader')
		.set({
			revoked_at: sql<Temporal.Instant>`app.now()`,
			revoked_by: sql<string>`app.account()`,
			revoked_because: because,
		})
		.where('id', '=', id)
		.where('revoked_at', 'is', null)
		.execute();
}

/** By somebody else than whoever revoked it: the database refuses the same person. */
export async function confirmRevoked(tx: Tx, id: string): Promise<void> {
	await tx
		.updateTable('releases.reader')
		.set({ confirmed_at: sql<Temporal.Instant>`app.now()`, confirmed_by: sql<string>`app.account()` })
		.where('id', '=', id)
		.where('confirmed_at', 'is', null)
		.execute();
}

/** What was looked at of a release, the newest first. */
export async function looksAt(
	tx: Tx,
	release: string,
	{ most, skip = 0 }: { most: number; skip?: number },
): Promise<{ looks: Look[]; total: number }> {
	const rows = await tx
		.selectFrom('releases.access as access')
		.innerJoin('foundation.account as account', 'account.id', 'access.account_id')
		.select([
			'access.at',
			'access.account_name as name',
			'account.email',
			'access.what',
			'access.address',
			sql<string>`count(*) over ()`.as('total'),
		])
		.where('access.release_id', '=', release)
		.orderBy('access.id', 'desc')
		.limit(most)
		.offset(skip)
		.execute();
	return {
		looks: rows.map(({ total: _, ...look }) => look),
		total: Number(rows[0]?.total ?? 0),
	};
}

/** Access that one person has withdrawn, and that waits for another's word. */
export async function toConfirm(
	tx: Tx,
	account: string,
	most: number,
): Promise<{ release: string; number: number; name: string }[]> {
	const rows = await tx
		.selectFrom('releases.reader as reader')
		.innerJoin('releases.release as release', 'release.id', 'reader.release_id')
		.innerJoin('foundation.account as account', 'account.id', 'reader.account_id')
		.select(['reader.release_id as release', 'release.number', 'account.name'])
		.where('reader.revoked_at', 'is not', null)
		.where('reader.confirmed_at', 'is', null)
		.where(sql<boolean>`reader.revoked_by is distinct from ${account}::uuid`)
		.orderBy('reader.revoked_at')
		.limit(most)
		.execute();
	return rows.map((row) => ({ ...row, number: Number(row.number) }));
}

export async function nowIn(tx: Tx): Promise<Temporal.Instant> {
	const { rows } = await sql<{ now: Temporal.Instant }>`select app.now() as now`.execute(tx);
	const now = rows[0]?.now;
	if (now === undefined) throw new Error('the database has no clock');
	return now;
}

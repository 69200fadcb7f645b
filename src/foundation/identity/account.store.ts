import { sql } from 'kysely';
import { z } from 'zod';
import { organisationKinds, type Role, roles } from '../database/actor.ts';
import type { Tx } from '../database/connection.ts';
import { type Account, type AccountState, accountStates, type Home } from './account.ts';

const rowSchema = z.object({
	id: z.string(),
	email: z.string(),
	name: z.string(),
	roles: z.array(z.enum(roles)),
	state: z.enum(accountStates),
	created_at: z.instanceof(Temporal.Instant),
	organisation_id: z.string().nullable(),
	organisation_kind: z.enum(organisationKinds).nullable(),
	organisation_name: z.string().nullable(),
});

function accounts(tx: Tx) {
	return tx
		.selectFrom('foundation.account as a')
		.leftJoin('foundation.organisation as o', 'o.id', 'a.organisation_id');
}

const columns = [
	'a.id',
	'a.email',
	'a.name',
	'a.roles',
	'a.state',
	'a.created_at',
	'a.organisation_id',
	'o.kind as organisation_kind',
	'o.name as organisation_name',
] as const;

export async function accountOf(tx: Tx, id: string): Promise<Account | null> {
	const row = await accounts(tx).select(columns).where('a.id', '=', id).executeTakeFirst();
	return row === undefined ? null : rowSchema.parse(row);
}

export async function accountWith(tx: Tx, email: string): Promise<Account | null> {
	const row = await accounts(tx).select(columns).where('a.email', '=', email).executeTakeFirst();
	return row === undefined ? null : rowSchema.parse(row);
}

export const sortable = ['name', 'organisation', 'state'] as const;
export type Sort = { by: (typeof sortable)[number]; descending: boolean };
export type AccountFilter = {
	search?: string | undefined;
	home?: Home | undefined;
	role?: Role | undefined;
	state?: AccountState | undefined;
};

const order = {
	name: sql`lower(a.name)`,
	organisation: sql`lower(o.name)`,
	state: sql`a.state`,
} as const satisfies Record<Sort['by'], unknown>;

export async function listAccounts(
	tx: Tx,
	filter: AccountFilter,
	page: { sort: Sort; number: number; size: number },
): Promise<{ accounts: Account[]; total: number }> {
	const { search, home, role, state } = filter;
	const matching = accounts(tx)
		.$if(search !== undefined, (query) => {
			const like = `%${(search ?? '').replaceAll(/[\\%_]/g, '\\$&')}%`;
			return query.where(({ eb, or }) =>
				or([eb('a.name', 'ilike', like), eb('a.email', 'ilike', like), eb('o.name', 'ilike', like)]),
			);
		})
		.$if(home !== undefined, (query) =>
			home === 'none' ? query.where('a.organisation_id', 'is', null) : query.where('o.kind', '=', home ?? ''),
		)
		.$if(role !== undefined, (query) => query.where(sql<boolean>`${role} = any (a.roles)`))
		.$if(state !== undefined, (query) => query.where('a.state', '=', state ?? ''));
	const { total } = await matching
		.select(({ fn }) => fn.countAll<number>().as('total'))
		.executeTakeFirstOrThrow();
	const rows = await matching
		.select(columns)
		.orderBy(order[page.sort.by], (direction) =>
			page.sort.descending ? direction.desc().nullsLast() : direction.asc().nullsFirst(),
		)
		.orderBy('a.id')
		.limit(page.size)
		.offset((page.number - 1) * page.size)
		.execute();
	return { accounts: rows.map((row) => rowSchema.parse(row)), total };
}

export async function addAccount(
	tx: Tx,
	account: {
		email: string;
		name: string;
		organisation: string | null;
		roles: readonly Role[];
		state?: AccountState;
	},
): Promise<{ id: string; name: string; organisation_id: string | null } | null> {
	const row = await tx
		.insertInto('foundation.account')
		.values({
			email: account.email,
			name: account.name,
			organisation_id: account.organisation,
			roles: [...account.roles],
			...(account.state === undefined ? {} : { state: account.state }),
		})
		.onConflict((conflict) => conflict.column('email').doNothing())
		.returning(['id', 'name', 'organisation_id'])
		.executeTakeFirst();
	return row ?? null;
}

export async function changeAccount(
	tx: Tx,
	id: string,
	change: { name: string; roles: readonly Role[] },
): Promise<void> {
	await tx
		.updateTable('foundation.account')
		.set({ name: change.name, roles: [...change.roles] })
		.where('id', '=', id)
		.execute();
}

export async function setState(tx: Tx, id: string, state: AccountState): Promise<void> {
	await tx.updateTable('foundation.account').set({ state }).where('id', '=', id).execute();
}

export async function setNameAndState(tx: Tx, id: string, name: string, state: AccountState): Promise<void> {
	await tx.updateTable('foundation.account').set({ name, state }).where('id', '=', id).execute();
}

/** Whether anybody else could still let people in. Whoever asks first decides first: others wait for the answer. */
export async function othersAdminister(tx: Tx, id: string): Promise<boolean> {
	await sql`select pg_advisory_xact_lock(hashtextextended('administrators', 0))`.execute(tx);
	const other = await tx
		.selectFrom('foundation.account')
		.select('id')
		.where('id', '<>', id)
		.where('state', '=', 'active')
		.where(sql<boolean>`'administrator' = any (roles)`)
		.executeTakeFirst();
	return other !== undefined;
}

export async function anyAdministrator(tx: Tx): Promise<boolean> {
	const one = await tx
		.selectFrom('foundation.account')
		.select('id')
		.where(sql<boolean>`'administrator' = any (roles)`)
		.executeTakeFirst();
	return one !== undefined;
}

export type Organisation = { id: string; kind: (typeof organisationKinds)[number]; name: string };

const organisationSchema = z.object({ id: z.string(), kind: z.enum(organisationKinds), name: z.string() });

/** Those that an account can belong to, the inspectorate first. */
export async function organisations(tx: Tx): Promise<Organisation[]> {
	const rows = await tx
		.selectFrom('foundation.organisation')
		.select(['id', 'kind', 'name'])
		.where('kind', '<>', 'other')
		.orderBy(sql`kind <> 'inspectorate'`)
		.orderBy(sql`lower(name)`)
		.execute();
	return rows.map((row) => organisationSchema.parse(row));
}

/** When somebody last did anything here, as their sessions tell. */
export async function lastSeen(tx: Tx, ids: readonly string[]): Promise<Map<string, Temporal.Instant>> {
	if (ids.length === 0) return new Map();
	const rows = await tx
		.selectFrom('authentication.session')
		.select(['account_id', ({ fn }) => fn.max('seen_at').as('seen')])
		.where('account_id', 'in', [...ids])
		.groupBy('account_id')
		.execute();
	return new Map(rows.map((row) => [row.account_id, row.seen]));
}

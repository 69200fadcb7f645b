import { sql } from 'kysely';
import type { Actor } from '../../src/foundation/database/actor.ts';
import type { Database, Tx } from '../../src/foundation/index.ts';
import { wordsIn } from './words.ts';

/** What a relation of the database shows to somebody: its rows, as far as they may read its columns. */
export type Shown = { rows: number; text: string; words: string[] };
export type Claims = { account?: string; roles?: string; organisation?: string };

type Relation = { name: string; columns: string[] };

/** Everything that a role of the database can read, by its own SQL: every table and view of every schema. */
export async function readAll(
	database: Database,
	actor: Actor,
	{ claims = {}, catalogue = false }: { claims?: Claims; catalogue?: boolean } = {},
): Promise<Map<string, Shown>> {
	return database.asActor(actor, async (tx) => {
		await claim(tx, claims);
		const shown = new Map<string, Shown>();
		for (const { name, columns } of await readable(tx, catalogue)) {
			const text = await tried(tx, (inner) => rowsOf(inner, name, columns));
			if (text === null) continue;
			const lines = text === '' ? [] : text.split('\u0001');
			shown.set(name, { rows: lines.length, text, words: wordsIn(text) });
		}
		return shown;
	});
}

/** Whoever speaks SQL as a role can say that they are anybody: that makes them nobody else to the policies that count. */
async function claim(tx: Tx, { account, roles, organisation }: Claims): Promise<void> {
	const said = { 'app.account': account, 'app.roles': roles, 'app.organisation': organisation };
	for (const [name, value] of Object.entries(said))
		if (value !== undefined) await sql`select set_config(${name}, ${value}, true)`.execute(tx);
}

async function readable(tx: Tx, catalogue: boolean): Promise<Relation[]> {
	const { rows } = await sql<Relation>`
		select format('%I.%I', n.nspname, c.relname) as name,
			array_agg(case a.atttypid when 'bytea'::regtype then format('encode(%I, ''escape'')', a.attname)
				else format('%I::text', a.attname) end order by a.attnum) as columns
		from pg_class c join pg_namespace n on n.oid = c.relnamespace join pg_attribute a on a.attrelid = c.oid
		where c.relkind in ('r', 'v', 'm', 'p', 'f') and a.attnum > 0 and not a.attisdropped
			and n.nspname !~ '^pg_(toast|temp)' and (${catalogue} or n.nspname not in ('pg_catalog', 'information_schema'))
			and has_schema_privilege(n.oid, 'usage') and has_column_privilege(c.oid, a.attnum, 'select')
		group by 1 order by 1`.execute(tx);
	return rows;
}

async function rowsOf(tx: Tx, name: string, columns: readonly string[]): Promise<string> {
	const { rows } = await sql<{ text: string | null }>`
		select string_agg(one, chr(1) order by one) as text
		from (select concat_ws(chr(2), ${sql.raw(columns.join(', '))}) as one from ${sql.raw(name)}) r`.execute(
		tx,
	);
	return rows[0]?.text ?? '';
}

/** What is refused is not shown, and the transaction goes on. */
async function tried<T>(tx: Tx, work: (tx: Tx) => Promise<T>): Promise<T | null> {
	await sql`savepoint tried`.execute(tx);
	try {
		return await work(tx);
	} catch {
		return null;
	} finally {
		await sql`rollback to savepoint tried`.execute(tx);
	}
}

type Callable = { name: string; types: string[] };

/** What every function that a role may call answers to what can be guessed, by its name and its arguments. */
export async function callAll(
	database: Database,
	actor: Actor,
	guesses: { uuids: readonly string[]; texts: readonly string[] },
): Promise<Map<string, string>> {
	return database.asActor(actor, async (tx) => {
		const { rows } = await sql<Callable>`
			select format('%I.%I', n.nspname, p.proname) as name,
				array(select format_type(t, null) from unnest(p.proargtypes) t) as types
			from pg_proc p join pg_namespace n on n.oid = p.pronamespace
			where n.nspname !~ '^(pg_|information_schema)' and p.prokind = 'f' and p.prorettype <> 'trigger'::regtype
				and has_schema_privilege(n.oid, 'usage') and has_function_privilege(p.oid, 'execute')
			order by 1`.execute(tx);
		const answers = new Map<string, string>();
		for (const { name, types } of rows) {
			for (const [position, uuid] of guesses.uuids.entries()) {
				const values = types.map((type) =>
					argument(type, uuid, guesses.texts[position % guesses.texts.length]),
				);
				const call = `${name}(${values.join(', ')})`;
				const answer = await tried(tx, async (inner) => {
					const found = await sql<{ text: string | null }>`
						select string_agg(f::text, chr(1)) as text from ${sql.raw(call)} f`.execute(inner);
					return found.rows[0]?.text ?? '';
				});
				answers.set(`${name} ${types.join(' ')} ${position}`, answer ?? 'refused');
				if (types.length === 0) break;
			}
		}
		return answers;
	});
}

function argument(type: string, uuid: string, text = ''): string {
	switch (type) {
		case 'uuid':
			return `'${uuid}'`;
		case 'uuid[]':
			return `array['${uuid}'::uuid]`;
		case 'text':
			return `'${text}'`;
		case 'text[]':
			return `array['${text}']`;
		case 'integer':
		case 'bigint':
		case 'numeric':
			return '1';
		default:
			return `null::${type}`;
	}
}

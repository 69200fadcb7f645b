import {
	type CompiledQuery,
	type DatabaseConnection,
	type Driver,
	Kysely,
	PostgresAdapter,
	PostgresIntrospector,
	PostgresQueryCompiler,
	type QueryResult,
} from 'kysely';
import pg from 'pg';
import { Failure } from '../kernel/failures.ts';
import type { DB } from './schema.ts';

/** A transaction opened as somebody. A store takes one and never opens one. */
export type Tx = Kysely<DB>;

/** Instants come as Temporal.Instant, days as Temporal.PlainDate, whole numbers as numbers; nothing is rounded silently. */
const parsers = new Map<number, (text: string) => unknown>([
	[pg.types.builtins.INT8, wholeNumber],
	[pg.types.builtins.TIMESTAMPTZ, (text) => Temporal.Instant.from(text)],
	[pg.types.builtins.DATE, (text) => Temporal.PlainDate.from(text)],
]);

function wholeNumber(text: string): number {
	const value = Number(text);
	if (!Number.isSafeInteger(value)) throw new Failure(`${text} is too large to count with.`);
	return value;
}

export const columnTypes: pg.CustomTypesConfig = {
	getTypeParser(oid: number, format?: string) {
		return (
			(format === 'binary' ? undefined : parsers.get(oid)) ??
			pg.types.getTypeParser(oid, format === 'binary' ? 'binary' : 'text')
		);
	},
};

function parameter(value: unknown): unknown {
	return value instanceof Temporal.Instant || value instanceof Temporal.PlainDate ? value.toString() : value;
}

/**
 * A statement that comes again gets a name, and PostgreSQL keeps its plan: planning a query under row security takes
 * longer than running it. Statements that are put together from a reader's filters may never come again, so the first
 * sight of one counts for nothing, and there is an end to how many are kept.
 */
const seen = new Map<string, string | undefined>();
const mostNamed = 500;
const mostSeen = 5_000;
let named = 0;

function statementName(text: string): string | undefined {
	if (!seen.has(text)) {
		if (seen.size < mostSeen) seen.set(text, undefined);
		return undefined;
	}
	const known = seen.get(text);
	if (known !== undefined || named === mostNamed) return known;
	named += 1;
	const name = `s${named}`;
	seen.set(text, name);
	return name;
}

class ClientConnection implements DatabaseConnection {
	readonly #client: pg.PoolClient;
	constructor(client: pg.PoolClient) {
		this.#client = client;
	}
	async executeQuery<R>(query: CompiledQuery): Promise<QueryResult<R>> {
		const name = statementName(query.sql);
		const result = await this.#client.query({
			...(name === undefined ? {} : { name }),
			text: query.sql,
			values: query.parameters.map(parameter),
		});
		return {
			rows: result.rows,
			...(result.rowCount === null ? {} : { numAffectedRows: BigInt(result.rowCount) }),
		};
	}
	streamQuery<R>(): AsyncIterableIterator<QueryResult<R>> {
		throw new Failure('Queries share a connection, so none of them can hold a cursor open: read in pages.');
	}
}

/** Kysely on one open transaction: it cannot begin, commit or end anything. */
class TransactionDriver implements Driver {
	readonly #connection: ClientConnection;
	constructor(client: pg.PoolClient) {
		this.#connection = new ClientConnection(client);
	}
	async init() {}
	async acquireConnection() {
		return this.#connection;
	}
	async beginTransaction() {
		throw new Failure('A transaction is opened by asActor, and only there.');
	}
	async commitTransaction() {}
	async rollbackTransaction() {}
	async releaseConnection() {}
	async destroy() {}
}

const adapter = new PostgresAdapter();
const compiler = new PostgresQueryCompiler();

export function transactionOn(client: pg.PoolClient): Tx {
	return new Kysely<DB>({
		dialect: {
			createAdapter: () => adapter,
			createDriver: () => new TransactionDriver(client),
			createIntrospector: (db) => new PostgresIntrospector(db),
			createQueryCompiler: () => compiler,
		},
	});
}

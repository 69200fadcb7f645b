import { sql } from 'kysely';
import { z } from 'zod';
import type { Database, Tx } from '../database/connection.ts';
import { messageOf } from '../kernel/failures.ts';
import type { Log } from '../kernel/log.ts';
import { textOf } from './audit.store.ts';
import { beforeTheFirst, hashOfBatch, hashOfEntry } from './hashes.ts';
import { extendSealLog, type LoggedSeal } from './seal-log.ts';

/** Entries in one batch: few enough to be sealed in a moment. */
const most = 2000;

const waitingRow = z.object({ id: z.number(), text: z.string() });
const lastRow = z.object({ number: z.number(), hash: z.instanceof(Buffer) });

/** Seals what is waiting, one batch at a time, and writes the newest seals beside the database, where its owner has no say. */
export async function sealAudit(world: {
	database: Database;
	dataFolder: string;
	log: Log;
}): Promise<number> {
	const { database, log } = world;
	let sealed = 0;
	for (;;) {
		const entries = await database.asActor({ kind: 'worker', task: 'seal the audit' }, sealBatch);
		sealed += entries;
		if (entries < most) break;
	}
	try {
		const newest = await extendSealLog(world.dataFolder, (after) => sealsAfter(database, after));
		if (newest !== null) log.info({ batch: newest.number, hash: newest.hash }, 'The audit was sealed');
	} catch (error) {
		// What is sealed stays sealed. The missing lines are written at the next sealing.
		log.error({ error: messageOf(error) }, 'The seals of the audit could not be written beside the database');
	}
	return sealed;
}

/** One batch of the entries that wait, linked to the batch before it. Returns how many entries it holds; none, no batch. */
export async function sealBatch(tx: Tx): Promise<number> {
	await sql`select pg_advisory_xact_lock(hashtextextended('seal the audit', 0))`.execute(tx);
	const found = await sql`select e.id, app.audit_text(e) as text
		from foundation.audit_unsealed u join foundation.audit_entry e on e.id = u.entry_id
		order by u.entry_id limit ${most}`.execute(tx);
	const waiting = z.array(waitingRow).parse(found.rows);
	if (waiting.length === 0) return 0;

	const before =
		await sql`select number, hash from foundation.audit_batch order by number desc limit 1`.execute(tx);
	const last = lastRow.optional().parse(before.rows[0]);
	const time = await sql`select ${textOf('now')} as text from app.now() as now`.execute(tx);
	const head = {
		number: (last?.number ?? 0) + 1,
		previous: last?.hash ?? beforeTheFirst,
		sealedAt: z.object({ text: z.string() }).parse(time.rows[0]).text,
		entries: waiting.length,
	};
	const batch = hashOfBatch(head);
	const hashes = waiting.map(({ id, text }) => {
		const hash = hashOfEntry(text);
		batch.add(id, hash);
		return hash.toString('hex');
	});
	const ids = waiting.map(({ id }) => id);
	await sql`insert into foundation.audit_batch (number, sealed_at, entries, previous, hash)
		values (${head.number}, ${head.sealedAt}, ${head.entries}, ${head.previous}, ${batch.digest()})`.execute(
		tx,
	);
	await sql`insert into foundation.audit_seal (batch, position, entry_id, hash)
		select ${head.number}, place, id, decode(hash, 'hex')
		from unnest(${ids}::bigint[], ${hashes}::text[]) with ordinality as each (id, hash, place)`.execute(tx);
	await sql`delete from foundation.audit_unsealed where entry_id = any(${ids}::bigint[])`.execute(tx);
	return waiting.length;
}

async function sealsAfter(database: Database, after: number): Promise<LoggedSeal[]> {
	return database.asActor({ kind: 'worker', task: 'seal the audit' }, async (tx) => {
		const found = await sql`select number, encode(hash, 'hex') as hash, ${textOf('sealed_at')} as "sealedAt"
			from foundation.audit_batch where number > ${after} order by number limit 1000`.execute(tx);
		return z
			.array(z.object({ number: z.number(), hash: z.string(), sealedAt: z.string() }))
			.parse(found.rows);
	});
}

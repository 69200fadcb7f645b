import { sql } from 'kysely';
import { boxFor, type Tx } from '../../foundation/index.ts';
import { newKey, type PublicKey } from './signing.ts';

export type SigningKey = PublicKey & { madeAt: Temporal.Instant; retiredAt: Temporal.Instant | null };

/** Every key that was ever in use, the newest first: what was signed with an old one stays signed. */
export async function signingKeys(tx: Tx): Promise<SigningKey[]> {
	return tx
		.selectFrom('edition.signing_key')
		.select(['fingerprint', 'pem', 'made_at as madeAt', 'retired_at as retiredAt'])
		.orderBy('made_at', 'desc')
		.orderBy(sql`retired_at is null`, 'desc')
		.execute();
}

/** The key in use, with its secret part; it is made when it is first needed, and whoever asks acts as an administrator. */
export async function keyInUse(tx: Tx, secret: string): Promise<PublicKey & { secret: string }> {
	await oneAtATime(tx);
	const row = await tx
		.selectFrom('edition.signing_key as key')
		.innerJoin('releases.signing_secret as secret', 'secret.fingerprint', 'key.fingerprint')
		.select(['key.fingerprint', 'key.pem', 'secret.closed'])
		.where('key.retired_at', 'is', null)
		.executeTakeFirst();
	if (row === undefined) return addKey(tx, secret);
	const { fingerprint, pem, closed } = row;
	return { fingerprint, pem, secret: box(secret).open(closed) };
}

/** Puts another key in the place of the one in use, which retires. */
export async function changeKey(tx: Tx, secret: string): Promise<PublicKey & { secret: string }> {
	await oneAtATime(tx);
	await tx
		.updateTable('edition.signing_key')
		.set({ retired_at: sql<Temporal.Instant>`app.now()` })
		.where('retired_at', 'is', null)
		.execute();
	return addKey(tx, secret);
}

async function addKey(tx: Tx, secret: string): Promise<PublicKey & { secret: string }> {
	const key = newKey();
	const { fingerprint, pem } = key;
	await tx.insertInto('edition.signing_key').values({ fingerprint, pem }).execute();
	await tx
		.insertInto('releases.signing_secret')
		.values({ fingerprint, closed: box(secret).close(key.secret) })
		.execute();
	return key;
}

/** Two who need it at the same moment get the same. */
async function oneAtATime(tx: Tx): Promise<void> {
	await sql`select pg_advisory_xact_lock(hashtextextended('edition.signing_key', 0))`.execute(tx);
}

function box(secret: string) {
	return boxFor(secret, 'signing key');
}

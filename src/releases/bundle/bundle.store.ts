import { sql } from 'kysely';
import type { Tx } from '../../foundation/index.ts';

export type BundleKind = 'public' | 'staff';

/** A bundle that is there to be taken. */
export type KeptBundle = {
	edition: string;
	kind: BundleKind;
	name: string;
	sha256: string;
	size: number;
	madeAt: Temporal.Instant;
};

/** Those that whoever asks may have. */
export async function bundlesOf(tx: Tx, editions: readonly string[]): Promise<KeptBundle[]> {
	const rows = await kept(tx)
		.where(sql<boolean>`edition_id = any(${[...editions]}::uuid[])`)
		.execute();
	return rows.map(bundleOf);
}

/** The one for everybody, from the moment on in which it is made; null before. */
export async function publicBundle(tx: Tx, edition: string): Promise<KeptBundle | null> {
	return (await bundlesOf(tx, [edition])).find(({ kind }) => kind === 'public') ?? null;
}

export async function allBundles(tx: Tx): Promise<KeptBundle[]> {
	return (await kept(tx).execute()).map(bundleOf);
}

/** One that was made again takes the place of the one before. */
export async function keepBundle(
	tx: Tx,
	{ edition, kind, fingerprint, ...file }: Omit<KeptBundle, 'madeAt'> & { fingerprint: string },
): Promise<void> {
	await tx
		.insertInto('edition.bundle')
		.values({ edition_id: edition, kind, fingerprint, ...file })
		.onConflict((conflict) =>
			conflict
				.columns(['edition_id', 'kind'])
				.doUpdateSet({ fingerprint, ...file, made_at: sql<Temporal.Instant>`app.now()` }),
		)
		.execute();
}

/** Everything that is public, with its release. */
export async function publicEditions(tx: Tx): Promise<{ edition: string; release: string }[]> {
	return tx
		.selectFrom('edition.edition')
		.select(['id as edition', 'release_id as release'])
		.where(sql<boolean>`id = any ((select edition.public_ones())::uuid[])`)
		.execute();
}

function kept(tx: Tx) {
	return tx
		.selectFrom('edition.bundle')
		.select(['edition_id as edition', 'kind', 'name', 'sha256', 'size', 'made_at as madeAt']);
}

type Row = Awaited<ReturnType<ReturnType<typeof kept>['execute']>>[number];

function bundleOf({ kind, size, ...row }: Row): KeptBundle {
	return { ...row, kind: kind === 'staff' ? 'staff' : 'public', size: Number(size) };
}

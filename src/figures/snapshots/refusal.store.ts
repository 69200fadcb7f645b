import { z } from 'zod';
import type { Tx } from '../../foundation/index.ts';
import type { Fault, FileFacts } from './snapshot.ts';

export type Refusal = {
	id: string;
	source: string;
	release: string | null;
	files: readonly FileFacts[];
	faults: readonly Fault[];
	at: Temporal.Instant;
	byName: string;
};

const facts = z.array(z.object({ name: z.string(), sha256: z.string(), bytes: z.number() }));
const faultList = z.array(z.object({ file: z.string(), where: z.string(), text: z.string() }));

export async function addRefusal(
	tx: Tx,
	refusal: Omit<Refusal, 'id' | 'at'> & { account: string | null },
): Promise<string> {
	const { id } = await tx
		.insertInto('figures.refused_import')
		.values({
			source: refusal.source,
			release: refusal.release,
			files: JSON.stringify(refusal.files),
			faults: JSON.stringify(refusal.faults),
			by_account: refusal.account,
			by_name: refusal.byName,
		})
		.returning('id')
		.executeTakeFirstOrThrow();
	return id;
}

function refusals(tx: Tx) {
	return tx
		.selectFrom('figures.refused_import')
		.select(['id', 'source', 'release', 'files', 'faults', 'at', 'by_name as byName']);
}

type Found = Awaited<ReturnType<ReturnType<typeof refusals>['execute']>>[number];

function refusalOf(row: Found): Refusal {
	return { ...row, files: facts.parse(row.files), faults: faultList.parse(row.faults) };
}

export async function refusalById(tx: Tx, id: string): Promise<Refusal | null> {
	const row = await refusals(tx).where('id', '=', id).executeTakeFirst();
	return row === undefined ? null : refusalOf(row);
}

/** The last ones, newest first. */
export async function lastRefusals(tx: Tx, most: number): Promise<Refusal[]> {
	return (await refusals(tx).orderBy('at', 'desc').orderBy('id').limit(most).execute()).map(refusalOf);
}

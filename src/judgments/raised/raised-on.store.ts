import { sql } from 'kysely';
import type { Tx } from '../../foundation/index.ts';
import type { RaisedOn } from '../findings/view.ts';
import { citeRaised, raisedKinds, raisedTexts } from './raised.ts';

/** What was raised on these findings and still stands, for the pages of findings. */
export async function raisedOn(tx: Tx, findings: readonly string[]): Promise<RaisedOn[]> {
	if (findings.length === 0) return [];
	const rows = await tx
		.selectFrom('judgments.raised_finding as of')
		.innerJoin('judgments.raised as raised', 'raised.id', 'of.raised_id')
		.select([
			'of.finding_id as finding',
			'raised.id',
			'raised.number',
			'raised.kind',
			'raised.title',
			'raised.text',
		])
		.where(sql<boolean>`of.finding_id = any(${[...findings]}::uuid[])`)
		.where('raised.withdrawn_at', 'is', null)
		.orderBy('raised.number')
		.execute();
	return rows.flatMap((row) => {
		const kind = raisedKinds.find((one) => one === row.kind);
		if (kind === undefined) return [];
		return [
			{
				finding: row.finding,
				cited: citeRaised({ kind, number: Number(row.number) }),
				text: row.title ?? row.text,
				kind: raisedTexts[kind].text,
				colour: raisedTexts[kind].colour,
				href: `/raised/${row.id}`,
			},
		];
	});
}

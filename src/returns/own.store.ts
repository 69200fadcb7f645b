import { sql } from 'kysely';
import type { Tx } from '../foundation/index.ts';

export type SentBefore = {
	id: string;
	number: number;
	kind: string;
	title: string;
	happenedOn: Temporal.PlainDate;
	/** For which inspection it was given; null: between inspections, or one that the force was not told of. */
	programme: string | null;
};

/** So many can be looked through; words find the others. */
const most = 50;

/** What the reader's own force has sent, the newest first: the database shows it nothing else. */
export async function sentBefore(tx: Tx, words: string): Promise<SentBefore[]> {
	const rows = await tx
		.selectFrom('evidence.item as item')
		.innerJoin('evidence.version as version', (join) =>
			join.onRef('version.item_id', '=', 'item.id').onRef('version.number', '=', 'item.latest'),
		)
		.leftJoin('programmes.inspection as inspection', 'inspection.id', 'item.inspection_id')
		.leftJoin('programmes.programme as programme', 'programme.id', 'inspection.programme_id')
		.select([
			'item.id',
			'item.number',
			'item.kind',
			'version.title',
			'version.happened_on as happenedOn',
			'programme.name as programme',
		])
		.where('item.withdrawn_at', 'is', null)
		.where('item.kind', '<>', 'cannot supply')
		.$if(words !== '', (query) =>
			query.where(sql<boolean>`(version.words @@ websearch_to_tsquery('english', ${words})
				or strpos(lower(version.title), lower(${words})) > 0)`),
		)
		.orderBy('version.happened_on', 'desc')
		.orderBy('item.number', 'desc')
		.limit(most)
		.execute();
	return rows.map((row) => ({ ...row, number: Number(row.number) }));
}

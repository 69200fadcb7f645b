import { sql } from 'kysely';
import { fileById, inWordsDate, type KeptFile, Missing, type Tx } from '../../foundation/index.ts';
import { addEvidence, correctEvidence, evidenceByIds } from '../items/item.store.ts';
import type { Evidence } from '../items/item.ts';
import { headingText, type Section, type Statement, sectionKey, sourceName } from './statement.ts';

/** Statements as far as the reader may see them, the newest year and version first. */
export async function statementsOf(
	tx: Tx,
	filter: { force?: string; id?: string } = {},
): Promise<Statement[]> {
	const { force, id } = filter;
	const rows = await tx
		.selectFrom('evidence.statement as s')
		.innerJoin('programmes.force as f', 'f.id', 's.force_id')
		.innerJoin('foundation.organisation as o', 'o.id', 's.force_id')
		.select([
			's.id',
			's.force_id as forceId',
			sql<string>`coalesce(f.slug, f.id::text)`.as('forceSlug'),
			'o.name as forceName',
			's.year',
			's.version',
			's.received_on as receivedOn',
			's.file_id as file',
			's.note',
			's.illustrative',
			sql<number>`(select count(*) from evidence.statement_section e where e.statement_id = s.id)::integer`.as(
				'sections',
			),
			sql<boolean>`not exists (select from evidence.statement l where l.force_id = s.force_id
				and l.year = s.year and l.version > s.version)`.as('newest'),
		])
		.$if(force !== undefined, (query) => query.where('s.force_id', '=', force ?? ''))
		.$if(id !== undefined, (query) => query.where('s.id', '=', id ?? ''))
		.orderBy('s.year', 'desc')
		.orderBy('o.name')
		.orderBy('s.version', 'desc')
		.execute();
	return rows.map(({ forceId, forceSlug, forceName, ...statement }) => ({
		...statement,
		force: { id: forceId, slug: forceSlug, name: forceName },
	}));
}

export async function statementById(tx: Tx, id: string): Promise<Statement | null> {
	return (await statementsOf(tx, { id }))[0] ?? null;
}

/** The newest that a force gave: of the last year, its last version. */
export async function newestStatement(tx: Tx, force: string): Promise<Statement | null> {
	return (await statementsOf(tx, { force }))[0] ?? null;
}

export type KeptSection = { position: number; number: string | null; heading: string; item: string };

/** In the order of the statement. */
export async function sectionsOf(tx: Tx, statement: string): Promise<KeptSection[]> {
	return tx
		.selectFrom('evidence.statement_section')
		.select(['position', 'number', 'heading', 'item_id as item'])
		.where('statement_id', '=', statement)
		.orderBy('position')
		.execute();
}

export type NewStatement = {
	/** Chosen beforehand where a file belongs to it already. */
	id?: string;
	force: string;
	year: number;
	receivedOn: Temporal.PlainDate;
	file?: string | null;
	note?: string | null;
	illustrative?: boolean;
	sections?: readonly Section[];
	/** Who received it. */
	gatheredByName: string;
};

/**
 * Keeps a statement as the next version of its year, each section as an item of evidence. A section that says what it
 * said in the version before is the same item; one that says something else corrects it, so that whatever rests on it
 * sees the change.
 */
export async function receiveStatement(
	tx: Tx,
	statement: NewStatement,
): Promise<{ id: string; version: number }> {
	const { force, year, illustrative = false } = statement;
	const [before] = (await statementsOf(tx, { force })).filter((one) => one.year === year);
	const { rows } = await sql<{ id: string }>`
		select evidence.source_named('document', ${sourceName(year)}, ${force}::uuid, null) as id`.execute(tx);
	const kept = await tx
		.insertInto('evidence.statement')
		.values({
			...(statement.id === undefined ? {} : { id: statement.id }),
			force_id: force,
			year,
			version: (before?.version ?? 0) + 1,
			received_on: statement.receivedOn,
			file_id: statement.file ?? null,
			source_id: rows[0]?.id ?? '',
			note: statement.note ?? null,
			illustrative,
		})
		.returning(['id', 'version'])
		.executeTakeFirstOrThrow();
	await addSections(tx, kept.id, statement.sections ?? [], statement.gatheredByName);
	return kept;
}

/** Adds sections after those that are there. */
export async function addSections(
	tx: Tx,
	id: string,
	sections: readonly Section[],
	gatheredByName: string,
): Promise<void> {
	if (sections.length === 0) return;
	const statement = await statementById(tx, id);
	if (statement === null) throw new Missing();
	const known = await sectionsOf(tx, id);
	const earlier = await earlierSections(tx, statement);
	let position = known.at(-1)?.position ?? 0;
	for (const section of sections) {
		position += 1;
		const item = await itemFor(tx, statement, section, earlier.get(sectionKey(section)), gatheredByName);
		await tx
			.insertInto('evidence.statement_section')
			.values({ statement_id: id, position, number: section.number, heading: section.heading, item_id: item })
			.execute();
	}
}

/** The items of the sections of earlier versions of the same year, each as the last version had it. */
async function earlierSections(tx: Tx, statement: Statement): Promise<Map<string, Evidence>> {
	const rows = await tx
		.selectFrom('evidence.statement_section as section')
		.innerJoin('evidence.statement as s', 's.id', 'section.statement_id')
		.select(['section.number', 'section.heading', 'section.item_id as item'])
		.where('s.force_id', '=', statement.force.id)
		.where('s.year', '=', statement.year)
		.where('s.version', '<', statement.version)
		.orderBy('s.version')
		.execute();
	const items = new Map(
		(await evidenceByIds(tx, [...new Set(rows.map(({ item }) => item))])).map((item) => [item.id, item]),
	);
	return new Map(
		rows.flatMap(({ item, ...heading }) => {
			const evidence = items.get(item);
			return evidence === undefined ? [] : [[sectionKey(heading), evidence] as const];
		}),
	);
}

async function itemFor(
	tx: Tx,
	{ force, year, version, receivedOn, illustrative }: Statement,
	section: Section,
	before: Evidence | undefined,
	gatheredByName: string,
): Promise<string> {
	const words = {
		title: `${sourceName(year)}: ${headingText(section)}`,
		text: section.text,
		happenedOn: receivedOn,
		gatheredByName,
		reliability: 'force-reported' as const,
	};
	if (before !== undefined && before.withdrawn === null && before.current !== null) {
		if (before.current.text === section.text) return before.id;
		await correctEvidence(tx, before.id, {
			...words,
			seen: before.latest,
			bearing: before.current.bearing,
			because: `Version ${version} of the statement, received on ${inWordsDate(receivedOn)}`,
		});
		return before.id;
	}
	const { id } = await addEvidence(tx, {
		...words,
		kind: 'management statement',
		force: force.id,
		inspection: null,
		suppliedBy: force.id,
		source: { kind: 'document', name: sourceName(year) },
		illustrative,
	});
	return id;
}

/** The document itself, where it is kept. */
export async function statementFile(tx: Tx, { file }: Pick<Statement, 'file'>): Promise<KeptFile | null> {
	return file === null ? null : ((await fileById(tx, file)) ?? null);
}

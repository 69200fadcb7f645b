import { sql } from 'kysely';
import { type Evidence, evidenceByIds } from '../../evidence/index.ts';
import { linkAll, Missing, Refused, type Tx, unlink } from '../../foundation/index.ts';
import { frameworkOf, inspectionById } from '../../programmes/index.ts';
import {
	type Citation,
	type Finding,
	type NewCitation,
	type NewFinding,
	Overtaken,
	type Relation,
	relations,
	type SoleBasis,
	type Tone,
	tones,
} from './finding.ts';
import { demandOpen } from './open.store.ts';

export type Findings =
	| { inspection: string; component?: string }
	| { programme: string; component?: string; national?: boolean }
	| { ids: readonly string[] }
	/** As they are cited. */
	| { numbers: readonly number[] };

/** Findings with all that they rest on, in as many queries for many as for one; those withdrawn are among them. */
export async function findingsOf(tx: Tx, wanted: Findings): Promise<Finding[]> {
	if ('ids' in wanted && wanted.ids.length === 0) return [];
	const component = 'inspection' in wanted || 'programme' in wanted ? wanted.component : undefined;
	const rows = await heads(tx)
		.$if('numbers' in wanted, (query) =>
			query.where(
				sql<boolean>`finding.number = any(${'numbers' in wanted ? [...wanted.numbers] : []}::bigint[])`,
			),
		)
		.$if('ids' in wanted, (query) =>
			query.where(sql<boolean>`finding.id = any(${'ids' in wanted ? [...wanted.ids] : []}::uuid[])`),
		)
		.$if('inspection' in wanted, (query) =>
			query.where('finding.inspection_id', '=', 'inspection' in wanted ? wanted.inspection : ''),
		)
		.$if('programme' in wanted, (query) =>
			query.where('finding.programme_id', '=', 'programme' in wanted ? wanted.programme : ''),
		)
		.$if('programme' in wanted && wanted.national === true, (query) =>
			query.where('finding.inspection_id', 'is', null),
		)
		.$if(component !== undefined, (query) => query.where('finding.component', '=', component ?? ''))
		.orderBy('finding.number')
		.execute();
	const ids = rows.map(({ id }) => id);
	const [citations, bases, objects] = [
		await citationsOf(tx, ids),
		await soleBasesOf(tx, ids),
		await objectsOfFindings(tx, ids),
	];
	return rows.map(({ programmeSlug, programmeName, forceSlug, forceName, ...row }) => ({
		id: row.id,
		number: Number(row.number),
		inspection: row.inspection,
		programme: { id: row.programme, slug: programmeSlug, name: programmeName },
		force:
			row.force === null
				? null
				: { id: row.force, slug: forceSlug ?? row.force, name: forceName ?? row.force },
		framework: row.framework,
		version: row.version,
		component: row.component,
		part: row.part,
		tone: toneOf(row.tone),
		text: row.text,
		indicator: row.indicator,
		stock: row.stock,
		edition: row.edition,
		withdrawn:
			row.withdrawnAt === null || row.withdrawnBecause === null
				? null
				: { at: row.withdrawnAt, because: row.withdrawnBecause },
		illustrative: row.illustrative,
		addedAt: row.addedAt,
		addedBy: row.addedBy,
		writtenBy: row.writtenBy,
		citations: citations.get(row.id) ?? [],
		soleBasis: bases.get(row.id)?.find(({ edition }) => edition === row.edition) ?? null,
		objects: objects.get(row.id) ?? [],
	}));
}

export async function findingById(tx: Tx, id: string): Promise<Finding | null> {
	return (await findingsOf(tx, { ids: [id] }))[0] ?? null;
}

function heads(tx: Tx) {
	return tx
		.selectFrom('judgments.finding as finding')
		.innerJoin('programmes.programme as programme', 'programme.id', 'finding.programme_id')
		.leftJoin('programmes.force as force', 'force.id', 'finding.force_id')
		.leftJoin('foundation.organisation as organisation', 'organisation.id', 'finding.force_id')
		.select([
			'finding.id',
			'finding.number',
			'finding.inspection_id as inspection',
			'programme.id as programme',
			'programme.slug as programmeSlug',
			'programme.name as programmeName',
			'finding.force_id as force',
			sql<string | null>`coalesce(force.slug, force.id::text)`.as('forceSlug'),
			'organisation.name as forceName',
			'finding.framework',
			'finding.version',
			'finding.component',
			'finding.part',
			'finding.tone',
			'finding.text',
			'finding.indicator',
			'finding.stock',
			'finding.edition',
			'finding.withdrawn_at as withdrawnAt',
			'finding.withdrawn_because as withdrawnBecause',
			'finding.illustrative',
			'finding.added_at as addedAt',
			'finding.added_by as addedBy',
			'finding.written_by as writtenBy',
		]);
}

function toneOf(word: string): Tone {
	const tone = tones.find((one) => one === word);
	if (tone === undefined) throw new Error(`no finding is a "${word}"`);
	return tone;
}

function relationOf(word: string): Relation {
	const relation = relations.find((one) => one === word);
	if (relation === undefined) throw new Error(`no evidence "${word}" a finding`);
	return relation;
}

async function citationsOf(tx: Tx, findings: readonly string[]): Promise<Map<string, Citation[]>> {
	if (findings.length === 0) return new Map();
	const rows = await tx
		.selectFrom('judgments.citation')
		.select(['finding_id', 'item_id', 'relation', 'note', 'by', 'at'])
		.where(sql<boolean>`finding_id = any(${[...findings]}::uuid[])`)
		.orderBy('at')
		.orderBy('item_id')
		.execute();
	const items = new Map<string, Evidence>(
		(await evidenceByIds(tx, [...new Set(rows.map(({ item_id }) => item_id))])).map((item) => [
			item.id,
			item,
		]),
	);
	const all = new Map<string, Citation[]>();
	for (const { finding_id, item_id, relation, ...row } of rows) {
		const evidence = items.get(item_id);
		if (evidence === undefined) continue;
		const of = all.get(finding_id) ?? [];
		of.push({ evidence, relation: relationOf(relation), ...row });
		all.set(finding_id, of);
	}
	return all;
}

async function soleBasesOf(tx: Tx, findings: readonly string[]): Promise<Map<string, SoleBasis[]>> {
	if (findings.length === 0) return new Map();
	const rows = await tx
		.selectFrom('judgments.sole_basis')
		.select(['finding_id', 'edition', 'because', 'by', 'by_name as byName', 'at'])
		.where(sql<boolean>`finding_id = any(${[...findings]}::uuid[])`)
		.orderBy('at', 'desc')
		.execute();
	const all = new Map<string, SoleBasis[]>();
	for (const { finding_id, ...basis } of rows) {
		all.set(finding_id, [...(all.get(finding_id) ?? []), basis]);
	}
	return all;
}

async function objectsOfFindings(
	tx: Tx,
	findings: readonly string[],
): Promise<Map<string, { id: string; name: string }[]>> {
	if (findings.length === 0) return new Map();
	const rows = await tx
		.selectFrom('judgments.finding_object as of')
		.innerJoin('evidence.assessed_object as object', 'object.id', 'of.object_id')
		.select(['of.finding_id', 'object.id', 'object.name'])
		.where(sql<boolean>`of.finding_id = any(${[...findings]}::uuid[])`)
		.orderBy('object.name')
		.execute();
	const all = new Map<string, { id: string; name: string }[]>();
	for (const { finding_id, ...object } of rows) {
		all.set(finding_id, [...(all.get(finding_id) ?? []), object]);
	}
	return all;
}

const writer = sql<string[]>`case when app.account() is null then '{}'::uuid[] else array[app.account()] end`;
/** Whoever is in the list already stays there once. */
const withWriter = sql<
	string[]
>`case when app.account() is null or app.account() = any(written_by) then written_by
	else written_by || app.account() end`;

/** Writes a finding under a question that is there, as long as its judgment is not approved. */
export async function addFinding(
	tx: Tx,
	{ of, ...finding }: NewFinding,
): Promise<{ id: string; number: number }> {
	const [added] = await addFindings(tx, of, [finding]);
	if (added === undefined) throw new Missing();
	return added;
}

/** Many of one place, in their order, in as many statements as one has for each question. */
export async function addFindings(
	tx: Tx,
	of: NewFinding['of'],
	findings: readonly Omit<NewFinding, 'of'>[],
): Promise<{ id: string; number: number }[]> {
	if (findings.length === 0) return [];
	const place = await placeOf(tx, of);
	const framework = await frameworkOf(tx, place);
	for (const { component, part = null, indicator = null } of findings) {
		const question = framework?.questions.find(({ id }) => id === component);
		if (question === undefined) throw new Missing();
		if (part !== null && !question.parts.some(({ id }) => id === part))
			throw new Refused('This question has no such sub-question.');
		if (indicator !== null && !question.indicators.some(({ id }) => id === indicator))
			throw new Refused('This question has no such indicator.');
	}
	for (const component of new Set(findings.map((finding) => finding.component))) {
		await demandOpen(tx, { inspection: place.inspection, component });
	}
	const rows = findings.map(
		({ component, part = null, tone, text, indicator = null, stock = null, ...more }) => ({
			inspection_id: place.inspection,
			programme_id: place.programme,
			force_id: place.force,
			framework: place.framework,
			version: place.version,
			component,
			part,
			tone,
			text,
			indicator,
			stock,
			illustrative: more.illustrative ?? place.illustrative,
			written_by: writer,
		}),
	);
	const added = await tx.insertInto('judgments.finding').values(rows).returning(['id', 'number']).execute();
	// Numbers are given in the order of the rows.
	const inOrder = added
		.map(({ id, number }) => ({ id, number: Number(number) }))
		.toSorted((one, other) => one.number - other.number);
	await keepCitations(
		tx,
		inOrder.flatMap(({ id }, index) =>
			(findings[index]?.citations ?? []).map((citation) => ({ finding: id, ...citation })),
		),
	);
	return inOrder;
}

async function placeOf(tx: Tx, of: NewFinding['of']) {
	if ('programme' in of) {
		const { programme, framework, version } = of;
		return { inspection: null, programme, force: null, framework, version, illustrative: false };
	}
	const inspection = await inspectionById(tx, of.inspection);
	if (inspection === null) throw new Missing();
	return {
		inspection: inspection.id,
		programme: inspection.programme.id,
		force: inspection.force.id,
		framework: inspection.framework,
		version: inspection.version,
		illustrative: inspection.illustrative,
	};
}

export type FindingWords = { tone: Tone; text: string; part: string | null };

/** Writes its words anew, and counts its editions up. Throws Overtaken where somebody else was faster. */
export async function changeFinding(
	tx: Tx,
	id: string,
	{ seen, ...words }: FindingWords & { seen: number },
): Promise<void> {
	const { edition, ...theirs } = await openFinding(tx, id);
	if (edition !== seen) throw new Overtaken(theirs, words);
	const { numUpdatedRows } = await tx
		.updateTable('judgments.finding')
		.set({ ...words, edition: seen + 1, written_by: withWriter })
		.where('id', '=', id)
		.where('edition', '=', seen)
		.executeTakeFirst();
	if (numUpdatedRows > 0n) return;
	const now = await findingById(tx, id);
	throw new Overtaken(now === null ? theirs : { tone: now.tone, text: now.text, part: now.part }, words);
}

/** It stays, and nothing rests on it any more; null puts it back. */
export async function withdrawFinding(tx: Tx, id: string, because: string | null): Promise<void> {
	await openFinding(tx, id, because === null);
	await tx
		.updateTable('judgments.finding')
		.set({
			withdrawn_at: because === null ? null : sql<Temporal.Instant>`app.now()`,
			withdrawn_because: because,
			written_by: withWriter,
		})
		.where('id', '=', id)
		.execute();
}

/** The words of a finding, when it may be written in now. */
async function openFinding(
	tx: Tx,
	id: string,
	withdrawn = false,
): Promise<FindingWords & { edition: number }> {
	const finding = await tx
		.selectFrom('judgments.finding')
		.select(['inspection_id', 'component', 'part', 'tone', 'text', 'edition', 'withdrawn_at'])
		.where('id', '=', id)
		.executeTakeFirst();
	if (finding === undefined) throw new Missing();
	const { inspection_id, component, withdrawn_at, tone, part, text, edition } = finding;
	await demandOpen(tx, { inspection: inspection_id, component });
	if (!withdrawn && withdrawn_at !== null) throw new Refused('This finding has been withdrawn.');
	return { tone: toneOf(tone), part, text, edition };
}

/** Says what a finding rests on, what speaks against it, or what it is compared with; said again, it is changed. */
export async function cite(tx: Tx, finding: string, ...citations: readonly NewCitation[]): Promise<void> {
	await openFinding(tx, finding);
	await keepCitations(
		tx,
		citations.map((citation) => ({ finding, ...citation })),
	);
}

async function keepCitations(
	tx: Tx,
	citations: readonly (NewCitation & { finding: string })[],
): Promise<void> {
	if (citations.length === 0) return;
	await tx
		.insertInto('judgments.citation')
		.values(
			citations.map(({ finding, item, relation, note = null }) => ({
				finding_id: finding,
				item_id: item,
				relation,
				note,
			})),
		)
		.onConflict((conflict) =>
			conflict.columns(['finding_id', 'item_id']).doUpdateSet({
				relation: (eb) => eb.ref('excluded.relation'),
				note: (eb) => eb.ref('excluded.note'),
			}),
		)
		.execute();
	await linkAll(
		tx,
		citations.map(({ finding, item }) => restsOn(finding, item)),
	);
}

export async function uncite(tx: Tx, finding: string, item: string): Promise<void> {
	await openFinding(tx, finding);
	await tx
		.deleteFrom('judgments.citation')
		.where('finding_id', '=', finding)
		.where('item_id', '=', item)
		.execute();
	await unlink(tx, restsOn(finding, item));
}

function restsOn(finding: string, item: string) {
	return {
		from: { kind: 'finding', id: finding },
		relation: 'rests on',
		to: { kind: 'evidence', id: item },
		organisation: null,
	};
}

/** An HM Inspector says why a weakness may rest on what it rests on, of the words as they read them. */
export async function acceptSoleBasis(
	tx: Tx,
	id: string,
	{ seen, because, byName }: { seen: number; because: string; byName: string },
): Promise<void> {
	const { tone, text, part, edition } = await openFinding(tx, id);
	if (edition !== seen) throw new Overtaken({ tone, text, part }, { tone, text, part });
	await tx
		.insertInto('judgments.sole_basis')
		.values({ finding_id: id, edition, because, by_name: byName })
		.execute();
}

/** The assessed objects that a finding is about, in place of those before. */
export async function keepObjects(tx: Tx, finding: string, objects: readonly string[]): Promise<void> {
	await openFinding(tx, finding);
	await tx
		.deleteFrom('judgments.finding_object')
		.where('finding_id', '=', finding)
		.where(sql<boolean>`object_id <> all(${[...objects]}::uuid[])`)
		.execute();
	if (objects.length === 0) return;
	await tx
		.insertInto('judgments.finding_object')
		.values(objects.map((object) => ({ finding_id: finding, object_id: object })))
		.onConflict((conflict) => conflict.columns(['finding_id', 'object_id']).doNothing())
		.execute();
}

/** The findings that are about these objects, for the pages of objects. */
export async function findingsAbout(tx: Tx, object: string): Promise<Finding[]> {
	const rows = await tx
		.selectFrom('judgments.finding_object')
		.select('finding_id')
		.where('object_id', '=', object)
		.execute();
	return findingsOf(tx, { ids: rows.map(({ finding_id }) => finding_id) });
}

/** What findings use of these items of evidence. */
export async function findingsCiting(
	tx: Tx,
	items: readonly string[],
): Promise<{ item: string; finding: string; number: number; text: string; relation: string }[]> {
	if (items.length === 0) return [];
	const rows = await tx
		.selectFrom('judgments.citation as citation')
		.innerJoin('judgments.finding as finding', 'finding.id', 'citation.finding_id')
		.select([
			'citation.item_id as item',
			'finding.id as finding',
			'finding.number',
			'finding.text',
			'citation.relation',
		])
		.where(sql<boolean>`citation.item_id = any(${[...items]}::uuid[])`)
		.orderBy('finding.number')
		.execute();
	return rows.map((row) => ({ ...row, number: Number(row.number) }));
}

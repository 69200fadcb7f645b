import { sql } from 'kysely';
import {
	asInvalid,
	fileColumns,
	Invalid,
	type KeptFile,
	Missing,
	perPage,
	Refused,
	type Tx,
} from '../../foundation/index.ts';
import { inspectionById, todayIn } from '../../programmes/index.ts';
import { type NewVersion, problemsOf } from './check.ts';
import {
	type BearsOn,
	bearings,
	bearingsFor,
	type Evidence,
	type EvidenceKind,
	EvidenceOvertaken,
	evidenceKinds,
	type Item,
	reliabilities,
	type SourceKind,
	sourceKindFor,
	sourceKinds,
	units,
	type Version,
} from './item.ts';

export type NewEvidence = NewVersion & {
	/** Where whoever brings it names it: files say what they belong to before it is there. */
	id?: string;
	kind: EvidenceKind;
	/** Null: it is about policing nationally. Without it: the force of the inspection. */
	force?: string | null;
	/** Null, or nothing: it was gathered between inspections. */
	inspection?: string | null;
	/** The organisation of the force that sent it. */
	suppliedBy?: string | null;
	/** Where it comes from; its kind is that of the evidence, unless another is named. */
	source: { kind?: SourceKind; name: string };
	sensitivity?: Item['sensitivity'];
	illustrative?: boolean;
	bearsOn?: readonly BearsOn[];
};

/** Records evidence: the item, its first version, its source, its files, and what it bears on. */
export async function addEvidence(tx: Tx, evidence: NewEvidence): Promise<{ id: string; number: number }> {
	const { kind, inspection = null, source } = evidence;
	const problems = problemsOf(kind, evidence, await todayIn(tx));
	const named = source.name.trim().replaceAll(/\s+/g, ' ');
	if (named === '') problems.source = 'Enter where it comes from';
	if (Object.keys(problems).length > 0) throw new Invalid(problems);
	const force = evidence.force !== undefined ? evidence.force : await forceOf(tx, inspection);
	const { rows } = await sql<{ id: string }>`
		select evidence.source_named(${source.kind ?? sourceKindFor(kind)}, ${named}, ${force}::uuid,
			${inspection}::uuid) as id`.execute(tx);
	const added = await tx
		.insertInto('evidence.item')
		.values({
			...(evidence.id === undefined ? {} : { id: evidence.id }),
			kind,
			force_id: force,
			inspection_id: inspection,
			supplied_by: evidence.suppliedBy ?? null,
			source_id: rows[0]?.id ?? '',
			sensitivity: evidence.sensitivity ?? 'ordinary',
			illustrative: evidence.illustrative ?? false,
		})
		.returning(['id', 'number'])
		.executeTakeFirstOrThrow();
	await addVersion(tx, { id: added.id, kind, number: 1 }, { ...evidence, because: null });
	await sayBearsOn(tx, added.id, evidence.bearsOn ?? []);
	return added;
}

async function forceOf(tx: Tx, inspection: string | null): Promise<string | null> {
	if (inspection === null) return null;
	const found = await inspectionById(tx, inspection);
	if (found === null) throw new Missing();
	return found.force.id;
}

type Numbered = { id: string; kind: EvidenceKind; number: number };

async function addVersion(
	tx: Tx,
	{ id, kind, number }: Numbered,
	version: NewVersion & { because: string | null },
) {
	await tx
		.insertInto('evidence.version')
		.values({
			item_id: id,
			number,
			title: version.title.trim(),
			text: version.text,
			happened_on: version.happenedOn,
			happened_until: version.happenedUntil ?? null,
			place: version.place ?? null,
			gathered_by: version.gatheredBy ?? null,
			gathered_by_name: version.gatheredByName,
			counted: version.counted ?? null,
			counted_of: version.countedOf ?? null,
			unit: version.unit ?? null,
			reliability: version.reliability,
			bearing: version.bearing ?? bearingsFor(kind)[0] ?? 'context',
			address: version.address ?? null,
			captured_at: version.capturedAt ?? null,
			figure: version.figure ?? null,
			because: version.because,
		})
		.execute();
	if (version.files === undefined || version.files.length === 0) return;
	await tx
		.insertInto('evidence.version_file')
		.values(version.files.map((file) => ({ item_id: id, number, file_id: file })))
		.execute();
}

export type Correction = NewVersion & {
	/** The number of the version that whoever corrects has read. */
	seen: number;
	because: string;
};

/**
 * Adds a version in the place of the one that was read; its files are those that are named. Whoever read an older one is
 * told what stands now, and nothing of either is lost.
 */
export async function correctEvidence(tx: Tx, id: string, correction: Correction): Promise<number> {
	const evidence = await evidenceById(tx, id);
	if (evidence === null) throw new Missing();
	const { current, kind, withdrawn, latest } = evidence;
	if (current === null) throw new Refused('The words of this evidence are for the team.');
	if (withdrawn !== null) throw new Refused('This evidence has been withdrawn. Record it anew.');
	if (correction.seen !== latest) throw new EvidenceOvertaken(current);
	const problems = problemsOf(kind, correction, await todayIn(tx));
	if (correction.because.trim() === '') problems.because = 'Enter why it is corrected';
	if (Object.keys(problems).length > 0) throw new Invalid(problems);
	const number = latest + 1;
	await asInvalid(overtaken, () =>
		addVersion(tx, { id, kind, number }, { ...correction, because: correction.because.trim() }),
	);
	return number;
}

/** What the database alone sees: another correction of the same moment. */
const overtaken = {
	newest_version: {
		'': 'Somebody else has corrected this at the same moment. Send your correction once more.',
	},
};

/** Withdraws it: it stays, with the reason, and nothing new rests on it. */
export async function withdrawEvidence(tx: Tx, id: string, because: string): Promise<void> {
	const { numUpdatedRows } = await tx
		.updateTable('evidence.item')
		.set({
			withdrawn_at: sql<Temporal.Instant>`app.now()`,
			withdrawn_because: because.trim(),
			withdrawn_by: sql<string | null>`app.account()`,
		})
		.where('id', '=', id)
		.where('withdrawn_at', 'is', null)
		.executeTakeFirst();
	if (numUpdatedRows === 0n) throw new Refused('This evidence has been withdrawn already.');
}

/** Marks its words as for the team only, or as for everybody at the inspectorate. */
export async function markEvidence(tx: Tx, id: string, sensitivity: Item['sensitivity']): Promise<void> {
	await tx.updateTable('evidence.item').set({ sensitivity }).where('id', '=', id).execute();
}

/** Says that it bears on these pillars, questions and sub-questions of a framework version, and on no others of it. */
export async function setBearsOn(
	tx: Tx,
	id: string,
	{ framework, version }: Pick<BearsOn, 'framework' | 'version'>,
	components: readonly string[],
): Promise<void> {
	await tx
		.deleteFrom('evidence.bears_on')
		.where('item_id', '=', id)
		.where('framework', '=', framework)
		.where('version', '=', version)
		.$if(components.length > 0, (query) => query.where('component', 'not in', [...components]))
		.execute();
	await sayBearsOn(
		tx,
		id,
		components.map((component) => ({ framework, version, component })),
	);
}

async function sayBearsOn(tx: Tx, id: string, bearsOn: readonly BearsOn[]): Promise<void> {
	if (bearsOn.length === 0) return;
	await tx
		.insertInto('evidence.bears_on')
		.values(
			bearsOn.map(({ framework, version, component }) => ({ item_id: id, framework, version, component })),
		)
		.onConflict((conflict) => conflict.doNothing())
		.execute();
}

/** What each of these bears on, in one query. */
export async function bearsOnOf(tx: Tx, ids: readonly string[]): Promise<Map<string, BearsOn[]>> {
	if (ids.length === 0) return new Map();
	const rows = await tx
		.selectFrom('evidence.bears_on')
		.select(['item_id', 'framework', 'version', 'component'])
		.where('item_id', '=', anyOf(ids))
		.orderBy('framework')
		.orderBy('version')
		.orderBy('component')
		.execute();
	const found = new Map<string, BearsOn[]>(ids.map((id) => [id, []]));
	for (const { item_id, ...place } of rows) found.get(item_id)?.push(place);
	return found;
}

/** Takes it into another inspection of the same force, or of any where it is about policing nationally. */
export async function reuseIn(tx: Tx, id: string, inspection: string, because: string): Promise<void> {
	const evidence = await evidenceById(tx, id);
	const into = await inspectionById(tx, inspection);
	if (evidence === null || into === null) throw new Missing();
	if (evidence.withdrawn !== null) throw new Invalid({ '': 'This evidence has been withdrawn' });
	if (evidence.inspection === into.id)
		throw new Invalid({ inspection: 'It was gathered for this inspection: it is there already' });
	await asInvalid({ '23505': { inspection: 'It is used in this inspection already' } }, () =>
		tx
			.insertInto('evidence.reuse')
			.values({ item_id: id, inspection_id: into.id, because: because.trim() })
			.execute(),
	);
}

export type Reuse = {
	item: string;
	inspection: string;
	because: string | null;
	at: Temporal.Instant;
	by: string | null;
};

/** Where these are used again, the earliest first; why, and by whom, is the inspectorate's own. */
export async function reusesOf(tx: Tx, ids: readonly string[], reader: 'staff' | 'force'): Promise<Reuse[]> {
	if (ids.length === 0) return [];
	const rows = tx
		.selectFrom('evidence.reuse as reuse')
		.select(['reuse.item_id as item', 'reuse.inspection_id as inspection', 'reuse.at'])
		.where('reuse.item_id', '=', anyOf(ids))
		.orderBy('reuse.at');
	if (reader === 'force') return (await rows.execute()).map((row) => ({ ...row, because: null, by: null }));
	return rows
		.leftJoin('foundation.account as account', 'account.id', 'reuse.by')
		.select(['reuse.because', 'account.name as by'])
		.execute();
}

export async function evidenceById(tx: Tx, id: string): Promise<Evidence | null> {
	return (await evidenceByIds(tx, [id]))[0] ?? null;
}

/** By its number, as it is cited. */
export async function evidenceByNumber(tx: Tx, number: number): Promise<Evidence | null> {
	const row = await evidenceRows(tx).where('item.number', '=', number).executeTakeFirst();
	return row === undefined ? null : evidenceOfRow(row);
}

/** In one query, by their numbers. */
export async function evidenceByIds(tx: Tx, ids: readonly string[]): Promise<Evidence[]> {
	if (ids.length === 0) return [];
	const rows = await evidenceRows(tx).where('item.id', '=', anyOf(ids)).orderBy('item.number').execute();
	return rows.map(evidenceOfRow);
}

export type EvidenceFilter = {
	/** Gathered for it. */
	inspection?: string;
	/** Gathered for it, or used in it again; `again` tells the two apart. */
	heldBy?: string;
	again?: boolean;
	force?: string;
	/** Bears on this pillar, question or sub-question, or on a sub-question of it; of an inspection, by its framework. */
	component?: string;
	kind?: EvidenceKind;
	kinds?: readonly EvidenceKind[];
	/** As they are cited. */
	numbers?: readonly number[];
	/** Sent by a force, or gathered by the inspectorate. */
	supplied?: boolean;
	withdrawn?: boolean;
	/** Without it: all of them. */
	page?: number;
	size?: number;
};

/** What matches, the newest first, and how many there are in all. */
export async function evidenceOf(
	tx: Tx,
	filter: EvidenceFilter = {},
): Promise<{ evidence: Evidence[]; total: number }> {
	const { page, size = perPage } = filter;
	const condition = matching(filter);
	if (page === undefined) {
		const rows = await evidenceRows(tx).where(condition).orderBy('item.number', 'desc').execute();
		return { evidence: rows.map(evidenceOfRow), total: rows.length };
	}
	const items = tx.selectFrom('evidence.item as item').where(condition);
	const { total } = await items
		.select(({ fn }) => fn.countAll<number>().as('total'))
		.executeTakeFirstOrThrow();
	// Words are read of those on the page, and not of all that come before it.
	const onPage = await items
		.select('item.id')
		.orderBy('item.number', 'desc')
		.limit(size)
		.offset((page - 1) * size)
		.execute();
	const evidence = await evidenceByIds(
		tx,
		onPage.map(({ id }) => id),
	);
	return { evidence: evidence.reverse(), total };
}

function matching(filter: EvidenceFilter) {
	const { inspection, heldBy, again, force, component, kind, kinds, numbers, supplied, withdrawn } = filter;
	const all = [sql<boolean>`true`];
	if (heldBy !== undefined) {
		const own = sql`select i.id from evidence.item i where i.inspection_id = ${heldBy}::uuid`;
		const reused = sql`select r.item_id from evidence.reuse r where r.inspection_id = ${heldBy}::uuid`;
		const which = again === undefined ? sql`${own} union all ${reused}` : again ? reused : own;
		all.push(sql`item.id in (${which})`);
	}
	if (inspection !== undefined) all.push(sql`item.inspection_id = ${inspection}::uuid`);
	if (force !== undefined) all.push(sql`item.force_id = ${force}::uuid`);
	if (kind !== undefined) all.push(sql`item.kind = ${kind}`);
	if (kinds !== undefined) all.push(sql`item.kind = any(${[...kinds]}::text[])`);
	if (numbers !== undefined) all.push(sql`item.number = any(${[...numbers]}::bigint[])`);
	if (supplied !== undefined) all.push(sql`(item.supplied_by is not null) = ${supplied}`);
	if (withdrawn !== undefined) all.push(sql`(item.withdrawn_at is not null) = ${withdrawn}`);
	if (component !== undefined) {
		const of = inspection ?? heldBy;
		const framework =
			of === undefined
				? sql`true`
				: sql`(b.framework, b.version) = (select i.framework, i.version from programmes.inspection i
					where i.id = ${of}::uuid)`;
		all.push(sql`exists (select from evidence.bears_on b
			join programmes.framework_component c using (framework, version, component)
			where b.item_id = item.id and ${framework}
				and (b.component = ${component} or c.kind = 'part' and c.parent = ${component}))`);
	}
	return sql<boolean>`${sql.join(all, sql` and `)}`;
}

/** What an inspection has: what was gathered for it, and what it uses again, with the reason. */
export type Held = Evidence & { reused: { because: string; at: Temporal.Instant } | null };

export async function evidenceFor(tx: Tx, inspection: string): Promise<Held[]> {
	const rows = await evidenceRows(tx)
		.leftJoin('evidence.reuse as reuse', (join) =>
			join.onRef('reuse.item_id', '=', 'item.id').on('reuse.inspection_id', '=', inspection),
		)
		.select(['reuse.because as reuseBecause', 'reuse.at as reuseAt'])
		.where(
			sql<boolean>`item.id in (select i.id from evidence.item i where i.inspection_id = ${inspection}::uuid
				union all select r.item_id from evidence.reuse r where r.inspection_id = ${inspection}::uuid)`,
		)
		.orderBy('item.number', 'desc')
		.execute();
	return rows.map(({ reuseBecause, reuseAt, ...row }) => ({
		...evidenceOfRow(row),
		reused: reuseBecause === null || reuseAt === null ? null : { because: reuseBecause, at: reuseAt },
	}));
}

export type KeptVersion = Version & { enteredByName: string | null };

/** Every version, the newest first, as far as the reader may read them. */
export async function versionsOf(tx: Tx, id: string): Promise<KeptVersion[]> {
	const rows = await tx
		.selectFrom('evidence.version as version')
		.leftJoin('foundation.account as account', 'account.id', 'version.entered_by')
		.select([...versionColumns, 'account.name as enteredByName'])
		.where('version.item_id', '=', id)
		.orderBy('version.number', 'desc')
		.execute();
	return rows.map(({ enteredByName, ...row }) => ({ ...versionOf(row), enteredByName }));
}

/**
 * To a force, what it sent is the newest version of its own: a correction that the inspectorate wrote since is not for it.
 */
export async function asSent(tx: Tx, evidence: readonly Evidence[]): Promise<Evidence[]> {
	const corrected = evidence.filter(({ current }) => current === null).map(({ id }) => id);
	if (corrected.length === 0) return [...evidence];
	const rows = await tx
		.selectFrom('evidence.version as version')
		.select(['version.item_id as item', ...versionColumns])
		.distinctOn('version.item_id')
		.where('version.item_id', 'in', corrected)
		.orderBy('version.item_id')
		.orderBy('version.number', 'desc')
		.execute();
	const own = new Map(rows.map(({ item, ...row }) => [item, versionOf(row)]));
	return evidence.map((one) => ({ ...one, current: one.current ?? own.get(one.id) ?? null }));
}

/** A file of an item, and of which version it is. */
export type EvidenceFile = KeptFile & { version: number };

/** The files of an item, version by version, as far as the reader may have them. */
export async function evidenceFiles(tx: Tx, id: string): Promise<EvidenceFile[]> {
	return tx
		.selectFrom('evidence.version_file as of')
		.innerJoin('foundation.file as file', 'file.id', 'of.file_id')
		.select(fileColumns)
		.select('of.number as version')
		.where('of.item_id', '=', id)
		.where('file.withdrawn_at', 'is', null)
		.orderBy('of.number', 'desc')
		.orderBy('file.name')
		.execute();
}

/** The names of the sources of this kind that an inspection has already, for not naming one of them twice. */
export async function sourceNames(
	tx: Tx,
	{ kind, force, inspection }: { kind: SourceKind; force: string | null; inspection: string | null },
): Promise<string[]> {
	const rows = await tx
		.selectFrom('evidence.source')
		.select('name')
		.where('kind', '=', kind)
		.where('force_id', 'is not distinct from', force)
		.where('inspection_id', 'is not distinct from', inspection)
		.orderBy('name')
		.limit(500)
		.execute();
	return rows.map(({ name }) => name);
}

/** One statement for however many there are, so that its plan is kept. */
function anyOf(ids: readonly string[]) {
	return sql<string>`any(${[...ids]}::uuid[])`;
}

const versionColumns = [
	'version.number',
	'version.title',
	'version.text',
	'version.happened_on as happenedOn',
	'version.happened_until as happenedUntil',
	'version.place',
	'version.gathered_by as gatheredBy',
	'version.gathered_by_name as gatheredByName',
	'version.counted',
	'version.counted_of as countedOf',
	'version.unit',
	'version.reliability',
	'version.bearing',
	'version.address',
	'version.captured_at as capturedAt',
	'version.figure',
	'version.because',
	'version.entered_at as enteredAt',
	'version.entered_by as enteredBy',
] as const;

type VersionRow = Omit<Version, 'unit' | 'reliability' | 'bearing'> & {
	unit: string | null;
	reliability: string;
	bearing: string;
};

function versionOf(row: VersionRow): Version {
	return {
		...row,
		unit: units.find((one) => one === row.unit) ?? null,
		reliability: known(reliabilities, row.reliability),
		bearing: known(bearings, row.bearing),
	};
}

function known<T extends string>(all: readonly T[], word: string): T {
	const found = all.find((one) => one === word);
	if (found === undefined) throw new Error(`no evidence is “${word}”`);
	return found;
}

function evidenceRows(tx: Tx) {
	return (
		tx
			.selectFrom('evidence.item as item')
			.leftJoin('programmes.force as force', 'force.id', 'item.force_id')
			.leftJoin('foundation.organisation as organisation', 'organisation.id', 'item.force_id')
			.leftJoin('evidence.source as source', 'source.id', 'item.source_id')
			// The newest that the reader may read: for a force, the newest of its own.
			.leftJoinLateral(
				(eb) =>
					eb
						.selectFrom('evidence.version as version')
						.select([...versionColumns])
						.whereRef('version.item_id', '=', 'item.id')
						.orderBy('version.number', 'desc')
						.limit(1)
						.as('newest'),
				(join) => join.onTrue(),
			)
			.select([
				'item.id',
				'item.number',
				'item.kind',
				'item.force_id as forceId',
				sql<string | null>`coalesce(force.slug, force.id::text)`.as('forceSlug'),
				'organisation.name as forceName',
				'item.inspection_id as inspection',
				'item.supplied_by as suppliedBy',
				'item.source_id as sourceId',
				'source.kind as sourceKind',
				'source.name as sourceName',
				'item.sensitivity',
				'item.withdrawn_at as withdrawnAt',
				'item.withdrawn_because as withdrawnBecause',
				'item.illustrative',
				'item.added_at as addedAt',
				'item.latest',
				'newest.number as versionNumber',
				'newest.title',
				'newest.text',
				'newest.happenedOn',
				'newest.happenedUntil',
				'newest.place',
				'newest.gatheredBy',
				'newest.gatheredByName',
				'newest.counted',
				'newest.countedOf',
				'newest.unit',
				'newest.reliability',
				'newest.bearing',
				'newest.address',
				'newest.capturedAt',
				'newest.figure',
				'newest.because',
				'newest.enteredAt',
				'newest.enteredBy',
			])
	);
}

type Row = Awaited<ReturnType<ReturnType<typeof evidenceRows>['executeTakeFirstOrThrow']>>;

function evidenceOfRow(row: Row): Evidence {
	const kind = known(evidenceKinds, row.kind);
	const { forceId, forceSlug, forceName, withdrawnAt, withdrawnBecause } = row;
	return {
		id: row.id,
		number: row.number,
		kind,
		force:
			forceId === null ? null : { id: forceId, slug: forceSlug ?? forceId, name: forceName ?? 'the force' },
		inspection: row.inspection,
		suppliedBy: row.suppliedBy,
		source: {
			id: row.sourceId,
			kind: sourceKinds.find((one) => one === row.sourceKind) ?? sourceKindFor(kind),
			name: row.sourceName ?? 'Named to the team only',
		},
		sensitivity: row.sensitivity === 'team' ? 'team' : 'ordinary',
		withdrawn:
			withdrawnAt === null || withdrawnBecause === null
				? null
				: { at: withdrawnAt, because: withdrawnBecause },
		illustrative: row.illustrative,
		addedAt: row.addedAt,
		latest: row.latest,
		current: currentOf(row),
	};
}

function currentOf(row: Row): Version | null {
	const { versionNumber, title, text, happenedOn, gatheredByName, reliability, bearing, enteredAt } = row;
	if (
		versionNumber === null ||
		title === null ||
		text === null ||
		happenedOn === null ||
		gatheredByName === null ||
		reliability === null ||
		bearing === null ||
		enteredAt === null
	) {
		return null;
	}
	const { happenedUntil, place, gatheredBy, counted, countedOf, unit, address, capturedAt, figure } = row;
	return versionOf({
		number: versionNumber,
		title,
		text,
		happenedOn,
		happenedUntil,
		place,
		gatheredBy,
		gatheredByName,
		counted,
		countedOf,
		unit,
		reliability,
		bearing,
		address,
		capturedAt,
		figure,
		because: row.because,
		enteredAt,
		enteredBy: row.enteredBy,
	});
}

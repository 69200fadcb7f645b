import { sql } from 'kysely';
import { standardVersions } from '../../evidence/index.ts';
import { linkAll, Missing, Refused, type Tx, unlink } from '../../foundation/index.ts';
import { inspectionById, todayIn } from '../../programmes/index.ts';
import { Overtaken, type Tone, tones } from '../findings/finding.ts';
import { demandOpen } from '../findings/open.store.ts';
import { saysTheSame } from './checks.ts';
import {
	type Due,
	isOpen,
	letterAt,
	type NewRaised,
	type Outcome,
	outcomes,
	type Progress,
	type Raised,
	type RaisedKind,
	type RaisedWords,
	raisedKinds,
	type Setter,
	type SubItem,
	setters,
} from './raised.ts';

export type RaisedWanted =
	| { inspection: string; component?: string }
	/** What was raised about a force; with `national`, what was raised to all forces too. */
	| { force: string; open?: boolean; national?: boolean }
	/** Of a programme; with `national`, only what is about no one force. */
	| { programme: string; national?: boolean }
	| { ids: readonly string[] }
	/** Whatever of any kind bears one of these numbers. */
	| { numbers: readonly number[] }
	| { every: true };

/** What was raised with everything that hangs on it, in as many queries for many as for one. */
export async function raisedOf(tx: Tx, wanted: RaisedWanted): Promise<Raised[]> {
	if ('ids' in wanted && wanted.ids.length === 0) return [];
	const rows = await heads(tx)
		.$if('ids' in wanted, (query) =>
			query.where(sql<boolean>`raised.id = any(${'ids' in wanted ? [...wanted.ids] : []}::uuid[])`),
		)
		.$if('numbers' in wanted, (query) =>
			query.where(
				sql<boolean>`raised.number = any(${'numbers' in wanted ? [...wanted.numbers] : []}::bigint[])`,
			),
		)
		.$if('inspection' in wanted, (query) =>
			query.where('raised.inspection_id', '=', 'inspection' in wanted ? wanted.inspection : ''),
		)
		.$if('inspection' in wanted && wanted.component !== undefined, (query) =>
			query.where('raised.component', '=', 'inspection' in wanted ? (wanted.component ?? '') : ''),
		)
		.$if('force' in wanted, (query) =>
			query.where(({ eb, or }) =>
				or([
					eb('raised.force_id', '=', 'force' in wanted ? wanted.force : ''),
					...('force' in wanted && wanted.national === true ? [eb('raised.force_id', 'is', null)] : []),
				]),
			),
		)
		.$if('programme' in wanted, (query) =>
			query.where('raised.programme_id', '=', 'programme' in wanted ? wanted.programme : ''),
		)
		.$if('programme' in wanted && wanted.national === true, (query) =>
			query.where('raised.inspection_id', 'is', null).where('raised.force_id', 'is', null),
		)
		.orderBy('raised.number')
		.execute();
	const ids = rows.map(({ id }) => id);
	const subItems = await subItemsOf(tx, ids);
	const findings = await findingsOfRaised(tx, ids);
	const progress = await progressOf(tx, ids);
	const children = await childrenOf(tx, ids);
	const standards = rows.some(({ standard }) => standard !== null)
		? new Map((await standardVersions(tx)).map((version) => [version.id, version]))
		: new Map();
	const all = rows.map(
		(row): Raised => ({
			id: row.id,
			number: Number(row.number),
			kind: kindOf(row.kind),
			inspection: row.inspection,
			programme:
				row.programme === null
					? null
					: { id: row.programme, slug: row.programmeSlug ?? '', name: row.programmeName ?? '' },
			force:
				row.force === null
					? null
					: { id: row.force, slug: row.forceSlug ?? row.force, name: row.forceName ?? row.force },
			framework: row.framework,
			version: row.version,
			component: row.component,
			parent: row.parent,
			title: row.title,
			text: row.text,
			addressee: row.addressee,
			theme: row.theme,
			standard: row.standard === null ? null : (standards.get(row.standard) ?? null),
			due: dueOf(row),
			source: row.source,
			sourceAddress: row.sourceAddress,
			raisedOn: row.raisedOn,
			published: row.published,
			edition: row.edition,
			withdrawn:
				row.withdrawnAt === null || row.withdrawnBecause === null
					? null
					: { at: row.withdrawnAt, because: row.withdrawnBecause },
			illustrative: row.illustrative,
			addedAt: row.addedAt,
			addedBy: row.addedBy,
			writtenBy: row.writtenBy,
			subItems: subItems.get(row.id) ?? [],
			findings: findings.get(row.id) ?? [],
			progress: progress.get(row.id) ?? [],
			recommendations: children.get(row.id) ?? [],
		}),
	);
	if (!('force' in wanted) || wanted.open !== true) return all;
	return all.filter((raised) => isOpen(raised, wanted.force));
}

export async function raisedById(tx: Tx, id: string): Promise<Raised | null> {
	return (await raisedOf(tx, { ids: [id] }))[0] ?? null;
}

function heads(tx: Tx) {
	return tx
		.selectFrom('judgments.raised as raised')
		.leftJoin('programmes.programme as programme', 'programme.id', 'raised.programme_id')
		.leftJoin('programmes.inspection as inspection', 'inspection.id', 'raised.inspection_id')
		.leftJoin('programmes.force as force', 'force.id', 'raised.force_id')
		.leftJoin('foundation.organisation as organisation', 'organisation.id', 'raised.force_id')
		.select([
			'raised.id',
			'raised.number',
			'raised.kind',
			'raised.inspection_id as inspection',
			'raised.programme_id as programme',
			'programme.slug as programmeSlug',
			'programme.name as programmeName',
			'raised.force_id as force',
			sql<string | null>`coalesce(force.slug, force.id::text)`.as('forceSlug'),
			'organisation.name as forceName',
			'raised.framework',
			'raised.version',
			'raised.component',
			'raised.parent_id as parent',
			'raised.title',
			'raised.text',
			'raised.addressee',
			'raised.theme',
			'raised.standard_version_id as standard',
			'raised.due_kind',
			'raised.due_on',
			'raised.due_months',
			'raised.due_set_by',
			'raised.due_set_by_name',
			'raised.source',
			'raised.source_address as sourceAddress',
			'raised.raised_on as raisedOn',
			sql<Temporal.PlainDate | null>`coalesce(raised.raised_on, case when inspection.state in ('published', 'closed')
				then inspection.publish_on end)`.as('published'),
			'raised.edition',
			'raised.withdrawn_at as withdrawnAt',
			'raised.withdrawn_because as withdrawnBecause',
			'raised.illustrative',
			'raised.added_at as addedAt',
			'raised.added_by as addedBy',
			'raised.written_by as writtenBy',
		]);
}

type DueColumns = {
	due_kind: string | null;
	due_on: Temporal.PlainDate | null;
	due_months: number | null;
	due_set_by: string | null;
	due_set_by_name: string | null;
};

function dueOf({ due_kind: kind, due_on: on, due_months: months, ...row }: DueColumns): Due | null {
	if (kind === 'none') return { kind };
	const setBy = setterOf(row.due_set_by);
	const set = { setBy, setByName: row.due_set_by_name };
	if (kind === 'day' && on !== null) return { kind, on, ...set };
	if (kind === 'months' && months !== null) return { kind, months, ...set };
	return kind === 'immediately' ? { kind, ...set } : null;
}

function columnsOfDue(due: Due | null): DueColumns {
	const dated = due !== null && due.kind !== 'none';
	return {
		due_kind: due?.kind ?? null,
		due_on: due?.kind === 'day' ? due.on : null,
		due_months: due?.kind === 'months' ? due.months : null,
		due_set_by: dated ? due.setBy : null,
		due_set_by_name: dated ? due.setByName : null,
	};
}

function setterOf(word: string | null): Setter {
	return setters.find((one) => one === word) ?? 'inspectorate';
}

function kindOf(word: string): RaisedKind {
	const kind = raisedKinds.find((one) => one === word);
	if (kind === undefined) throw new Error(`nothing raised is a "${word}"`);
	return kind;
}

function outcomeOf(word: string): Outcome {
	const outcome = outcomes.find((one) => one === word);
	if (outcome === undefined) throw new Error(`no progress is "${word}"`);
	return outcome;
}

async function subItemsOf(tx: Tx, raised: readonly string[]): Promise<Map<string, SubItem[]>> {
	if (raised.length === 0) return new Map();
	const rows = await tx
		.selectFrom('judgments.sub_item')
		.selectAll()
		.where(sql<boolean>`raised_id = any(${[...raised]}::uuid[])`)
		.orderBy('letter')
		.execute();
	return grouped(rows, ({ id, letter, text, ...due }) => ({ id, letter, text, due: dueOf(due) }));
}

async function findingsOfRaised(
	tx: Tx,
	raised: readonly string[],
): Promise<Map<string, Raised['findings'][number][]>> {
	if (raised.length === 0) return new Map();
	const rows = await tx
		.selectFrom('judgments.raised_finding as of')
		.innerJoin('judgments.finding as finding', 'finding.id', 'of.finding_id')
		.select(['of.raised_id', 'finding.id', 'finding.number', 'finding.tone', 'finding.text'])
		.where(sql<boolean>`of.raised_id = any(${[...raised]}::uuid[])`)
		.orderBy('finding.number')
		.execute();
	return grouped(rows, ({ id, number, tone, text }) => ({
		id,
		number: Number(number),
		tone: toneOf(tone),
		text,
	}));
}

function toneOf(word: string): Tone {
	return tones.find((one) => one === word) ?? 'neutral';
}

async function progressOf(tx: Tx, raised: readonly string[]): Promise<Map<string, Progress[]>> {
	if (raised.length === 0) return new Map();
	const rows = await tx
		.selectFrom('judgments.progress as progress')
		.leftJoin('foundation.organisation as organisation', 'organisation.id', 'progress.force_id')
		.select([
			'progress.raised_id',
			'progress.id',
			'progress.sub_item_id as subItem',
			'progress.force_id as force',
			'organisation.name as forceName',
			'progress.outcome',
			'progress.found_on as foundOn',
			'progress.inspection_id as inspection',
			'progress.finding_id as finding',
			'progress.source',
			'progress.text',
			'progress.illustrative',
			'progress.at',
		])
		.where(sql<boolean>`progress.raised_id = any(${[...raised]}::uuid[])`)
		.orderBy('progress.found_on')
		.orderBy('progress.at')
		.execute();
	return grouped(rows, ({ raised_id: _, force, forceName, outcome, ...row }) => ({
		...row,
		force: force === null ? null : { id: force, name: forceName ?? force },
		outcome: outcomeOf(outcome),
	}));
}

async function childrenOf(tx: Tx, raised: readonly string[]): Promise<Map<string, string[]>> {
	if (raised.length === 0) return new Map();
	const rows = await tx
		.selectFrom('judgments.raised')
		.select(['id', sql<string>`parent_id`.as('raised_id')])
		.where(sql<boolean>`parent_id = any(${[...raised]}::uuid[])`)
		.where('withdrawn_at', 'is', null)
		.orderBy('number')
		.execute();
	return grouped(rows, ({ id }) => id);
}

function grouped<Row extends { raised_id: string }, T>(
	rows: readonly Row[],
	made: (row: Row) => T,
): Map<string, T[]> {
	const all = new Map<string, T[]>();
	for (const row of rows) {
		const of = all.get(row.raised_id) ?? [];
		of.push(made(row));
		all.set(row.raised_id, of);
	}
	return all;
}

/** Raises something on findings, as long as the judgment of its question is not approved. */
export async function addRaised(tx: Tx, raised: NewRaised): Promise<{ id: string; number: number }> {
	const place = await placeOf(tx, raised.of);
	await demandOpen(tx, place);
	const { id, number } = await tx
		.insertInto('judgments.raised')
		.values({
			kind: raised.kind,
			inspection_id: place.inspection,
			programme_id: place.programme,
			force_id: place.force,
			framework: place.component === null ? null : place.framework,
			version: place.component === null ? null : place.version,
			component: place.component,
			parent_id: raised.parent ?? null,
			...columnsOf({ ...nothing, ...raised }),
			illustrative: raised.illustrative ?? place.illustrative,
			written_by: writer,
		})
		.returning(['id', 'number'])
		.executeTakeFirstOrThrow();
	await addSubItems(
		tx,
		id,
		(raised.subItems ?? []).map((item, index) => rowOf(item, index)),
	);
	await raiseOn(tx, id, raised.findings ?? []);
	return { id, number: Number(number) };
}

const nothing: Omit<RaisedWords, 'kind' | 'text'> = {
	title: null,
	addressee: null,
	theme: null,
	due: null,
	source: null,
	sourceAddress: null,
	raisedOn: null,
	standard: null,
	subItems: [],
	findings: [],
};

const writer = sql<string[]>`case when app.account() is null then '{}'::uuid[] else array[app.account()] end`;
const withWriter = sql<
	string[]
>`case when app.account() is null or app.account() = any(written_by) then written_by
	else written_by || app.account() end`;

function columnsOf(words: RaisedWords) {
	return {
		title: words.title,
		text: words.text,
		addressee: words.addressee,
		theme: words.theme,
		standard_version_id: words.standard,
		// With sub-items, each has its own.
		...columnsOfDue(words.subItems.length > 0 ? null : words.due),
		source: words.source,
		source_address: words.sourceAddress,
		raised_on: words.raisedOn,
	};
}

async function placeOf(tx: Tx, of: NewRaised['of']) {
	if (!('inspection' in of)) {
		const { framework = null, version = null, component = null } = of;
		return {
			inspection: null,
			programme: 'programme' in of ? of.programme : null,
			force: 'force' in of ? of.force : null,
			framework,
			version,
			component,
			illustrative: false,
		};
	}
	const inspection = await inspectionById(tx, of.inspection);
	if (inspection === null) throw new Missing();
	return {
		inspection: inspection.id,
		programme: inspection.programme.id,
		force: inspection.force.id,
		framework: inspection.framework,
		version: inspection.version,
		component: of.component,
		illustrative: inspection.illustrative,
	};
}

/** Writes it anew with its sub-items and findings. Throws Overtaken where somebody else was faster. */
export async function changeRaised(
	tx: Tx,
	id: string,
	{ seen, ...words }: Omit<RaisedWords, 'kind'> & { seen: number },
): Promise<void> {
	const raised = await openRaised(tx, id);
	const { numUpdatedRows } =
		raised.edition === seen
			? await tx
					.updateTable('judgments.raised')
					.set({
						...columnsOf({ ...words, kind: raised.kind }),
						edition: seen + 1,
						written_by: withWriter,
					})
					.where('id', '=', id)
					.where('edition', '=', seen)
					.executeTakeFirst()
			: { numUpdatedRows: 0n };
	if (numUpdatedRows === 0n) throw new Overtaken((await raisedById(tx, id))?.text ?? raised.text, words.text);
	await keepSubItems(tx, id, words.subItems);
	await keepFindings(tx, id, words.findings);
}

export async function withdrawRaised(tx: Tx, id: string, because: string): Promise<void> {
	await openRaised(tx, id);
	await tx
		.updateTable('judgments.raised')
		.set({
			withdrawn_at: sql<Temporal.Instant>`app.now()`,
			withdrawn_because: because,
			written_by: withWriter,
		})
		.where('id', '=', id)
		.execute();
}

async function openRaised(tx: Tx, id: string): Promise<Raised> {
	const raised = await raisedById(tx, id);
	if (raised === null) throw new Missing();
	await demandOpen(tx, raised);
	if (raised.withdrawn !== null) throw new Refused('This has been withdrawn.');
	return raised;
}

async function keepSubItems(tx: Tx, raised: string, wanted: RaisedWords['subItems']): Promise<void> {
	const before = await tx
		.selectFrom('judgments.sub_item')
		.select('id')
		.where('raised_id', '=', raised)
		.execute();
	const known = new Set(before.map(({ id }) => id));
	const kept = new Set(wanted.flatMap(({ id }) => (id === null ? [] : [id])));
	const gone = [...known].filter((id) => !kept.has(id));
	if (gone.length > 0) await tx.deleteFrom('judgments.sub_item').where('id', 'in', gone).execute();
	const added: ReturnType<typeof rowOf>[] = [];
	for (const [index, item] of wanted.entries()) {
		const row = rowOf(item, index);
		if (item.id !== null && known.has(item.id))
			await tx.updateTable('judgments.sub_item').set(row).where('id', '=', item.id).execute();
		else added.push(row);
	}
	await addSubItems(tx, raised, added);
}

function rowOf({ text, due }: RaisedWords['subItems'][number], index: number) {
	return { letter: letterAt(index), text, ...columnsOfDue(due) };
}

async function addSubItems(tx: Tx, raised: string, rows: readonly ReturnType<typeof rowOf>[]): Promise<void> {
	if (rows.length === 0) return;
	await tx
		.insertInto('judgments.sub_item')
		.values(rows.map((row) => ({ raised_id: raised, ...row })))
		.execute();
}

async function keepFindings(tx: Tx, raised: string, findings: readonly string[]): Promise<void> {
	const gone = await tx
		.deleteFrom('judgments.raised_finding')
		.where('raised_id', '=', raised)
		.where(sql<boolean>`finding_id <> all(${[...findings]}::uuid[])`)
		.returning('finding_id')
		.execute();
	for (const { finding_id } of gone) await unlink(tx, raisedOnEdge(raised, finding_id));
	await raiseOn(tx, raised, findings);
}

async function raiseOn(tx: Tx, raised: string, findings: readonly string[]): Promise<void> {
	if (findings.length === 0) return;
	await tx
		.insertInto('judgments.raised_finding')
		.values(findings.map((finding) => ({ raised_id: raised, finding_id: finding })))
		.onConflict((conflict) => conflict.columns(['raised_id', 'finding_id']).doNothing())
		.execute();
	await linkAll(
		tx,
		findings.map((finding) => raisedOnEdge(raised, finding)),
	);
}

function raisedOnEdge(raised: string, finding: string) {
	return {
		from: { kind: 'raised', id: raised },
		relation: 'is raised on',
		to: { kind: 'finding', id: finding },
		organisation: null,
	};
}

export type NewProgress = {
	raised: string;
	subItem?: string | null;
	/** Needed where it was raised to more than one force. */
	force?: string | null;
	outcome: Outcome;
	foundOn: Temporal.PlainDate;
	/** The inspection that found it, or the report of before in which that stands. */
	inspection?: string | null;
	finding?: string | null;
	source?: string | null;
	text: string;
	illustrative?: boolean;
};

/** Records what a later inspection found. It stays: what is found after it stands beside it. */
export async function addProgress(tx: Tx, progress: NewProgress): Promise<string> {
	const raised = await raisedById(tx, progress.raised);
	if (raised === null) throw new Missing();
	if (raised.kind === 'promising practice')
		throw new Refused('Promising practice asks for nothing, so nothing is found about it later.');
	const { subItem = null, inspection = null, finding = null, source = null } = progress;
	if (subItem !== null && !raised.subItems.some(({ id }) => id === subItem)) throw new Missing();
	await demandOpen(tx, { inspection, component: null });
	const found = inspection === null ? null : await inspectionById(tx, inspection);
	if (Temporal.PlainDate.compare(progress.foundOn, await todayIn(tx)) > 0)
		throw new Refused('It cannot have been found on a day that is still to come.');
	if (raised.published !== null && Temporal.PlainDate.compare(progress.foundOn, raised.published) < 0)
		throw new Refused('It cannot have been found before it was raised.');
	const { id } = await tx
		.insertInto('judgments.progress')
		.values({
			raised_id: raised.id,
			sub_item_id: subItem,
			force_id: progress.force ?? found?.force.id ?? raised.force?.id ?? null,
			outcome: progress.outcome,
			found_on: progress.foundOn,
			inspection_id: inspection,
			finding_id: finding,
			source,
			text: progress.text,
			illustrative: progress.illustrative ?? found?.illustrative ?? false,
		})
		.returning('id')
		.executeTakeFirstOrThrow();
	return id;
}

/** What is still open and says the same by its words: at this force, and to all forces. */
export async function similarTo(
	tx: Tx,
	{ text, force, except = [] }: { text: string; force: string | null; except?: readonly string[] },
): Promise<Raised[]> {
	if (text.trim() === '') return [];
	const { stems } = await tx
		.selectNoFrom(sql<string[]>`tsvector_to_array(to_tsvector('english', ${text}::text))`.as('stems'))
		.executeTakeFirstOrThrow();
	const rows = await tx
		.selectFrom('judgments.raised as raised')
		.select([
			'raised.id',
			sql<string[]>`tsvector_to_array(raised.words || to_tsvector('english', coalesce((
				select string_agg(s.text, ' ') from judgments.sub_item s where s.raised_id = raised.id), '')))`.as(
				'stems',
			),
		])
		.where('raised.withdrawn_at', 'is', null)
		.where('raised.kind', '<>', 'promising practice')
		.where(({ eb, or }) =>
			or([eb('raised.force_id', 'is', null), ...(force === null ? [] : [eb('raised.force_id', '=', force)])]),
		)
		.execute();
	const alike = rows.filter((row) => !except.includes(row.id) && saysTheSame(stems, row.stems));
	const found = await raisedOf(tx, { ids: alike.map(({ id }) => id) });
	return found.filter((raised) => isOpen(raised, force));
}

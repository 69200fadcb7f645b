import { sql } from 'kysely';
import { Missing, Overtaken, Refused, type Tx } from '../../foundation/index.ts';
import {
	type NewRelease,
	type Release,
	type ReleaseFields,
	type ReleaseKind,
	type ReleaseState,
	releaseKinds,
	releaseStates,
	slugOf,
} from './release.ts';

export type Releases = {
	ids?: readonly string[];
	programme?: string;
	/** Those that hold a document of this inspection, or the inspection itself. */
	inspection?: string;
	state?: ReleaseState;
	kind?: ReleaseKind;
	most?: number;
	skip?: number;
};

function releases(tx: Tx) {
	return tx
		.selectFrom('releases.release as release')
		.leftJoin('programmes.programme as programme', 'programme.id', 'release.programme_id')
		.selectAll('release')
		.select(['programme.slug as programmeSlug', 'programme.name as programmeName'])
		.select(
			sql<boolean>`exists (select from releases.item i
			left join documents.document d on d.id = i.document_id
			left join programmes.inspection n on n.id = i.inspection_id
			where i.release_id = release.id and (d.illustrative or n.illustrative or exists (
				select from figures.figure f where f.indicator = i.indicator and f.illustrative)))`.as(
				'holdsIllustrative',
			),
		);
}

/** The newest first; one query. */
export async function releasesOf(tx: Tx, wanted: Releases = {}): Promise<Release[]> {
	const { ids, programme, inspection, state, kind, most, skip } = wanted;
	const rows = await releases(tx)
		.$if(ids !== undefined, (query) =>
			query.where(sql<boolean>`release.id = any(${[...(ids ?? [])]}::uuid[])`),
		)
		.$if(programme !== undefined, (query) => query.where('release.programme_id', '=', programme ?? ''))
		.$if(inspection !== undefined, (query) => query.where(holds(inspection ?? '')))
		.$if(state !== undefined, (query) => query.where('release.state', '=', state ?? ''))
		.$if(kind !== undefined, (query) => query.where('release.kind', '=', kind ?? ''))
		.orderBy('release.number', 'desc')
		.$if(most !== undefined, (query) => query.limit(most ?? 0).offset(skip ?? 0))
		.execute();
	return rows.map(releaseOf);
}

function holds(inspection: string) {
	return sql<boolean>`exists (select from releases.item i left join documents.document d on d.id = i.document_id
		where i.release_id = release.id and ${inspection}::uuid in (i.inspection_id, d.inspection_id))`;
}

export async function countReleases(
	tx: Tx,
	{ state, kind }: { state?: ReleaseState; kind?: ReleaseKind },
): Promise<number> {
	const { total } = await tx
		.selectFrom('releases.release')
		.select(({ fn }) => fn.countAll<string>().as('total'))
		.$if(state !== undefined, (query) => query.where('state', '=', state ?? ''))
		.$if(kind !== undefined, (query) => query.where('kind', '=', kind ?? ''))
		.executeTakeFirstOrThrow();
	return Number(total);
}

export async function releaseById(tx: Tx, id: string): Promise<Release | null> {
	return (await releasesOf(tx, { ids: [id] }))[0] ?? null;
}

/** By the number that it is cited by: 3 for REL-3. */
export async function releaseByNumber(tx: Tx, number: number): Promise<Release | null> {
	if (!Number.isSafeInteger(number)) return null;
	const row = await releases(tx).where('release.number', '=', number).executeTakeFirst();
	return row === undefined ? null : releaseOf(row);
}

export async function releaseBySlug(tx: Tx, slug: string): Promise<Release | null> {
	const row = await releases(tx).where('release.slug', '=', slug).executeTakeFirst();
	return row === undefined ? null : releaseOf(row);
}

type Row = Awaited<ReturnType<ReturnType<typeof releases>['execute']>>[number];

function releaseOf(row: Row): Release {
	const { id, slug, title, summary, illustrative, holdsIllustrative, version } = row;
	return {
		...{ id, slug, title, summary, illustrative, holdsIllustrative, version },
		number: Number(row.number),
		kind: known(releaseKinds, row.kind),
		programme:
			row.programme_id === null
				? null
				: { id: row.programme_id, slug: row.programmeSlug ?? '', name: row.programmeName ?? '' },
		releaseAt: row.release_at,
		deliverAt: row.deliver_at,
		changeNote: row.change_note,
		recordedBecause: row.recorded_because,
		state: known(releaseStates, row.state),
		addedAt: row.added_at,
	};
}

function known<Word extends string>(words: Readonly<Record<Word, string>>, word: string): Word {
	if (Object.hasOwn(words, word)) return word as Word; // hasOwn does not tell the compiler.
	throw new Error(`no release is "${word}"`);
}

/** Begins a release. Without an address of its own, its title makes one. */
export async function addRelease(
	tx: Tx,
	added: NewRelease,
): Promise<{ id: string; number: number; slug: string }> {
	const slug = added.slug ?? (await freeSlug(tx, slugOf(added.title)));
	const { id, number } = await tx
		.insertInto('releases.release')
		.values({
			slug,
			title: added.title.trim(),
			summary: added.summary ?? null,
			kind: added.kind,
			programme_id: added.programme ?? null,
			release_at: added.releaseAt ?? null,
			deliver_at: added.deliverAt ?? null,
			change_note: added.changeNote ?? null,
			recorded_because: added.recordedBecause ?? null,
			illustrative: added.illustrative ?? false,
		})
		.returning(['id', 'number'])
		.executeTakeFirstOrThrow();
	return { id, number: Number(number), slug };
}

/** "efficiency-2014", and where that is taken, "efficiency-2014-2". */
async function freeSlug(tx: Tx, wanted: string): Promise<string> {
	const taken = await tx
		.selectFrom('releases.release')
		.select('slug')
		.where((eb) => eb.or([eb('slug', '=', wanted), eb('slug', 'like', `${wanted}-%`)]))
		.execute();
	const all = new Set(taken.map(({ slug }) => slug));
	let free = wanted;
	for (let count = 2; all.has(free); count += 1) free = `${wanted}-${count}`;
	return free;
}

/**
 * Writes what is given anew, and counts its versions up; `seen` is the version that whoever writes has read. Throws
 * Overtaken where somebody else was faster: nothing of theirs is lost.
 */
export async function changeRelease(
	tx: Tx,
	id: string,
	{ seen, ...fields }: Partial<ReleaseFields> & { programme?: string | null; seen: number },
): Promise<void> {
	const release = await demandPreparing(tx, id);
	if (release.version !== seen) throw overtaken();
	const { title, summary, kind, releaseAt, deliverAt, changeNote, programme } = fields;
	const { numUpdatedRows } = await tx
		.updateTable('releases.release')
		.set({
			...(title === undefined ? {} : { title: title.trim() }),
			...(summary === undefined ? {} : { summary }),
			...(kind === undefined ? {} : { kind }),
			...(releaseAt === undefined ? {} : { release_at: releaseAt }),
			...(deliverAt === undefined ? {} : { deliver_at: deliverAt }),
			...(changeNote === undefined ? {} : { change_note: changeNote }),
			...(programme === undefined ? {} : { programme_id: programme }),
			version: seen + 1,
		})
		.where('id', '=', id)
		.where('version', '=', seen)
		.executeTakeFirst();
	if (numUpdatedRows === 0n) throw overtaken();
}

function overtaken(): Overtaken {
	return new Overtaken(
		'Somebody else has changed this release since you opened the page. Check what it says now.',
	);
}

/** The release, when it may be changed now. */
export async function demandPreparing(tx: Tx, id: string): Promise<Release> {
	const release = await releaseById(tx, id);
	if (release === null) throw new Missing();
	if (release.state !== 'preparing') throw new Refused(closedText(release.state));
	return release;
}

export function closedText(state: Exclude<ReleaseState, 'preparing'>): string {
	switch (state) {
		case 'freezing':
			return 'This release is being frozen. Wait until that is done before anything of it is changed.';
		case 'frozen':
		case 'approved':
			return 'This release is frozen. Open it again before anything of it is changed.';
		case 'withdrawn':
			return 'This release has been withdrawn. Nothing of it is changed.';
	}
}

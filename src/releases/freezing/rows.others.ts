import { glossaryOf } from '../../documents/index.ts';
import { fileById, type KeptFile, Refused, type Tx } from '../../foundation/index.ts';
import type { FileRow, StatementRow, TermRow } from './edition.ts';
import type { Plan } from './plan.store.ts';
import { partOf, type RecordPart } from './record.ts';

/** A statement about an inspection, by the room that knows it: the force's own, or how the accuracy check went. */
export type Statement = {
	/** The id of the force. */
	force: string;
	kind: 'force' | 'accuracy';
	text: string;
	byName: string | null;
	at: Temporal.Instant;
	illustrative: boolean;
};

/** Asks the room of the accuracy check; without it, there are none. */
export type StatementSource = (tx: Tx, inspections: readonly string[]) => Promise<readonly Statement[]>;

export async function statementRows(
	tx: Tx,
	{ inspections, forces }: Plan,
	source: StatementSource,
): Promise<{ rows: StatementRow[]; parts: RecordPart[] }> {
	const statements = await source(
		tx,
		inspections.map(({ id }) => id),
	);
	const rows = statements.map((one): StatementRow => {
		const force = forces.get(one.force);
		return {
			force_id: one.force,
			force_slug: force?.slug ?? one.force,
			force_name: force?.name ?? '',
			kind: one.kind,
			text: one.text,
			by_name: one.byName,
			at: one.at.toString(),
			illustrative: one.illustrative,
		};
	});
	const whose = { force: 'the statement of', accuracy: 'the accuracy check of' };
	return {
		rows,
		parts: rows.map((row) =>
			partOf(`statement ${row.kind} ${row.force_id}`, `${whose[row.kind]} ${row.force_name}`, row),
		),
	};
}

/** The words of the glossary that its documents use. */
export async function termRows(
	tx: Tx,
	slugs: ReadonlySet<string>,
): Promise<{ rows: TermRow[]; parts: RecordPart[] }> {
	const glossary = await glossaryOf(tx);
	const rows = [...slugs].toSorted().flatMap((slug): TermRow[] => {
		const term = glossary.bySlug(slug);
		return term === undefined || term.means === null ? [] : [{ slug, term: term.name, meaning: term.means }];
	});
	return { rows, parts: rows.length === 0 ? [] : [partOf('terms', 'the glossary', rows)] };
}

/** A file of the release: its row, and where its content is found. */
export type FrozenFile = { file: KeptFile; row: FileRow };

export async function filesOf(
	tx: Tx,
	{ files }: Plan,
): Promise<{ files: FrozenFile[]; parts: RecordPart[] }> {
	const found: FrozenFile[] = [];
	const names = new Set<string>();
	for (const { id, position } of files) {
		const file = await fileById(tx, id);
		if (file === undefined) throw new Refused('A file of the release has been withdrawn.');
		const name = freeName(file.name, names);
		names.add(name);
		const { media_type: type, sha256, size } = file;
		found.push({ file, row: { position, name, title: file.name, type, sha256, size } });
	}
	return {
		files: found,
		parts: found.map(({ file, row }) => partOf(`file ${file.id}`, `the file “${row.name}”`, row)),
	};
}

/** "figures.csv", and where there is one already, "figures-2.csv": names are addresses. */
function freeName(wanted: string, taken: ReadonlySet<string>): string {
	const [, stem = wanted, ending = ''] = /^(.+?)(\.[^.]*)?$/.exec(wanted) ?? [];
	let name = wanted;
	for (let count = 2; taken.has(name); count += 1) name = `${stem}-${count}${ending}`;
	return name;
}

import { type Fault, findForce, type Line, type Row, readRows, shortened } from '../../programmes/index.ts';
import { whoseOf } from '../register/entering.ts';
import {
	type DueSetter,
	dueSetters,
	type PromiseKind,
	promiseKinds,
	type Whose,
} from '../register/promise.ts';
import { plainly } from './likeness.ts';
import { type OlderColumns, type OlderStatus, olderColumns, statuses } from './older.columns.ts';

/*
 * Registers from before this system, as CSV: one row for each recommendation, or for each of its sub-items. Rows that name
 * what nobody knows are told of, with all that belongs to the same id; the others can be taken.
 */

type OlderRow = Row<OlderColumns>;

/** A report that is known here, and the day on which it was published. */
export type KnownReport = { name: string; publishedOn: Temporal.PlainDate | null };

export type OlderPart = {
	line: number;
	letter: string | null;
	text: string;
	due: { on: Temporal.PlainDate; setBy: DueSetter; setByName: string | null } | null;
	status: OlderStatus;
	statusOn: Temporal.PlainDate | null;
	comment: string | null;
};

/** Everything that an older register says under one id about one force. */
export type Older = {
	line: number;
	id: string;
	force: { id: string; name: string };
	source: string;
	publishedOn: Temporal.PlainDate;
	sourceAddress: string | null;
	kind: PromiseKind;
	text: string;
	addressee: string | null;
	whose: Whose;
	theme: string | null;
	comment: string | null;
	parts: readonly OlderPart[];
};

export type OlderWorld = {
	spellings: Parameters<typeof findForce>[0];
	reports: readonly KnownReport[];
	today: Temporal.PlainDate;
};

type Tell = (row: OlderRow, column: keyof OlderColumns | null, problem: string, remedy: string) => void;

/** What can be taken, and every fault, by the lines of the file. What a fault is about is not taken by half. */
export function readOlder(
	file: { heading: Line; rows: readonly Line[] },
	world: OlderWorld,
): { older: Older[]; faults: Fault[]; readable: boolean } {
	const { rows, faults, readable } = readRows(olderColumns, [], file);
	if (!readable) return { older: [], faults, readable };
	const place = rawIds(file);
	const bad = new Set(faults.map(({ line }) => place.get(line) ?? ''));
	const groups = Map.groupBy(rows, ({ line }) => place.get(line) ?? '');
	const older: Older[] = [];
	for (const [key, group] of groups) {
		const before = faults.length;
		const tell: Tell = ({ line }, column, problem, remedy) => {
			faults.push({
				line,
				column: column === null ? null : olderColumns[column].heading,
				problem,
				remedy,
			});
		};
		const read = readGroup(group, world, tell);
		if (read !== null && faults.length === before && !bad.has(key)) older.push(read);
	}
	return { older, faults: faults.sort((a, b) => a.line - b.line), readable };
}

/** What rows belong together, as they are written: also those that could not be read. */
function rawIds({ heading, rows }: { heading: Line; rows: readonly Line[] }): Map<number, string> {
	const places = [olderColumns.id, olderColumns.force, olderColumns.report].map((column) =>
		heading.cells.findIndex((cell) => plainly(cell) === plainly(column.heading)),
	);
	return new Map(
		rows.map(({ line, cells }) => [line, places.map((index) => plainly(cells[index] ?? '')).join('|')]),
	);
}

function readGroup(group: readonly OlderRow[], world: OlderWorld, tell: Tell): Older | null {
	const [first] = group;
	if (first === undefined) return null;
	const twice = firstTwice(group, tell);
	const whole = group.find(({ values }) => values.letter === null);
	if (whole === undefined) {
		tell(
			first,
			'letter',
			`“${shortened(first.values.id)}” has sub-items and no row of the whole`,
			'Add a row with the same id and without a letter, with the words that stand before the sub-items.',
		);
		return null;
	}
	const { values } = whole;
	const force = findForce(world.spellings, values.force);
	if ('problem' in force) tell(whole, 'force', force.problem, force.remedy);
	const publishedOn = publishedIn(whole, world, tell);
	if (values.kind === null)
		tell(whole, 'kind', '“Kind” is empty', `Write one of: ${promiseKinds.join(', ')}.`);
	const items = group.filter(({ values: { letter } }) => letter !== null);
	const parts = (items.length === 0 ? [whole] : items).flatMap(
		(row) => partIn(row, whole, publishedOn, world, tell) ?? [],
	);
	if (items.length > 0) wholeAgrees(whole, parts, tell);
	if ('problem' in force || publishedOn === null || values.kind === null || twice) return null;
	return {
		line: whole.line,
		id: values.id,
		force: { id: force.force.id, name: force.force.name },
		source: values.report,
		publishedOn,
		sourceAddress: values.address,
		kind: values.kind,
		text: values.text,
		addressee: values.addressee,
		whose: whoseOf(values.addressee, force.force.id),
		theme: values.theme,
		comment: values.comment,
		parts,
	};
}

const letterOf = ({ values: { letter } }: OlderRow): string | null =>
	letter === null ? null : letter.replaceAll(/[()]/g, '').toLowerCase();

function firstTwice(group: readonly OlderRow[], tell: Tell): boolean {
	const lines = new Map<string | null, number>();
	let twice = false;
	for (const row of group) {
		const letter = letterOf(row);
		const line = lines.get(letter);
		if (line !== undefined) {
			const which = letter === null ? 'the same id' : `the same id and letter (${letter})`;
			tell(row, 'id', `Line ${line} has ${which} for this force and report`, 'Keep one of the two rows.');
			twice = true;
		}
		lines.set(letter, line ?? row.line);
	}
	return twice;
}

/** The report has to be known here, or to come with its day and its address. */
function publishedIn(row: OlderRow, { reports, today }: OlderWorld, tell: Tell): Temporal.PlainDate | null {
	const { report, published, address } = row.values;
	const key = plainly(report);
	const known = reports.filter(({ name }) => plainly(name) === key);
	const day = published ?? known.find(({ publishedOn }) => publishedOn !== null)?.publishedOn ?? null;
	if (known.length === 0 && (published === null || address === null)) {
		const near = nearestTo(key, reports);
		tell(
			row,
			'report',
			`No report “${shortened(report)}” is known here`,
			near === null
				? 'Give the day on which it was published, and its source address.'
				: `Did you mean “${near}”? If not, give the day on which it was published, and its source address.`,
		);
		return null;
	}
	if (day === null) {
		tell(row, 'published', 'Nobody here knows when this report was published', 'Give the day.');
		return null;
	}
	if (Temporal.PlainDate.compare(day, today) > 0) {
		tell(row, 'published', 'The day of publication is in the future', 'Take it over once it is published.');
		return null;
	}
	return day;
}

/** A report that has most words of the name in common, if it has half of them. */
function nearestTo(key: string, reports: readonly KnownReport[]): string | null {
	const words = new Set(key.split(' '));
	const shares = reports.map(({ name }) => {
		const other = new Set(plainly(name).split(' '));
		return { name, share: words.intersection(other).size / Math.max(words.size, other.size) };
	});
	const best = shares.reduce<(typeof shares)[number] | null>(
		(found, one) => (found === null || one.share > found.share ? one : found),
		null,
	);
	return best !== null && best.share >= 0.5 ? best.name : null;
}

function partIn(
	row: OlderRow,
	whole: OlderRow,
	publishedOn: Temporal.PlainDate | null,
	{ today }: OlderWorld,
	tell: Tell,
): OlderPart | null {
	const { values } = row;
	const dated = values.due === null ? whole : row;
	const due = dated.values.due;
	const before = (day: Temporal.PlainDate | null) =>
		day !== null && publishedOn !== null && Temporal.PlainDate.compare(day, publishedOn) < 0;
	if (before(due)) tell(dated, 'due', 'It was due before it was published', 'Check the two days.');
	if (due !== null && dated.values.setBy === null)
		tell(
			dated,
			'setBy',
			'“Due set by” is empty',
			`Say whose deadline it is: ${dueSetters.join(', ')}, or a name.`,
		);
	if (values.status === null)
		tell(row, 'status', '“Status” is empty', `Write one of: ${statuses.join(', ')}.`);
	if (before(values.statusOn))
		tell(row, 'statusOn', 'It had this status before it was published', 'Check the two days.');
	if (values.statusOn !== null && Temporal.PlainDate.compare(values.statusOn, today) > 0)
		tell(row, 'statusOn', 'The day of the status is in the future', 'Check the day.');
	if (values.status === null) return null;
	return {
		line: row.line,
		letter: letterOf(row),
		text: values.text,
		due: due === null ? null : { on: due, ...setterIn(dated.values.setBy ?? '') },
		status: values.status,
		statusOn: values.statusOn,
		comment: values.comment,
	};
}

function setterIn(text: string): { setBy: DueSetter; setByName: string | null } {
	const known = dueSetters.find((one) => plainly(one) === plainly(text).replace(/^the /, ''));
	return known === undefined ? { setBy: 'other', setByName: text } : { setBy: known, setByName: null };
}

/** The state of a whole follows from its parts: a register that says otherwise has to be put right first. */
function wholeAgrees(whole: OlderRow, parts: readonly OlderPart[], tell: Tell): void {
	const { status } = whole.values;
	if (status === null || parts.length === 0) return;
	const over = (one: OlderStatus) => one === 'complete' || one === 'no-further-action-needed';
	const open = parts.filter((part) => !over(part.status)).map(({ letter }) => `(${letter})`);
	if (over(status) && open.length > 0)
		tell(
			whole,
			'status',
			`The whole is “${status}” while ${open.join(', ')} ${open.length === 1 ? 'is' : 'are'} open`,
			'A whole is over when its last part is. Leave the status of the whole empty, or put the parts right.',
		);
	if (!over(status) && open.length === 0)
		tell(
			whole,
			'status',
			`The whole is “${status}” while all its parts are over`,
			'A whole is over when its last part is. Leave the status of the whole empty, or put the parts right.',
		);
}

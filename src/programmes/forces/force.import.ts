import { codeColumn, dayColumn, optional, textColumn, yesNoColumn } from '../imports/column.ts';
import { backwards, sameDay } from '../imports/dated.ts';
import { defineImport, type Row, type TellFault, toldOr } from '../imports/import.ts';
import { keyOf, type Spellings } from './alias.ts';
import { addForce, knownSpellings, listForces, type NewForce } from './force.store.ts';
import { type Force, forcePolicy } from './force.ts';
import { changeForce } from './register.store.ts';
import { listSuccessions } from './succession.store.ts';

const columns = {
	name: textColumn('Force', {
		also: ['name', 'force name', 'ons_name'],
		about: 'What it is called. Earlier and later names are files of their own.',
		example: 'Derbyshire Constabulary',
	}),
	code: optional(
		codeColumn('Code', {
			also: ['ons_code'],
			about:
				'The code that the Office for National Statistics gives its area; empty for a force without one.',
			example: 'E23000018',
			shape: /^[A-Z][0-9]{8}$/,
			remedy: 'Write a capital letter and eight digits, such as E23000018.',
		}),
	),
	region: textColumn('Region', { about: 'The region that it belongs to.', example: 'East Midlands' }),
	inScope: optional(
		yesNoColumn('In scope', { about: 'Whether these inspections cover it; empty is yes.', example: 'yes' }),
	),
	scopeNote: optional(
		textColumn('Note', {
			about: 'Why it is outside scope: needed where it is.',
			example: 'Polices the railways, not an area',
			most: 500,
		}),
	),
	existedSince: optional(
		dayColumn('Existed since', {
			about: 'Its first day; empty where it is not known.',
			example: '1967-04-01',
		}),
	),
	existedUntil: optional(
		dayColumn('Existed until', { about: 'Its last day; empty where there is none.', example: '2030-03-31' }),
	),
};
type Columns = typeof columns;

export const forceImport = defineImport({
	name: 'forces',
	title: 'Forces',
	about: 'One row for each force. A force is known again by its code, or else by its name.',
	permit: forcePolicy.can.change,
	ignored: ['data_police_uk_slug', 'home_office_workforce_name'],
	columns,
	async apply(tx, rows, fault) {
		const [spellings, successions] = await Promise.all([knownSpellings(tx), listSuccessions(tx)]);
		const merged = new Set(
			successions.flatMap(({ predecessor, successor }) => [predecessor.id, successor.id]),
		);
		const seen = new Map<string, number>();
		const outcome = { added: 0, changed: 0, unchanged: 0 };
		for (const row of rows) {
			const before = knownForce(row, spellings, fault);
			if (before === undefined || twice(row, before, seen, fault)) continue;
			const force = forceOf(row, before);
			const faults = [...faultsOf(force), ...boundaryFaults(force, before, merged)];
			for (const [column, problem, remedy] of faults) fault(row, column, problem, remedy);
			if (faults.length > 0) continue;
			if (before === null) {
				await addForce(tx, force);
				outcome.added += 1;
			} else if (same(force, before)) outcome.unchanged += 1;
			else {
				await changeForce(tx, before.id, force);
				outcome.changed += 1;
			}
		}
		return outcome;
	},
	export: listForces,
});

/** The force that a row is about, null where it is a new one, undefined where that was told as a fault. */
function knownForce(
	row: Row<Columns>,
	spellings: Spellings,
	fault: TellFault<Columns>,
): Force | null | undefined {
	const { name, code } = row.values;
	const named = spellings.all(name);
	const coded = code === null ? undefined : spellings.all(code)[0];
	if (coded !== undefined) {
		if (named.some(({ id }) => id === coded.id)) return coded;
		fault(
			row,
			'name',
			`The code ${code} is that of ${coded.name}`,
			'Correct the code, or write that name. A new name goes into the file of force names.',
		);
		return undefined;
	}
	if (named.length <= 1) return named[0] ?? null;
	fault(
		row,
		'name',
		`“${name}” is the name of ${named.length} forces`,
		'Fill in the code of the one that is meant.',
	);
	return undefined;
}

function twice(
	row: Row<Columns>,
	before: Force | null,
	seen: Map<string, number>,
	fault: TellFault<Columns>,
): boolean {
	const { name, code } = row.values;
	const marks = before === null ? [keyOf(name), ...(code === null ? [] : [code])] : [before.id];
	const earlier = marks.map((mark) => seen.get(mark)).find((line) => line !== undefined);
	for (const mark of marks) seen.set(mark, row.line);
	if (earlier === undefined) return false;
	fault(row, null, `Line ${earlier} is about the same force`, 'Remove one of the two rows.');
	return true;
}

function forceOf(
	row: Row<Columns>,
	before: Force | null,
): NewForce & Pick<Force, 'existedSince' | 'existedUntil'> {
	const known = before ?? undefined;
	return {
		name: row.values.name,
		region: row.values.region,
		code: toldOr(row, 'code', known?.code),
		inScope: toldOr(row, 'inScope', known?.inScope) ?? true,
		scopeNote: toldOr(row, 'scopeNote', known?.scopeNote),
		existedSince: toldOr(row, 'existedSince', known?.existedSince),
		existedUntil: toldOr(row, 'existedUntil', known?.existedUntil),
	};
}

type Wrong = [column: keyof Columns, problem: string, remedy: string];

function faultsOf({ inScope, scopeNote, existedSince, existedUntil }: ReturnType<typeof forceOf>): Wrong[] {
	const faults: Wrong[] = [];
	if (!inScope && scopeNote === null) {
		faults.push(['scopeNote', 'The force is outside scope, and no reason is given', 'Say why in “Note”.']);
	}
	if (backwards({ since: existedSince, until: existedUntil })) {
		faults.push(['existedUntil', 'The last day is before the first', 'Put the two in order.']);
	}
	return faults;
}

/** The days of a force that became another, or came from others, follow from that. */
function boundaryFaults(
	{ existedSince, existedUntil }: ReturnType<typeof forceOf>,
	before: Force | null,
	merged: ReadonlySet<string>,
): Wrong[] {
	if (before === null || !merged.has(before.id)) return [];
	if (sameDay(existedSince, before.existedSince) && sameDay(existedUntil, before.existedUntil)) return [];
	return [
		[
			'existedUntil',
			`${before.name} became another force, or came from others, on a day that is recorded`,
			'Leave its days as they are, or change them on its page.',
		],
	];
}

function same(force: ReturnType<typeof forceOf>, before: Force): boolean {
	return (
		force.code === before.code &&
		force.region === before.region &&
		force.inScope === before.inScope &&
		force.scopeNote === before.scopeNote &&
		sameDay(force.existedSince, before.existedSince) &&
		sameDay(force.existedUntil, before.existedUntil)
	);
}

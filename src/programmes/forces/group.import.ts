import { listColumn, optional, textColumn, yesNoColumn } from '../imports/column.ts';
import { finderOf } from '../imports/dated.ts';
import { defineImport, type Row, type TellFault, toldOr } from '../imports/import.ts';
import type { Spellings } from './alias.ts';
import { compareRows, forceColumn, forceIn, forceNames, sinceColumn, untilColumn } from './finder.ts';
import { knownSpellings } from './force.store.ts';
import { forcePolicy } from './force.ts';
import { addGroup, allGroups, changeGroup, type GroupRow } from './group.store.ts';
import { faultsOf, type NewGroup, sameGroup } from './group.ts';

const columns = {
	force: {
		...forceColumn,
		about: 'The force whose group it is. A group is directed: the others have groups of their own.',
	},
	since: sinceColumn,
	until: untilColumn,
	members: optional(
		listColumn('Members', {
			about: 'Up to seven other forces, with semicolons between them.',
			example: 'Nottinghamshire; Leicestershire; Staffordshire',
		}),
	),
	noneBecause: optional(
		textColumn('None because', {
			about: 'For a force that is like no other: the reason that is printed.',
			example: 'No other force has so few residents.',
			most: 500,
		}),
	),
	source: textColumn('Source', {
		about: 'Who published the group, and where.',
		example: 'Home Office, 2018',
		most: 500,
	}),
	illustrative: optional(
		yesNoColumn('Illustrative', {
			about: 'Whether it was made up for a demonstration; empty is no.',
			example: 'no',
		}),
	),
};
type Columns = typeof columns;
type Line = NewGroup & { key: string; line: number; row: Row<Columns> };

export const groupImport = defineImport({
	name: 'similar groups',
	title: 'Most similar groups',
	about: 'One row for each group of a force: the forces that it is compared with, from one day to another.',
	permit: forcePolicy.can.change,
	columns,
	async apply(tx, rows, fault) {
		const [spellings, groups] = await Promise.all([knownSpellings(tx), allGroups(tx)]);
		const kept = groups.map((group) => ({ ...group, key: group.forceId }));
		const before = finderOf(kept);
		const lines = rows.flatMap((row) => lineOf(row, { spellings, before, fault }) ?? []);
		const { added, changed, unchanged } = compareRows(lines, kept, sameGroup, fault);
		for (const { from, to } of changed) await changeGroup(tx, from, to);
		for (const group of added) await addGroup(tx, group);
		return { added: added.length, changed: changed.length, unchanged };
	},
	async export(tx) {
		const [name, groups] = await Promise.all([forceNames(tx), allGroups(tx)]);
		return groups.map(({ forceId, members, ...group }) => ({
			...group,
			force: name(forceId, group.since),
			members: members.map((id) => name(id, group.since)).sort(),
		}));
	},
});

type Known = {
	spellings: Spellings;
	before: (force: string, since: Temporal.PlainDate | null) => GroupRow | undefined;
	fault: TellFault<Columns>;
};

function lineOf(row: Row<Columns>, known: Known): Line | null {
	const { values, line } = row;
	const { since } = values;
	const force = forceIn(known, row, 'force', values.force, since);
	const found = (values.members ?? []).map((spelling) => forceIn(known, row, 'members', spelling, since));
	const members = found.flatMap((member) => member?.id ?? []);
	if (force === null || members.length < found.length) return null;
	const before = known.before(force.id, since);
	const group = {
		forceId: force.id,
		since,
		until: toldOr(row, 'until', before?.until),
		members: row.given.has('members') ? members : (before?.members ?? []),
		noneBecause: toldOr(row, 'noneBecause', before?.noneBecause),
		source: values.source,
		illustrative: toldOr(row, 'illustrative', before?.illustrative) ?? false,
	};
	// That it ends before it begins is said for every dated row alike.
	const faults = faultsOf({ ...group, until: null });
	for (const { about, problem, remedy } of faults) known.fault(row, about, problem, remedy);
	return faults.length > 0 ? null : { ...group, key: force.id, line, row };
}

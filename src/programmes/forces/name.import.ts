import { textColumn } from '../imports/column.ts';
import { finderOf, overlap } from '../imports/dated.ts';
import { defineImport, toldOr } from '../imports/import.ts';
import { compareRows, forceColumn, forceIn, forceNames, sinceColumn, untilColumn } from './finder.ts';
import { knownSpellings } from './force.store.ts';
import { forcePolicy } from './force.ts';
import { addNames, allNames, changeName } from './import.store.ts';
import { followNames } from './name.store.ts';

export const nameImport = defineImport({
	name: 'force names',
	title: 'Names of forces',
	about: 'One row for each name that a force has or had, from one day to another.',
	permit: forcePolicy.can.change,
	columns: {
		force: forceColumn,
		name: textColumn('Name', { about: 'The name as it is printed.', example: 'Derbyshire Constabulary' }),
		since: sinceColumn,
		until: untilColumn,
	},
	async apply(tx, rows, fault) {
		const [spellings, names] = await Promise.all([knownSpellings(tx), allNames(tx)]);
		const kept = names.map((name) => ({ ...name, key: name.forceId }));
		const before = finderOf(kept);
		const incoming = rows.flatMap((row) => {
			const { name, since } = row.values;
			const force = forceIn({ spellings, fault }, row, 'force', row.values.force, since);
			if (force === null) return [];
			const until = toldOr(row, 'until', before(force.id, since)?.until);
			const other = spellings
				.all(name)
				.find(
					({ id, existedSince, existedUntil }) =>
						id !== force.id && overlap({ since: existedSince, until: existedUntil }, { since, until }),
				);
			if (other !== undefined) {
				fault(row, 'name', `“${name}” leads to ${other.name} already`, 'Correct the name or the force.');
				return [];
			}
			return [{ key: force.id, forceId: force.id, line: row.line, row, name, since, until }];
		});
		const { added, changed, unchanged } = compareRows(incoming, kept, (a, b) => a.name === b.name, fault);
		for (const { from, to } of changed) await changeName(tx, from.id, to);
		await addNames(tx, added);
		if (added.length + changed.length > 0) await followNames(tx);
		return { added: added.length, changed: changed.length, unchanged };
	},
	async export(tx) {
		const [nameOf, names] = await Promise.all([forceNames(tx), allNames(tx)]);
		return names.map(({ forceId, name, since, until }) => ({
			force: nameOf(forceId, since),
			name,
			since,
			until,
		}));
	},
});

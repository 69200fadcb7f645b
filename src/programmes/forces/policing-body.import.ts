import { textColumn } from '../imports/column.ts';
import { finderOf } from '../imports/dated.ts';
import { defineImport, toldOr } from '../imports/import.ts';
import { addAnswering, allPolicingBodies, changeAnswering } from './area.store.ts';
import { compareRows, forceColumn, forceIn, forceNames, sinceColumn, untilColumn } from './finder.ts';
import { knownSpellings } from './force.store.ts';
import { forcePolicy } from './force.ts';

export const policingBodyImport = defineImport({
	name: 'policing bodies',
	title: 'Local policing bodies',
	about:
		'One row for each body that answers for a force, from one day to another. A body that is not known by its name is added.',
	permit: forcePolicy.can.change,
	columns: {
		force: forceColumn,
		body: textColumn('Policing body', {
			about: 'The name of the body.',
			example: 'Police and Crime Commissioner for Derbyshire',
		}),
		since: sinceColumn,
		until: untilColumn,
	},
	async apply(tx, rows, fault) {
		const spellings = await knownSpellings(tx);
		const kept = (await allPolicingBodies(tx)).map((body) => ({ ...body, key: body.forceId }));
		const before = finderOf(kept);
		const incoming = rows.flatMap((row) => {
			const { body, since } = row.values;
			const force = forceIn({ spellings, fault }, row, 'force', row.values.force, since);
			if (force === null) return [];
			const until = toldOr(row, 'until', before(force.id, since)?.until);
			return [{ key: force.id, forceId: force.id, name: body, line: row.line, row, since, until }];
		});
		const same = (a: { name: string }, b: { name: string }) => a.name.toLowerCase() === b.name.toLowerCase();
		const { added, changed, unchanged } = compareRows(incoming, kept, same, fault);
		for (const { from, to } of changed) await changeAnswering(tx, from.id, to);
		for (const body of added) await addAnswering(tx, body);
		return { added: added.length, changed: changed.length, unchanged };
	},
	async export(tx) {
		const [nameOf, bodies] = await Promise.all([forceNames(tx), allPolicingBodies(tx)]);
		return bodies.map(({ forceId, name, since, until }) => ({
			force: nameOf(forceId, since),
			body: name,
			since,
			until,
		}));
	},
});

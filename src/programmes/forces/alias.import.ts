import { optional, textColumn } from '../imports/column.ts';
import { defineImport, toldOr } from '../imports/import.ts';
import { keyOf } from './alias.ts';
import { forceColumn, forceIn, forceNames } from './finder.ts';
import { knownSpellings } from './force.store.ts';
import { forcePolicy } from './force.ts';
import { addAliases, allAliases, changeAlias } from './import.store.ts';

export const aliasImport = defineImport({
	name: 'force aliases',
	title: 'Other spellings of forces',
	about:
		'One row for each spelling that publications use. A spelling that is known as a name of its force already is not written down again.',
	permit: forcePolicy.can.change,
	columns: {
		force: { ...forceColumn, also: ['ons_code'] },
		spelling: textColumn('Spelling', {
			also: ['name_as_published'],
			about: 'How a publication writes the force.',
			example: 'Derbyshire Police',
		}),
		source: optional(
			textColumn('Source', { about: 'Where it was met.', example: 'data.police.uk', most: 500 }),
		),
	},
	async apply(tx, rows, fault) {
		const [spellings, aliases] = await Promise.all([knownSpellings(tx), allAliases(tx)]);
		const kept = new Map(aliases.map((alias) => [alias.key, alias]));
		const seen = new Map<string, { line: number; forceId: string }>();
		const added: { forceId: string; spelling: string; key: string; source: string | null }[] = [];
		const outcome = { added: 0, changed: 0, unchanged: 0 };
		for (const row of rows) {
			const { spelling } = row.values;
			const force = forceIn({ spellings, fault }, row, 'force', row.values.force, null);
			if (force === null) continue;
			const key = keyOf(spelling);
			if (key === '') {
				fault(
					row,
					'spelling',
					`“${spelling}” has no letters or digits to know it by`,
					'Correct it or remove the row.',
				);
				continue;
			}
			const earlier = seen.get(key);
			const other = spellings.all(spelling).find(({ id }) => id !== force.id);
			if (other !== undefined || (earlier !== undefined && earlier.forceId !== force.id)) {
				const where = other?.name ?? `another force on line ${earlier?.line}`;
				fault(
					row,
					'spelling',
					`“${spelling}” leads to ${where} already`,
					'A spelling that could mean two forces means none. Correct the row or remove it.',
				);
				continue;
			}
			seen.set(key, { line: row.line, forceId: force.id });
			const before = kept.get(key);
			const source = toldOr(row, 'source', before?.source);
			if (earlier !== undefined || (before === undefined && spellings.all(spelling).length > 0)) {
				outcome.unchanged += 1;
			} else if (before === undefined) {
				added.push({ forceId: force.id, spelling, key, source });
			} else if (before.source === source && before.spelling === spelling) outcome.unchanged += 1;
			else {
				await changeAlias(tx, before.id, { spelling, source });
				outcome.changed += 1;
			}
		}
		await addAliases(tx, added);
		return { ...outcome, added: added.length };
	},
	async export(tx) {
		const [nameOf, aliases] = await Promise.all([forceNames(tx), allAliases(tx)]);
		return aliases.map(({ forceId, spelling, source }) => ({
			force: nameOf(forceId, null),
			spelling,
			source,
		}));
	},
});

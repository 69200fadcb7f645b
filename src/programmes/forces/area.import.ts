import { codeColumn, textColumn } from '../imports/column.ts';
import { finderOf } from '../imports/dated.ts';
import { defineImport, toldOr } from '../imports/import.ts';
import { addServed, allAuthorities, changeServed, keepAuthorities } from './area.store.ts';
import { authorityCode } from './area.ts';
import { compareRows, forceColumn, forceIn, forceNames, sinceColumn, untilColumn } from './finder.ts';
import { knownSpellings } from './force.store.ts';
import { forcePolicy } from './force.ts';

/** The Office for National Statistics puts the year into the headings of its lookups: "LAD22CD". */
const years = Array.from({ length: 25 }, (_, index) => String(index + 11));
const headings = (start: string, end: string) => years.map((year) => `${start}${year}${end}`);

export const areaImport = defineImport({
	name: 'local authorities',
	title: 'Local authorities',
	about:
		'One row for each local authority and the force that serves it. The lookup from local authorities to police force areas of the Office for National Statistics can be imported as it is published.',
	permit: forcePolicy.can.change,
	ignored: [
		'ObjectId',
		'FID',
		...headings('CSP', 'CD'),
		...headings('CSP', 'NM'),
		...headings('PFA', 'NM'),
		...headings('LAD', 'NMW'),
		...headings('CSP', 'NMW'),
		...headings('PFA', 'NMW'),
	],
	columns: {
		code: codeColumn('Code', {
			also: headings('LAD', 'CD'),
			about: 'The code of the local authority.',
			example: 'E07000035',
			shape: authorityCode,
			remedy: 'Write a capital letter and eight digits, such as E07000035.',
		}),
		name: textColumn('Local authority', {
			also: headings('LAD', 'NM'),
			about: 'Its name.',
			example: 'Derbyshire Dales',
		}),
		force: { ...forceColumn, also: headings('PFA', 'CD') },
		since: sinceColumn,
		until: untilColumn,
	},
	async apply(tx, rows, fault) {
		const [spellings, authorities] = await Promise.all([knownSpellings(tx), allAuthorities(tx)]);
		const kept = authorities.map((served) => ({ ...served, key: served.code }));
		const before = finderOf(kept);
		const names = new Map<string, { name: string; line: number }>();
		const incoming = rows.flatMap((row) => {
			const { code, name, since } = row.values;
			const force = forceIn({ spellings, fault }, row, 'force', row.values.force, since);
			const other = names.get(code);
			if (other !== undefined && other.name !== name) {
				fault(row, 'name', `Line ${other.line} calls ${code} “${other.name}”`, 'Write one name for it.');
				return [];
			}
			names.set(code, { name, line: row.line });
			if (force === null) return [];
			const until = toldOr(row, 'until', before(code, since)?.until);
			return [{ key: code, authority: code, forceId: force.id, name, line: row.line, row, since, until }];
		});
		const same = (a: { forceId: string; name: string }, b: { forceId: string; name: string }) =>
			a.forceId === b.forceId && a.name === b.name;
		const { added, changed, unchanged } = compareRows(incoming, kept, same, fault);
		await keepAuthorities(
			tx,
			[...names].map(([code, { name }]) => ({ code, name })),
		);
		for (const { from, to } of changed) await changeServed(tx, from.id, to);
		await addServed(tx, added);
		return { added: added.length, changed: changed.length, unchanged };
	},
	async export(tx) {
		const [nameOf, authorities] = await Promise.all([forceNames(tx), allAuthorities(tx)]);
		return authorities.map(({ forceId, ...served }) => ({ ...served, force: nameOf(forceId, served.since) }));
	},
});

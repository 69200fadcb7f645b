import type { DuckDBConnection } from '@duckdb/node-api';
import { quotedName, quotedText, rowsOf } from '../tables/duck.ts';
import { type AreaFinder, bodyArea, otherAreas, type Supply, Unreadable } from './source.ts';

/** Bodies that published tables list beside the territorial forces, by the keys of their spellings. */
const bodies: Readonly<Record<string, string>> = {
	'british transport police': otherAreas['British Transport Police'],
	btp: otherAreas['British Transport Police'],
	'action fraud': bodyArea('Action Fraud'),
	cifas: bodyArea('Cifas'),
	'uk finance': bodyArea('UK Finance'),
	'financial fraud action uk': bodyArea('UK Finance'),
	'ministry of defence police': bodyArea('Ministry of Defence Police'),
	'civil nuclear constabulary': bodyArea('Civil Nuclear Constabulary'),
	'national crime agency': bodyArea('National Crime Agency'),
	'police service of northern ireland': bodyArea('Police Service of Northern Ireland'),
	'police scotland': bodyArea('Police Scotland'),
	england: otherAreas.England,
	wales: otherAreas.Wales,
	'england and wales': otherAreas['England and Wales'],
};

/** The code that stands for an area; null where nobody is known by that spelling. */
export function areaOf(areas: AreaFinder, spelling: string): string | null {
	return bodies[spelling.trim().replaceAll(/\s+/g, ' ').toLowerCase()] ?? areas.find(spelling);
}

export function unknownArea(areas: AreaFinder, spelling: string): string {
	const near = areas.nearest(spelling);
	const meant =
		near.length === 0 ? 'Import the register of forces first' : `Did you mean ${near.join(', or ')}`;
	return `“${spelling}” is not a spelling of any force that is known. ${meant}${near.length === 0 ? '.' : '?'} Nothing was guessed: add the spelling to the force’s register, and import the file again.`;
}

/** A territorial force, by its code: what totals of forces are made of. */
export function isForce(area: string): boolean {
	return /^[EW]\d{8}$/.test(area);
}

/**
 * Makes the table `into` (spelling, area) for every spelling in a column, or throws with each that leads nowhere. `where`
 * says where a spelling stands, for those.
 */
export async function resolveAreas(
	duck: DuckDBConnection,
	options: {
		table: string;
		column: string;
		into: string;
		areas: AreaFinder;
		place(row: number): { file: string; where: string };
	},
): Promise<ReadonlyMap<string, string>> {
	const { table, column, into, areas, place } = options;
	const rows = await rowsOf(
		duck,
		`select ${quotedName(column)} as spelling, min(rowid) as row from ${table}
		 where ${quotedName(column)} is not null group by all order by row`,
	);
	const found = new Map<string, string>();
	const faults: { file: string; where: string; text: string }[] = [];
	for (const { spelling, row } of rows) {
		if (spelling === null || spelling === undefined) continue;
		const area = areaOf(areas, spelling);
		if (area === null) faults.push({ ...place(Number(row)), text: unknownArea(areas, spelling) });
		else found.set(spelling, area);
	}
	if (faults.length > 0) throw new Unreadable(faults);
	await duck.run(`create or replace temp table ${into} (spelling varchar, area varchar)`);
	if (found.size > 0) {
		const values = [...found].map(([spelling, area]) => `(${quotedText(spelling)}, ${quotedText(area)})`);
		await duck.run(`insert into ${into} values ${values.join(', ')}`);
	}
	return found;
}

/** How each force's data came, or that none did. */
export async function suppliesIn(
	duck: DuckDBConnection,
	table: string,
	areas: AreaFinder,
	none: string,
): Promise<Supply[]> {
	const rows = await rowsOf(duck, `select area, count(*) as rows from ${table} group by all`);
	const counts = new Map(rows.map(({ area, rows }) => [area ?? '', Number(rows)]));
	return areas.all.map(({ code }) => {
		const count = counts.get(code) ?? 0;
		return count > 0
			? { area: code, how: 'published', rows: count, note: null }
			: { area: code, how: 'none', rows: 0, note: none };
	});
}

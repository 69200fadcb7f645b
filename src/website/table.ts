import { type Answer, type CsvValue, csv, json } from '../foundation/index.ts';
import { attributionOf, licence } from './terms.ts';

export type Table = { header: readonly string[]; rows: readonly (readonly CsvValue[])[] };

/** As all tables of pages say it. */
export const yes = (truth: boolean) => (truth ? 'yes' : 'no');

export const endings = ['csv', 'json'] as const;
export type Ending = (typeof endings)[number];

/** Whose it is: the name that is to be named, and the address of the website. */
type Site = { name: string; address: string };

/** A table of a page as a file: the same rows and the same names of columns in both forms, with the terms of use. */
export function tableAnswer(
	{ header, rows }: Table,
	{ ending, name, path, site }: { ending: Ending; name: string; path: string; site: Site },
): Answer {
	const source = site.address.replace(/\/$/, '') + path;
	if (ending === 'json')
		return json({
			licence: licence.name,
			'licence address': licence.url,
			attribution: attributionOf(site),
			source,
			rows: rows.map((row) => Object.fromEntries(row.map((value, index) => [header[index] ?? '', value]))),
		});
	return {
		kind: 'data',
		type: 'text/csv; charset=utf-8',
		saveAs: `${name}.csv`,
		body: csv(
			[...header, 'source', 'licence', 'attribution'],
			rows.map((row) => [...row, source, licence.name, site.name]),
		),
	};
}

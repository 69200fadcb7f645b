import { type Answer, type CsvValue, csv, json } from '../../foundation/index.ts';

export type Table = { header: readonly string[]; rows: readonly (readonly CsvValue[])[] };

export const endings = ['csv', 'json'] as const;
export type Ending = (typeof endings)[number];

/** The terms under which everything that is published here may be used again. */
const licence = {
	licence: 'Open Government Licence v3.0',
	'licence address': 'https://www.nationalarchives.gov.uk/doc/open-government-licence/version/3/',
};

/** A table as a file: the same rows and the same names of columns in both forms. */
export function tableAnswer(
	{ header, rows }: Table,
	{ ending, name, source }: { ending: Ending; name: string; source: string },
): Answer {
	if (ending === 'json')
		return json({
			...licence,
			source,
			rows: rows.map((row) => Object.fromEntries(row.map((value, index) => [header[index] ?? '', value]))),
		});
	return {
		kind: 'data',
		type: 'text/csv; charset=utf-8',
		saveAs: `${name}.csv`,
		body: csv(
			[...header, 'source', 'licence'],
			rows.map((row) => [...row, source, licence.licence]),
		),
	};
}

import { readPublishedTable, yearEnding } from './published-table.ts';
import type { Source } from './source.ts';

const headings = {
	financialYear: { heading: 'financial_year', optional: true },
	force: { heading: 'force_name' },
	offence: { heading: 'offence_group' },
	ethnicity: { heading: 'ethnic_group' },
	ageGroup: { heading: 'age_group' },
	sex: { heading: 'sex', also: ['gender'] },
	arrests: { heading: 'arrests' },
	yearEnding: { heading: 'year_ending' },
} as const;

const until = 'try_cast("yearEnding" as date)';

/** Home Office open data: arrests in a financial year, cut by everything at once. */
export const arrests: Source = {
	name: 'arrests',
	title: 'Arrests',
	publisher: 'Home Office',
	licence: 'Open Government Licence v3.0',
	accepts: ['csv', 'csv.gz'],
	expects:
		'The arrests open data table of “Police powers and procedures”: one row for each force, financial year, offence group, ethnic group, age group and sex.',
	measures: [{ id: 'arrests', title: 'Arrests' }],
	breakdowns: ['offence', 'ethnicity', 'age-group', 'sex'],
	read: (reading) =>
		readPublishedTable(reading, {
			headings,
			area: 'force',
			period: { since: `${until} + 1 - interval 1 year`, until, column: 'yearEnding' },
			measures: [{ id: 'arrests', column: 'arrests' }],
			breakdowns: [
				{ name: 'offence', column: 'offence' },
				{ name: 'ethnicity', column: 'ethnicity' },
				{ name: 'age-group', column: 'ageGroup' },
				{ name: 'sex', column: 'sex' },
			],
			faults: [
				{
					column: 'financialYear',
					where: `"financialYear" is not null and "financialYear" <> (year(${until}) - 1)::varchar || '/' || lpad((year(${until}) % 100)::varchar, 2, '0')`,
					text: `'The financial year ' || "financialYear" || ' does not end on ' || "yearEnding" || '.'`,
				},
				{
					column: 'arrests',
					where: `"arrests" like '-%'`,
					text: `'There cannot be ' || "arrests" || ' arrests.'`,
				},
			],
			decisions: [
				{
					kind: 'kept',
					reason:
						'Its offence group is of the classification in use from 2015/16, and does not compare with the groups before.',
					where: `"offence" like '2015/16 onwards - %'`,
					show: ['force', 'yearEnding', 'offence'],
				},
			],
			release: yearEnding,
		}),
};

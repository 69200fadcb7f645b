import { inWordsDate } from '../../foundation/index.ts';
import { readPublishedTable, rounded } from './published-table.ts';
import type { Source } from './source.ts';

const headings = {
	date: { heading: 'date', also: ['As at', 'year_ending'] },
	code: { heading: 'geo_code', also: ['Geocode'], optional: true },
	force: { heading: 'force_name' },
	sex: { heading: 'sex', also: ['gender'] },
	rank: { heading: 'rank_description', also: ['rank'] },
	worker: { heading: 'worker_type' },
	headcount: { heading: 'total_headcount', also: ['headcount'] },
	fte: { heading: 'total_fte', also: ['fte'] },
} as const;

const given = 'try_cast("date" as date)';
const counted = `last_day(${given})`;

/** Home Office open data: who works for a force on a day, 31 March of each year. */
export const workforce: Source = {
	name: 'workforce',
	title: 'Police workforce',
	publisher: 'Home Office',
	licence: 'Open Government Licence v3.0',
	accepts: ['csv', 'csv.gz'],
	expects:
		'The workforce open data table of “Police workforce, England and Wales”: one row for each force, day, kind of worker, rank and sex, with headcount and full-time equivalents.',
	measures: [
		{ id: 'headcount', title: 'Headcount' },
		{ id: 'fte', title: 'Full-time equivalents' },
	],
	breakdowns: ['worker', 'rank', 'sex'],
	read: (reading) =>
		readPublishedTable(reading, {
			headings,
			area: 'force',
			code: 'code',
			period: { since: counted, until: counted, column: 'date' },
			measures: [
				{ id: 'headcount', column: 'headcount' },
				{ id: 'fte', column: 'fte' },
			],
			breakdowns: [
				{ name: 'worker', column: 'worker' },
				{
					name: 'rank',
					column: 'rank',
					sql: `case r."rank" when 'Police support volunteer' then 'Police Support Volunteer' else r."rank" end`,
				},
				{ name: 'sex', column: 'sex' },
			],
			faults: (['headcount', 'fte'] as const).map((column) => ({
				column,
				where: `"${column}" like '-%'`,
				text: `'There cannot be ' || "${column}" || ' of a workforce.'`,
			})),
			decisions: [
				{
					kind: 'corrected',
					reason:
						'The file gives a day within the month, and the workforce is counted at its end: the period is the last day of the month.',
					where: `${given} <> ${counted}`,
					show: ['date', 'force'],
				},
				{
					kind: 'merged',
					reason: 'One rank is written in two ways, which are one.',
					where: `"rank" = 'Police support volunteer'`,
					show: ['date', 'force', 'rank'],
				},
				rounded('fte'),
			],
			release: (until) => `As at ${inWordsDate(until)}`,
		}),
};

import { readPublishedTable, yearEnding } from './published-table.ts';
import type { Source } from './source.ts';

const headings = {
	ending: { heading: '12 months ending' },
	force: { heading: 'PFA', also: ['Force name', 'Police force area'] },
	offence: { heading: 'Offence' },
	offences: { heading: 'Rolling year total number of offences', also: ['Number of offences'] },
} as const;

const given = `coalesce(try_strptime("ending", '%d-%m-%Y'), try_strptime("ending", '%d/%m/%Y'), try_strptime("ending", '%Y-%m-%d'))::date`;
/** Every period ends with a month; a day too few is a slip, more than that is not for us to guess. */
const until = `case when last_day(${given}) - ${given} <= 3 then last_day(${given}) end`;

const before = `"offence" in ('Domestic burglary', 'Non-domestic burglary')`;
const after = `"offence" in ('Residential burglary', 'Non-residential burglary')`;
const zero = `try_cast("offences" as decimal(18, 4)) = 0`;
/** A window of twelve months that ends here has months of both classifications of burglary. */
const across = `${until} > date '2017-03-31' and ${until} < date '2018-03-31'`;
/** A window without a day on which the classification was in use, in which nothing is counted. */
export const notInUse = `${zero} and ((${after} and ${until} <= date '2017-03-31') or (${before} and ${until} >= date '2018-03-31'))`;

/** Home Office open data: offences recorded in the twelve months to the end of each quarter. */
export const recordedCrime: Source = {
	name: 'recorded-crime',
	title: 'Recorded crime by police force area',
	publisher: 'Home Office',
	licence: 'Open Government Licence v3.0',
	accepts: ['csv', 'csv.gz'],
	expects:
		'The table “rec-crime-pfa” of the recorded crime open data: one row for each force, twelve months to the end of a quarter, and offence.',
	measures: [{ id: 'offences', title: 'Offences recorded' }],
	breakdowns: ['offence'],
	read: (reading) =>
		readPublishedTable(reading, {
			headings,
			area: 'force',
			period: { since: `${until} + 1 - interval 1 year`, until, column: 'ending' },
			measures: [{ id: 'offences', column: 'offences' }],
			breakdowns: [{ name: 'offence', column: 'offence' }],
			marker: `case when r."offences" like '-%' then 'revised' end`,
			without: notInUse,
			decisions: [
				{
					kind: 'corrected',
					reason:
						'The period is dated some days before the end of its month, when none ends: it was put to the last day.',
					where: `${given} <> ${until}`,
					show: ['ending', 'force', 'offence', 'offences'],
				},
				{
					kind: 'marked',
					reason:
						'The count is negative: it corrects what was recorded too much before. It is kept in sums, and marked as revised.',
					where: `"offences" like '-%'`,
					show: ['ending', 'force', 'offence', 'offences'],
				},
				{
					kind: 'dropped',
					reason:
						'The classification of burglary was not in use in any of these twelve months: its zero is no count.',
					where: notInUse,
					show: ['ending', 'force', 'offence', 'offences'],
				},
				{
					kind: 'kept',
					reason:
						'Burglary was classified anew on 1 April 2017, within these twelve months: neither classification holds all of them, and only their sum compares with other periods.',
					where: `(${before} or ${after}) and ${across}`,
					show: ['ending', 'force', 'offence', 'offences'],
				},
			],
			release: yearEnding,
		}),
};

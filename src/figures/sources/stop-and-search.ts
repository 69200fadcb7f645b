import { inWordsDate } from '../../foundation/index.ts';
import { quotedName, quotedText } from '../tables/duck.ts';
import { areaOf, suppliesIn, unknownArea } from './areas.ts';
import { decide, faultsAbout } from './decide.ts';
import { type Begun, breakdowns, load, type Named, notStated, types } from './search-rows.ts';
import { type Decision, type Read, type Reading, type Source, Unreadable } from './source.ts';

/** data.police.uk: one row for each search, one file for each force and month. */
export const stopAndSearch: Source = {
	name: 'stop-and-search',
	title: 'Stop and search',
	publisher: 'Police forces, through data.police.uk',
	licence: 'Open Government Licence v3.0',
	accepts: ['csv', 'csv.gz'],
	expects:
		'The stop and search files of data.police.uk under their own names, such as 2019-12-derbyshire-stop-and-search.csv: the force and the month stand nowhere else.',
	measures: [{ id: 'searches', title: 'Searches' }],
	breakdowns: breakdowns.map(([name]) => name),
	read,
};

async function read(reading: Reading): Promise<Read> {
	const { duck, areas, stated } = reading;
	const files = named(reading);
	const table = 'searches';
	const begun = await load(reading, files);
	const decisions: Decision[] = begun.flatMap(({ file, mends, rows }) =>
		mends.map((reason): Decision => ({ kind: 'corrected', reason, rows, examples: [{ file: file.name }] })),
	);
	await reading.progress(files.length, files.length + 3, 'Checking days and kinds of search');
	await refuseFaults(reading, table, begun);
	await reading.progress(files.length + 1, files.length + 3, 'Looking for rows that stand in a file twice');
	await findRepeats(reading, table);
	decisions.push(...(await decisionsOn(reading, table, begun)));
	await duck.run(
		`create or replace temp view tidy as select area, area_published, day as since, day as until, 'searches' as measure,
			1::decimal(18, 4) as value, null::varchar as marker, ${stated.illustrative} as illustrative,
			${breakdowns.map(([name, column]) => `${quotedName(column)} as ${quotedName(name)}`).join(', ')}
		from ${table} where rowid not in (select row from repeated)`,
	);
	return {
		table: 'tidy',
		release: stated.release ?? releaseOf(files),
		publishedOn: stated.publishedOn,
		decisions,
		supplies: await suppliesIn(duck, 'tidy', areas, 'No file of it is among those that were imported.'),
	};
}

/** Whose each file is, and of which month: its name says so, and nothing in it does. */
function named({ files, areas }: Reading): Named[] {
	const faults: { file: string; where: string; text: string }[] = [];
	const found = files.flatMap((file): Named[] => {
		const [, month, slug] = /^(\d{4}-(?:0[1-9]|1[0-2]))-(.+?)-stop-and-search\b/i.exec(file.name) ?? [];
		const fault = (text: string) => {
			faults.push({ file: file.name, where: 'its name', text });
			return [];
		};
		if (month === undefined || slug === undefined)
			return fault(
				'The name does not say whose searches these are, and when. data.police.uk names such a file 2019-12-derbyshire-stop-and-search.csv: give it that name again.',
			);
		const area = areaOf(areas, slug.replaceAll('-', ' ')) ?? areaOf(areas, slug);
		if (area === null) return fault(unknownArea(areas, slug));
		return [{ file, area, slug, month: Temporal.PlainYearMonth.from(month) }];
	});
	for (const [index, one] of found.entries()) {
		const other = found
			.slice(0, index)
			.find(({ area, month }) => area === one.area && month.equals(one.month));
		if (other !== undefined)
			faults.push({
				file: one.file.name,
				where: 'its name',
				text: `It is of the same force and month as ${other.file.name}. Import the one that is right.`,
			});
	}
	if (faults.length > 0) throw new Unreadable(faults);
	return found;
}

async function refuseFaults({ duck }: Reading, table: string, begun: readonly Begun[]): Promise<void> {
	const place = (row: number) => {
		const start = begun.findLast(({ from }) => from <= row);
		return {
			file: start?.file.name ?? '',
			where: `line ${row - (start?.from ?? 0) + (start?.firstLine ?? 1)}`,
		};
	};
	const faults = [
		...(await faultsAbout(
			duck,
			`select rowid as row, '“' || bad || '” is not a time such as 2019-12-01T13:10:00+00:00.' as text from ${table} where bad is not null`,
			place,
			'Date',
		)),
		...(await faultsAbout(
			duck,
			`select rowid as row, '“' || "type"::varchar || '” is not a kind of search. Known are: ${types.join(', ')}.' as text
			 from ${table} where "type"::varchar not in (${types.map(quotedText).join(', ')})`,
			place,
			'Type',
		)),
	];
	for (const [index, { month, rows }] of begun.entries()) {
		if (rows === 0) continue;
		const [first, last] = [month.toPlainDate({ day: 1 }), month.toPlainDate({ day: month.daysInMonth })];
		const within = (day: string) => `${day} between date '${first}' and date '${last}'`;
		faults.push(
			...(await faultsAbout(
				duck,
				`select min(rowid) as row, 'The name says ' || ${quotedText(month.toString())} || ', and ' || count(*) || ' rows are of other months, this one of ' || any_value(day) || '. Check which month the file is of.' as text
				 from ${table} where file = ${index} and bad is null and not (${within('day')}) and not (${within('utc_day')}) having count(*) > 0`,
				place,
				'Date',
			)),
		);
	}
	if (faults.length > 0) throw new Unreadable(faults);
}

/** Rows of one file that are alike in every column, also in those that are not kept: all but the first. */
async function findRepeats({ duck }: Reading, table: string): Promise<void> {
	const same = ['file', 'whole', 'day', ...breakdowns.map(([, column]) => quotedName(column))].join(', ');
	await duck.run(
		`create or replace temp table alike as select file, whole from ${table} group by all having count(*) > 1`,
	);
	await duck.run(
		`create or replace temp table repeated as select row from (
			select rowid as row, row_number() over (partition by ${same} order by rowid) as time
			from ${table} where whole in (select whole from alike)
		) where time > 1`,
	);
}

async function decisionsOn({ duck }: Reading, table: string, begun: readonly Begun[]): Promise<Decision[]> {
	const lines = begun.map(
		({ from, firstLine, file }, index) =>
			`when ${index} then ${quotedText(file.name)} || ', line ' || (rowid - ${from} + ${firstLine})`,
	);
	const where = `case file ${lines.join(' ')} end as row`;
	const show = `${where}, day::varchar as day, "type"::varchar as "type", "object"::varchar as object, "outcome"::varchar as outcome`;
	const left = 'rowid not in (select row from repeated)';
	const about = (kind: Decision['kind'], reason: string, condition: string) =>
		decide(duck, kind, reason, `select ${show} from ${table} where ${condition}`, 'rowid');
	return [
		...(await about(
			'dropped',
			'Exactly the same row stands in the file before: a search that was sent twice is one.',
			'rowid in (select row from repeated)',
		)),
		...(await about(
			'corrected',
			'Its time is written in UTC, and in London it was the next day already: it was put there.',
			`${left} and day <> utc_day`,
		)),
		...(await about(
			'marked',
			'A search of a vehicle alone: its type says so, and an indicator about people leaves it out.',
			`${left} and "type" = 'Vehicle search'`,
		)),
		...(await about(
			'kept',
			'It has no place on the map. It counts all the same.',
			`${left} and not located`,
		)),
		...(await about(
			'kept',
			'The ethnicity that the officer saw is not there: it counts as not stated.',
			`${left} and "ethnicity" = '${notStated}'`,
		)),
	];
}

function releaseOf(files: readonly Named[]): string {
	const months = files.map(({ month }) => month).sort(Temporal.PlainYearMonth.compare);
	const [first, last] = [months[0], months.at(-1)];
	if (first === undefined || last === undefined) return '';
	return first.equals(last) ? inWords(first) : `${inWords(first)} to ${inWords(last)}`;
}

/** "April 2020" */
function inWords(month: Temporal.PlainYearMonth): string {
	return inWordsDate(month.toPlainDate({ day: 1 })).replace(/^1 /, '');
}

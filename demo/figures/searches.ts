import { drawn, drawnBetween } from './drawing.ts';

/** Stop and search records of Derbyshire, all made up, in the columns of data.police.uk. Each month is a file. */

export const searchHeadings = [
	'Type',
	'Date',
	'Part of a policing operation',
	'Policing operation',
	'Latitude',
	'Longitude',
	'Gender',
	'Age range',
	'Self-defined ethnicity',
	'Officer-defined ethnicity',
	'Legislation',
	'Object of search',
	'Outcome',
	'Outcome linked to object of search',
	'Removal of more than just outer clothing',
];

const first = Temporal.PlainYearMonth.from('2018-04');
const months = Array.from({ length: 12 }, (_, index) => first.add({ months: index }));

type Weighed = Readonly<Record<string, number>>;
const types: Weighed = { 'Person search': 68, 'Person and Vehicle search': 28, 'Vehicle search': 4 };
const genders: Weighed = { Male: 90, Female: 10 };
const ages: Weighed = { 'under 10': 0, '10-17': 18, '18-24': 34, '25-34': 27, 'over 34': 21 };
const seen: Weighed = { White: 76, Black: 9, Asian: 8, Other: 2, '': 5 };
const own: Readonly<Record<string, string>> = {
	White: 'White - English/Welsh/Scottish/Northern Irish/British',
	Black: 'Black/African/Caribbean/Black British - Any other Black/African/Caribbean background',
	Asian: 'Asian/Asian British - Pakistani',
	Other: 'Other ethnic group - Not stated',
	'': '',
};
const objects: Readonly<Record<string, readonly [weight: number, legislation: string]>> = {
	'Controlled drugs': [64, 'Misuse of Drugs Act 1971 (section 23)'],
	'Offensive weapons': [13, 'Police and Criminal Evidence Act 1984 (section 1)'],
	'Stolen goods': [12, 'Police and Criminal Evidence Act 1984 (section 1)'],
	'Article for use in theft': [10, 'Police and Criminal Evidence Act 1984 (section 1)'],
	Firearms: [1, 'Firearms Act 1968 (section 47)'],
};
const outcomes: Weighed = {
	'A no further action disposal': 69,
	Arrest: 14,
	'Community resolution': 8,
	'Khat or Cannabis warning': 6,
	'Summons / charged by post': 3,
};

function chosen(weighed: Weighed, ...of: readonly (string | number)[]): string {
	const all = Object.values(weighed).reduce((sum, weight) => sum + weight, 0);
	let left = drawn(...of) * all;
	for (const [name, weight] of Object.entries(weighed)) {
		left -= weight;
		if (left < 0) return name;
	}
	return Object.keys(weighed).at(-1) ?? '';
}

/** File by file: the name that data.police.uk gives it, and its rows. In each, one search was sent twice, as happens. */
export function searchFiles(): { name: string; rows: string[][] }[] {
	return months.map((month) => {
		const count = Math.round(drawnBetween(230, 370, 'searches', month.toString()));
		const rows = Array.from({ length: count }, (_, number) => search(month, number));
		return { name: `${month}-derbyshire-stop-and-search.csv`, rows: [...rows, ...rows.slice(0, 1)] };
	});
}

function search(month: Temporal.PlainYearMonth, number: number): string[] {
	const name = `${month}/${number}`;
	const type = chosen(types, name, 'type');
	const person = type !== 'Vehicle search';
	const ethnicity = person ? chosen(seen, name, 'ethnicity') : '';
	const object = chosen(
		Object.fromEntries(Object.entries(objects).map(([one, [weight]]) => [one, weight])),
		name,
		'object',
	);
	const outcome = chosen(outcomes, name, 'outcome');
	const found = drawn(name, 'linked') < (outcome === 'A no further action disposal' ? 0.02 : 0.83);
	const two = (value: number) => String(Math.floor(value)).padStart(2, '0');
	const day = 1 + drawn(name, 'day') * month.daysInMonth;
	return [
		type,
		// At noon, give or take: local midnights are for the tests of the reader.
		`${month}-${two(day)}T${two(drawnBetween(7, 22, name, 'hour'))}:${two(drawnBetween(0, 60, name, 'minute'))}:${two(drawnBetween(0, 60, name, 'second'))}+00:00`,
		'',
		'',
		'',
		'',
		person ? chosen(genders, name, 'gender') : '',
		person ? chosen(ages, name, 'age') : '',
		own[ethnicity] ?? '',
		ethnicity,
		objects[object]?.[1] ?? '',
		object,
		outcome,
		found ? 'True' : 'False',
		person ? (drawn(name, 'removal') < 0.04 ? 'True' : 'False') : '',
	];
}

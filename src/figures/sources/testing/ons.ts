import type { MadeSheet } from '../../tables/testing/workbooks.ts';

/** A small workbook in the form of the ONS, with its traps; the numbers are made up. */

export const offences = [
	'Violence against the person',
	'Violence with injury',
	'Sexual offences',
	'Robbery',
	'Theft offences',
	'Burglary',
	'Residential burglary',
	'Criminal damage and arson',
] as const;

/** Counts in the order of the offences, the population to the last person, and the households. */
const forces: readonly (readonly [
	code: string,
	name: string,
	counts: readonly number[],
	people: number,
	homes: number,
])[] = [
	['E23000018', 'Derbyshire', [14035, 8521, 1874, 640, 26239, 6251, 4488, 7958], 1_049_012, 450_380],
	// Footnotes stick to the name and to the code.
	[
		'E230000198',
		'Nottinghamshire8,9',
		[27823, 12364, 3434, 1146, 42963, 8285, 5831, 12207],
		1_147_070,
		480_310,
	],
	[
		'E23000014',
		'West Midlands',
		[61124, 28664, 6508, 7699, 114324, 28123, 20757, 26177],
		2_897_330,
		1_138_240,
	],
	['E23000034', 'London, City of11', [1031, 419, 102, 79, 3814, 322, 18, 237], 7_650, 5_000],
	['W15000002', 'Gwent', [16233, 5109, 1302, 285, 16298, 3675, 2589, 8945], 587_740, 249_120],
];
const transport = [11370, 3080, 1910, 601, 25830, 519, 4, 6841];

const add = (lists: readonly (readonly number[])[]) =>
	offences.map((_, at) => lists.reduce((sum, list) => sum + (list[at] ?? 0), 0));
/** Victim-based and without parts of parts, as the total is. */
const totalOf = (counts: readonly number[]) =>
	[0, 2, 3, 4, 7].reduce((sum, at) => sum + (counts[at] ?? 0), 0);

type Line = { code: string | null; name: string; counts: readonly number[]; people: number; homes: number };

function lines(): Line[] {
	const all = forces.map(([code, name, counts, people, homes]) => ({ code, name, counts, people, homes }));
	const sum = (
		code: string | null,
		name: string,
		of: readonly Line[],
		more: readonly (readonly number[])[] = [],
	): Line => ({
		code,
		name,
		counts: add([...of.map(({ counts }) => counts), ...more]),
		people: of.reduce((total, { people }) => total + people, 0),
		homes: of.reduce((total, { homes }) => total + homes, 0),
	});
	const [derbyshire, nottinghamshire, midlands, london, gwent] = all;
	if (!derbyshire || !nottinghamshire || !midlands || !london || !gwent) return [];
	return [
		sum('K04000001', 'ENGLAND AND WALES7', all, [transport]),
		sum('E92000001', 'ENGLAND', all.slice(0, 4)),
		sum('E12000004', 'East Midlands', [derbyshire, nottinghamshire]),
		derbyshire,
		nottinghamshire,
		sum('E12000005', 'West Midlands ', [midlands]),
		midlands,
		sum('E12000007', 'London', [london]),
		london,
		sum('W92000004', 'WALES', [gwent]),
		gwent,
		{ code: null, name: 'British Transport Police', counts: transport, people: 0, homes: 0 },
	];
}

const notes = [
	'Source: Police recorded crime, Home Office',
	"1. '-' indicates that the base number is fewer than 50.",
	'7. Includes British Transport Police.',
];
const area = ['Area Code', 'Area Name'];
const rounded = (number: number) => Math.round(number / 100) * 100;

export function onsWorkbook(given: { title?: string; p1?: string } = {}): MadeSheet[] {
	const { title = 'year ending June 2018', p1 = 'year ending June 181,2' } = given;
	const rows = lines();
	const heads = offences.map((name) => (name === 'Burglary' ? 'Burglary5,6' : name));
	return [
		{
			name: 'Correction',
			rows: [['A small error occurred. We have corrected it.'], [], ['Published on 6th February 2019']],
		},
		{ name: 'Notes', rows: [[`Crime in England & Wales, ${title} - PFA tables`], [], ['Table P1: …']] },
		{
			name: 'Table P1',
			rows: [
				[
					`Table P1:  Police recorded crime by offence group and police force area, number of offences, ${p1}`,
				],
				[],
				['England and Wales'],
				[null, null, 'Total recorded crime (excluding fraud3)', null, 'Victim-based crime'],
				[...area, null, null, ...heads],
				[null, null, 'Numbers'],
				...rows.map(({ code, name, counts }) => [code, name, totalOf(counts), null, ...counts]),
				...notes.map((note) => [note]),
			],
			merges: ['C4:C5', 'E4:L4', 'C6:L6'],
		},
		{
			name: 'Table P2',
			rows: [
				[
					'Table P2: Police recorded crime by offence group and police force area, percentage change, year ending June 2017 compared with year ending June 20181,2',
				],
				[],
				[null, null, 'Total recorded crime (excluding fraud3)', null, 'Victim-based crime'],
				// As it was misspelt.
				[
					...area,
					null,
					null,
					...heads.map((head) => (head === 'Residential burglary' ? 'Residental burglary4' : head)),
				],
				[null, null, 'Percentage change4,5'],
				...rows.map(({ code, name }, at) => [
					code,
					name,
					10.319662893213325 - at,
					null,
					...offences.map((_, index) => (index === 6 ? '-' : index + 0.123456)),
				]),
				...notes.map((note) => [note]),
			],
			merges: ['C3:C4', 'E3:L3', 'C5:L5'],
		},
		{
			name: 'Table P3',
			rows: [
				[
					'Table P3: Police recorded crime by offence group and police force area, rate of offences, year ending June 20181,2',
				],
				[],
				[null, null, null, null, null, null, null, 'Victim-based crime'],
				[
					...area,
					'Population figures\n (mid-2017)3  rounded to 100',
					'Household figures\n (mid-2016)4  rounded to 100 ',
					null,
					'Total recorded crime (excluding fraud5)',
					null,
					...heads,
					'Residential burglary (households) 6,7,9',
				],
				[null, null, null, null, null, 'Rate per 1,000 population'],
				...rows
					.filter(({ people }) => people > 0)
					.map(({ code, name, counts, people, homes }) => {
						const hidden = name.startsWith('London, City');
						const rate = (count: number) => (hidden ? '+' : (count / people) * 1000);
						return [
							code,
							name,
							rounded(people),
							rounded(homes),
							null,
							rate(totalOf(counts)),
							null,
							...counts.map(rate),
							((counts[6] ?? 0) / homes) * 1000,
						];
					}),
				...notes.map((note) => [note]),
			],
			merges: ['H3:P3', 'F5:P5'],
		},
	];
}

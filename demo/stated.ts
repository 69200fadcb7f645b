/**
 * What five published documents of the inspectorate of constabulary state about Derbyshire, Durham and Cleveland:
 * facts, not illustrations. Where a document contradicts itself, its table's value stands, and the note says so.
 */

/** "component: grade" of one publication; "ungraded" was inspected without a grade. */
export type StatedJudgments = {
	force: string;
	framework: string;
	version: number;
	source: string;
	/** The day it was published; the note says where only the month or the year is known. */
	published: string;
	note?: string;
	grades: Readonly<Record<string, { grade: string; note?: string }>>;
};

const derbyshire = 'Derbyshire Constabulary';

const monthOnly = (month: string) =>
	`The report of 2018/19 states the month of publication, ${month}; its first day stands for it.`;
const yearOnly =
	'The report of 2018/19 states the year of the inspection only; its last day stands for the publication.';

export const statedJudgments: readonly StatedJudgments[] = [
	{
		force: derbyshire,
		framework: 'crime-2014',
		version: 1,
		source: 'Crime inspection 2014: Derbyshire',
		published: '2014-11-30',
		note: 'The report states the month of publication, and the letters of September 2014 the end of it; the last day stands for it.',
		grades: {
			'reducing-crime': { grade: 'good' },
			'investigating-offending': { grade: 'good' },
			'anti-social-behaviour': { grade: 'good' },
		},
	},
	{
		force: derbyshire,
		framework: 'peel-2016',
		version: 1,
		source: 'PEEL 2016, as cited in the integrated PEEL assessment 2018/19 of Derbyshire',
		published: '2016-12-31',
		note: yearOnly,
		grades: {
			'preventing-crime': { grade: 'good' },
			'investigating-crime': { grade: 'good' },
			'treating-the-workforce-fairly': {
				grade: 'good',
				note: 'The report’s table says 2016, its summary and the page of the question 2017. The table’s year stands.',
			},
		},
	},
	{
		force: derbyshire,
		framework: 'peel-2017',
		version: 1,
		source: 'PEEL 2017 effectiveness, as cited in the integrated PEEL assessment 2018/19 of Derbyshire',
		published: '2018-03-01',
		note: monthOnly('March 2018'),
		grades: {
			effectiveness: {
				grade: 'good',
				note: 'The report gives the grade of the last inspection without its year; that of 2017 was the last.',
			},
			'protecting-vulnerable-people': { grade: 'good' },
			'serious-organised-crime': {
				grade: 'outstanding',
				note: 'The report’s table and summary say 2017, the page of the question 2016. The table’s year stands.',
			},
		},
	},
	{
		force: derbyshire,
		framework: 'peel-2017',
		version: 1,
		source: 'PEEL 2017 efficiency, as cited in the integrated PEEL assessment 2018/19 of Derbyshire',
		published: '2017-11-01',
		note: monthOnly('November 2017'),
		grades: {
			efficiency: { grade: 'good' },
			'understanding-demand': { grade: 'good' },
			'planning-for-the-future': { grade: 'good' },
		},
	},
	{
		force: derbyshire,
		framework: 'peel-2017',
		version: 1,
		source: 'PEEL 2017 legitimacy, as cited in the integrated PEEL assessment 2018/19 of Derbyshire',
		published: '2017-12-01',
		note: monthOnly('December 2017'),
		grades: {
			'treating-the-public-fairly': { grade: 'good' },
			'ethical-and-lawful-behaviour': { grade: 'good' },
		},
	},
	{
		force: derbyshire,
		framework: 'peel-2018-19',
		version: 1,
		source: 'Integrated PEEL assessment 2018/19: Derbyshire Constabulary',
		published: '2020-01-21',
		note: 'The day of publication is not stated; the pages of the report were last changed on 21 January 2020.',
		grades: {
			effectiveness: { grade: 'requires-improvement' },
			'investigating-crime': { grade: 'requires-improvement' },
			'protecting-vulnerable-people': { grade: 'requires-improvement' },
			'armed-policing': { grade: 'ungraded' },
			efficiency: { grade: 'requires-improvement' },
			'meeting-current-demands': { grade: 'requires-improvement' },
			'planning-for-the-future': { grade: 'requires-improvement' },
			legitimacy: { grade: 'good' },
			'treating-the-public-fairly': { grade: 'good' },
			'ethical-and-lawful-behaviour': { grade: 'good' },
		},
	},
];

/** The scoping table of the 2018/19 report: what Derbyshire was inspected against, and what not. */
export const statedScope: Readonly<Record<string, boolean>> = {
	'preventing-crime': false,
	'investigating-crime': true,
	'protecting-vulnerable-people': true,
	'serious-organised-crime': false,
	'armed-policing': true,
	'meeting-current-demands': true,
	'planning-for-the-future': true,
	'treating-the-public-fairly': true,
	'ethical-and-lawful-behaviour': true,
	'treating-the-workforce-fairly': false,
};

/** Derbyshire's most similar group in the report of 2018/19. */
export const statedGroup = [
	'Staffordshire Police',
	'Avon and Somerset Police',
	'Cheshire Constabulary',
	'Northamptonshire Police',
	'Essex Police',
	'Kent Police',
	'Wiltshire Police',
];

const hmInspector = (force: string, post: string, first: string, surname: string, honours: string) => ({
	force,
	kind: 'HM Inspector' as const,
	post,
	title: null,
	firstName: first,
	surname,
	honours,
	knownAs: null,
});

const chiefConstable = (
	force: string,
	title: string,
	first: string,
	surname: string,
	honours: string | null,
	knownAs: string,
) => ({
	force,
	kind: 'chief officer' as const,
	post: 'Chief Constable',
	title,
	firstName: first,
	surname,
	honours,
	knownAs,
});

/** The post holders of the letters of 3 September 2014. They are known to have held their posts on that day. */
export const lettersOf = '2014-09-03';
export const statedHolders = [
	chiefConstable(derbyshire, 'Mr', 'Mick', 'Creedon', 'QPM', 'Mick'),
	chiefConstable('Durham Constabulary', 'Mr', 'M', 'Barton', null, 'Michael'),
	chiefConstable('Cleveland Police', 'Mrs', 'J', 'Cheer', null, 'Jacqui'),
	hmInspector(
		derbyshire,
		'HM Inspector of Constabulary, Eastern Region',
		'Zoë',
		'Billingham',
		'BA Hons (Oxon)',
	),
	...['Durham Constabulary', 'Cleveland Police'].map((force) =>
		hmInspector(force, 'HM Inspector of Constabulary', 'Roger', 'Baker', 'QPM, MBA, MA'),
	),
	{
		force: derbyshire,
		kind: 'liaison officer' as const,
		post: 'HMIC Liaison Officer',
		title: null,
		firstName: 'Jon',
		surname: 'Clarke',
		honours: null,
		knownAs: null,
	},
];

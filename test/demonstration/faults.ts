/** Something wrong that is put into a document, and the rule that has to find it there. */
export type Fault = {
	rule: string;
	/** What the remark is about. */
	finds: string;
} & (
	| { /** Words of its text, and what stands there instead. */ from: string; to: string }
	/** A paragraph at its end. */
	| { adds: string }
);

/** The faults of every letter; each letter misspells a force of its own. */
const letterFaults: readonly Fault[] = [
	{
		rule: 'number-not-bound',
		finds: '43',
		from: 'all :stated[43]{source="Core business 2014"} police forces',
		to: 'all 43 police forces',
	},
	{
		rule: 'list-shorter-than-announced',
		finds: 'four areas',
		from: 'It looked at three areas',
		to: 'It looked at four areas',
	},
	{ rule: 'relative-date', finds: 'last summer', from: 'since we visited', to: 'since last summer' },
	{ rule: 'repeated-words', finds: 'can can', from: 'All forces can send', to: 'All forces can can send' },
	{
		rule: 'contradictory-facts',
		finds: 'Friday 4 September 2014',
		adds: 'The national report is published on Friday 4 September 2014.',
	},
	{
		rule: 'parts-exceed-whole',
		finds: '61 of the 60',
		adds: 'We read the files of burglaries, and 61 of the 60 files had a plan.',
	},
	{
		rule: 'quantifier-against-count',
		finds: 'Most of the files',
		adds: 'Most of the files (20 of 60) were supervised.',
	},
	{
		rule: 'comparison-without-comparator',
		finds: 'below',
		adds: 'The rate of burglary was 12.4 per 1,000 people, which is below the average for similar forces.',
	},
];

const letter = (wrong: string, right: string): readonly Fault[] => [
	...letterFaults,
	{ rule: 'name-not-in-register', finds: wrong, adds: `We thank ${wrong} for its help; ${right} was open.` },
];

export const faults: Readonly<Record<string, readonly Fault[]>> = {
	'force-letter derbyshire': letter('Derbyshire Police', 'Derbyshire Constabulary'),
	'force-letter durham': letter('Durham Police', 'Durham Constabulary'),
	'force-letter cleveland': letter('Cleveland Constabulary', 'Cleveland Police'),
	'force-report crime-inspection-2014': [
		{
			rule: 'number-not-bound',
			finds: '43',
			from: 'all :stated[43]{source="Crime data integrity inspection 2014"} forces',
			to: 'all 43 forces',
		},
		{
			rule: 'word-not-borne',
			finds: 'lower than',
			adds: 'At 31 percent in Derbyshire, detection is lower than the 26 percent of England and Wales.',
		},
		{
			rule: 'comparison-across-definitions',
			finds: '6.6 burglaries per 1,000 households',
			adds: 'There were 6.6 burglaries per 1,000 households, below the 8.9 per 1,000 population in England and Wales.',
		},
		{
			rule: 'missing-word',
			finds: 'in line the',
			adds: 'The share of crimes that are detected is broadly in line the share in England and Wales.',
		},
		{
			rule: 'relative-date',
			finds: 'last year',
			adds: 'Anti-social behaviour fell in the county last year.',
		},
		{
			rule: 'name-not-in-register',
			finds: 'Derbyshire Police',
			adds: 'This is how Derbyshire Police works with its partners.',
		},
		{
			rule: 'link-wrong',
			finds: 'the reports',
			adds: 'See [the reports](https://https//www.justiceinspectorates.gov.uk/hmic).',
		},
		{
			rule: 'recommendation-without-addressee',
			finds: 'We recommend',
			adds: 'We recommend that there should be more training by 30 May 2015.',
		},
		{
			rule: 'repeated-words',
			finds: 'reduced by 21 percent reduction',
			adds: 'Crime in Derbyshire has reduced by 21 percent reduction over four years.',
		},
	],
	'force-report peel-2018-19': [
		{
			rule: 'number-not-bound',
			finds: '44',
			from: ':figure[investigations-effective]{until=2019-12-31 show=counts of=files}',
			to: '44 of the 60 files',
		},
		{
			rule: 'carried-over-sentence',
			finds: '2016',
			adds: 'In 2016, we judged the force as outstanding at tackling serious and organised crime.',
		},
		{
			rule: 'contradictory-facts',
			finds: '338 of the 494',
			adds: 'Our inspection of crime data integrity found that 338 of the 494 crimes of domestic abuse had not been recorded, nor, by our estimate, had more than 540 sexual offences in the year of that inspection.',
		},
		{
			rule: 'percentage-against-base',
			finds: '63 percent',
			adds: 'In 44 of the 60 files (63 percent), the investigation was effective.',
		},
		{
			rule: 'parts-do-not-add-up',
			finds: 'This figure includes',
			adds: 'Cases closed for want of evidence were 22 percent of the total. This figure includes cases in which the victim either did or did not support action. In both cases, that figure was 9 percent.',
		},
		{
			rule: 'quantifier-against-count',
			finds: 'Nearly a third',
			adds: 'Nearly a third of officers (28 percent) had not been trained.',
		},
		{
			rule: 'sample-window-after-review',
			finds: '31 August 2019',
			adds: 'We reviewed the case files in May 2019. We selected files of crimes recorded between 1 June and 31 August 2019.',
		},
		{
			rule: 'list-shorter-than-announced',
			finds: 'three financial years',
			adds: 'The force will use reserves in the next three financial years. It plans to use £2.9m (2020/21) and £2.6m (2021/22).',
		},
		{
			rule: 'comparison-without-comparator',
			finds: 'higher than',
			adds: 'The force charged suspects in 14 percent of cases. This is higher than the proportion for all forces in England and Wales.',
		},
	],
	'national-report core-business-2014': [
		{
			rule: 'force-named-in-anonymous',
			finds: 'Norfolk Constabulary',
			adds: 'One force, Norfolk Constabulary, has no strategy.',
		},
		{
			rule: 'number-not-bound',
			finds: '43',
			from: 'we inspected all :stated[43]{source="Core business 2014"} police forces',
			to: 'we inspected all 43 police forces',
		},
		{
			rule: 'relative-date',
			finds: 'earlier this year',
			from: 'Between January and April 2014 we',
			to: 'Earlier this year we',
		},
		{ rule: 'missing-word', finds: 'needs give', from: 'needs to give', to: 'needs give' },
		{
			rule: 'parts-exceed-whole',
			finds: '45 of the 43',
			adds: 'A strategy to prevent crime had 45 of the 43 forces.',
		},
		{
			rule: 'quantifier-against-count',
			finds: 'Most forces',
			adds: 'Most forces (12 of 43) could say how many suspects they had to find.',
		},
		{
			rule: 'small-sample-as-accuracy',
			finds: '100% compliance',
			adds: 'Reality testing in the control rooms found 100% compliance with the policy.',
		},
	],
	'data-of-forces core-business-2014': [
		{
			rule: 'number-not-bound',
			finds: '50.8',
			adds: 'There were 50.8 crimes per 1,000 people in one area.',
		},
		{
			rule: 'name-not-in-register',
			finds: 'Derbyshire Police',
			adds: 'The lowest figures are of Derbyshire Police in the north.',
		},
		{ rule: 'relative-date', finds: 'next year', adds: 'These data will be published again next year.' },
		{ rule: 'repeated-words', finds: 'the the', adds: 'Readers find the the caveats below.' },
		{
			rule: 'parts-exceed-whole',
			finds: '46 of the 43',
			adds: 'Of these data, 46 of the 43 forces gave theirs.',
		},
		{
			rule: 'comparison-without-comparator',
			finds: 'rose by 12 percent',
			adds: 'Burglary rose by 12 percent.',
		},
		{
			rule: 'link-wrong',
			finds: 'the website',
			adds: 'See [the website](https://https//www.justiceinspectorates.gov.uk/hmic).',
		},
	],
	'force-report peel-present-round': [
		{
			rule: 'number-not-bound',
			finds: '1,234',
			adds: 'It has 1,234 officers in its neighbourhoods.',
		},
		{
			rule: 'name-not-in-register',
			finds: 'Avon and Somerset Constabulary',
			adds: 'The chief officer of Avon and Somerset Constabulary has agreed.',
		},
		{
			rule: 'deadline-unclear',
			finds: 'as soon as possible',
			adds: 'We recommend that the chief constable trains call handlers as soon as possible.',
		},
		{
			rule: 'stale-so-far',
			finds: 'so far',
			adds: 'The force has trained 310 officers so far.',
		},
		{
			rule: 'quantifier-against-count',
			finds: 'All of the victims',
			adds: 'All of the victims (57 of 60) had been told.',
		},
		{
			rule: 'parts-do-not-add-up',
			finds: '30 people',
			adds: 'The team has 30 people: 12 detectives, 8 analysts and 6 support staff.',
		},
		{ rule: 'repeated-words', finds: 'not not', adds: 'Referrals do not not wait long.' },
		{
			rule: 'acronym-not-expanded',
			finds: 'ZQR',
			adds: 'The ZQR board meets in the headquarters.',
		},
	],
};

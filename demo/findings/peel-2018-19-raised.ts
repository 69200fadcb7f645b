/** The twelve areas for improvement of the report of January 2020, in our own words, and what they were raised on. */
export const areas2018: readonly { question: string; text: string; on: readonly string[] }[] = [
	{
		question: 'investigating-crime',
		text: 'The force should supervise investigations regularly and actively, everywhere, and record it, so that their quality and progress are known.',
		on: ['Supervision is not as effective'],
	},
	{
		question: 'investigating-crime',
		text: 'The force should manage better the people who are wanted and listed on the Police National Computer.',
		on: ['Wanted people are listed promptly'],
	},
	{
		question: 'investigating-crime',
		text: 'The force should look more closely at how suspects are managed during investigations, and whether arrest and bail are decided in the interest of victims and witnesses.',
		on: ['In the 12 months to March 2019 suspects attended'],
	},
	{
		question: 'protecting-vulnerable-people',
		text: 'The force should go on learning about the nature and scale of vulnerability in its area, from the data of its partners too.',
		on: ['The force relies on its own data'],
	},
	{
		question: 'protecting-vulnerable-people',
		text: 'The force should find out why fewer cases of domestic abuse lead to an arrest, and act on it.',
		on: ['Protective powers are not used consistently'],
	},
	{
		question: 'protecting-vulnerable-people',
		text: 'The force needs enough people with the right skills in its referral unit for the number of referrals it gets, so that people are properly safeguarded.',
		on: ['The risk referral unit has more'],
	},
	{
		question: 'meeting-current-demands',
		text: 'The force should understand better what its partners mean for the demand on it, and share more data with them.',
		on: ['The force seldom works with others'],
	},
	{
		question: 'meeting-current-demands',
		text: 'The force should consider how to tell all its leaders better why change is needed, and how soon.',
		on: ['Not all leaders'],
	},
	{
		question: 'meeting-current-demands',
		text: 'The force should make sure that the way it ranks and allocates demand takes account of the risk that demand is turned away without intent.',
		on: ['We saw no demand that was turned away'],
	},
	{
		question: 'planning-for-the-future',
		text: 'The force should understand better which skills its workforce will need for future demand.',
		on: ['It does not project which skills'],
	},
	{
		question: 'planning-for-the-future',
		text: 'The force should make detailed plans for the savings that it needs in the coming financial years.',
		on: ['A gap of £3.9m'],
	},
	{
		question: 'treating-the-public-fairly',
		text: 'The force should make sure that the safety training of all officers and staff who need it is up to date.',
		on: ['Safety training has run out'],
	},
];

/** Remarks that advise and ask for nothing that is followed up. */
export const advice2018: readonly { question: string; text: string }[] = [
	{
		question: 'investigating-crime',
		text: 'The force might consider how supervisors can take a closer part in investigations.',
	},
	{
		question: 'protecting-vulnerable-people',
		text: 'The force should reflect on whether its referral unit is set up as it had best be.',
	},
	{
		question: 'protecting-vulnerable-people',
		text: 'The force might consider whether investigators of online abuse of children should still work shifts elsewhere.',
	},
	{
		question: 'protecting-vulnerable-people',
		text: 'It would be timely to consider what bail could bring to all investigations.',
	},
	{
		question: 'meeting-current-demands',
		text: 'The force might consider whether systems that do not work with those of partners hold back its analysis.',
	},
	{
		question: 'planning-for-the-future',
		text: 'The force might consider how to be sure that digital services leave nobody behind.',
	},
	{
		question: 'planning-for-the-future',
		text: 'The force might consider which other data would show how demand will change.',
	},
	{
		question: 'treating-the-public-fairly',
		text: 'The force would benefit from giving its advisory group more data, so that it can speak of trends.',
	},
	{
		question: 'ethical-and-lawful-behaviour',
		text: 'The force might consider how supervisors can decide alike in like cases.',
	},
];

/** What was asked for before, where that stands, and what this inspection found of it. */
export const earlier2018: readonly {
	key: string;
	kind: 'area for improvement' | 'recommendation';
	/** Of Derbyshire alone, or of all forces. */
	national: boolean;
	text: string;
	source: string;
	/** The last day of the month or year that the report names. */
	raised: string | null;
	question: string;
	items?: readonly string[];
	/** The day that it names. */
	due?: string;
	months?: number;
	found: readonly {
		item?: number;
		outcome: 'achieved' | 'in part' | 'improving' | 'not addressed';
		text: string;
	}[];
}[] = [
	{
		key: 'gangs-in-armed-assessment',
		kind: 'area for improvement',
		national: false,
		text: 'The armed policing strategic threat and risk assessment should say more of how organised crime groups and street gangs affect the area.',
		source: 'PEEL: police effectiveness 2017, published in March 2018',
		raised: '2018-03-31',
		question: 'armed-policing',
		found: [
			{
				outcome: 'not addressed',
				text: 'It was raised in the report on effectiveness of 2017, and has still not been dealt with.',
			},
		],
	},
	{
		key: 'targets-in-armed-assessment',
		kind: 'area for improvement',
		national: false,
		text: 'The armed policing strategic threat and risk assessment should look at places that terrorists may choose, such as crowded ones.',
		source: 'PEEL: police effectiveness 2017, published in March 2018',
		raised: '2018-03-31',
		question: 'armed-policing',
		found: [{ outcome: 'achieved', text: 'The newest assessment has this.' }],
	},
	{
		key: 'stop-and-search-2017',
		kind: 'recommendation',
		national: true,
		text: 'All forces should, by July 2018:',
		source: 'PEEL: police legitimacy 2017, published in December 2017',
		raised: '2017-12-31',
		question: 'treating-the-public-fairly',
		items: [
			'monitor and analyse full data on stop and search, to understand why there are disparities;',
			'act on them;',
			'publish the analysis and the action.',
		],
		due: '2018-07-31',
		found: [
			{
				item: 0,
				outcome: 'in part',
				text: 'Find rates are compared by type of search, but not by ethnicity, and possession of drugs is not parted from supply.',
			},
			{
				item: 1,
				outcome: 'in part',
				text: 'The force has done some of it; what it did about disparities is not to be seen.',
			},
			{
				item: 2,
				outcome: 'not addressed',
				text: 'Neither analysis nor action stands on the force’s website.',
			},
		],
	},
	{
		key: 'vetting-2016',
		kind: 'recommendation',
		national: true,
		text: 'After two years nobody in the police workforce should be without at least the lowest level of vetting for their work.',
		source: 'PEEL inspection of 2016',
		raised: '2016-12-31',
		question: 'ethical-and-lawful-behaviour',
		months: 24,
		found: [{ outcome: 'achieved', text: 'All of the workforce has it.' }],
	},
	{
		key: 'mental-health-triage',
		kind: 'recommendation',
		national: true,
		text: 'Forces should evaluate their mental health triage services.',
		source: 'A national recommendation; the report of January 2020 does not say of when',
		raised: null,
		question: 'protecting-vulnerable-people',
		found: [{ outcome: 'not addressed', text: 'The force has still to evaluate its triage service.' }],
	},
	{
		key: 'abuse-of-position',
		kind: 'recommendation',
		national: true,
		text: 'Forces should have and carry out a plan against abuse of position for a sexual purpose.',
		source: 'A national recommendation; the report of January 2020 does not say of when',
		raised: null,
		question: 'ethical-and-lawful-behaviour',
		found: [{ outcome: 'achieved', text: 'The force has carried out its plan in full.' }],
	},
];

/** The observations that the HM Inspector signed, in our own words. */
export const observations2018 =
	'I am concerned about how Derbyshire Constabulary keeps people safe and reduces crime: some important areas have become worse. In March 2019 we reported how poorly it recorded crime; I have followed this closely, and a more recent audit shows improvement. The force deals well with serious and organised crime. In more common crime, investigations need closer supervision and suspects need closer management. It has to keep vulnerable people safer: they need a timely response everywhere and better work with partners. It has to know better what is and will be demanded of it, and which skills its people have and will need; it has invested in systems and specialists for that. It upholds an ethical culture. On the whole the force has become worse since we last inspected it. I am reassured that it has acted at once on what we found, and I will follow its improvement closely.';

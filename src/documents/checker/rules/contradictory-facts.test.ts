import { testRule } from '../../../../test/checker/passages.ts';
import { contradictoryFacts } from './contradictory-facts.ts';

testRule(contradictoryFacts, {
	faulty: [
		{
			says: '## A\n\nThe ethics panel meets every month to discuss dilemmas from the workforce.\n\n## B\n\nThe ethics panel meets quarterly to discuss dilemmas from the workforce.',
			quote: 'quarterly',
			text: /“every month” elsewhere/,
		},
		{
			says: 'The report will be published on Monday 5 September 2023.',
			quote: 'Monday 5 September 2023',
			text: /That day was a Tuesday/,
		},
		{
			says: 'The unit for rural crime was set up in 2019 with eleven officers.\n\nLater on, this is told again.\n\nThe unit for rural crime was set up in 2018 with eleven officers.',
			quote: /2018/,
			text: /2019 elsewhere, and with 2018 here/,
		},
		{
			says: 'The force has recruited 22 investigators to help it with its growing demand.\n\nOther matters follow.\n\nThe force has recruited 32 investigators to help it with its growing demand.',
			quote: /32 investigators/,
		},
		{
			says: '# Summary\n\nThe oversight of taser and use of force is good. Members of the IAG review examples of the use of force every quarter.\n\n# Use of force\n\nThe IAG looks at the use of force by officers.\n\nThe group reviews ten examples every month, and the use of force is shown to it on video.',
			quote: 'every month',
			text: /“every quarter” elsewhere/,
		},
		{
			says: 'The letter tells it again. Northshire Police has recruited 32 investigators to help it with its growing demand.',
			beside: ['Northshire Police has recruited 22 investigators to help it with its growing demand.'],
			quote: /32 investigators/,
			text: /with 22 in other-0\.md, and with 32 here/,
		},
	],
	sound: [
		'The report will be published on Tuesday 5 September 2023.',
		'In 2019, we judged the force as good at preventing crime in its area. In 2021, we judged the force as good at preventing crime in its area.',
		'The force has recruited 22 investigators to help it with its growing demand.\n\nThe force has recruited more than 20 investigators to help it with its growing demand.',
		'The IAG reviews the use of force every month. The use of force is examined. The use of force is filmed.\n\nThe IAG meets the chief constable every quarter. Stop and search is discussed. Stop and search is rising. Stop and search is fair.',
		'Domestic abuse crimes rose by 12 percent in the last year, and rape rose by 4 percent. Vehicle crimes rose by 3 percent.',
		{
			says: 'Northshire Police has recruited 32 investigators to help it with its growing demand.',
			beside: ['Southshire Police has recruited 22 investigators to help it with its growing demand.'],
		},
	],
});

import { testRule, words } from '../../../../test/checker/passages.ts';
import { titleAtDate } from './title-at-date.ts';

const given = { glossary: words, dated: '2027-03-01' };

testRule(titleAtDate, {
	faulty: [
		{ says: 'The CCO has agreed on a strategy.', given, quote: 'CCO', text: /since 1 April 2015/ },
		{
			says: 'The NCC has agreed on a strategy.',
			given: { ...given, dated: '2014-03-01' },
			quote: 'NCC',
			text: /no National Chiefs' Council before 1 April 2015/,
		},
		{ says: 'Her Majesty’s Inspectorate visited the force.', given, quote: 'Her Majesty’s' },
		{
			says: 'Deputy Chief Constable Abel leads this work. Chief Constable Abel has approved it.',
			quote: 'Chief Constable Abel',
			text: /“Deputy Chief Constable” in one place and “Chief Constable” here/,
		},
	],
	sound: [
		{ says: 'The NCC has agreed on a strategy.', given },
		{ says: 'In 2012, the CCO agreed on a strategy.', given },
		{ says: 'The CCO, as it then was, agreed on a strategy.', given },
		{ says: 'Her Majesty’s Inspectorate visited the force.', given: { dated: '2014-03-01' } },
		'Chief Constable Abel leads this work. Deputy Chief Constable Baker helps.',
		'Chief Constable Abel, then the deputy, began this work. Chief Constable Abel leads it.',
	],
});

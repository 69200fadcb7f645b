import { testRule } from '../../../../test/checker/passages.ts';
import { whatIfDenominator } from './what-if-denominator.ts';

testRule(whatIfDenominator, {
	faulty: [
		{
			says: 'The force took action in 20 percent of investigations. A further 10 percent have no outcome yet. If all these cases ended without action, the proportion of cases with action would fall considerably.',
			quote: /If all these cases/,
			text: /it would become 18 percent; if it is a share of all cases, it would stay at 20 percent/,
		},
		{
			says: 'Were the unrecorded crimes added, the detection rate would be much lower.',
			quote: /Were the unrecorded crimes/,
		},
		{
			says: 'If those incidents had been counted, then the percentage that was answered in time could drop.',
			quote: /If those incidents/,
		},
	],
	sound: [
		'If all these cases ended without action, the proportion of cases with action would fall from 20 percent to 18 percent.',
		'If officers are not trained, they are less likely to protect the public.',
		'If these cases were closed sooner, victims would be better served.',
		'The proportion of cases with action fell considerably.',
	],
});

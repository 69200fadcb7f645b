import { testRule } from '../../../../test/checker/passages.ts';
import { acronymExpandedTwice } from './acronym-expanded-twice.ts';

testRule(acronymExpandedTwice, {
	faulty: [
		{
			says: 'The domestic abuse review team (DART) is new. Officers like the domestic abuse review team (DART).',
			quote: 'DART',
			text: /has been spelt out before/,
		},
		{
			says: 'The rapid response team (RRT) is new. The regional road team (RRT) is not.',
			quote: 'RRT',
			text: /as “regional road team” here, and as “rapid response team” before/,
		},
		{
			says: '# One\n\nA crime desk officer (CDO) answers calls.\n\n# Two\n\nEach CDO (crime desk officer) has a list.',
			quote: 'CDO',
		},
	],
	sound: [
		'The domestic abuse review team (DART) is new. Officers like the DART.',
		'The rapid response team (RRT) and the crime desk officer (CDO) work together.',
		'The force has a crime desk. A crime desk officer (CDO) answers calls.',
	],
});

import { testRule } from '../../../../test/checker/passages.ts';
import { repeatedWords } from './repeated-words.ts';

testRule(repeatedWords, {
	faulty: [
		{ says: 'The force has trained the the officers.', quote: 'the the' },
		{
			says: 'Burglary decreased by 12 percent decrease in two years.',
			quote: 'decreased by 12 percent decrease',
		},
		{ says: 'Costs rose by £2m increase.', quote: 'rose by £2m increase' },
		{ says: 'Officers follow a the plan.', quote: 'a the' },
		{ says: 'Supervisors check each\neach file.', quote: 'each each' },
	],
	sound: [
		'The officers had had no training. We saw that that had changed.',
		'Burglary decreased by 12 percent. This is a decrease that other forces had too.',
		'Demand rose by 4 percent. Growth was strongest in the north.',
		'We found no, no and again no.',
		'A fall of 5 percent followed a rise of 3 percent.',
		'Officers from Baden Baden helped. Plan A is a plan.',
	],
});

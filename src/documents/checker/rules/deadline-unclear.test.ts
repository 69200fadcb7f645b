import { testRule } from '../../../../test/checker/passages.ts';
import { deadlineUnclear } from './deadline-unclear.ts';

testRule(deadlineUnclear, {
	faulty: [
		{
			says: '# Recommendation\n\nThe force should train its call handlers as soon as possible.',
			quote: 'as soon as possible',
		},
		{
			says: 'We recommend that, within three months, the chief constable reviews the cells.',
			quote: 'within three months',
			text: /from when/,
		},
		{
			says: '# Recommendations\n\nBy March, the force should buy lamps.',
			quote: 'By March',
			text: /has no year/,
		},
		{
			says: '# Recommendations\n\nThe force should buy lamps for every car.',
			quote: /^The force should/,
			text: /has no date/,
		},
	],
	sound: [
		'# Recommendation\n\nBy 31 March 2028, the force should train its call handlers.',
		'We recommend that, within three months of this report, the chief constable reviews the cells.',
		'# Recommendations\n\nThe force should immediately stop using the old cells.',
		'# Recommendations\n\nBy 1 May 2028, the force should:\n\n- make sure that each cell should be clean; and\n- buy lamps.',
		'# Findings\n\nThe force should soon see results.',
	],
});

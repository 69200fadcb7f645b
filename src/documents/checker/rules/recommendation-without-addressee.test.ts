import { testRule } from '../../../../test/checker/passages.ts';
import { recommendationWithoutAddressee } from './recommendation-without-addressee.ts';

testRule(recommendationWithoutAddressee, {
	faulty: [
		{ says: '# Recommendations\n\nBy 1 May 2028, cells should be cleaned each day.', quote: /^By 1 May/ },
		{ says: 'We recommend that there should be more lamps by 1 May 2028.', quote: /^We recommend/ },
		{
			says: 'It is dark. We recommend that lamps are bought by 1 May 2028.',
			quote: 'We recommend that lamps are bought by 1 May 2028.',
		},
		{
			says: '# Recommendation\n\nTraining in the use of lamps must improve by 1 May 2028.',
			quote: /^Training/,
		},
	],
	sound: [
		'# Recommendations\n\nBy 1 May 2028, the force should clean its cells each day.',
		'We recommend that Kent Police buys more lamps by 1 May 2028.',
		'# Recommendation\n\nBy 1 May 2028, the College of Policing should write guidance on lamps.',
		'# Recommendations\n\nBy 1 May 2028, cells should be cleaned by the force each day.',
		'# Findings\n\nCells should be cleaned each day.',
		'# Recommendations\n\nThe force should, by 1 May 2028:\n\n- see that cells should be clean.',
	],
});

import { testRule } from '../../../../test/checker/passages.ts';
import { methodTextDiffers } from './method-text-differs.ts';

const pooled = [
	{
		subject: 'Most similar group rate',
		method: 'pooled' as const,
		includesForce: true,
		version: 'pooled rate, version 1',
	},
];

testRule(methodTextDiffers, {
	faulty: [
		{
			says: 'We compare each force with the average rate for forces in its most similar group. The rate of an MSG is the sum of its crimes divided by the sum of its populations.',
			quote: /The rate of an MSG/,
			text: /the average of the forces’ rates elsewhere/,
		},
		{
			says: 'The figure for the most similar group is the mean of the forces’ rates.',
			given: { methods: pooled },
			quote: /mean of the forces/,
			text: /pooled rate, version 1/,
		},
		{
			says: 'For similar forces we give the median. The rate of similar forces is pooled.',
			quote: /is pooled/,
			text: /the median of the forces’ rates elsewhere/,
		},
	],
	sound: [
		'The rate of an MSG is the sum of its crimes divided by the sum of its populations.',
		{
			says: 'The rate of a most similar group is the sum of its crimes divided by the sum of its populations.',
			given: { methods: pooled },
		},
		'Most similar groups are groups of forces that are alike. The average officer serves for nine years.',
		'We compare the force with its most similar group. The median time was nine minutes.',
	],
});

import { testRule } from '../../../../test/checker/passages.ts';
import { wordNotBorne } from './word-not-borne.ts';

testRule(wordNotBorne, {
	faulty: [
		{ says: 'At 24 percent, the rate is similar to the national 11 percent.', quote: /similar to/ },
		{
			says: 'The rate was 31 percent, in line with the 14 percent of England and Wales.',
			quote: /in line with/,
			text: /further apart/,
		},
		{
			says: 'The force solved 9 percent of cases, which is higher than the average of 12 percent.',
			quote: /higher than/,
			text: /the first is lower/,
		},
		{
			says: 'Satisfaction was 88.0 percent (± 1.4 percent), which is higher than the 87.1 percent (± 1.4 percent) of the year before.',
			quote: /higher than/,
			text: /within the margins/,
		},
		{
			says: 'Some 30 percent of calls were late. This is slightly above the average of 12 percent.',
			quote: /slightly above/,
			text: /“slightly” allows/,
		},
	],
	sound: [
		'The rate was 14 percent, in line with the 14.3 percent of England and Wales.',
		'The force solved 15 percent of cases, which is higher than the average of 12 percent.',
		'Satisfaction was 88.0 percent (± 1.4 percent), which is higher than the 85.0 percent (± 0.2 percent) of England and Wales.',
		'Satisfaction was 88.0 percent (± 1.4 percent), broadly in line with the 86.7 percent (± 1.4 percent) of the year before.',
		'The proportion is 12 percent. This is lower than expected, but the force has hired more than 40 people.',
		'Some 88 percent of posts were filled. This is slightly above the average of 82 percent.',
	],
});

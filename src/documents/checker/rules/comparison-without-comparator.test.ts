import { testRule } from '../../../../test/checker/passages.ts';
import { comparisonWithoutComparator } from './comparison-without-comparator.ts';

testRule(comparisonWithoutComparator, {
	faulty: [
		{
			says: 'The force charged suspects in 14 percent of cases. This is higher than the proportion for all forces in England and Wales.',
			quote: /higher than/,
		},
		{
			says: 'The rate was 12.4 per 1,000 population, which is below the average for similar forces.',
			quote: /below the average/,
		},
		{ says: 'Burglary rose by 12 percent.', quote: /rose by 12 percent/, text: /without the time/ },
		{ says: 'Satisfaction was 81 percent, in line with the national figure.', quote: /in line with/ },
	],
	sound: [
		'The force charged suspects in 14 percent of cases. This is higher than the 9 percent for all forces in England and Wales.',
		'The rate was 12.4 per 1,000 population, which is below the average of 15.1 for similar forces.',
		'Burglary rose by 12 percent in the year to 31 March 2023.',
		'Satisfaction was 81 percent. The national figure was 80 percent. The two are in line with each other.',
		'In the year to June 2023, robbery was stable. Burglary rose by 12 percent.',
		'The force has more officers than it needs.',
		'Satisfaction was 81 percent, in line with the national figure. That was 80 percent.',
	],
});

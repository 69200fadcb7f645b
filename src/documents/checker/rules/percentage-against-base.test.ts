import { testRule } from '../../../../test/checker/passages.ts';
import { percentageAgainstBase } from './percentage-against-base.ts';

testRule(percentageAgainstBase, {
	faulty: [
		{
			says: 'In 44 of the 60 files (63 percent), the plan was good.',
			quote: /44 of the 60 files \(63 percent/,
			text: /73\.3 percent, not 63/,
		},
		{ says: 'Good care was given in 85 percent (47 of 60) of the cases.', quote: /85 percent \(47 of 60/ },
		{
			says: 'The force recorded 41,200 crimes in total in the year to 31 March 2023. In the year to 31 March 2023, just under 6,000 (or 11 percent) of all crimes had no outcome.',
			quote: /6,000 \(or 11 percent/,
			text: /needs a total of about 54,545/,
		},
		{ says: 'It answered 900 of 1,200 calls, or 85 percent.', quote: /900 of 1,200/ },
	],
	sound: [
		'In 44 of the 60 files (73 percent), the plan was good.',
		'Good care was given in 78 percent (47 of 60) of the cases.',
		'The force recorded 41,200 crimes in total in the year to 31 March 2023. In the year to 31 March 2023, just over 4,500 (or 11 percent) of all crimes had no outcome.',
		'The force recorded 41,200 crimes in total in the year to 31 March 2023. In the year to 31 March 2024, just under 6,000 (or 11 percent) of all crimes had no outcome.',
		'It answered 900 of 1,200 calls, or 75 percent.',
		'In 44 of the 60 files the plan was good, and victims were told in 80 percent.',
		'About a third of the 60 files (20 of 60, or 33.3 percent) had no plan.',
	],
});

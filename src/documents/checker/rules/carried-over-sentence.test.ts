import { testRule } from '../../../../test/checker/passages.ts';
import { carriedOverSentence } from './carried-over-sentence.ts';

const records = [
	{
		force: null,
		question: 'Managing offenders',
		also: ['How well are offenders managed?'],
		grade: 'Good',
		year: '2021',
	},
];

testRule(carriedOverSentence, {
	faulty: [
		{
			says: '## In brief\n\nWe graded the service as adequate for answering the public in 2022.\n\n## Answering the public\n\nOur judgment from 2023 has been carried forward.',
			quote: /2023/,
			text: /given to 2022 elsewhere/,
		},
		{
			says: '| Question | Grade | Last inspected |\n| --- | --- | --- |\n| Managing offenders | Good | 2021 |\n\n## Managing offenders\n\nWe did not look at this again, and our judgment from the 2022 inspection has been carried over.',
			quote: /2022 inspection/,
			text: /carried over from 2022 here, but given to 2021 elsewhere/,
		},
		{
			says: '## Summary\n\nIn 2022, we judged the force as good at managing offenders.\n\n## Managing offenders\n\nThe judgment of 2021 has been carried forward.',
			quote: /carried forward/,
			text: /given to 2022 elsewhere/,
		},
		{
			says: 'Our 2022 judgments remain in place for the areas that we did not inspect in 2024.\n\n## Managing offenders\n\nOur judgment from the 2021 inspection has been carried over.',
			quote: /Our 2022 judgments/,
			text: /“Managing offenders” is of 2021/,
		},
		{
			says: '## Managing offenders\n\nOur judgment from the 2020 inspection has been carried over.',
			given: { judgments: records },
			quote: /2020/,
			text: /The record of “Managing offenders” is of 2021, not 2020/,
		},
		{
			says: 'Managing offenders\n\nGood\n\n2021\n\nManaging money\n\nGood\n\n2024\n\n# Findings\n\nIn 2022, we judged the force as good at managing offenders. The rest is told below.',
			quote: /In 2022/,
			text: /last inspected in 2021/,
		},
	],
	sound: [
		'| Question | Grade | Last inspected |\n| --- | --- | --- |\n| Managing offenders | Good | 2021 |\n\n## Managing offenders\n\nOur judgment from the 2021 inspection has been carried over.',
		'## Summary\n\nIn 2021, we judged the force as good at managing offenders. In 2022, we judged the force as inadequate at answering calls.\n\n## Managing offenders\n\nOur judgment from the 2021 inspection has been carried over.',
		'Our 2021 judgments remain in place for the areas that we did not inspect in 2024.\n\n## Managing offenders\n\nOur judgment from the 2021 inspection has been carried over.',
		{
			says: '## Managing offenders\n\nOur judgment from the 2021 inspection has been carried over.',
			given: { judgments: records },
		},
		'## Treating people fairly\n\nOur judgment from the 2021 inspection has been carried over.\n\n## Summary\n\nIn 2022, we judged the force as good at leading its people.',
	],
});

import { testRule } from '../../../../test/checker/passages.ts';
import { sampleWindowAfterReview } from './sample-window-after-review.ts';

testRule(sampleWindowAfterReview, {
	faulty: [
		{
			says: 'We reviewed the case files in May 2023. We selected files of crimes recorded between 1 April and 30 June 2023.',
			quote: 'between 1 April and 30 June 2023',
			text: /drawn until 30 June 2023/,
		},
		{
			says: 'Before our fieldwork, we reviewed 60 files. Fieldwork took place in September 2023. Files were selected at random from crimes recorded between 1 July and 31 October 2023.',
			quote: /31 October 2023/,
		},
		{
			says: 'In advance of our inspection fieldwork, we reviewed 80 records. A new course was scheduled to start in June 2023. We randomly chose records from the period between 1 April and 31 July 2023.',
			quote: /31 July 2023/,
			text: /still to come by 30 June 2023/,
		},
	],
	sound: [
		'We reviewed the case files in May 2023. We selected files of crimes recorded between 1 January and 31 March 2023.',
		'Before our fieldwork, we reviewed 60 files. Fieldwork took place in September 2023. Files were selected at random from crimes recorded between 1 April and 30 June 2023.',
		'In advance of our inspection fieldwork, we reviewed 80 records. A new course was scheduled to start in October 2023. We randomly chose records from the period between 1 April and 31 July 2023.',
		'We selected files of crimes recorded between 1 April and 30 June 2023.',
	],
});

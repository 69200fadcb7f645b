import { testRule } from '../../../../test/checker/passages.ts';
import { smallSampleAsAccuracy } from './small-sample-as-accuracy.ts';

testRule(smallSampleAsAccuracy, {
	faulty: [
		{
			says: 'Inspectors examined 7 reports of theft. The recording of crime has a high degree of accuracy.',
			quote: 'high degree of accuracy',
			text: /rests on 7 records/,
		},
		{ says: 'In 9 of the 12 files (75 percent), the victim had been kept informed.', quote: '75 percent' },
		{
			says: 'Reality testing in the control room found 100% compliance with the protocol.',
			quote: '100% compliance',
			text: /size is not said/,
		},
		{ says: 'We took a dip sample of custody logs. Staff were fully compliant.', quote: 'fully compliant' },
	],
	sound: [
		'In 9 of the 12 files, the victim had been kept informed.',
		'Inspectors examined 450 reports of theft. The recording of crime has a high degree of accuracy.',
		'We took a dip sample of custody logs. Staff were fully compliant in these, but the sample is too small to say so of all.',
		'Of 14 files, 7 (50 percent; 95 percent confidence interval 27 to 73) had a plan.',
		'The force wants a high degree of accuracy, and trains its staff for it.',
		'In 45 of the 60 files (75 percent), the victim had been kept informed.',
	],
});

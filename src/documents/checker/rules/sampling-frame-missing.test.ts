import { testRule } from '../../../../test/checker/passages.ts';
import { samplingFrameMissing } from './sampling-frame-missing.ts';

testRule(samplingFrameMissing, {
	faulty: [
		{
			says: 'A small sample of custody records showed that checks were made.',
			quote: 'small sample of custody records',
			text: /how many they were/,
		},
		{
			says: 'We reviewed 40 burglary files. Most of them were sound.',
			quote: 'We reviewed 40 burglary files',
			text: /how they were chosen, and from which list\.$/,
		},
		{
			says: 'The force was unable to provide the number of warrants. A sample of warrant files showed that they were signed.',
			quote: 'sample of warrant files',
			text: /could not say how many there are/,
		},
		{
			says: 'Inspectors examined 25 domestic abuse cases and dip-sampled other cases.',
			quote: 'Inspectors examined 25 domestic abuse cases',
		},
	],
	sound: [
		'We reviewed 40 burglary files, drawn at random from the 512 that the force closed in 2027.',
		'A sample of 30 custody records was read. The records were selected from all those opened between 1 and 31 May 2027.',
		'We reviewed a policy on burglary, and spoke to 40 officers.',
		'The force reads samples as part of its work. Its supervisors examined files.',
	],
});

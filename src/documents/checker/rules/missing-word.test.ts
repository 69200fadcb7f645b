import { testRule } from '../../../../test/checker/passages.ts';
import { missingWord } from './missing-word.ts';

testRule(missingWord, {
	faulty: [
		{ says: 'The rate is in line the rate for England.', quote: 'in line the', text: /“with” is missing/ },
		{ says: 'According the force, all staff were trained.', quote: 'According the' },
		{ says: 'The force needs improve its files.', quote: 'needs improve', text: /“to” is missing/ },
		{ says: 'Supervisors should given more time.', quote: 'should given', text: /“be” is missing/ },
		{ says: 'Officers file their carefully and in time.', quote: 'their carefully' },
		{ says: 'The force was unable say how many officers it trains.', quote: 'unable say', text: /“to”/ },
	],
	sound: [
		'The rate is in line with the rate for England. Officers stood in line all day.',
		'According to the force, all staff were trained, and its plans make sense.',
		'The force needs to improve its files. Their needs do matter, and victims’ needs become clearer.',
		'Supervisors should be given more time, and could have used it.',
		'Officers file their papers carefully. The force updates its weekly and monthly lists.',
		'The force is able to say how many officers it trains, and is likely to be asked.',
		'A number of officers agreed. Some of the officers did not, and one of 12 forces said no.',
	],
});

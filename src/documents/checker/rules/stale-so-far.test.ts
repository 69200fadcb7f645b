import { testRule } from '../../../../test/checker/passages.ts';
import { staleSoFar } from './stale-so-far.ts';

const letter = (text: string) => `The chief officer\n\n3 September 2027\n\nDear colleague\n\n${text}`;

testRule(staleSoFar, {
	faulty: [
		{
			says: 'The force has trained 310 officers so far.',
			quote: 'so far',
			text: /the day on which it was true/,
		},
		{
			says: letter('The courses will reach a further 90 staff between now and the end of June.'),
			quote: 'the end of June',
			text: /June is told as still to come, and the document is dated 3 September 2027/,
		},
		{
			says: 'The new custody suite will open in May 2027, and will have 12 cells.',
			given: { dated: '2027-09-03' },
			quote: 'May 2027',
			text: /dated 3 September 2027/,
		},
		{ says: 'To date, 14 of the 20 actions have been completed.', quote: 'To date' },
	],
	sound: [
		'By 31 March 2027, the force had trained 310 officers.',
		'By 31 March 2027, the force had so far trained 310 officers.',
		'The force has not done this so far.',
		letter('The courses will reach a further 90 staff by the end of December.'),
		letter('At the time of our visit, the force planned to open a custody suite in May 2027.'),
		letter('This letter will be published on 4 September 2027. The courses ended in June 2027.'),
		'The new custody suite will open in May 2027.',
	],
});

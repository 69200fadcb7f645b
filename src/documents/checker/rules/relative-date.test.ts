import { testRule } from '../../../../test/checker/passages.ts';
import { relativeDate } from './relative-date.ts';

testRule(relativeDate, {
	faulty: [
		{ says: 'Last year we asked the force to train its call handlers.', quote: 'Last year' },
		{ says: 'The force opened a second custody suite earlier this year.', quote: 'earlier this year' },
		{ says: 'A new system will be bought next year, and staff will be trained for it.', quote: 'next year' },
		{ says: 'We visited in March 2027. Since last summer, the team has grown.', quote: 'last summer' },
	],
	sound: [
		'In 2027 we asked the force to train its call handlers.',
		'Last year (2027/28), the force opened a second custody suite.',
		'We visited in March 2027. Earlier this year, the team had moved.',
		'In 2027 the force recorded 400 burglaries. This is 12 more than in the previous year.',
		'A sergeant told us: “Last year was the hardest that I can remember.”',
		'Each year, the force asks its staff how they are.',
		'The budget for next year, 2028/29, is £3m.',
	],
});

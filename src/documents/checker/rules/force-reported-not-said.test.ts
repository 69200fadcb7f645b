import { testRule } from '../../../../test/checker/passages.ts';
import { forceReportedNotSaid } from './force-reported-not-said.ts';

const bound = { '70 percent': { reportedByForce: true } };

testRule(forceReportedNotSaid, {
	faulty: [
		{ says: 'The force trained 70 percent of its call handlers.', bound, quote: '70 percent' },
		{ says: 'We found that 70 percent of call handlers are trained.', bound, quote: '70 percent' },
		{
			says: 'According to the force, cells are clean.\n\nOf call handlers, 70 percent are trained.',
			bound,
			quote: '70 percent',
		},
	],
	sound: [
		{ says: 'According to the force, 70 percent of its call handlers are trained.', bound },
		{
			says: 'The force told us how it trains its staff. It has reached 70 percent of its call handlers.',
			bound,
		},
		{ says: 'The force’s own figures show 70 percent. We have not checked them.', bound },
		{
			says: 'The force trained 70 percent of its call handlers.',
			bound: { '70 percent': { reportedByForce: false } },
		},
		'The force trained 70 percent of its call handlers.',
	],
});

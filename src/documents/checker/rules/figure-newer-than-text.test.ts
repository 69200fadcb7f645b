import { testRule } from '../../../../test/checker/passages.ts';
import { figureNewerThanText } from './figure-newer-than-text.ts';

const written = '2027-05-04T10:00:00Z';
const older = { written, computed: '2027-05-04T09:59:59Z' };
const newer = { written, computed: '2027-06-01T00:00:00Z' };

testRule(figureNewerThanText, {
	faulty: [
		{
			says: 'The rate of 44 percent is high.',
			bound: { '44 percent': newer },
			quote: '44 percent',
			text: /again on 1 June 2027, and the words around it are of 4 May 2027/,
		},
		{
			says: 'It was 12 percent, and is 44 percent.',
			bound: { '12 percent': older, '44 percent': newer },
			quote: '44 percent',
		},
		{
			says: 'The force solved 9 of 10.',
			bound: { '9 of 10': { written, computed: '2027-05-04T10:00:00.001Z' } },
			quote: '9 of 10',
		},
	],
	sound: [
		{ says: 'The rate of 44 percent is high.', bound: { '44 percent': older } },
		{ says: 'The rate of 44 percent is high.', bound: { '44 percent': { computed: newer.computed } } },
		{ says: 'The rate of 44 percent is high.', bound: { '44 percent': { computed: written, written } } },
		'The rate of 44 percent is high.',
	],
});

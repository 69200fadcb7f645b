import { testRule } from '../../../../test/checker/passages.ts';
import { numberNotBound } from './number-not-bound.ts';

testRule(numberNotBound, {
	faulty: [
		{
			says: 'The force recorded 61.2 crimes for every officer, and solved 12 percent of them.',
			bound: { '61.2 crimes': {} },
			quote: /^12 percent/,
		},
		{
			says: 'Of its staff, 310 were trained. The share is 44 percent.',
			bound: { '44 percent': {} },
			quote: /^310/,
		},
		{ says: 'It spent £2.9m on lamps and 8 percent on cars.', bound: { '8 percent': {} }, quote: /^£2\.9m/ },
	],
	sound: [
		{
			says: 'The force recorded 61.2 crimes for every officer.',
			bound: { '61.2 crimes': { how: 'stated', source: 'evidence' } },
		},
		{
			says: 'We looked at three areas and spoke to 44 percent of staff on 4 May 2027.',
			bound: { '44 percent': {} },
		},
		'The force solved 12 percent of 400 crimes.',
	],
});

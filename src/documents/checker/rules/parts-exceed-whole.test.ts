import { testRule } from '../../../../test/checker/passages.ts';
import { partsExceedWhole } from './parts-exceed-whole.ts';

testRule(partsExceedWhole, {
	faulty: [
		{
			says: 'Of the 90 calls that we heard, 96 were answered within ten seconds.',
			quote: /90 calls.*96/,
			text: /96 cannot be part of 90/,
		},
		{
			says: 'Supervisors had signed 72 of the 60 files.',
			quote: '72 of the 60',
			text: /72 cannot be part of 60/,
		},
		{ says: 'The force recorded 410 offences, of which 530 were solved.', quote: /410.*530/ },
		{
			says: 'Of the calls, 64 percent were answered in time and the remaining 46 percent were not.',
			quote: /64 percent.*46 percent/,
			text: /come to 110 percent/,
		},
		{ says: 'The unit has 12 officers, including 15 sergeants.', quote: /12 officers, including 15/ },
	],
	sound: [
		'Of the 240 officers who replied, 180 were satisfied. Of those, 60 had served for more than ten years.',
		'We gave 50 weights of 0.5 and 100 of 1.',
		'Supervisors had signed 54 of the 60 files.',
		'The force recorded 530 offences, of which 410 were solved.',
		'Of the calls, 64 percent were answered in time and the remaining 36 percent were not.',
		'It made 67 disclosures following 41 applications.',
		'The rate rose from 64 percent to 79 percent, and the rest of the region followed.',
		'The force has more than 40 vehicles, including 52 that it leases.',
		'Officers waited 12 weeks, of which 20 days were spent on paper work.',
	],
});

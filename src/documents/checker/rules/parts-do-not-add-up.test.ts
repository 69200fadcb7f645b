import { testRule } from '../../../../test/checker/passages.ts';
import { partsDoNotAddUp } from './parts-do-not-add-up.ts';

testRule(partsDoNotAddUp, {
	faulty: [
		{
			says: 'The team has 30 people: 12 detectives, 8 analysts and 6 support staff.',
			quote: /30 people/,
			text: /come to 26/,
		},
		{
			says: 'The force has a total of 120 officers in the unit: 60 in the north and 50 in the south.',
			quote: /120 officers.*50/,
			text: /come to 110, and the whole is given as 120/,
		},
		{ says: 'We spoke to 48 people (20 officers, 15 staff and 12 volunteers).', quote: /48 people.*12/ },
		{
			says: 'Cases closed for want of evidence were 30 percent of the total. This figure includes cases in which the victim either did or did not support action. In both cases, that figure was 12 percent.',
			quote: /This figure includes/,
			text: /come to 24, and the whole is 30/,
		},
		{
			says: '| Area | Officers |\n| --- | --- |\n| North | 40 |\n| South | 35 |\n| Total | 85 |',
			quote: /Total 85/,
			text: /come to 75/,
		},
	],
	sound: [
		'We held six focus groups (two with sergeants and one with each of the four divisions).',
		'The weights are 1 on the diagonal: 2 for near, 3 for far.',
		'The force has a total of 110 officers in the unit: 60 in the north and 50 in the south.',
		'We spoke to 47 people (20 officers, 15 staff and 12 volunteers).',
		'Cases closed for want of evidence were 24 percent of the total. This figure includes cases in which the victim either did or did not support action. In both cases, that figure was 12 percent.',
		'| Area | Officers |\n| --- | --- |\n| North | 40 |\n| South | 35 |\n| Total | 75 |',
		'The force recorded 430 offences (up from 390 in 2022 and 350 in 2021).',
		'We reviewed 60 files (for example 12 of burglary and 10 of robbery).',
		'The budget has 4 lines (2 percent for travel, 3 percent for training).',
	],
});

import { testRule, words } from '../../../../test/checker/passages.ts';
import { acronymNotExpanded } from './acronym-not-expanded.ts';

const given = { glossary: words };

testRule(acronymNotExpanded, {
	faulty: [
		{ says: 'Cases are passed on to the MASH within a day. The MASH is busy.', given, quote: 'MASH' },
		{
			says: 'The ZQR board meets each month.',
			given,
			quote: 'ZQR',
			text: /first time, and is not spelt out/,
		},
		{
			says: 'Members of the IAG said so. An independent advisory group (IAG) is needed.',
			given,
			quote: 'IAG',
		},
	],
	sound: [
		{ says: 'Cases go to the multi-agency safeguarding hub (MASH). The MASH is busy.', given },
		{ says: 'Cases go to the MASH (multi-agency safeguarding hub). The MASH is busy.', given },
		{ says: 'The force has two multi-agency safeguarding hubs. Each MASH is busy.', given },
		{
			says: 'Zonal review notices (ZRNs) and their orders (ZRN/Os) are new. A court granted 12 ZROs.',
			given,
		},
		{ says: 'Forces across the UK meet each month, and Part II of the Act applies.', given },
		{ says: 'The Zonal Quality Review (ZQR) board meets each month. The ZQR chair is new.', given },
		'Cases are passed on to the MASH within a day.',
	],
});

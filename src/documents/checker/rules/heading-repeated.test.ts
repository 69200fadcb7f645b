import { testRule } from '../../../../test/checker/passages.ts';
import { headingRepeated } from './heading-repeated.ts';

const box = (title: string, text: string) => `## ${title}\n\n**Good**\n\n${text}\n\n`;

testRule(headingRepeated, {
	faulty: [
		{
			says: `# Summary\n\n${box('How are calls answered?', 'Calls are answered in time.')}${box('How are officers sent?', 'They are sent in time.')}${box('How are calls answered?', '')}`,
			quote: 'How are calls answered?',
			text: /nothing stands under them here/,
		},
		{
			says: `# Summary\n\n${box('How are calls answered?', 'Calls are answered in time.')}${box('How are calls answered?', 'Callers are asked how they are.')}`,
			quote: 'How are calls answered?',
			text: /torn in two/,
		},
		{
			says: `# One\n\nText.\n\n# Two\n\n${box('Custody', 'Cells are clean and well lit.')}${box('Dogs', 'Dogs are fed.')}${box('Custody', '')}`,
			quote: 'Custody',
		},
	],
	sound: [
		`# Summary\n\n${box('How are calls answered?', 'Calls are answered in time.')}${box('How are officers sent?', 'They are sent in time.')}`,
		`# Effectiveness\n\n${box('Summary', 'Calls are answered in time.')}# Efficiency\n\n${box('Summary', 'Money is spent well.')}`,
		'# One\n\n## Areas\n\nText here.\n\n## Areas\n\nMore text here.',
	],
});

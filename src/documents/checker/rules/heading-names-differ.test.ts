import { testRule } from '../../../../test/checker/passages.ts';
import { headingNamesDiffer } from './heading-names-differ.ts';

const framework = {
	pillars: ['Effectiveness'],
	questions: [{ id: 'custody', name: 'Caring for people in custody', also: ['Custody care'] }],
	grades: ['good'],
};
const letter = (second: string) =>
	`# An inspection of how forces answer calls from the public\n\n## Answering calls\n\nCalls are answered.\n\n## ${second}\n\nOfficers are sent.\n\n## Learning from complaints\n\nComplaints are read.\n`;

testRule(headingNamesDiffer, {
	faulty: [
		{
			says: '| Area | Grade |\n| --- | --- |\n| Treating victims kindly | Good |\n\n# Kind treatment of victims\n\nVictims are treated kindly.',
			quote: 'Treating victims kindly',
			text: /called “Treating victims kindly” here, and “Kind treatment of victims” elsewhere/,
		},
		{
			says: 'We looked at:\n\n- planning duty rosters;\n- training new detectives.\n\n# Planning duty rosters and leave\n\nRosters are planned.\n\n# Training new detectives\n\nThey are trained.',
			quote: 'planning duty rosters',
		},
		{
			says: '# Custody care\n\nPeople in custody are cared for.',
			given: { framework },
			quote: 'Custody care',
			text: /calls this part “Caring for people in custody”/,
		},
		{
			says: letter('Attending incidents'),
			beside: [letter('Sending officers')],
			quote: 'Attending incidents',
			text: /called “Sending officers” in other-0\.md/,
		},
	],
	sound: [
		'| Area | Grade |\n| --- | --- |\n| Treating victims kindly | Good |\n\n# Treating victims kindly\n\nVictims are treated kindly.',
		'# Recording crime\n\nCrime is recorded.\n\n# Investigating crime\n\nCrime is investigated.',
		{ says: '# Caring for people in custody\n\nPeople in custody are cared for.', given: { framework } },
		{ says: letter('Attending incidents'), beside: [letter('Attending incidents')] },
		{
			says: letter('Attending incidents'),
			beside: [letter('Sending officers').replace('answer calls', 'use cars')],
		},
		'We looked at:\n\n- dog teams in towns;\n- dog teams in towns and villages.\n\nBoth work well.',
	],
});

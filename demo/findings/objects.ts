import type { ObjectKind } from '../../src/evidence/index.ts';

/** What the report of January 2020 says was looked at, and the grounds and findings that are about it. */
export const objects2018: readonly {
	name: string;
	kind: ObjectKind;
	owner: string;
	purpose: string;
	look: string;
	questions: readonly string[];
	/** Keys of the evidence. */
	evidence: readonly string[];
	/** How the findings about it begin. */
	findings: readonly string[];
	states?: readonly { state: string; since: string; until?: string; note: string }[];
}[] = [
	{
		name: 'Multi-agency safeguarding hub, Derby City',
		kind: 'safeguarding hub',
		owner: 'The force and its partners',
		purpose: 'Partners share what they know about people at risk, and act early and together.',
		look: 'Who is there, how quickly referrals are decided, and what partners say.',
		questions: ['protecting-vulnerable-people', 'meeting-current-demands'],
		evidence: ['safeguarding-hubs'],
		findings: ['All who take part in the two'],
	},
	{
		name: 'Multi-agency safeguarding hub, Derbyshire County',
		kind: 'safeguarding hub',
		owner: 'The force and its partners',
		purpose: 'Partners share what they know about people at risk, and act early and together.',
		look: 'Who is there, how quickly referrals are decided, and what partners say.',
		questions: ['protecting-vulnerable-people', 'meeting-current-demands'],
		evidence: ['safeguarding-hubs'],
		findings: ['All who take part in the two'],
	},
	{
		name: 'Risk referral unit',
		kind: 'team',
		owner: 'Derbyshire Constabulary',
		purpose: 'Checks risk assessments and refers people to those who can help them.',
		look: 'Number of referrals, backlog, who does what; before 2019, the central referral unit.',
		questions: ['protecting-vulnerable-people'],
		evidence: ['referral-unit'],
		findings: ['The risk referral unit has more'],
	},
	{
		name: 'Public protection notifications',
		kind: 'risk assessment',
		owner: 'Derbyshire Constabulary',
		purpose:
			'Assess the risk in domestic abuse, stalking and harassment at the scene, on a mobile device; a supervisor checks each.',
		look: 'A sample of notifications: complete, children seen, downgraded why.',
		questions: ['protecting-vulnerable-people'],
		evidence: ['risk-assessments', 'downgrading'],
		findings: ['Vulnerable people are attended promptly', 'Some assessments of domestic abuse'],
	},
	{
		name: 'THRIVE risk assessment',
		kind: 'risk assessment',
		owner: 'Derbyshire Constabulary',
		purpose:
			'Call handlers weigh threat, harm, risk, investigation, vulnerability and engagement, and write down why.',
		look: 'Calls and incident records: applied, and recorded in enough detail.',
		questions: ['protecting-vulnerable-people', 'investigating-crime'],
		evidence: ['call-handling'],
		findings: ['Not all call handlers assess risk'],
	},
	{
		name: 'Records of contact',
		kind: 'system',
		owner: 'Derbyshire Constabulary',
		purpose: 'Pass a message on without an incident or a crime record.',
		look: 'Whether any of them hold what should have been recorded as a crime.',
		questions: ['protecting-vulnerable-people'],
		evidence: ['call-handling'],
		findings: ['Not all call handlers assess risk'],
	},
	{
		name: 'Review of people wanted on the Police National Computer',
		kind: 'process',
		owner: 'Derbyshire Constabulary',
		purpose: 'Looks at each wanted person again after three, six and nine months.',
		look: 'Whether each review was made, and what it changed.',
		questions: ['investigating-crime'],
		evidence: ['wanted-count'],
		findings: ['Wanted people are listed promptly'],
	},
	{
		name: 'Armed policing strategic threat and risk assessment',
		kind: 'risk assessment',
		owner: 'Derbyshire Constabulary',
		purpose: 'Sets out, every year, which threats call for armed officers, how many and how trained.',
		look: 'The newest assessment and its register of risks, beside the one before.',
		questions: ['armed-policing'],
		evidence: ['armed-assessment'],
		findings: [
			'The force understands well enough',
			'The assessment still says too little',
			'The newest assessment looks',
		],
	},
	{
		name: 'Use of force scrutiny group',
		kind: 'scrutiny panel',
		owner: 'Independent advisory group',
		purpose:
			'Every other month people from outside look at ten uses of force drawn by chance, with video where there is one.',
		look: 'How cases are drawn, what is said of them, and what comes of it.',
		questions: ['treating-the-public-fairly'],
		evidence: ['advisory-group'],
		findings: ['Since early 2019 a group looks'],
	},
	{
		name: 'Stop and search scrutiny by the advisory group',
		kind: 'scrutiny panel',
		owner: 'Independent advisory group',
		purpose:
			'Each month trained volunteers look at ten searches drawn by chance, and tell the officers what they think.',
		look: 'How records are drawn, what is found, and whether trends are looked at.',
		questions: ['treating-the-public-fairly'],
		evidence: ['advisory-group'],
		findings: ['Training in stop and search is highly'],
	},
	{
		name: 'Part in the Best Use of Stop and Search Scheme',
		kind: 'scheme',
		owner: 'Derbyshire Constabulary',
		purpose: 'To record, publish and open to others how stop and search is used.',
		look: 'The criteria of the scheme, one by one.',
		questions: ['treating-the-public-fairly'],
		evidence: ['policy-documents'],
		findings: ['It now meets all the criteria'],
		states: [
			{
				state: 'Not part of the scheme',
				since: '2017-12-31',
				until: '2020-01-20',
				note: 'As the report of December 2017 said. When this ended is not stated: the day is that before the next report.',
			},
			{
				state: 'Meets all its criteria',
				since: '2020-01-21',
				note: 'As the report of January 2020 says, and from the day of that report.',
			},
		],
	},
	{
		name: 'Project Advenus',
		kind: 'team',
		owner: 'Derbyshire Constabulary',
		purpose: 'Follows what becomes of foreign nationals who come to the notice of the police.',
		look: 'Referrals beside arrests and voluntary interviews.',
		questions: ['investigating-crime'],
		evidence: ['force-figures'],
		findings: ['Foreign nationals who offend'],
	},
	{
		name: 'Demand dashboard',
		kind: 'system',
		owner: 'Derbyshire Constabulary',
		purpose: 'Brings the data of all systems together at once.',
		look: 'What it shows, who uses it, and since when.',
		questions: ['meeting-current-demands', 'planning-for-the-future'],
		evidence: ['change-team'],
		findings: ['New staff and better technology'],
	},
	{
		name: 'Ethics and culture group',
		kind: 'board or meeting',
		owner: 'Derbyshire Constabulary',
		purpose: 'Discusses dilemmas that the workforce brings.',
		look: 'Notes of its meetings, and who knows of it.',
		questions: ['ethical-and-lawful-behaviour'],
		evidence: ['ethics-notes'],
		findings: ['A group discusses dilemmas'],
	},
];

import type { Found, Ground } from './said.ts';

/** What the report of November 2014 says of Derbyshire, in our own words, by question and sub-question. */
export const crime2014: readonly Found[] = [
	{
		question: 'reducing-crime',
		part: 'crime',
		tone: 'strength',
		text: 'Recorded crime without fraud was 21% lower in the 12 months to June 2014 than in the 12 months to June 2010. In England and Wales it was 16% lower. Crime with a victim was 22% lower, beside 16%.',
		rests: ['figures'],
	},
	{
		question: 'reducing-crime',
		part: 'crime',
		tone: 'neutral',
		text: 'In the 12 months to June 2014 recorded crime without fraud rose by 2%, while it fell by 1% in England and Wales. The detection rate was 27% in the 12 months to March 2014, and 26% in England and Wales.',
		rests: ['figures'],
	},
	{
		question: 'reducing-crime',
		part: 'needs-of-the-community',
		tone: 'strength',
		text: 'Each year the force and its partners agree on local priorities at a seminar on threat and risk, and look at them again after six months. Resources follow the eight priorities agreed for 2014, and move when a priority has been dealt with.',
		rests: ['seniors', 'partners'],
	},
	{
		question: 'reducing-crime',
		part: 'victim-contact',
		tone: 'strength',
		text: 'Every victim is given a contract that says how and how often they will hear from the police. In the 12 months to June 2014, 88.0% (± 1.4) of victims were satisfied with the whole of the service, beside 85.0% (± 0.2) in England and Wales. The year before it was 86.7% (± 1.4).',
		rests: ['figures', 'partners'],
	},
	{
		question: 'reducing-crime',
		part: 'police-tactics',
		tone: 'strength',
		text: 'The force uses the full range of its powers to prevent crime and to turn people away from it. More than 40 domestic violence protection notices had been issued, and officers understand well what they are worth to victims.',
		rests: ['focus-groups'],
	},
	{
		question: 'reducing-crime',
		part: 'partnership-and-information',
		tone: 'strength',
		text: 'The force works well with its partners, from its leaders to its neighbourhood teams, to prevent crime and to manage serious and serial offenders.',
		rests: ['partners', 'focus-groups'],
	},
	{
		question: 'reducing-crime',
		part: 'partnership-and-information',
		tone: 'weakness',
		text: 'A new database will share information with partners in a neighbourhood, but does little to keep what worked and pass it on elsewhere in the force. Chances to learn may be missed.',
		rests: ['observation', 'focus-groups'],
	},
	{
		question: 'reducing-crime',
		part: 'partnership-and-information',
		tone: 'weakness',
		text: 'The force can measure little of what its work against crime brings. It knows this, and has begun to look for better ways.',
		rests: ['seniors', 'focus-groups'],
	},
	{
		question: 'reducing-crime',
		part: 'domestic-abuse',
		tone: 'strength',
		text: 'What the force does about domestic abuse is getting better: it no longer issues warning letters for harassment, looks at every case in its daily management meetings, and refers repeat victims to a multi-agency conference.',
		rests: ['seniors', 'observation'],
	},
	{
		question: 'investigating-offending',
		part: 'vulnerability-risk-and-victims',
		tone: 'strength',
		text: 'Leaders stress victims and those most at risk. Each of the three divisions has officers who look after people susceptible to harm, and risk is assessed together with partners.',
		rests: ['seniors', 'focus-groups'],
	},
	{
		question: 'investigating-offending',
		part: 'investigation',
		tone: 'strength',
		text: 'In the files that we read the standard of investigation was good: positive action was taken, powers of arrest were used properly and supervision was good. Cases are sampled every month, and a panel of several agencies looks at every case of rape and other serious sexual offences.',
		rests: ['files', 'seniors'],
	},
	{
		question: 'investigating-offending',
		part: 'investigation',
		tone: 'weakness',
		text: 'Some first steps of investigations were not good enough, and the strategy of an investigation is not always recorded.',
		rests: ['files', 'focus-groups'],
	},
	{
		question: 'investigating-offending',
		part: 'repeat-and-prolific-offenders',
		tone: 'strength',
		text: 'Offenders who do the most harm are managed together with partners: 502 people in July 2014. The force counted 198 prolific and priority offenders on 31 July 2014.',
		rests: ['partners', 'force-figures'],
	},
	{
		question: 'investigating-offending',
		part: 'learning',
		tone: 'strength',
		text: 'Groups that look closely at investigations find out why some did not lead to a conviction, and make later ones better.',
		rests: ['observation'],
	},
	{
		question: 'investigating-offending',
		part: 'learning',
		tone: 'weakness',
		text: 'Little is done to find out which tactics against crime work. The force knows this and has begun to look at policing based on evidence.',
		rests: ['seniors', 'focus-groups'],
	},
	{
		question: 'anti-social-behaviour',
		part: 'community-contact',
		tone: 'strength',
		text: 'The force has spared its safer neighbourhood teams from cuts as far as it could. They know what concerns people locally, and act on what is agreed with them.',
		rests: ['focus-groups', 'observation'],
	},
	{
		question: 'anti-social-behaviour',
		part: 'partnership',
		tone: 'strength',
		text: 'Work with partners is strong: eight co-ordinators of anti-social behaviour and four partnership sergeants work from council offices.',
		rests: ['partners'],
	},
	{
		question: 'anti-social-behaviour',
		part: 'improving-services',
		tone: 'neutral',
		text: 'The force recorded 46,766 incidents in the 12 months to March 2014, 7% fewer than in the 12 months before. The rate of 45.5 for each 1,000 people is higher than that of England and Wales, 36.8.',
		rests: ['figures'],
	},
	{
		question: 'anti-social-behaviour',
		part: 'improving-services',
		tone: 'weakness',
		text: 'Neighbourhood officers were not clear how anti-social behaviour is recorded or investigated, and what works against it is hardly measured or passed on.',
		rests: ['focus-groups', 'observation'],
	},
];

/** How the inspection was made, as its method is described: the report does not count interviews or groups. */
export const evidence2014: Readonly<Record<string, Ground>> = {
	report: {
		kind: 'document',
		source: ['document', 'Crime inspection 2014, report on the force'],
		title: 'The report of November 2014',
		text: 'What was published of the inspection. The papers of the inspectors are not public.',
	},
	seniors: {
		kind: 'interview',
		source: ['person', 'Senior officers for crime, neighbourhoods and the care of victims'],
		title: 'Interviews with senior officers',
		text: 'The officers who lead on crime, neighbourhood policing and the care of victims were interviewed.',
	},
	partners: {
		kind: 'interview',
		source: ['organisation', 'Heads of partner organisations'],
		title: 'Interviews with heads of partner organisations',
		text: 'Heads of organisations such as local authorities told how they work with the force.',
	},
	'focus-groups': {
		kind: 'focus group',
		source: ['meeting', 'Focus groups of officers, investigators and staff'],
		title: 'Focus groups',
		text: 'Frontline officers, investigators and police staff met in groups.',
	},
	observation: {
		kind: 'observation',
		source: ['place', 'Work of frontline officers and staff'],
		title: 'Work as it was done',
		text: 'The work of frontline officers and staff was observed at first hand.',
	},
	files: {
		kind: 'record review',
		source: ['sample', '20 crime investigations'],
		title: 'Crime investigations that were read',
		text: '20 investigations were read: of violence with injury, serious sexual offences, burglary in a dwelling and anti-social behaviour. They are a small number and show no share of all investigations.',
	},
	figures: {
		kind: 'figure',
		source: ['figures', 'Published statistics to June 2014'],
		title: 'Recorded crime, anti-social behaviour and satisfaction',
		text: 'Crimes for each 1,000 people in the 12 months to June 2014, with England and Wales in brackets: all without fraud 50.8 (60.7), those with a victim 46.0 (53.9), violence with injury 5.5 (5.9), sexual offences 0.9 (1.2). Burglary in a dwelling, for each 1,000 households: 6.6 (8.9). Incidents of anti-social behaviour, in the 12 months to March 2014: 45.5 (36.8). Victim satisfaction in the 12 months to June 2013: 86.7% (± 1.4).',
	},
	'force-figures': {
		kind: 'document',
		source: ['organisation', 'The force’s own figures'],
		title: 'People managed as offenders',
		text: 'The force counted 502 people in its integrated offender management in July 2014, and 198 prolific and priority offenders on 31 July 2014.',
	},
	plan: {
		kind: 'action plan',
		source: ['document', 'Domestic abuse action plan of the force'],
		title: 'Domestic abuse action plan',
		text: 'A first look: the plan follows the national priorities, says how the response to domestic abuse will improve, and refers to the recommendations. It informed no judgment.',
	},
};

export const recommendation2014 = {
	question: 'reducing-crime',
	text: 'Within six months, Derbyshire Constabulary should have systematic methods for:',
	months: 6,
	items: [
		'reviewing what its present tactics, and its new initiatives against crime and anti-social behaviour, have brought;',
		'keeping what is learnt about preventing crime and solving local problems;',
		'passing on what is learnt and what works, within the force and to its partners.',
	],
};

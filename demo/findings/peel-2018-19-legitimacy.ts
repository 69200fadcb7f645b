import type { Found } from './said.ts';

/** What the report of January 2020 finds under legitimacy. */
const fairly = 'treating-the-public-fairly';
const ethical = 'ethical-and-lawful-behaviour';

export const legitimacy2018: readonly Found[] = [
	{
		question: fairly,
		part: 'fair-and-respectful',
		tone: 'strength',
		text: 'The force works closely with its communities and asks them what they think, in surveys, forums and at six larger events.',
		rests: ['networks', 'public-views', 'advisory-group'],
	},
	{
		question: fairly,
		part: 'fair-and-respectful',
		tone: 'strength',
		text: 'Volunteers from all backgrounds are many, well led and valued. Not all of their skills are known.',
		rests: ['networks'],
	},
	{
		question: fairly,
		part: 'fair-and-respectful',
		tone: 'weakness',
		text: 'What people know of unconscious bias varies: those trained understand it well, call handlers and specialists less.',
		rests: ['front-line', 'call-handling'],
	},
	{
		question: fairly,
		part: 'using-force',
		tone: 'strength',
		text: 'Since early 2019 a group looks at every use of force with good data, and people from outside look at cases drawn by chance, every other month.',
		rests: ['advisory-group', 'leaders'],
	},
	{
		question: fairly,
		part: 'using-force',
		tone: 'weakness',
		text: 'Safety training has run out for up to 28% of those who need it, by the force’s figures.',
		rests: ['force-figures', 'front-line'],
	},
	{
		question: fairly,
		part: 'using-force',
		tone: 'neutral',
		text: 'Officers and staff know well enough when to record force; some are not sure of handcuffs on people who comply.',
		rests: ['front-line'],
	},
	{
		question: fairly,
		part: 'stop-and-search',
		tone: 'strength',
		text: 'Training in stop and search is highly thought of, and data are looked at closely every month, inside the force and from outside.',
		rests: ['front-line', 'advisory-group', 'leaders'],
	},
	{
		question: fairly,
		part: 'stop-and-search',
		tone: 'neutral',
		text: 'Of a representative sample of 322 records 83% had reasonable grounds recorded.',
		rests: ['search-records'],
	},
	{
		question: fairly,
		part: 'stop-and-search',
		tone: 'weakness',
		text: 'The force has done part of what we recommended to all forces in 2017. It does not compare find rates by ethnicity, does not part possession of drugs from supply, and publishes neither analysis nor action.',
		rests: ['data-pack', 'leaders'],
	},
	{
		question: fairly,
		part: 'stop-and-search',
		tone: 'strength',
		text: 'It now meets all the criteria of the Best Use of Stop and Search Scheme, of which it was no member in 2017.',
		rests: ['policy-documents', 'leaders'],
	},
	{
		question: ethical,
		tone: 'strength',
		text: 'Leaders build a culture of values and of learning, and are seen as role models. A guide ties its three principles to the Code of Ethics.',
		rests: ['front-line', 'leaders'],
	},
	{
		question: ethical,
		tone: 'strength',
		text: 'Outcomes of misconduct cases are told openly, in plain words, and may be commented on.',
		rests: ['intranet'],
	},
	{
		question: ethical,
		tone: 'neutral',
		text: 'A group discusses dilemmas from real events. Few know of its work, and supervisors seldom lead such talks in their teams.',
		rests: ['ethics-notes', 'front-line'],
	},
	{
		question: ethical,
		tone: 'strength',
		text: 'Vetting meets the code and the guidance, backlogs are rare, and a senior officer looks at each rejection of a candidate from an ethnic minority.',
		rests: ['policy-documents', 'leaders'],
	},
	{
		question: ethical,
		tone: 'strength',
		text: 'The force knows the risk from corruption and acts on it. Abuse of position for a sexual purpose is understood as serious corruption at all levels.',
		rests: ['counter-corruption', 'front-line'],
	},
];

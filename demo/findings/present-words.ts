import type { Met } from '../../src/judgments/index.ts';

/** Made-up findings for the present round, question by question: what is said of a force depends on the grade drawn for it. */
export type Words = {
	/** What speaks for the force, the most telling first. */
	strengths: readonly [string, string];
	weaknesses: readonly [string, string];
	/** The area for improvement that follows from the first weakness. */
	improve: string;
};

export const words: Readonly<Record<string, Words>> = {
	'service-for-victims': {
		strengths: [
			'Emergency calls are answered well within the time that the force sets itself.',
			'Call handlers weigh risk in a structured way and write down why they decide as they do.',
		],
		weaknesses: [
			'Too many people who call on the non-emergency line give up before they are answered.',
			'In the files that we read, repeat victims were not always recognised at first contact.',
		],
		improve: 'The force should make sure that repeat and vulnerable victims are recognised at first contact.',
	},
	'crime-recording': {
		strengths: [
			'Reports of crime become crime records, and the force checks every week that they do.',
			'Records that are cancelled meet the rules.',
		],
		weaknesses: [
			'Crimes against victims who live with the offender are recorded late.',
			'Some reports of violence stay in the log of contacts and never become a crime record.',
		],
		improve: 'The force should record reports of violence within 24 hours.',
	},
	'police-powers': {
		strengths: [
			'People outside the force look at stop and search, and officers hear what they think.',
			'Supervisors watch footage of the use of force, and act on what they see.',
		],
		weaknesses: [
			'Recorded grounds of searches are often too thin to show that they were reasonable.',
			'The force measures disparities in its use of powers, and does not explain or publish them.',
		],
		improve:
			'The force should publish its analysis of disparities in the use of its powers, and what it does about them.',
	},
	'responding-to-the-public': {
		strengths: [
			'Response officers get to people as fast as the priority of their call demands.',
			'A clinician in the control room helps to decide who should answer a call about mental health.',
		],
		weaknesses: [
			'Risk is not assessed again when a response is delayed.',
			'Supervisors in the control room change priorities without writing down why.',
		],
		improve: 'The force should assess risk again whenever a response is delayed.',
	},
	'preventing-crime': {
		strengths: [
			'Neighbourhood officers spend nearly all their time in their neighbourhoods.',
			'Problem-solving plans are supervised, evaluated and passed on.',
		],
		weaknesses: [
			'Neighbourhood officers are taken away to fill shifts in response, often at short notice.',
			'Problem-solving plans are written and seldom evaluated.',
		],
		improve: 'The force should evaluate its problem-solving plans and pass on what works.',
	},
	'investigating-crime': {
		strengths: [
			'Investigations are allocated by what they need, and people with the right skills lead them.',
			'Victims are kept informed as was agreed with them.',
		],
		weaknesses: [
			'Plans of investigations are thin, and supervisors add little to them.',
			'Digital evidence takes months, and investigations wait for it.',
		],
		improve: 'The force should make sure that investigations have a plan and are supervised until they end.',
	},
	'protecting-vulnerable-people': {
		strengths: [
			'Protective orders are used, and breaches are dealt with at once.',
			'Partners in the safeguarding hub decide together, without a backlog.',
		],
		weaknesses: [
			'The profile of domestic abuse is three years old and draws on police data alone.',
			'Referrals to partners wait for days before anybody reads them.',
		],
		improve: 'The force should deal with its backlog of referrals, and know at any time how large it is.',
	},
	'managing-offenders': {
		strengths: [
			'Outstanding suspects are ranked by the harm they may do, and pursued every day.',
			'Visits to registered sex offenders are up to date, and most are unannounced.',
		],
		weaknesses: [
			'Nobody looks at decisions to release suspects under investigation.',
			'The force does not know how many of its outstanding suspects are wanted for domestic abuse.',
		],
		improve: 'The force should examine decisions about bail and release under investigation.',
	},
	workforce: {
		strengths: [
			'New officers have tutors with time for them.',
			'Support for wellbeing reaches those in the most demanding posts.',
		],
		weaknesses: [
			'Sergeants have too many officers to supervise, and too many other duties.',
			'The force does not know why people leave.',
		],
		improve: 'The force should find out why people leave, and act on it.',
	},
	leadership: {
		strengths: [
			'The strategic plan follows from the force management statement, and leaders know it.',
			'Poor performance is seen early, and put right.',
		],
		weaknesses: [
			'Meetings about performance count much and decide little.',
			'Benefits of large projects are promised and not followed.',
		],
		improve: 'The force should follow whether its projects bring what they were to bring.',
	},
	'serious-organised-crime': {
		strengths: [
			'Lead officers have time, skills and plans that are reviewed.',
			'Neighbourhood teams know the groups in their area, and help to disrupt them.',
		],
		weaknesses: [
			'Disruption is recorded, and its effect is not assessed.',
			'Lead officers have had no training for what they lead.',
		],
		improve: 'The force should assess what effect its disruption of organised crime has.',
	},
};

type Because = {
	strengths: number;
	weaknesses: number;
	raises: 'practice' | 'area' | 'concern' | null;
	/** How far the first criteria were found met; those after them were. */
	criteria: readonly Met[];
	rationale: string;
};

/** What each grade rests on here: so many strengths and weaknesses, what is raised, and why it was proposed. */
export const byGrade: Readonly<Record<string, Because>> = {
	outstanding: {
		strengths: 2,
		weaknesses: 0,
		raises: 'practice',
		criteria: [],
		rationale:
			'Illustrative: what is done here goes well beyond good performance, and others can learn from it.',
	},
	good: {
		strengths: 2,
		weaknesses: 0,
		raises: null,
		criteria: ['in part', 'in part'],
		rationale:
			'Illustrative: nearly all of what makes performance good was found, and nothing weighs against it.',
	},
	adequate: {
		strengths: 1,
		weaknesses: 1,
		raises: 'area',
		criteria: ['not met', 'in part'],
		rationale:
			'Illustrative: what was found is good in part, and there is one area where the force has to improve.',
	},
	'requires-improvement': {
		strengths: 0,
		weaknesses: 2,
		raises: 'area',
		criteria: ['not met', 'not met', 'in part'],
		rationale:
			'Illustrative: little of what makes performance good was found, and the weaknesses matter to the public.',
	},
	inadequate: {
		strengths: 0,
		weaknesses: 2,
		raises: 'concern',
		criteria: ['not met', 'not met', 'not met'],
		rationale:
			'Illustrative: there is a cause of concern, and it has been known for long enough to be put right.',
	},
};

/** How far a criterion, by its place among so many, is met where this grade was found. */
export function metBy(grade: string, index: number, of: number): Met {
	const criteria = byGrade[grade]?.criteria ?? [];
	// Of three, two in part would be too few for good.
	const fewer = grade === 'good' && of <= 3 ? criteria.slice(1) : criteria;
	return fewer[index] ?? 'met';
}

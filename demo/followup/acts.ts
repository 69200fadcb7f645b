import type { About, Done } from './asked.ts';
import { firstAttendance, withoutCharge } from './visits.ts';

/*
 * What may have been done about what Derbyshire was asked. What it was asked stands in its reports; all that is done about
 * it here is made up, and the database marks where it stands.
 */

const methods = 'Within six months, Derbyshire Constabulary should have systematic methods';
const supervise = 'The force should supervise investigations regularly';
const wanted = 'The force should manage better the people who are wanted';
const suspects = 'The force should look more closely at how suspects are managed';
const arrests = 'The force should find out why fewer cases of domestic abuse lead to an arrest';
const vulnerability = 'The force should go on learning about the nature and scale of vulnerability';
const referrals = 'The force needs enough people with the right skills in its referral unit';
const partners = 'The force should understand better what its partners mean for the demand';
const leaders = 'The force should consider how to tell all its leaders better';
const turnedAway = 'The force should make sure that the way it ranks and allocates demand';
const skills = 'The force should understand better which skills its workforce will need';
const savings = 'The force should make detailed plans for the savings';
const safety = 'The force should make sure that the safety training';
const gangs =
	'The armed policing strategic threat and risk assessment should say more of how organised crime groups';
const crowded = 'The armed policing strategic threat and risk assessment should look at places';
const search = 'All forces should, by July 2018';
const vetting = 'After two years nobody in the police workforce';
const abuse = 'Forces should have and carry out a plan against abuse of position';

export const recommendation = methods;

/** Accepted for one reason that is given once. */
export const acceptedTogether: readonly About[] = [supervise, suspects, arrests, skills].map((text) => ({
	text,
}));
export const whyAccepted =
	'We accept this. Each has a lead at chief superintendent’s rank, and the deputy chief constable chairs the board that looks at all of them.';

/** By the force, when it first answers. */
export const answered: readonly Done[] = [
	{
		...{ text: methods, letter: 'a', action: 'accept' },
		words: 'We accept this. A review of tactics becomes part of how each operation ends.',
	},
	{ ...{ text: methods, letter: 'a', action: 'begin' }, words: 'The first two reviews are held.' },
	{
		...{ text: methods, letter: 'a', action: 'submit' },
		words: 'Reviews of tactics are held.',
		proof:
			'Notes of a review of tactics against burglary. A second review was held; of it there are no notes.',
	},
	{
		...{ text: methods, letter: 'b', action: 'accept' },
		words: 'We accept this. What is learnt is kept in one place from now on.',
	},
	{
		...{ text: methods, letter: 'b', action: 'begin' },
		words: 'A library of solved problems is being built. One of three divisions uses it.',
	},
	{
		...{ text: methods, letter: 'c', action: 'accept' },
		words: 'We accept this.',
	},
	{
		...{ text: methods, letter: 'c', action: 'submit' },
		words: 'What works is passed on every month.',
		proof:
			'Twelve monthly bulletins to all neighbourhood teams and to the community safety partnerships, with what each of them led to.',
	},
	{
		...{ text: supervise, action: 'begin' },
		words: 'A supervisor looks at every investigation that is open for more than two weeks.',
		due: { days: 75, because: 'The date in the force’s own plan for better investigations' },
	},
	{
		...{ text: arrests, action: 'begin' },
		words: 'A review of a hundred cases without an arrest has begun.',
		due: { days: -20, because: 'The date that the force gave itself for the review' },
	},
	{
		...{ text: skills, action: 'begin' },
		words: 'A survey of skills is under way in all departments.',
		due: { days: 150, because: 'In time for the workforce plan of the coming financial year' },
	},
	{ ...{ text: wanted, action: 'accept' }, words: 'We accept this.' },
	...[firstAttendance, withoutCharge].map(
		(text): Done => ({
			...{ text, action: 'accept' },
			words: 'We accept this. What we do about it stands in our plan.',
		}),
	),
	{
		...{ text: firstAttendance, action: 'begin' },
		words: 'The questions are asked, from a card until the system has them.',
	},
	{
		...{ text: wanted, action: 'submit' },
		words: 'Everybody who is wanted has an officer to find them.',
		proof:
			'The list of wanted people of the last three months, with who is to find each and when they last tried.',
	},
	{ ...{ text: referrals, action: 'begin' }, words: 'Nine more people work in the referral unit.' },
	{
		...{ text: referrals, action: 'submit' },
		words: 'The referral unit has the people it needs.',
		proof:
			'Posts and people of the referral unit by month, with the referrals that waited at the end of each.',
	},
	{
		...{ text: turnedAway, action: 'reject' },
		words:
			'We looked at 400 calls of two weeks and found none that was turned away without intent. To build a check of its own into the way demand is ranked would cost more than it could find.',
	},
	{ ...{ text: savings, action: 'accept' }, words: 'We accept this.' },
	{
		...{ text: savings, action: 'submit' },
		words: 'Each saving of the next two years has a plan.',
		proof:
			'The financial plan that the police and crime panel was shown, with owner, sum and date of each saving.',
	},
	{ ...{ text: safety, action: 'begin' }, words: 'Places for refresher training have doubled.' },
	{
		...{ text: safety, action: 'submit' },
		words: 'Everybody has been invited to their training.',
		proof: 'The list of invitations of this quarter.',
	},
	{
		...{ text: gangs, action: 'begin' },
		words: 'The next assessment will have a chapter on organised crime groups and street gangs.',
	},
	...['a', 'b', 'c'].map((letter) => ({ text: search, letter, action: 'accept' as const })),
	{
		...{ text: search, letter: 'a', action: 'begin' },
		words: 'Find rates are compared by ethnicity from this quarter on.',
	},
	{
		...{ text: search, letter: 'b', action: 'begin' },
		words: 'A group with people from outside looks at what is found every quarter.',
	},
];

/** By an inspector, who may not close what they wrote: what the report of 2018/19 found is sent on by them. */
export const lookedAt: readonly Done[] = [
	{
		...{ text: methods, letter: 'a', action: 'do not accept' },
		words:
			'Two reviews were held, and there are notes of one. That tactics are reviewed as a matter of course is not shown, nor what was changed after a review.',
	},
	{
		...{ text: safety, action: 'do not accept' },
		words:
			'An invitation is not a training. Send how many of those who need it have been trained, and when their training runs out.',
	},
	{
		...{ text: savings, action: 'close' },
		words: 'We have read the plan of each saving, and two of them with those who own them.',
	},
	{
		...{ text: wanted, action: 'close' },
		words: 'We looked at forty people on the list. All but one had an officer who had tried within a week.',
	},
	...[crowded, vetting, abuse].flatMap((text): Done[] => [
		{ ...{ text, action: 'accept', of: 'force' }, words: 'The force told us so before 2018/19.' },
		{
			...{ text, action: 'submit', of: 'force', found: true },
			words: 'What the inspection of 2018/19 found is the evidence.',
		},
	]),
];

/** By the force, after its first evidence was not enough. */
export const answeredAgain: readonly Done[] = [
	{
		...{ text: methods, letter: 'a', action: 'submit' },
		words: 'Twelve reviews, each with what was changed after it.',
		proof: 'A list of all reviews since, and the notes of three.',
		file: {
			name: 'reviews-of-tactics-illustrative.csv',
			content: `review,tactic,what was changed
1,patrols against burglary (illustrative),fewer streets and longer stays
2,property marking (illustrative),given up: no fewer burglaries
3,visits to repeat victims (illustrative),within a day instead of a week
`,
		},
	},
];

/** By HM Inspector. */
export const verified: readonly Done[] = [
	{
		...{ text: methods, letter: 'a', action: 'close' },
		words: 'We followed three of the twelve reviews to what was changed, and found it changed.',
	},
	...[crowded, vetting, abuse].map(
		(text): Done => ({
			...{ text, action: 'close' },
			words: 'Closed on what the inspection of 2018/19 found.',
		}),
	),
	{
		...{ text: wanted, action: 'reopen' },
		words:
			'Three months later every third person on the list has nobody to find them again. It has to be shown that it lasts.',
	},
];

/** By the programme manager. */
export const tidied: readonly Done[] = [
	{
		...{ text: partners, action: 'supersede', instead: vulnerability },
		words:
			'The data of partners is asked for there as well: one answer on it is followed from now on, and not two.',
	},
	{
		...{ text: leaders, action: 'end as not applicable' },
		words: 'The programme of change that leaders were to be told of has ended.',
	},
];

export const needed: readonly { text: string; needed: string }[] = [
	{
		text: methods,
		needed:
			'For each of (a) to (c): the method as it is written down, and three examples from different divisions of what came of it.',
	},
	{
		text: safety,
		needed: 'Of all who need it, how many are trained, and for how many it runs out within three months.',
	},
];

export const notes: readonly { text: string; note: string }[] = [
	{
		text: methods,
		note: 'Ask on the next visit whether the divisions without the library know that it exists.',
	},
	{ text: wanted, note: 'The analyst is to send the list of every quarter until two in a row are complete.' },
	{
		text: turnedAway,
		note: 'The sample of two weeks leaves out both bank holidays. To be raised with the force before this is left at that.',
	},
];

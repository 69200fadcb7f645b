import { inWordsDate, type Problem } from '../../foundation/index.ts';
import { type Due, letterAt, type RaisedWords } from './raised.ts';

/** Something about what is raised: a fault that keeps it from being kept, or something for its writer to look at. */
export type RaisedProblem = Problem & {
	/** The field of the form: "text", "addressee", "due", "sub-0-due". */
	field: string;
	grave: boolean;
};

export type RaisedContext = {
	today: Temporal.PlainDate;
	/** The day on which the report is published; null when it is not set. */
	publishOn: Temporal.PlainDate | null;
	/** It stands in a report of before, whose deadlines lie where they lie. */
	earlier: boolean;
	/** How many recommendations stand under a cause of concern. */
	recommendations: number;
};

export type Checked = Pick<RaisedWords, 'kind' | 'text' | 'addressee' | 'due'> & {
	subItems: readonly { text: string; due: Due | null }[];
};

/** Whether it is specific, addressed, dated, and within the power of whom it is addressed to. */
export function raisedChecks(raised: Checked, context: RaisedContext): RaisedProblem[] {
	if (raised.kind === 'promising practice') return [];
	const problems = [
		...dueProblems(raised, context),
		...addresseeProblems(raised),
		...specificProblems(raised),
		...powerProblems(raised),
	];
	if (raised.kind === 'cause of concern' && context.recommendations === 0)
		problems.push({
			field: 'recommendation',
			grave: true,
			text: 'A cause of concern needs a recommendation: say what has to be done about it',
		});
	return problems;
}

/** The words alone: for what no deadline is asked of. */
const grave = (field: string, text: string): RaisedProblem => ({ field, text, grave: true });
const mild = (field: string, text: string): RaisedProblem => ({ field, text, grave: false });

function dueProblems({ kind, due, subItems }: Checked, context: RaisedContext): RaisedProblem[] {
	// What has to be done about a cause of concern, and by when, is in its recommendations.
	if (kind === 'cause of concern') return [];
	if (subItems.length === 0) return ofDue(due, { field: 'due', what: 'it', kind, context });
	return subItems.flatMap((subItem, index) =>
		ofDue(subItem.due, { field: `sub-${index}-due`, what: `(${letterAt(index)})`, kind, context }),
	);
}

function ofDue(
	due: Due | null,
	{ field, what, kind, context }: { field: string; what: string; kind: string; context: RaisedContext },
): RaisedProblem[] {
	if (due === null) return [grave(field, `Say by when ${what} has to be done, or that there is no deadline`)];
	if (due.kind === 'none') {
		if (kind !== 'recommendation' || context.earlier) return [];
		return [mild(field, `A recommendation is usually dated: is it right that ${what} has no deadline?`)];
	}
	if (due.kind !== 'day' || context.earlier) return [];
	if (Temporal.PlainDate.compare(due.on, context.today) < 0)
		return [grave(field, `${inWordsDate(due.on)} is in the past: the deadline of ${what} must lie ahead`)];
	if (context.publishOn !== null && Temporal.PlainDate.compare(due.on, context.publishOn) < 0)
		return [
			grave(
				field,
				`The deadline of ${what} must not be before publication, which is planned for ${inWordsDate(context.publishOn)}`,
			),
		];
	return [];
}

function addresseeProblems({ kind, addressee }: Checked): RaisedProblem[] {
	if (kind === 'cause of concern' || addressee !== null) return [];
	return [grave('addressee', 'Enter who has to act, such as “the chief constable”')];
}

/** Words that ask for nothing which could be found there, or not, a year later. */
const vague = [
	'where appropriate',
	'as appropriate',
	'where possible',
	'if possible',
	'as soon as possible',
	'where necessary',
	'in due course',
	'reasonable steps',
	'continue to',
	'look at',
	'explore',
	'be mindful',
	'seek to',
	'aim to',
	'try to',
];
const advises = /\b(?:might|may wish to|could|consider|reflect on|would benefit)\b/i;

function specificProblems({ kind, text, subItems }: Checked): RaisedProblem[] {
	if (kind === 'cause of concern') return [];
	const problems: RaisedProblem[] = [];
	const whole = [text, ...subItems.map((subItem) => subItem.text)].join(' ');
	if (!/\b(?:should|must|needs? to)\b/i.test(text))
		problems.push(mild('text', 'It does not say what should be done: “The force should …”'));
	const advice = advises.exec(whole)?.[0];
	if (advice !== undefined)
		problems.push(mild('text', `“${advice}” only advises. Keep it as advice, or say what has to be done.`));
	const lower = whole.toLowerCase();
	for (const words of vague)
		if (lower.includes(words))
			problems.push(mild('text', `“${words}” cannot be checked later. Say what has to be there.`));
	if (whole.split(/\s+/).filter((word) => word !== '').length < 8)
		problems.push(mild('text', 'It is short. Would somebody else know in a year whether it was done?'));
	return problems;
}

/** What is not in the hands of whom it is addressed to, whoever that is. */
const powers: readonly { of: RegExp; cannot: readonly { words: RegExp; because: string }[] }[] = [
	{
		of: /\b(?:chief constable|commissioner of police|force|constabulary|police)\b/i,
		cannot: [
			{
				words:
					/\b(?:(?:amend|change|reform|repeal)\w* (?:the )?(?:law|legislation|act)|legislat(?:e|ion for))\b/i,
				because: 'a force cannot change the law',
			},
			{
				words: /\b(?:raise|increase|set)\w* (?:the )?precept\b/i,
				because: 'the policing body sets the precept',
			},
			{
				words: /\b(?:appoint|dismiss|replace)\w* (?:a |the )?(?:new )?chief constable\b/i,
				because: 'the policing body appoints and removes a chief constable',
			},
			{
				words:
					/\b(?:the (?:courts?|crown prosecution service|home office|council|local authority)) (?:should|must)\b/i,
				because: 'a force cannot direct another body',
			},
		],
	},
	{
		of: /\b(?:police and crime commissioner|policing body|mayor)\b/i,
		cannot: [
			{
				words: /\b(?:deploy|investigat|arrest|charge)\w*\b/i,
				because: 'the direction of officers is the chief constable’s',
			},
			{
				words: /\b(?:amend|change|reform)\w* (?:the )?(?:law|legislation)\b/i,
				because: 'a policing body cannot change the law',
			},
		],
	},
	{
		of: /\b(?:home office|home secretary|government)\b/i,
		cannot: [
			{
				words: /\b(?:investigat(?:e|ing) (?:crimes?|offences)|arrest|charge)\w*\b/i,
				because: 'operational policing is for chief constables',
			},
		],
	},
];

function powerProblems({ kind, addressee, text, subItems }: Checked): RaisedProblem[] {
	if (kind === 'cause of concern' || addressee === null) return [];
	const whole = [text, ...subItems.map((subItem) => subItem.text)].join(' ');
	// A policing body has "police" in its name: the more particular rule goes first.
	const rule = [...powers.slice(1), ...powers.slice(0, 1)].find(({ of }) => of.test(addressee));
	return (rule?.cannot ?? [])
		.filter(({ words }) => words.test(whole))
		.map(({ because }) =>
			mild('addressee', `Is this in the power of ${addressee}? It seems that ${because}.`),
		);
}

/** Stems that nearly all of them have in common, and that make none like another. */
const common = new Set(
	'forc should must need ensur make sure improv polic constabulari chief constabl effect better way use work within month includ'.split(
		' ',
	),
);
const likeness = 0.4;
const fewest = 3;

/** Of these stems, those that tell one text from another. */
export function tellingStems(stems: readonly string[]): string[] {
	return stems.filter((stem) => !common.has(stem));
}

/** How many stems two texts have in common, of how many that the shorter one has. */
export function inCommon(one: readonly string[], other: readonly string[]): { shared: number; of: number } {
	const a = new Set(tellingStems(one));
	const b = new Set(tellingStems(other));
	return { shared: a.intersection(b).size, of: Math.min(a.size, b.size) };
}

/** Whether two say the same, by the stems of their words: the share of the shorter one's that the other has too. */
export function saysTheSame(one: readonly string[], other: readonly string[]): boolean {
	const { shared, of } = inCommon(one, other);
	return shared >= fewest && shared / of >= likeness;
}

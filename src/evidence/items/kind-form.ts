import type { CountUnit, EvidenceKind } from './item.ts';

/** What a kind of evidence is asked for: the fields of its form, in its own words. */
export type KindForm = {
	kind: EvidenceKind;
	/** "an interview", as in "Record an interview". */
	called: string;
	/** Which this is, on the page that chooses. */
	hint: string;
	title: { label: string; hint: string };
	/** Who or what it comes from; without it the title or, of an update, the force says so. */
	source: { label: string; hint: string } | null;
	/** The source is where it was. */
	placeIsSource: boolean;
	text: { label: string; hint: string };
	day: string;
	/** It may take more than a day. */
	until: boolean;
	place: boolean;
	/** How many stand behind it; a unit that is given is not asked. */
	counts: { asked: 'always' | 'may be'; unit: CountUnit | null; of: string; counted: string } | null;
	address: boolean;
	/** Its files; of a page that was looked at, one is the capture and has to be there. */
	files: { label: string; hint: string; needed: boolean };
};

const people = (asked: 'always' | 'may be', of: string): KindForm['counts'] => ({
	asked,
	unit: 'people',
	of,
	counted: 'How many of them does it speak of? (optional)',
});

const usual: Omit<KindForm, 'kind' | 'called' | 'hint'> = {
	title: { label: 'Title', hint: 'As it is listed, in a few words.' },
	source: null,
	placeIsSource: false,
	text: { label: 'What it says', hint: 'In as many words as it takes. Leave out the names of victims.' },
	day: 'Date',
	until: false,
	place: false,
	counts: null,
	address: false,
	files: { label: 'Files (optional)', hint: 'You can choose several.', needed: false },
};

const saw = {
	text: {
		label: 'What you saw',
		hint: 'What was there, who did what, and what it means where that is plain.',
	},
	placeIsSource: true,
	until: true,
	counts: {
		asked: 'may be',
		unit: null,
		of: 'How many people or records were there in all? (optional)',
		counted: 'How many of them does it speak of? (optional)',
	},
} as const satisfies Partial<KindForm>;

const place = (label: string) => ({
	label,
	hint: 'The place is the source: two observations of one place are one source.',
});

const named = {
	label: 'The document it stands in (optional)',
	hint: 'If you leave this empty, the title is taken. What comes from one document is one source, so name the document alike.',
};

export const kindForms: readonly KindForm[] = [
	{
		...usual,
		kind: 'interview',
		called: 'an interview',
		hint: 'What one person told you.',
		title: { label: 'Title', hint: 'For example, “Interview with the head of crime”.' },
		source: {
			label: 'Who was interviewed?',
			hint: 'Their post is enough. Two interviews with one person are one source, so name the person alike.',
		},
		text: { label: 'What was said', hint: 'Notes are enough. Give the numbers behind “most” and “a few”.' },
		place: true,
	},
	{
		...usual,
		kind: 'focus group',
		called: 'a focus group',
		hint: 'What several people told you together.',
		title: { label: 'Title', hint: 'For example, “Focus group of response officers, north”.' },
		source: { label: 'Which group was it?', hint: 'A meeting is one source, however many took part.' },
		text: { label: 'What was said', hint: 'Notes are enough. Give the numbers behind “most” and “a few”.' },
		place: true,
		counts: people('always', 'How many people took part?'),
	},
	{
		...usual,
		...saw,
		kind: 'observation',
		called: 'an observation',
		hint: 'What you saw first hand: a meeting, a control room, a patrol.',
		source: place('Where, and what was observed?'),
	},
	{
		...usual,
		...saw,
		kind: 'reality test',
		called: 'a reality test',
		hint: 'What happened when you tried whether something works as it should.',
		source: place('Where was it tested?'),
		text: { label: 'What was tested, and what came of it', hint: 'Say what should have happened as well.' },
	},
	{
		...usual,
		...saw,
		kind: 'visit',
		called: 'a visit',
		hint: 'What you saw and heard at a station, a hub or a partner.',
		source: place('Which place was visited?'),
		text: { label: 'What you saw and heard', hint: 'Give the numbers behind “most” and “a few”.' },
	},
	{
		...usual,
		kind: 'document',
		called: 'a document',
		hint: 'A policy, minutes, a report: with its files.',
		source: named,
		day: 'Date of the document',
		text: { label: 'What in it matters', hint: 'Say where in the document, by page or section.' },
		files: { label: 'Files', hint: 'The document itself. You can choose several files.', needed: false },
	},
	{
		...usual,
		kind: 'published page',
		called: 'a published page',
		hint: 'A page on the web that you looked at: its address, the day, and a capture of it.',
		title: { label: 'Title of the page', hint: 'As it stands on the page.' },
		text: { label: 'What the page says, or does not say', hint: 'What you looked for, and what you found.' },
		day: 'Day on which you looked at it',
		address: true,
		files: {
			label: 'The capture of the page',
			hint: 'A PDF or a picture of the page as you saw it. The page itself may change.',
			needed: true,
		},
	},
	{
		...usual,
		kind: 'figure',
		called: 'a figure',
		hint: 'A figure of the force, taken from Figures with its period and its source.',
		text: {
			label: 'What the figure shows (optional)',
			hint: 'The figure, its period and its source are written down for you.',
		},
	},
	{
		...usual,
		kind: 'record review',
		called: 'a review of records',
		hint: 'What a sample of files or records showed, with its counts.',
		source: {
			label: 'Which sample was it?',
			hint: 'A sample is one source. For example, “60 crime files, June to August”.',
		},
		text: { label: 'What the records showed', hint: 'Say how they were chosen.' },
		until: true,
		counts: {
			asked: 'always',
			unit: 'records',
			of: 'How many records were looked at?',
			counted: 'In how many of them was it so? (optional)',
		},
	},
	{
		...usual,
		kind: 'public survey',
		called: 'a survey of the public',
		hint: 'What a survey of people in the area found.',
		source: { label: 'Which survey is it?', hint: 'All answers of one survey are one source.' },
		text: { label: 'What the survey found', hint: 'Say who was asked, and how they were chosen.' },
		until: true,
		counts: people('always', 'How many people answered?'),
	},
	{
		...usual,
		kind: 'workforce survey',
		called: 'a survey of the workforce',
		hint: 'Whoever wishes answers it. It may suggest themes to look into, and never informs judgment.',
		source: { label: 'Which survey is it?', hint: 'All answers of one survey are one source.' },
		text: { label: 'What those who answered said', hint: 'Themes to look into with other evidence.' },
		until: true,
		counts: people('always', 'How many people answered?'),
	},
	{
		...usual,
		kind: 'force update',
		called: 'a force update',
		hint: 'What the force says it has changed. It can send this itself.',
		text: { label: 'What the force says', hint: 'What has changed, and since when.' },
	},
	{
		...usual,
		kind: 'action plan',
		called: 'an action plan',
		hint: 'What the force means to do. It is there to be known, and never informs judgment.',
		source: named,
		day: 'Date of the plan',
		text: { label: 'What in it matters', hint: 'Which actions, and by when.' },
		files: { label: 'Files', hint: 'The plan itself. You can choose several files.', needed: false },
	},
	{
		...usual,
		kind: 'earlier finding',
		called: 'an earlier finding',
		hint: 'What an earlier inspection of this force found.',
		source: { ...named, label: 'The report it stands in (optional)' },
		day: 'Day on which it was published',
		text: { label: 'What was found', hint: 'In the words of the report, with the page or section.' },
		address: true,
	},
	{
		...usual,
		kind: 'other inspection',
		called: 'a finding of another inspection',
		hint: 'What another inspectorate, or another programme, found.',
		source: { ...named, label: 'The report it stands in (optional)' },
		day: 'Day on which it was published',
		text: { label: 'What was found', hint: 'Say who found it, and where it is written.' },
		address: true,
	},
	{
		...usual,
		kind: 'monitoring',
		called: 'a monitoring entry',
		hint: 'What you learned between inspections: a meeting, a call, something in the news.',
		source: {
			label: 'Where does it come from?',
			hint: 'For example, “Monthly call with the deputy chief constable”.',
		},
		text: { label: 'What you learned', hint: 'And what should be looked at because of it.' },
		place: true,
	},
];

/** Where each stands on the page that chooses. */
export const kindGroups: readonly { title: string; kinds: readonly EvidenceKind[] }[] = [
	{
		title: 'Seen and heard',
		kinds: ['interview', 'focus group', 'observation', 'reality test', 'visit', 'monitoring'],
	},
	{
		title: 'Read and counted',
		kinds: ['document', 'published page', 'figure', 'record review', 'public survey', 'workforce survey'],
	},
	{ title: 'From the force', kinds: ['force update', 'action plan'] },
	{ title: 'Found by others, or before', kinds: ['earlier finding', 'other inspection'] },
];

/** "focus-group", as addresses name it. */
export function kindKey(kind: EvidenceKind): string {
	return kind.replaceAll(' ', '-');
}

export function formOfKey(key: string): KindForm | null {
	return kindForms.find(({ kind }) => kindKey(kind) === key) ?? null;
}

/** How a kind that has no form of its own here is corrected: like a document. */
export function formOf(kind: EvidenceKind): KindForm {
	const found = kindForms.find((form) => form.kind === kind);
	return found ?? { ...usual, kind, called: 'this evidence', hint: '' };
}

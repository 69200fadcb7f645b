import { type EvidenceKind, evidenceKinds, kindTexts } from '../../evidence/index.ts';
import { type Tone, toneTexts } from '../findings/finding.ts';
import { type RaisedKind, raisedTexts } from '../raised/raised.ts';

export const searchable = ['evidence', 'finding', 'raised'] as const;
export type Searchable = (typeof searchable)[number];
export const searchableTexts: Record<Searchable, { one: string; many: string }> = {
	evidence: { one: 'item of evidence', many: 'items of evidence' },
	finding: { one: 'finding', many: 'findings' },
	raised: { one: 'matter raised', many: 'matters raised' },
};

export type Filter = {
	words: string;
	/** A force, by its number. */
	force: string | null;
	/** A pillar or question, in whichever version of its framework. */
	question: { framework: string; component: string } | null;
	what: Searchable | null;
	/** Of evidence, or of what is raised. */
	kind: EvidenceKind | RaisedKind | null;
	/** Of findings. */
	tone: Tone | null;
	since: Temporal.PlainDate | null;
	until: Temporal.PlainDate | null;
};

const raisedKinds: readonly RaisedKind[] = [
	'promising practice',
	'area for improvement',
	'cause of concern',
	'recommendation',
];

/** One list of everything that can be looked for, as the address names it. */
export const kindChoices: readonly { value: string; text: string }[] = [
	{ value: 'evidence', text: 'Evidence' },
	{ value: 'finding', text: 'Findings' },
	{ value: 'raised', text: 'What is raised' },
	...evidenceKinds.map((kind) => ({ value: `evidence:${kind}`, text: `Evidence: ${kindTexts[kind]}` })),
	...raisedKinds.map((kind) => ({ value: `raised:${kind}`, text: raisedTexts[kind].text })),
];

export const toneChoices = Object.entries(toneTexts).map(([value, { text }]) => ({ value, text }));

/** What one of these choices stands for. */
export function kindChosen(value: string): Pick<Filter, 'what' | 'kind'> {
	const [first = '', second] = value.split(':');
	const what = searchable.find((one) => one === first) ?? null;
	const kinds: readonly (EvidenceKind | RaisedKind)[] = what === 'raised' ? raisedKinds : evidenceKinds;
	return { what, kind: what === null ? null : (kinds.find((one) => one === second) ?? null) };
}

/** Where a match begins and ends in what the database hands over: characters that nobody types. */
export const marks = { start: '\uE000', end: '\uE001' } as const;

/** The extract in pieces, those that match marked: the view escapes each. */
export function piecesOf(extract: string): { text: string; match: boolean }[] {
	return extract.split(marks.start).flatMap((part, index) => {
		if (index === 0) return part === '' ? [] : [{ text: part.replaceAll(marks.end, ''), match: false }];
		const [match = '', ...rest] = part.split(marks.end);
		const after = rest.join('');
		return [{ text: match, match: true }, ...(after === '' ? [] : [{ text: after, match: false }])];
	});
}

/** "E-1043" or "F-311", typed instead of words. */
export function citedIn(words: string): { what: 'evidence' | 'finding'; number: number } | null {
	const [, letter, number] = /^([EF])-?(\d{1,9})$/i.exec(words.trim()) ?? [];
	if (letter === undefined || number === undefined) return null;
	return { what: letter.toUpperCase() === 'E' ? 'evidence' : 'finding', number: Number(number) };
}

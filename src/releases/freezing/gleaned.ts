import {
	blocksOf,
	type Doc,
	type Inline,
	inlinesIn,
	type Quoted,
	sectionsOf,
} from '../../documents/index.ts';
import { wordsOfBlocks } from './block-words.ts';

/** By the inspection and the title of the question: what is said right beside its grade, and in which section. */
export type Summaries = Map<string, { words: string; at: string; document: number }>;

type From = {
	document: { number: number; inspection: string | null };
	slug: string;
	doc: Doc;
};

/** What the documents of a release quote of the records: the ids of findings and of what was raised, figures, terms. */
export class Gleaned {
	readonly findings = new Set<string>();
	readonly raised = new Set<string>();
	readonly figures = new Set<string>();
	readonly terms = new Set<string>();

	readonly summaries: Summaries = new Map();

	take(quoted: readonly Quoted[], { document, slug, doc }: From): void {
		for (const thing of quoted.flatMap(({ restsOn }) => restsOn)) {
			const [, kind, id] = /^(finding|raised|figure) (.+)$/.exec(thing) ?? [];
			if (id === undefined) continue;
			if (kind === 'finding') this.findings.add(id);
			else if (kind === 'raised') this.raised.add(id);
			// One without a place is of a report that must not let a force be recognised.
			else if (id.includes('/')) this.figures.add(id);
		}
		for (const term of termsIn(doc)) this.terms.add(term);
		if (document.inspection === null) return;
		for (const { of, id, words } of summariesIn(doc)) {
			const key = `${document.inspection} ${of}`;
			// The first document that says something of it is the one that is quoted.
			const known = this.summaries.get(key);
			if (known === undefined || known.document > document.number)
				this.summaries.set(key, { words, at: `${slug}#${id}`, document: document.number });
		}
	}
}

function* termsIn(doc: Doc): Generator<string> {
	for (const { title } of sectionsOf(doc.sections)) yield* termsOf(title);
	for (const block of blocksOf(doc)) yield* termsOf(inlinesIn(block));
}

/** The grade of a question stands above what is said of it: the words of that section, without those of the parts below. */
function* summariesIn(doc: Doc): Generator<{ of: string; id: string; words: string }> {
	for (const { id, blocks } of sectionsOf(doc.sections)) {
		const at = blocks.findIndex(({ kind }) => kind === 'grade');
		const grade = blocks[at];
		if (grade?.kind !== 'grade') continue;
		const words = wordsOfBlocks(
			blocks.slice(at + 1).filter(({ kind }) => kind === 'paragraph' || kind === 'list'),
		);
		if (words !== '') yield { of: grade.of, id, words };
	}
}

function* termsOf(inlines: Iterable<Inline>): Generator<string> {
	for (const inline of inlines) if (inline.kind === 'term') yield inline.slug;
}

/** "recorded-crime@1/E23000018/2013-07-01/2014-06-30", taken apart; null for what is no stored figure. */
export function figurePlace(
	id: string,
): { indicator: string; version: number; area: string; until: Temporal.PlainDate } | null {
	const [key = '', area = '', , until = ''] = id.split('/');
	const [indicator, version] = key.split('@');
	if (indicator === undefined || !/^\d+$/.test(version ?? '') || !/^\d{4}-\d\d-\d\d$/.test(until))
		return null;
	return { indicator, version: Number(version), area, until: Temporal.PlainDate.from(until) };
}

import {
	blocksOf,
	type Doc,
	type Inline,
	inlinesIn,
	type Quoted,
	sectionsOf,
} from '../../documents/index.ts';

/** What the documents of a release quote of the records: the ids of findings and of what was raised, figures, terms. */
export class Gleaned {
	readonly findings = new Set<string>();
	readonly raised = new Set<string>();
	readonly figures = new Set<string>();
	readonly terms = new Set<string>();

	take(quoted: readonly Quoted[], doc: Doc): void {
		for (const thing of quoted.flatMap(({ restsOn }) => restsOn)) {
			const [, kind, id] = /^(finding|raised|figure) (.+)$/.exec(thing) ?? [];
			if (id === undefined) continue;
			if (kind === 'finding') this.findings.add(id);
			else if (kind === 'raised') this.raised.add(id);
			// One without a place is of a report that must not let a force be recognised.
			else if (id.includes('/')) this.figures.add(id);
		}
		for (const slug of termsIn(doc)) this.terms.add(slug);
	}
}

function* termsIn(doc: Doc): Generator<string> {
	for (const { title } of sectionsOf(doc.sections)) yield* termsOf(title);
	for (const block of blocksOf(doc)) yield* termsOf(inlinesIn(block));
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

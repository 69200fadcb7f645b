import { inWordsDate } from '../../../foundation/index.ts';
import type { Glossary } from '../../glossary/glossary.ts';
import { dayOf } from '../dated.ts';
import { type Draft, isProse, type Sentence, spot, tokenSpot, tokensOf } from '../draft.ts';
import { defineRule, type Found } from '../rule.ts';

/** What changed on the day of an accession. */
const accession = '2022-09-08';
const crown: readonly (readonly [RegExp, until: boolean, instead: string])[] = [
	[/\bHer Majesty[’']s\b/g, true, 'His Majesty’s'],
	[/\bHis Majesty[’']s\b/g, false, 'Her Majesty’s'],
	[/\bQueen[’']s Counsel\b|\bQC\b/g, true, 'King’s Counsel'],
	[/\bKing[’']s Counsel\b|\bKC\b/g, false, 'Queen’s Counsel'],
];
/** Words by which a writer says that an earlier or later name is meant. */
const aside =
	/\b(?:then|former(?:ly)?|previous(?:ly)?|predecessors?|successors?|known as|called|named|renamed|became|replaced|until|before|since|took over|at the time|now)\b/i;
const ranked =
	/^(?<title>Temporary Chief Constable|Deputy Chief Constable|Assistant Chief Constable|Chief Constable|Commissioner|Superintendent|Inspector|Sergeant) (?<name>.+)$/;

export const titleAtDate = defineRule({
	name: 'title-at-date',
	title: 'A body or a person by a title of another time',
	explains:
		'Bodies are renamed and people are promoted. A document calls them by the titles of its own date, and says so where it means an earlier one; it does not give one person two ranks.',
	severity: 'doubt',
	*check(draft, context) {
		const day = dayOf(draft, context);
		if (day !== null) {
			yield* bodies(draft, day, context.glossary);
			yield* crownTitles(draft, day);
		}
		yield* twoRanks(draft);
	},
});

function* bodies(draft: Draft, day: string, glossary: Glossary | undefined): Iterable<Found> {
	const told = new Set<string>();
	for (const sentence of draft.sentences) {
		for (const token of tokensOf(sentence, 'acronym')) {
			const term = glossary?.byAcronym(token.letters);
			if (term === undefined || told.has(term.slug)) continue;
			const gone = term.until !== null && term.until <= day;
			const unborn = term.from !== null && day < term.from;
			if ((!gone && !unborn) || meantSo(sentence, gone ? term.until : null)) continue;
			told.add(term.slug);
			const change = inWordsDate(Temporal.PlainDate.from((gone ? term.until : term.from) ?? day));
			yield {
				spot: tokenSpot(sentence, token),
				text: gone
					? `${term.name} has not been called so since ${change}.`
					: `There was no ${term.name} before ${change}.`,
				mend: 'Use the name that the body had on the day of the document, or say that an earlier or later one is meant.',
				data: { term: term.slug, dated: day },
			};
		}
	}
}

/** A sentence with a date of the old time, or with a word that says so, means what it says. */
function meantSo(sentence: Sentence, until: string | null): boolean {
	if (!isProse(sentence) || aside.test(sentence.text)) return true;
	const last = until === null ? null : Number(until.slice(0, 4));
	return last !== null && tokensOf(sentence, 'date').some(({ year }) => year <= last);
}

function* crownTitles(draft: Draft, day: string): Iterable<Found> {
	for (const [pattern, until, instead] of crown) {
		if (until === day < accession) continue;
		const first = firstOf(draft, pattern, until);
		if (first === undefined) continue;
		yield {
			...first,
			text: `On the day of this document it was ${instead}.`,
			mend: `Write “${instead}”, or say that another time is meant.`,
			data: { dated: day },
		};
	}
}

function firstOf(draft: Draft, pattern: RegExp, until: boolean): Pick<Found, 'spot'> | undefined {
	for (const sentence of draft.sentences) {
		if (meantSo(sentence, until ? accession : null) && isProse(sentence)) continue;
		for (const match of sentence.text.matchAll(pattern)) {
			const at = sentence.at + match.index;
			return { spot: spot(sentence, at, at + match[0].length) };
		}
	}
	return undefined;
}

function* twoRanks(draft: Draft): Iterable<Found> {
	const uses = draft.sentences.flatMap((sentence) =>
		tokensOf(sentence, 'name').flatMap((token) => {
			const { title, name } = ranked.exec(token.name)?.groups ?? {};
			return token.is !== 'person' || title === undefined || name === undefined || aside.test(sentence.text)
				? []
				: [{ title, name, surname: name.split(' ').at(-1) ?? name, spot: tokenSpot(sentence, token) }];
		}),
	);
	for (const [surname, all] of Map.groupBy(uses, (use) => use.surname)) {
		const [first] = all;
		const other = all.find(({ title }) => title !== first?.title);
		if (first === undefined || other === undefined) continue;
		yield {
			spot: other.spot,
			text: `${surname} is “${first.title}” in one place and “${other.title}” here.`,
			mend: 'Give the rank that the person had on the day that is spoken of, and the date where it has changed.',
			also: [first.spot],
			data: { titles: [first.title, other.title] },
		};
	}
}

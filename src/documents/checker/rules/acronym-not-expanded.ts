import type { Term } from '../../glossary/glossary.ts';
import { type Draft, type Sentence, tokenSpot, tokensOf } from '../draft.ts';
import type { TokenOf } from '../reading/token.ts';
import { defineRule } from '../rule.ts';

const roman = /^[IVX]+$/;

export const acronymNotExpanded = defineRule({
	name: 'acronym-not-expanded',
	title: 'Letters that are not spelt out at first use',
	explains:
		'A reader from outside policing meets letters for the first time in this document. They are spelt out there, unless the glossary says that everybody knows them.',
	severity: 'doubt',
	*check(draft, { glossary }) {
		const seen = new Set<string>();
		for (const { sentence, token } of acronymsIn(draft)) {
			if (seen.has(token.letters)) continue;
			seen.add(token.letters);
			const printed = sentence.block.text.slice(token.at, token.end);
			const term = glossary?.byAcronym(printed) ?? glossary?.byAcronym(token.letters);
			if (token.expands !== null || term?.known === true) continue;
			// Without the glossary, nobody can say which letters are known.
			if (glossary === undefined || said(draft, sentence, token.letters, term)) continue;
			yield {
				spot: tokenSpot(sentence, token),
				text: `“${printed}” is used here for the first time, and is not spelt out.`,
				mend:
					term === undefined
						? 'Write the words, and the letters in brackets after them; or add the letters to the glossary.'
						: `Write “${term.name} (${token.letters})”.`,
				data: { letters: token.letters, term: term?.slug ?? null },
			};
		}
	},
});

/** Letters in sentences, headings and rows, in their order, without lines that are capitals throughout. */
export function acronymsIn(draft: Draft): { sentence: Sentence; token: TokenOf<'acronym'> }[] {
	return draft.sentences
		.filter(({ text, block }) => block.kind !== 'line' && /\p{Ll}{2}/u.test(text))
		.flatMap((sentence) =>
			tokensOf(sentence, 'acronym')
				.filter(({ letters, at }) => !roman.test(letters) && !afterName(sentence.block.text.slice(0, at)))
				.map((token) => ({ sentence, token })),
		);
}

/** "Mr A Baker QGM": honours stand behind a name. */
function afterName(before: string): boolean {
	return /(?:Mr|Mrs|Ms|Dr|Sir|Dame) (?:\p{Lu}[\p{L}.’'-]* ){1,3}$/u.test(before);
}

/** Whether the words were said before, or are said beside the letters in another way. */
function said(draft: Draft, sentence: Sentence, letters: string, term: Term | undefined): boolean {
	const before = [
		...draft.blocks.slice(0, sentence.block.index).map(({ text }) => text),
		sentence.block.text.slice(0, sentence.end),
	];
	// "notices and orders (DVPN/Os)" spells out two at once.
	const both = new RegExp(`\\b${letters.slice(0, -1)}[A-Z]/${letters.slice(-1)}s?\\b`);
	if (before.some((text) => both.test(text))) return true;
	const names = term === undefined ? [] : [term.name, term.plural, ...term.also].map(even);
	return before.map(even).some((words) => names.some((name) => words.includes(name)));
}

function even(text: string): string {
	return text.toLowerCase().replaceAll('’', "'").replaceAll('-', ' ').replaceAll(/\s+/g, ' ');
}

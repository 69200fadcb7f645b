import { linkTo } from './names.ts';
import type { LinkToken } from './token.ts';

/** The words of a line without its marks, and from which column of the line each stretch comes. */
export type Inline = { text: string; links: LinkToken[]; columns: { at: number; column: number }[] };

const mark =
	/(?<link>(?<!!)\[(?<words>[^\]]*)\]\((?<to>[^)\s]*)[^)]*\))|(?<note>\[\^[^\]]+\]|<sup>[^<]*<\/sup>)|(?<tag><\/?[a-z][^>]*>)|(?<strong>\*\*|__)|(?<star>(?<![\w*])\*(?=\S)|(?<=\S)\*(?![\w*]))|(?<under>(?<!\w)_(?=\S)|(?<=\S)_(?!\w))|(?<code>`)|(?<math>\$(?=\\pm|\d|\s*\\)|(?<=\\pm|\d)\$)|(?<escape>\\(?=[*_#[\]()|]))|(?<pointed><(?=https?:|www\.)|(?<=\S)>(?=\s|$))/giu;

export function inline(line: string): Inline {
	const result: Inline = { text: '', links: [], columns: [] };
	const take = (from: number, words: string) => {
		if (words === '' && result.columns.length > 0) return;
		result.columns.push({ at: result.text.length, column: from });
		result.text += words;
	};
	let from = 0;
	for (const match of line.matchAll(mark)) {
		take(from, line.slice(from, match.index));
		from = match.index + match[0].length;
		const { link, words = '', to = '' } = match.groups ?? {};
		if (link === undefined) continue;
		const at = result.text.length;
		take(match.index + 1, words);
		result.links.push(linkTo(to, at, at + words.length, words));
	}
	take(from, line.slice(from));
	return result;
}

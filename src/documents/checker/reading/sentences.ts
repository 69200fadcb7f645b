const stop = /[.!?]+[)\]’”"']*(?=\s+[\p{Lu}\p{N}(“"‘'•£])/gu;
/** A full stop after one of these ends no sentence. */
const abbreviation =
	/(?:\b(?:Mr|Mrs|Ms|Dr|Prof|St|No|Nos|vs|cf|etc|e\.g|i\.e|approx|c|Fig|p|pp|Rt|Hon|Jan|Feb|Aug|Sept|Oct|Nov|Dec)|\b\p{Lu})\.$/u;

/** Where the sentences of a text begin and end. */
export function sentencesIn(text: string): { at: number; end: number }[] {
	const found: { at: number; end: number }[] = [];
	let from = 0;
	const close = (to: number) => {
		const piece = text.slice(from, to);
		const at = from + piece.length - piece.trimStart().length;
		const end = from + piece.trimEnd().length;
		if (end > at) found.push({ at, end });
		from = to;
	};
	for (const match of text.matchAll(stop)) {
		const end = match.index + match[0].length;
		if (match[0] === '.' && abbreviation.test(text.slice(Math.max(from, end - 8), end))) continue;
		close(end);
	}
	close(text.length);
	return found;
}

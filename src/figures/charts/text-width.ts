/*
 * How wide words are in Arial and Helvetica, whose letters are equally wide. There is no canvas on a server that could
 * measure them, and what is estimated by the number of letters alone runs over its neighbours or leaves gaps.
 */

const unknown = 700;
/** Thousandths of the size, from the metrics that Adobe published for Helvetica. */
const widths = new Map<string, number>();
const spread = (letters: string, width: number) => {
	for (const letter of letters) widths.set(letter, width);
};
spread('ijl‘’', 222);
spread(" '.,:;!|/\\[]ftI()-r*‑", 300);
spread('“”', 333);
spread('ckszxvyJ–', 500);
spread('abdeghnopquL0123456789?_£$#', 556);
spread('+=−<>×~', 584);
spread('FTZ', 611);
spread('ABEKPSVXY&', 667);
spread('CDHNRUw', 722);
spread('GOQ', 778);
spread('mM', 833);
spread('%', 889);
spread('W@—', 1000);

const bolder = 1.07;

export function widthOf(text: string, size: number, bold = false): number {
	let width = 0;
	for (const letter of text) width += widths.get(letter) ?? unknown;
	return (width / 1000) * size * (bold ? bolder : 1);
}

/** As much of it as fits, with an ellipsis where that is not all. */
export function cut(text: string, room: number, size: number, bold = false): string {
	if (widthOf(text, size, bold) <= room) return text;
	const letters = [...text];
	while (letters.length > 1 && widthOf(`${letters.join('').trimEnd()}…`, size, bold) > room) letters.pop();
	return `${letters.join('').trimEnd()}…`;
}

/** In lines that fit, so many at most; the last is cut where more would be needed. */
export function wrapped(text: string, room: number, size: number, most: number, bold = false): string[] {
	const lines: string[] = [];
	let line = '';
	const words = text.split(/\s+/).filter((word) => word !== '');
	for (const [index, word] of words.entries()) {
		const longer = line === '' ? word : `${line} ${word}`;
		if (line === '' || widthOf(longer, size, bold) <= room) {
			line = longer;
			continue;
		}
		if (lines.length === most - 1) {
			lines.push(cut([line, ...words.slice(index)].join(' '), room, size, bold));
			return lines;
		}
		lines.push(cut(line, room, size, bold));
		line = word;
	}
	return line === '' ? lines : [...lines, cut(line, room, size, bold)];
}

/**
 * What word processors and web pages leave in text that is pasted: signs nobody sees, bullets that are no list, and
 * letters in two parts. Nothing that can be read is lost, and every line stays the line that it was, so that places in
 * the text hold. Line breaks within a paragraph (vertical tab, line separator) are left for the reader of inline text.
 */
export function clean(written: string): string {
	return written
		.replaceAll(/\r\n?/g, '\n')
		.replaceAll('\u2029', '\n')
		.normalize('NFC')
		.replaceAll(unseen, '')
		.split('\n')
		.map(cleanLine)
		.join('\n');
}

/** Line breaks that are not the end of a paragraph, as word processors write them. */
export const softBreaks = /[\v\f\u2028\u0085]/;

// Joiners (U+200C, U+200D) and marks of direction are part of names in other scripts, so they stay.
const unseen = /[[\p{Cc}\u00ad\u200b\u2060\ufeff\ufff9-\ufffc]--[\n\t\v\f\u0085]]/gv;

// U+F0B7 and its neighbours are bullets of the Symbol and Wingdings typefaces.
const bullet = /^([ \t]*)[•‣◦●○▪▫■□∙·–\uf0a7\uf0b7\uf0d8\uf0fc][\t\u00a0 ]+(?=\S)/u;
const letterBullet = /^([ \t]*)o\t+(?=\S)/u;
const dashOnly = /^[ \t]*–[\u00a0 ]/u;

function cleanLine(line: string): string {
	const spaced = line.replaceAll(/[\u2000-\u200a\u202f\u205f\u3000]/g, (space) =>
		space === '\u202f' || space === '\u2007' ? '\u00a0' : ' ',
	);
	// A dash with a space may begin a sentence; only with a tab is it surely a bullet.
	if (dashOnly.test(spaced)) return spaced;
	return spaced.replace(bullet, '$1- ').replace(letterBullet, '$1  - ');
}

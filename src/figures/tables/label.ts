/** A table says the same few things row by row: what was worked out once is remembered, as far as there is room. */
function remembered(work: (text: string) => string): (text: string) => string {
	const known = new Map<string, string>();
	return (text) => {
		const before = known.get(text);
		if (before !== undefined) return before;
		const worked = work(text);
		if (known.size >= 5_000) known.clear();
		if (text.length <= 200) known.set(text, worked);
		return worked;
	};
}

/**
 * What headings and names in published tables say, without what is stuck to them: marks of footnotes ("Greater
 * Manchester8,9", "burglary [note 4]", "area²"), line breaks inside, doubled spaces, asterisks of totals.
 */
export const label = remembered((text) =>
	unstuck(
		text
			.normalize('NFC')
			.replaceAll(/\s+/g, ' ')
			.replaceAll(/\[(?:notes?\s*)?\d[\d\s,]*\]/gi, '')
			.replaceAll(/[\u00b9\u00b2\u00b3\u2070-\u2079*†‡]+/g, '')
			.trim(),
	),
);

/** Footnote digits are stuck to letters and closing brackets; years and ages stand apart from them. */
function unstuck(text: string): string {
	return text
		.replaceAll(/(?<=[a-z])\d{1,2}(?:\s?,\s?\d{1,2})*(?=\))/gi, '')
		.replace(/(?<=[a-z)])\d{1,2}(?:\s?,\s?\d{1,2})*$/i, '')
		.replace(/(?<=\)) \d{1,2}(?:\s?,\s?\d{1,2})*$/, '')
		.trim();
}

/** A label as it is compared: small letters, "&" as "and", nothing but letters and digits between single spaces. */
export const key = remembered((text) =>
	label(text)
		.toLowerCase()
		.normalize('NFKD')
		.replaceAll(/\p{M}/gu, '')
		.replaceAll('&', ' and ')
		.replaceAll(/[^a-z0-9%]+/g, ' ')
		.trim(),
);

/** How many letters two keys differ by; more than `most` is as good as infinite. */
export function misspelt(a: string, b: string, most: number): number {
	if (Math.abs(a.length - b.length) > most) return most + 1;
	let row = Array.from({ length: b.length + 1 }, (_, at) => at);
	for (let i = 1; i <= a.length; i += 1) {
		const next = [i];
		for (let j = 1; j <= b.length; j += 1)
			next.push(
				Math.min(
					(row[j - 1] ?? 0) + (a[i - 1] === b[j - 1] ? 0 : 1),
					(row[j] ?? 0) + 1,
					(next[j - 1] ?? 0) + 1,
				),
			);
		row = next;
	}
	return row[b.length] ?? most + 1;
}

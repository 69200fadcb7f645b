/** Words that a short mark leaves out. */
const small = new Set([
	'a',
	'an',
	'and',
	'at',
	'by',
	'for',
	'from',
	'in',
	'of',
	'on',
	'or',
	'the',
	'to',
	'with',
]);
const longest = 4;

/**
 * A short mark for each programme, for where there is no room for its name: the first letters of its words. Those that
 * would share one get the year in their name or a number behind it, so that no two are alike.
 */
export function marksOf(programmes: readonly { id: string; name: string }[]): Map<string, string> {
	const marks = new Map<string, string>();
	const taken = new Set<string>();
	for (const [letters, alike] of Map.groupBy(programmes, ({ name }) => lettersOf(name))) {
		const years = alike.map(({ name }) => yearIn(name));
		const yearsTell = years.every((year) => year !== '') && new Set(years).size === years.length;
		alike.forEach(({ id }, index) => {
			let mark = alike.length > 1 && yearsTell ? `${letters}${years[index]}` : letters;
			for (let number = 2; taken.has(mark); number += 1) mark = `${letters}${number}`;
			taken.add(mark);
			marks.set(id, mark);
		});
	}
	return marks;
}

function lettersOf(name: string): string {
	const words = name.match(/[\p{Letter}\d]+/gu)?.filter((word) => !small.has(word.toLowerCase())) ?? [];
	const said = words.filter((word) => /\p{Letter}/u.test(word));
	if (said.length === 0) return (words[0] ?? 'P').slice(0, longest);
	if (said.length === 1) return (said[0] ?? '').slice(0, longest).toUpperCase();
	return said
		.slice(0, longest)
		.map((word) => word.slice(0, 1).toUpperCase())
		.join('');
}

function yearIn(name: string): string {
	return /\b(?:19|20)(\d\d)\b/.exec(name)?.[1] ?? '';
}

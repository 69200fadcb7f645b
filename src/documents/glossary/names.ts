/** Two spellings of a name have the same key when they differ in case, apostrophes or spaces only. */
export function wordKey(text: string): string {
	return text.trim().replaceAll(/[’‘ʼ]/g, "'").replaceAll(/\s+/g, ' ').toLowerCase();
}

type Names = {
	title: string;
	plural?: string | undefined;
	acronym?: string | undefined;
	aliases: readonly string[];
};

/** Everything by which readers know a term; the title first, no name twice. */
export function namesOf(term: Names): string[] {
	const { title, acronym, aliases } = term;
	const all = [
		title,
		pluralOf(term),
		...aliases.flatMap((alias) => [alias, withS(alias)]),
		...(acronym === undefined ? [] : [acronym, `${acronym}s`]),
	];
	const seen = new Set<string>();
	return all.filter((name) => {
		const key = wordKey(name);
		return seen.has(key) ? false : seen.add(key);
	});
}

/** The plural that is given, or the one that most nouns make. */
export function pluralOf({ title, plural }: Pick<Names, 'title' | 'plural'>): string {
	return plural ?? withS(title);
}

function withS(text: string): string {
	if (/s$/i.test(text)) return text;
	if (/[^aeiou]y$/i.test(text)) return `${text.slice(0, -1)}ies`;
	if (/(?:x|z|ch|sh)$/i.test(text)) return `${text}es`;
	return `${text}s`;
}

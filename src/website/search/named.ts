/** A force with every spelling that publications use. */
export type Spelt = { slug: string; name: string; spellings: readonly string[] };

/** A force that is named in what somebody typed: by which words, and what else was typed. */
export type Named = { slug: string; name: string; as: string; rest: string };

const plain = (text: string) =>
	text
		.toLowerCase()
		.replaceAll('&', ' and ')
		.replaceAll(/[’']/g, '')
		.replaceAll(/[^\p{L}\p{N}]+/gu, ' ')
		.trim();

const ending = / (?:police service|police force|police|constabulary|force)$/;

/** The ways to name it, the longest first: as it is spelt, and without "Police" after it. */
function waysTo({ name, spellings }: Spelt): string[] {
	const all = [name, ...spellings].map(plain).flatMap((text) => [text, text.replace(ending, '')]);
	return [...new Set(all)].filter((text) => text.length > 2).sort((a, b) => b.length - a.length);
}

/** The force that these words name: the one with the longest name of those that stand in them. */
export function forceNamed(words: string, forces: readonly Spelt[]): Named | null {
	const typed = ` ${plain(words)} `;
	let found: Named | null = null;
	for (const force of forces) {
		const as = waysTo(force).find((way) => typed.includes(` ${way} `));
		if (as === undefined || (found !== null && as.length <= found.as.length)) continue;
		const rest = typed
			.replace(` ${as} `, ' ')
			.trim()
			.replace(/^(?:police|constabulary)$/, '');
		found = { slug: force.slug, name: force.name, as, rest };
	}
	return found;
}

/** The same words with the force's own name, where they name it otherwise: what is looked for beside them. */
export function withOwnName(words: string, named: Named | null): string[] {
	// A phrase or a minus says that somebody knows what they look for.
	if (named === null || /["-]/.test(words) || plain(named.name).includes(named.as)) return [words];
	return [words, `${plain(named.name)} ${named.rest}`];
}

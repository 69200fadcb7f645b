/** What somebody looks for, as the address says it. */
export type Query = {
	words: string;
	force: string;
	kind: string;
	year: string;
	page: string;
};

/** What can be chosen as a kind, and what stands behind each. */
export const kinds = {
	reports: ['publication', 'document', 'section', 'file'],
	judgments: ['judgment'],
	findings: ['finding'],
	raised: ['raised'],
	statements: ['statement'],
	methods: ['indicator', 'term'],
} as const;
export type Kind = keyof typeof kinds;

export const isKind = (text: string): text is Kind => Object.hasOwn(kinds, text);

export const mostLetters = 200;

/** Why these words cannot be looked for; null where they can. Whether they mean anything only the database knows. */
export function problemOf(words: string): 'short' | 'long' | null {
	if (words.length > mostLetters) return 'long';
	return words.replaceAll(/[^\p{L}\p{N}]/gu, '').length < 2 ? 'short' : null;
}

/** The page that is asked for, or null where the address says something else. */
export function pageOf(text: string): number | null {
	if (text === '') return 1;
	return /^[1-9]\d{0,5}$/.test(text) ? Number(text) : null;
}

/** Where a match begins and ends in what the database hands over: characters that nobody types. */
export const marks = { start: '\uE010', end: '\uE011' } as const;

export type Piece = { text: string; match: boolean };

/** The extract in pieces, those that match marked: the view escapes each. */
export function piecesOf(extract: string): Piece[] {
	const pieces = extract.split(marks.start).flatMap((part, index): Piece[] => {
		const [match = '', ...rest] = index === 0 ? ['', part] : part.split(marks.end);
		return [
			{ text: match, match: true },
			{ text: rest.join('').replaceAll(marks.end, ''), match: false },
		];
	});
	return pieces.filter(({ text }) => text !== '');
}

/** The address of these words and filters, without what is empty. */
export function hrefOf(query: Partial<Query>): string {
	const { words = '', ...rest } = query;
	const kept = Object.entries({ q: words, ...rest }).filter(([, value]) => value !== '');
	return `/search?${new URLSearchParams(kept)}`;
}

/** The words with those replaced that were meant otherwise; null where none was. */
export function corrected(words: string, meant: ReadonlyMap<string, string>): string | null {
	let changed = false;
	const text = words.replaceAll(/\p{L}+/gu, (word) => {
		const other = meant.get(word.toLowerCase());
		if (other === undefined) return word;
		changed = true;
		return other;
	});
	return changed ? text : null;
}

/** For each word the one that is nearest to it, if it is near enough to have been meant. */
export function meantBy(like: readonly { typed: string; word: string }[]): Map<string, string> {
	const nearest = new Map<string, { word: string; steps: number }>();
	for (const { typed, word } of like) {
		const steps = stepsBetween(typed, word);
		const known = nearest.get(typed);
		if (steps > (typed.length < 6 ? 1 : 2) || (known !== undefined && known.steps <= steps)) continue;
		nearest.set(typed, { word, steps });
	}
	return new Map([...nearest].map(([typed, { word }]) => [typed, word]));
}

/** Letters that were left out, put in, taken for another, or changed places with their neighbour. */
function stepsBetween(a: string, b: string): number {
	const rows: number[][] = [Array.from({ length: b.length + 1 }, (_, index) => index)];
	const at = (i: number, j: number) => rows[i]?.[j] ?? 0;
	for (let i = 1; i <= a.length; i += 1) {
		rows.push([i]);
		for (let j = 1; j <= b.length; j += 1) {
			const other = at(i - 1, j - 1) + (a[i - 1] === b[j - 1] ? 0 : 1);
			const swapped = i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1];
			const steps = Math.min(other, at(i - 1, j) + 1, at(i, j - 1) + 1);
			rows[i]?.push(swapped ? Math.min(steps, at(i - 2, j - 2) + 1) : steps);
		}
	}
	return at(a.length, b.length);
}

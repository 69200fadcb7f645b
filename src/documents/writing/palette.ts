import type { Port } from '../tree/resolver.ts';

/** What can be put into a text, by the name under which it is looked for. */
export const paletteKinds = {
	figure: 'Figures',
	comparison: 'Comparisons',
	chart: 'Charts and tables',
	finding: 'Findings',
	raised: 'Raised',
	sample: 'Samples',
	judgment: 'Judgments',
	term: 'Terms',
	name: 'Names of forces',
	text: 'Fixed texts',
	other: 'Form of the page',
} as const;
export type PaletteKind = keyof typeof paletteKinds;

export function isPaletteKind(word: string | undefined): word is PaletteKind {
	return word !== undefined && Object.hasOwn(paletteKinds, word);
}

/** One thing that can be put in, as it is written. */
export type Entry = {
	kind: PaletteKind;
	title: string;
	/** What it says or comes to; of what is computed, this is asked of the records. */
	note: string | null;
	directive: string;
	/** What the records are asked, to show what it comes to. */
	asked: {
		port: Extract<Port, 'figure' | 'compare' | 'sample' | 'judgment'>;
		name: string;
		attributes: Attributes;
	} | null;
	/** It stands in lines of its own. */
	block: boolean;
	/** Words by which it is found beside its title and note. */
	words: string;
};

type Attributes = Readonly<Record<string, string>>;

/** How a directive is written: `:figure[recorded-crime]{area=derbyshire}`. */
export function written(form: ':' | '::', name: string, label: string, attributes: Attributes = {}): string {
	const said = Object.entries(attributes).map(([key, value]) =>
		/^[\p{L}\p{N}_.@-]+$/u.test(value) ? `${key}=${value}` : `${key}="${value.replaceAll('"', '')}"`,
	);
	return `${form}${name}[${label}]${said.length === 0 ? '' : `{${said.join(' ')}}`}`;
}

/** Those that hold every word that was typed, those whose title begins with it first. */
export function matching(entries: readonly Entry[], typed: string): Entry[] {
	const wanted = plain(typed)
		.split(' ')
		.filter((word) => word !== '');
	if (wanted.length === 0) return [...entries];
	const [first = ''] = wanted;
	return entries
		.filter(({ title, note, directive, words }) => {
			const all = plain([title, note ?? '', directive, words].join(' '));
			return wanted.every((word) => all.includes(word));
		})
		.map((entry) => ({ entry, at: plain(entry.title).indexOf(first) }))
		.toSorted((a, b) => (a.at === -1 ? 1e6 : a.at) - (b.at === -1 ? 1e6 : b.at))
		.map(({ entry }) => entry);
}

function plain(text: string): string {
	return text
		.normalize('NFKD')
		.replaceAll(/[\u0300-\u036f]/g, '')
		.toLowerCase()
		.replaceAll(/[\s-]+/g, ' ')
		.trim();
}

/** So many of each kind where all kinds are shown together. */
export function fewOfEach(
	entries: readonly Entry[],
	most: number,
): { shown: Entry[]; more: Map<PaletteKind, number> } {
	const more = new Map<PaletteKind, number>();
	const shown = [...Map.groupBy(entries, ({ kind }) => kind)].flatMap(([kind, all]) => {
		if (all.length > most) more.set(kind, all.length - most);
		return all.slice(0, most);
	});
	return { shown, more };
}

/** A text with something put at its end: in its last line, or in lines of its own. */
export function atEnd(text: string, { directive, block }: Pick<Entry, 'directive' | 'block'>): string {
	const kept = text.trimEnd();
	if (kept === '') return directive;
	return block ? `${kept}\n\n${directive}\n` : `${kept} ${directive}`;
}

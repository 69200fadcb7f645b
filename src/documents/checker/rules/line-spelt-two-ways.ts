import { editsBetween } from '../alike.ts';
import { type Block, type Draft, spot } from '../draft.ts';
import { defineRule } from '../rule.ts';

export const lineSpeltTwoWays = defineRule({
	name: 'line-spelt-two-ways',
	title: 'A line that stands twice, with different letters',
	explains:
		'Addresses, names and headings that stand twice and differ by a few letters were damaged when they were copied or scanned. One of the two is wrong.',
	severity: 'doubt',
	*check(draft) {
		const lines = linesOf(draft).map((block) => ({ block, words: wordsOf(block.text) }));
		const told = new Set<Block>();
		for (const [index, { block: line, words }] of lines.entries()) {
			const twin = lines.slice(index + 1).find((other) => slip(words, other.words))?.block;
			if (twin === undefined || told.has(twin)) continue;
			told.add(twin);
			yield {
				spot: spot(twin),
				text: `This is nearly “${line.text}”, which stands above, and differs in a few letters.`,
				mend: 'Compare the two letter by letter, and keep the right one.',
				also: [spot(line)],
			};
		}
	},
});

/** In a table that was flattened, lines are alike because they say the same of other things. */
const table = 40;

function linesOf(draft: Draft): Block[] {
	const found: Block[] = [];
	let run: Block[] = [];
	const close = () => {
		if (run.length < table) found.push(...run.filter(standsAlone));
		run = [];
	};
	for (const block of draft.blocks) {
		if (block.kind === 'line') run.push(block);
		else close();
		if (block.kind === 'heading' && standsAlone(block)) found.push(block);
	}
	close();
	return found.sort((a, b) => a.index - b.index);
}

function standsAlone({ text }: Block): boolean {
	return text.length >= 10 && !/^(?:https?:|www\.)/.test(text);
}

/** A few letters of a longer line; other numbers or other whole words are meant so. */
function slip(first: readonly string[], second: readonly string[]): boolean {
	if (Math.min(first.length, second.length) * 2 < Math.max(first.length, second.length)) return false;
	const [short, long] = first.length <= second.length ? [first, second] : [second, first];
	const aligned = bestRun(short, long);
	const differing = short.flatMap((word, at) =>
		word === aligned[at] ? [] : [[word, aligned[at] ?? ''] as const],
	);
	if (differing.length === 0 || differing.length > Math.max(2, short.length / 4)) return false;
	return differing.every(
		([one, other]) =>
			!/\d/.test(one + other) &&
			Math.min(one.length, other.length) >= 3 &&
			editsBetween(one, other) <= Math.max(1, Math.floor(Math.max(one.length, other.length) / 5)) &&
			!inflected(one, other),
	);
}

function wordsOf(text: string): string[] {
	return [...text.matchAll(/[\p{L}\p{N}][\p{L}\p{N}’']*/gu)]
		.map(([word]) => word)
		.filter((word) => word.length > 1);
}

/** Where the shorter line lies best within the longer one. */
function bestRun(short: readonly string[], long: readonly string[]): readonly string[] {
	let best: readonly string[] = [];
	let most = -1;
	for (let from = 0; from + short.length <= long.length; from += 1) {
		const run = long.slice(from, from + short.length);
		const same = run.filter((word, at) => word === short[at]).length;
		if (same > most) {
			best = run;
			most = same;
		}
	}
	return best;
}

/** "force" and "forces", "crime" and "Crime" are both right. */
function inflected(a: string, b: string): boolean {
	const [one, other] = [a.toLowerCase(), b.toLowerCase()];
	return (
		one === other ||
		`${one}s` === other ||
		`${other}s` === one ||
		one.replace(/[’']s$/, '') === other.replace(/[’']s$/, '')
	);
}

import { into, itemsOf, type Placed, type Remark, textOf } from '../../foundation/index.ts';

/** Thresholds that could not work; src/statistics refuses the same when a word is asked for. */
export function* wordingRules(root: Placed): Generator<Remark> {
	const wording = into(root, 'wording');
	const steps = itemsOf(wording, 'quantifiers');
	const words = new Set<string>();
	let above = 1;
	for (const step of steps) {
		const from = into(step, 'from');
		const word = textOf(step, 'word');
		if (word !== undefined && words.has(word))
			yield { path: into(step, 'word').path, text: `“${word}” has a threshold already. Keep one of them.` };
		if (word !== undefined) words.add(word);
		if (typeof from.value !== 'number') continue;
		if (from.value > above)
			yield {
				path: from.path,
				text: `${from.value} is above ${above}, which stands before it. Write the words from “all” down to “none”.`,
			};
		above = from.value;
	}
	const last = steps.at(-1);
	if (last !== undefined && into(last, 'from').value !== 0)
		yield {
			path: into(last, 'from').path,
			text: 'The last word has to hold from 0, so that every share has one.',
		};
	if (Array.isArray(into(wording, 'quantifiers').value) && steps.length === 0)
		yield {
			path: into(wording, 'quantifiers').path,
			text: 'This list is empty. Write the words in it, or leave it out.',
		};
	const [inLine, slight] = ['inLine', 'slight'].map((name) => into(into(wording, name), 'relative'));
	if (
		inLine !== undefined &&
		slight !== undefined &&
		typeof inLine.value === 'number' &&
		typeof slight.value === 'number'
	) {
		if (slight.value < inLine.value)
			yield {
				path: slight.path,
				text: `“Slightly” ends at ${slight.value}, before “in line” does at ${inLine.value}. Write a share that is no smaller.`,
			};
	}
}

import { type Block, type Draft, isProse, neighbour, type Sentence, spot, tokensOf } from '../draft.ts';
import { bandOf, shown } from '../numbers-in-words.ts';
import type { NumberToken } from '../reading/token.ts';
import { defineRule, type Found } from '../rule.ts';

export const partsDoNotAddUp = defineRule({
	name: 'parts-do-not-add-up',
	title: 'Parts that do not come to their whole',
	explains:
		'Where a number is broken down into parts that are meant to be all of it, the parts must come to it, but for rounding. The same goes for the last row of a table that is called a total.',
	severity: 'fault',
	*check(draft) {
		for (const sentence of draft.sentences) {
			if (!isProse(sentence)) continue;
			yield* inOneSentence(sentence);
			yield* inTheNext(draft, sentence);
		}
		yield* inTables(draft);
	},
});

const total = /\b(?:a total of|in total|in all|altogether|totall?ing|made up of|comprising|consisting of)\b/i;

/** "a total of 120 officers: 60 in the north and 50 in the south", "120 officers (60 … and 50 …)". */
function* inOneSentence(sentence: Sentence): Generator<Found> {
	const { text } = sentence.block;
	const numbers = countsOf(sentence);
	for (const [index, whole] of numbers.entries()) {
		const after = text.slice(whole.end, Math.min(sentence.end, whole.end + 60));
		const opens = /^[^.;:()]{0,45}?(?<opening>[:(]| (?:made up of|comprising|consisting of)\b)/i.exec(after);
		if (opens === null) continue;
		const opening = opens.groups?.opening ?? '';
		const from = whole.end + opens[0].length;
		const close = opening === '(' ? text.indexOf(')', from) : sentence.end;
		const parts = numbers
			.slice(index + 1)
			.filter(({ at }) => at >= from && at < (close < 0 ? sentence.end : close));
		const inside = text.slice(from, close < 0 ? sentence.end : close);
		if (parts.length < 2 || !listed(inside, parts.length)) continue;
		// A breakdown has a name for each number, unless it is said to be a total.
		const said = parts.every(({ noun }) => noun !== '') || total.test(text.slice(sentence.at, from));
		if (said && alike([whole, ...parts]) && plausible(whole, parts)) yield* compared(sentence, whole, parts);
	}
}

/** A slip leaves the sum near the whole; what is far from it is no breakdown of it. */
function plausible({ value }: NumberToken, parts: readonly NumberToken[]): boolean {
	const sum = parts.reduce((all, part) => all + part.value, 0);
	return parts.every((part) => part.value < value) && sum > value / 2 && sum < value * 1.6;
}

/** A breakdown gives one number for each of its members. */
function listed(inside: string, count: number): boolean {
	const members = inside.split(/[,;]| and /).filter((one) => one.trim() !== '').length;
	return (
		members === count &&
		!/\b(?:compared|from|per|than|up|down|including|such as|for example|of (?:which|whom|these))\b/i.test(
			inside,
		)
	);
}

/** Shares that are spoken of as the parts of another in the sentences that follow. */
const breakdown =
	/\b(?:this|that|the) (?:figure|number|total|proportion|percentage|share)s? (?:includes?|comprises?|consists? of|is made up of|covers)\b/i;
const each =
	/\bin (?:both|each|all (?:three|four)?) ?(?:cases?|groups?|categories)?,? (?:that|the|this) (?:figure|number|proportion|percentage|share) (?:is|was)\b/i;

function* inTheNext(draft: Draft, sentence: Sentence): Generator<Found> {
	if (!breakdown.test(sentence.text)) return;
	const before = neighbour(draft, sentence, -1);
	const whole =
		before === undefined
			? undefined
			: tokensOf(before, 'number')
					.filter(({ unit, ordinal }) => !ordinal && (unit === 'percent' || unit === 'count'))
					.at(-1);
	if (before === undefined || whole === undefined) return;
	const next = neighbour(draft, sentence, 1);
	const own = tokensOf(sentence, 'number').filter(({ unit }) => unit === whole.unit);
	const same =
		next === undefined || !each.test(next.text)
			? undefined
			: tokensOf(next, 'number').find(({ unit }) => unit === whole.unit);
	const times = /\bin both\b/i.test(next?.text ?? '') ? 2 : (groups(sentence) ?? 2);
	const parts = same === undefined ? own : Array.from({ length: times }, () => same);
	if (parts.length < 2) return;
	const sum = parts.reduce((all, { value }) => all + value, 0);
	const slack = slackOf([whole, ...parts]);
	if (Math.abs(sum - whole.value) <= slack) return;
	const named = sum < whole.value;
	yield {
		spot: spot(sentence),
		severity: named ? 'doubt' : 'fault',
		text: `The parts that are named come to ${shown(sum)}, and the whole is ${shown(whole.value)}.`,
		mend: named
			? `Say what the other ${shown(whole.value - sum)} are, or correct the numbers.`
			: 'Correct the parts or the whole.',
		also: [spot(before), ...(next === undefined || same === undefined ? [] : [spot(next)])],
		data: { whole: whole.value, sum, parts: parts.map(({ value }) => value) },
	};
}

function groups(sentence: Sentence): number | undefined {
	return /\beither\b.*\bor\b|\bboth\b/i.test(sentence.text) ? 2 : undefined;
}

function* compared(sentence: Sentence, whole: NumberToken, parts: readonly NumberToken[]): Generator<Found> {
	const sum = parts.reduce((all, { value }) => all + value, 0);
	if (Math.abs(sum - whole.value) <= slackOf([whole, ...parts])) return;
	const last = parts.at(-1) ?? whole;
	yield {
		spot: spot(sentence, whole.at, last.end),
		text: `The parts come to ${shown(sum)}, and the whole is given as ${shown(whole.value)}.`,
		mend: 'Correct the parts or the whole, or say which parts are left out.',
		data: { whole: whole.value, sum, parts: parts.map(({ value }) => value) },
	};
}

/** How far rounding may carry the sum from the whole. */
function slackOf(numbers: readonly NumberToken[]): number {
	return 1e-9 + numbers.reduce((all, one) => all + (bandOf(one)[1] - bandOf(one)[0]) / 2, 0);
}

function alike(parts: readonly NumberToken[]): boolean {
	const [first] = parts;
	return parts.every(
		({ unit, ordinal, noun }) =>
			unit === first?.unit && !ordinal && !/^(?:years?|months?|days?|hours?)\b/.test(noun),
	);
}

function countsOf(sentence: Sentence): NumberToken[] {
	return tokensOf(sentence, 'number').filter(
		({ unit, ordinal, decimals }) => unit === 'count' && !ordinal && decimals === 0,
	);
}

const totalRow = /^(?:grand )?total\b|^(?:all|overall)$/i;

/** Columns of whole numbers above a row that is called the total. */
function* inTables(draft: Draft): Generator<Found> {
	let rows: Block[] = [];
	for (const block of [...draft.blocks, undefined]) {
		if (block?.kind === 'row') {
			if (totalRow.test(block.cells[0] ?? '')) yield* totalled(block, rows);
			rows.push(block);
		} else rows = [];
	}
}

function* totalled(row: Block, above: readonly Block[]): Generator<Found> {
	for (const [column, cell] of row.cells.entries()) {
		if (column === 0 || !/^[\d,]+$/.test(cell)) continue;
		const values = above.map(({ cells }) => cells[column] ?? '').slice(1);
		if (values.length < 2 || !values.every((value) => /^[\d,]+$/.test(value))) continue;
		const sum = values.reduce((all, value) => all + Number(value.replaceAll(',', '')), 0);
		const stated = Number(cell.replaceAll(',', ''));
		if (sum === stated) continue;
		yield {
			spot: spot(row),
			text: `The ${shown(stated)} in this row is called a total, but the rows above it come to ${shown(sum)}.`,
			mend: 'Correct the total or the rows, or say which rows are left out or counted twice.',
			data: { whole: stated, sum },
		};
	}
}

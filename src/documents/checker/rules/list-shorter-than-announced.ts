import { type Block, type Draft, isProse, type Sentence, spot, tokensOf } from '../draft.ts';
import { shown } from '../numbers-in-words.ts';
import type { NumberToken } from '../reading/token.ts';
import { defineRule, type Found } from '../rule.ts';

export const listShorterThanAnnounced = defineRule({
	name: 'list-shorter-than-announced',
	title: 'A list that has fewer or more members than were announced',
	explains:
		'“Three areas:” is followed by three. A number of years that is announced is followed by figures for as many years, in the list, in the sentence, or in the paragraph.',
	severity: 'fault',
	*check(draft) {
		for (const block of draft.blocks) {
			if (block.kind !== 'paragraph' && block.kind !== 'item') continue;
			yield* beforeBullets(draft, block);
			yield* afterColon(block);
			yield* years(block);
		}
	},
});

/** Words that say that the list is only a choice from the whole. */
const partial =
	/\b(?:includ(?:e|es|ed|ing)|such as|for example|for instance|among(?:st)?|some of|at least|more than|over|up to|namely the|in particular)\b/i;
const listedNoun =
	/^(?:[\p{L}’'-]+ ){0,3}?(?:aims?|areas?|aspects?|categor(?:y|ies)|components?|conditions?|criteria|criterion|elements?|factors?|functions?|goals?|grades?|issues?|judge?ments?|matters?|measures?|methods?|objectives?|parts?|pillars?|points?|principles?|priorities|priority|questions?|reasons?|recommendations?|requirements?|roles?|sections?|stages?|standards?|steps?|strands?|subjects?|teams?|themes?|things|topics?|types?|values?|ways?|kinds?|groups?|levels?|options?|outcomes?|forces?|crimes?|crime types?|offences?|improvements?|concerns?|actions?|changes?|examples?|services?|sites?|targets?|tasks?|units?|boards?|divisions?|districts?|initiatives?|projects?|programmes?)\b/iu;

function* beforeBullets(draft: Draft, block: Block): Generator<Found> {
	if (!/:\s*$/.test(block.text)) return;
	const last = block.sentences.at(-1);
	if (last === undefined || partial.test(last.text)) return;
	const items = listAfter(draft, block);
	if (items.length < 2) return;
	// "… three areas of police work. These were:" announces in the sentence before.
	const short = last.text.split(' ').length <= 4 ? block.sentences.at(-2) : undefined;
	for (const sentence of [last, ...(short === undefined ? [] : [short])]) {
		const announced = announcedIn(sentence);
		if (announced === undefined) continue;
		if (announced.value !== items.length)
			yield remark(
				sentence,
				announced,
				items.length,
				items.map((item) => spot(item)),
			);
		return;
	}
}

/** The items that follow at once, at the depth of the first; loose lines between them belong to the page. */
function listAfter(draft: Draft, block: Block): Block[] {
	const items: Block[] = [];
	for (const next of draft.blocks.slice(block.index + 1)) {
		if (next.kind === 'line' && /^(?:https?:|www\.|\d+$)/.test(next.text)) continue;
		if (next.kind !== 'item') break;
		if (block.kind === 'item' && next.depth <= block.depth) break;
		const [first] = items;
		if (first === undefined || next.depth === first.depth) items.push(next);
	}
	return items;
}

function announcedIn(sentence: Sentence): NumberToken | undefined {
	return tokensOf(sentence, 'number').find(
		(number) =>
			number.unit === 'count' &&
			!number.ordinal &&
			number.hedge === null &&
			number.value >= 2 &&
			number.value <= 30 &&
			listedNoun.test(number.noun) &&
			!/^ of (?:the|these|those)\b/.test(sentence.block.text.slice(number.end)),
	);
}

/** "three principles: do the right thing; make a difference; and shape the future". */
function* afterColon(block: Block): Generator<Found> {
	for (const sentence of block.sentences) {
		const match = /^(?<before>[^:]+): (?<list>[^:]+?)\.?$/.exec(sentence.text);
		const { before = '', list = '' } = match?.groups ?? {};
		const announced = announcedIn(sentence);
		if (announced === undefined || list.includes('|')) continue;
		if (announced.at - sentence.at > before.length || partial.test(before)) continue;
		// Clauses that only stand side by side are no list: its last member is joined by “and”.
		if (list.includes(';') && !/;\s*(?:and|or)\b/.test(list)) continue;
		// What is announced is what is listed only where the colon follows it closely.
		if (before.length - (announced.end - sentence.at) > 60) continue;
		const parts = list.includes(';') ? list.split(';') : list.split(/,? and |, /);
		// Commas within a member, or one long member, leave it open how many there are.
		if (!list.includes(';') && (parts.some((part) => part.split(' ').length > 4) || !/ and /.test(list)))
			continue;
		if (parts.length < 2 || parts.length >= announced.value) continue;
		yield remark(sentence, announced, parts.length, []);
	}
}

/** "in the next three financial years …" with amounts for two of them. */
function* years(block: Block): Generator<Found> {
	for (const sentence of block.sentences.filter(isProse)) {
		const announced = tokensOf(sentence, 'number').find(
			({ unit, noun, value, hedge }) =>
				unit === 'count' &&
				hedge === null &&
				value >= 2 &&
				value <= 10 &&
				/^(?:financial |calendar |full )?years$/.test(noun),
		);
		if (
			announced === undefined ||
			!/\b(?:the|its|each of the|our) (?:next|last|past|coming|following|previous)? ?$/i.test(
				block.text.slice(Math.max(0, announced.at - 24), announced.at),
			)
		)
			continue;
		for (const later of block.sentences.slice(block.sentences.indexOf(sentence))) {
			const given = tokensOf(later, 'date').filter(
				({ at, precision }) => at > announced.end && (precision === 'financial-year' || precision === 'year'),
			);
			const amounts = tokensOf(later, 'number').filter(
				({ at, unit }) => at > announced.end && (unit === 'pounds' || unit === 'percent' || unit === 'count'),
			);
			const distinct = new Set(given.map(({ year, precision }) => `${precision}${year}`)).size;
			const bracketed = given.filter(
				({ at, end }) => block.text[at - 1] === '(' && block.text[end] === ')',
			).length;
			if (distinct < 2 || distinct >= announced.value || amounts.length < distinct || bracketed < distinct)
				continue;
			yield remark(sentence, announced, distinct, [spot(later)]);
			return;
		}
	}
}

function remark(sentence: Sentence, announced: NumberToken, found: number, also: Found['also']): Found {
	return {
		spot: spot(sentence, announced.at, Math.min(sentence.end, announced.end + 1 + announced.noun.length)),
		text: `${shown(announced.value)} are announced, and ${shown(found)} follow.`,
		mend:
			found < announced.value
				? 'Add what is missing, or correct the number.'
				: 'Correct the number, or take out what is too much.',
		also: also ?? [],
		data: { announced: announced.value, found },
	};
}

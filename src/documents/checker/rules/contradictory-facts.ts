import { type Draft, isProse, type Sentence, spot, tokensOf } from '../draft.ts';
import { bandOf, shown } from '../numbers-in-words.ts';
import { spanOf } from '../reading/dates.ts';
import type { NumberToken } from '../reading/token.ts';
import { defineRule, type Found } from '../rule.ts';
import { type Topics, topicsOf } from '../topics.ts';

export const contradictoryFacts = defineRule({
	name: 'contradictory-facts',
	title: 'One fact that is told twice with different values',
	explains:
		'How often something happens, when something was done and how many there are must be the same wherever they are told; and a day of the week must be that of its date.',
	severity: 'fault',
	*check(draft, { others = [] }) {
		for (const sentence of draft.sentences) yield* weekdays(sentence);
		yield* frequencies(draft);
		yield* values(draft);
		yield* besideOthers(draft, others);
	},
});

const named =
	/\b(?<name>Monday|Tuesday|Wednesday|Thursday|Friday|Saturday|Sunday),? (?:the )?$|^(?<own>Monday|Tuesday|Wednesday|Thursday|Friday|Saturday|Sunday)\b/i;
const week = ['Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday', 'Sunday'] as const;

function* weekdays(sentence: Sentence): Generator<Found> {
	for (const date of tokensOf(sentence, 'date')) {
		if (date.precision !== 'day') continue;
		const { text } = sentence.block;
		const match =
			named.exec(text.slice(date.at, date.end)) ?? named.exec(text.slice(Math.max(0, date.at - 14), date.at));
		const said = match?.groups?.own ?? match?.groups?.name;
		const span = spanOf(date);
		if (said === undefined || span === undefined) continue;
		const day = Temporal.PlainDate.from(span.from).dayOfWeek;
		if (week[day - 1]?.toLowerCase() === said.toLowerCase()) continue;
		yield {
			spot: spot(sentence, date.at, date.end),
			text: `That day was a ${week[day - 1]}, not a ${said}.`,
			mend: 'Correct the day of the week or the date.',
			data: { said, is: week[day - 1] ?? '' },
		};
	}
}

/** How often, in times a year. */
const often: readonly (readonly [RegExp, number])[] = [
	[/\b(?:every other month|every two months|bi-?monthly|six times a year|every second month)\b/i, 6],
	[/\b(?:monthly|every month|each month|once a month|per month|12 times a year|twelve times a year)\b/i, 12],
	[/\b(?:quarterly|every quarter|each quarter|every three months|four times a year)\b/i, 4],
	[/\b(?:fortnightly|every two weeks|every fortnight|every other week)\b/i, 26],
	[/\b(?:weekly|every week|each week|once a week)\b/i, 52],
	[/\b(?:daily|every day|each day)\b/i, 365],
	[/\b(?:twice a year|every six months|six-monthly|half-yearly)\b/i, 2],
	[/\b(?:annually|annual|every year|each year|yearly|once a year)\b/i, 1],
];
const doing =
	/\b(?<verb>meets?|met|reviews?|reviewed|publish(?:es|ed)?|reports?|reported|checks?|checked|audits?|audited|inspects?|samples?|sampled|examines?|examined|monitors?|monitored|updates?|updated|holds?|held|attends?|chairs?|discuss(?:es|ed)?|surveys?|surveyed|trains?|trained|takes? place|sits?|convenes?|scrutinises?)\b/gi;

type Habit = {
	sentence: Sentence;
	at: number;
	end: number;
	times: number;
	verbs: ReadonlySet<string>;
	/** Who does it, as letters such as IAG in its paragraph up to here. */
	names: ReadonlySet<string>;
	/** Of what the paragraph speaks, such as "use of force". */
	subjects: ReadonlySet<string>;
};

function* frequencies(draft: Draft): Generator<Found> {
	const topics = topicsOf(draft);
	const habits = draft.sentences.filter(isProse).flatMap((sentence) => habitsOf(draft, sentence, topics));
	for (const [index, one] of habits.entries())
		for (const other of habits.slice(index + 1)) {
			if (one.times === other.times || one.sentence.block === other.sentence.block) continue;
			if (!sameHabit(one, other, topics)) continue;
			yield {
				spot: spot(other.sentence, other.at, other.end),
				text: `How often this happens is told as “${one.sentence.block.text.slice(one.at, one.end)}” elsewhere.`,
				mend: 'Say the same in both places, or say which of the two things is meant.',
				also: [spot(one.sentence)],
				data: { here: other.times, elsewhere: one.times },
			};
		}
}

function habitsOf(draft: Draft, sentence: Sentence, topics: Topics): Habit[] {
	const found = often.flatMap(([pattern, times]) => {
		const match = pattern.exec(sentence.text);
		return match === null
			? []
			: [{ times, at: sentence.at + match.index, end: sentence.at + match.index + match[0].length }];
	});
	const verbs = new Set([...sentence.text.matchAll(doing)].map(([verb]) => root(verb)));
	// Two rhythms in one sentence, or nothing that is done, tell nothing that could be held against another sentence.
	if (found.length !== 1 || verbs.size === 0) return [];
	const spoken = spokenOf(draft, sentence);
	const names = spoken.flatMap((one) =>
		one.tokens.flatMap((token) => (token.kind === 'acronym' ? [token.letters] : [])),
	);
	return found.map((one) => ({
		...one,
		sentence,
		verbs,
		names: new Set(names),
		subjects: topics.phrases(spoken.map(({ text }) => text).join(' ')),
	}));
}

/** The sentence with those before it in its paragraph, and the paragraph before where it begins with "The group …". */
function spokenOf(draft: Draft, sentence: Sentence): Sentence[] {
	const { block } = sentence;
	const own = block.sentences.slice(0, block.sentences.indexOf(sentence) + 1);
	const before = draft.blocks.slice(0, block.index).findLast(({ kind }) => kind !== 'line');
	const goesOn =
		/^(?:The|It|They|This|These|Its|Their|Members)\b/.test(block.text) && before?.section === block.section;
	return goesOn && before?.kind === 'paragraph' ? [...before.sentences, ...own] : own;
}

function root(verb: string): string {
	return verb
		.toLowerCase()
		.replace(/(?:es|ed|s|d)$/, '')
		.replace(/^met$|^meet$/, 'meet')
		.slice(0, 5);
}

/** The same actors do the same thing to the same subject. */
function sameHabit(a: Habit, b: Habit, topics: Topics): boolean {
	if (![...a.verbs].some((verb) => b.verbs.has(verb))) return false;
	if (a.names.size === 0 || b.names.size === 0)
		return topics.likeness(topics.of(a.sentence), topics.of(b.sentence)) > 0.75;
	const shared = (one: ReadonlySet<string>, other: ReadonlySet<string>) =>
		[...one].some((word) => other.has(word));
	return shared(a.names, b.names) && shared(a.subjects, b.subjects);
}

const once =
	/\b(?:set up|established|introduced|launched|opened|published|began|started|created|founded|formed|appointed|commissioned|closed|adopted)\b/i;

/** Two sentences of nearly the same words, that differ in a number or in the year of something that happens once. */
function* values(draft: Draft): Generator<Found> {
	const candidates = claimsIn(draft);
	for (const [index, one] of candidates.entries())
		for (const other of candidates.slice(index + 1)) {
			const told = toldTwice(one, other);
			if (told === undefined) continue;
			yield {
				spot: spot(other.sentence),
				text: `This is told with ${told.one} elsewhere, and with ${told.other} here.`,
				mend: 'Keep the fact in one place, and quote it in the other.',
				also: [spot(one.sentence)],
				data: { elsewhere: told.one, here: told.other },
			};
		}
}

/** A fact that another document tells otherwise; of the same forces, where it names any. */
function* besideOthers(draft: Draft, others: readonly Draft[]): Generator<Found> {
	const own = others.length === 0 ? [] : claimsIn(draft);
	for (const other of own.length === 0 ? [] : others)
		for (const theirs of claimsIn(other))
			for (const one of own) {
				if (forcesIn(one.sentence) !== forcesIn(theirs.sentence)) continue;
				const told = toldTwice(one, theirs);
				if (told === undefined) continue;
				const file = other.file.replace(/^.*[\\/]/, '');
				yield {
					spot: spot(one.sentence),
					text: `This is told with ${told.other} in ${file}, and with ${told.one} here.`,
					mend: 'See which of the two is right, and write the same in both documents.',
					data: { elsewhere: told.other, here: told.one, file },
				};
			}
}

type Claim = { sentence: Sentence; words: Set<string>; numbers: NumberToken[]; years: string[] };

function claimsIn(draft: Draft): Claim[] {
	return draft.sentences
		.filter((one) => isProse(one) && one.text.split(' ').length >= 7)
		.map((sentence) => ({
			sentence,
			words: plainWords(sentence),
			numbers: numbersOf(sentence),
			years: yearsOf(sentence),
		}))
		.filter(({ numbers, years, words }) => words.size >= 5 && numbers.length + years.length > 0);
}

/** With what each of the two tells the same fact, where that differs. */
function toldTwice(one: Claim, other: Claim): { one: string; other: string } | undefined {
	if (jaccard(one.words, other.words) < 0.8) return undefined;
	const differing = differs(one.numbers, other.numbers);
	const sameYears = one.years.join() === other.years.join();
	const year =
		once.test(one.sentence.text) && one.years.length === 1 && other.years.length === 1 && !sameYears;
	if (!(differing !== undefined && sameYears) && !(year && differing === undefined)) return undefined;
	return differing === undefined
		? { one: one.years[0] ?? '', other: other.years[0] ?? '' }
		: { one: shown(differing[0]), other: shown(differing[1]) };
}

function forcesIn(sentence: Sentence): string {
	return tokensOf(sentence, 'name')
		.map(({ name }) => name.toLowerCase())
		.sort()
		.join();
}

function plainWords({ text }: Sentence): Set<string> {
	return new Set([...text.toLowerCase().matchAll(/\p{L}[\p{L}’'-]*/gu)].map(([word]) => word));
}

function numbersOf(sentence: Sentence): NumberToken[] {
	return tokensOf(sentence, 'number').filter(({ ordinal }) => !ordinal);
}

function yearsOf(sentence: Sentence): string[] {
	return tokensOf(sentence, 'date').map(({ year, month, day }) =>
		[year, month, day].filter((one) => one !== null).join('-'),
	);
}

function jaccard(a: ReadonlySet<string>, b: ReadonlySet<string>): number {
	// Sets of very different sizes cannot be alike; this spares most of the counting.
	if (Math.min(a.size, b.size) < 0.8 * Math.max(a.size, b.size)) return 0;
	let both = 0;
	for (const one of a) if (b.has(one)) both += 1;
	return both / (a.size + b.size - both);
}

/** The first pair of numbers in the same place that cannot be roundings of one. */
function differs(a: readonly NumberToken[], b: readonly NumberToken[]): [number, number] | undefined {
	if (a.length !== b.length) return undefined;
	for (const [index, one] of a.entries()) {
		const other = b[index];
		if (other === undefined || one.unit !== other.unit || one.noun !== other.noun) return undefined;
		const [low, high] = bandOf(one);
		const [least, most] = bandOf(other);
		if (low > most || high < least) return [one.value, other.value];
	}
	return undefined;
}

import type { Context, JudgmentRecord } from '../context.ts';
import { type Draft, type Sentence, type Spot, spot } from '../draft.ts';
import { overlap, stems } from '../reading/words.ts';
import { defineRule, type Found } from '../rule.ts';

/** What the draft says of one judgment: in a table, in a summary, or in the sentence that carries it over. */
type Claim = {
	topic: ReadonlySet<string>;
	title: string;
	year: string;
	spot: Spot;
	how: 'carried' | 'judged' | 'table';
};

const carried = /\b(?:carried (?:over|forward)|remains? in place|still stands?|is retained)\b/i;
const carriedFrom =
	/\b(?:judge?ment|grade|assessment|rating)s? (?:from|of|in|given in|made in) (?:the |our )?(?<year>20\d\d(?:[/–-]\d\d)?)\b|\b(?<before>20\d\d(?:[/–-]\d\d)?) (?:[\p{L}]+ ){0,2}(?:inspection|assessment|judge?ment|grade)\b/iu;
const judged =
	/\bin (?<year>20\d\d(?:[/–-]\d\d)?),? (?:we|HMIC(?:FRS)?|the inspectorate|inspectors) (?:judged|graded|assessed|rated) (?:the (?:force|constabulary|service)|it|[\p{Lu}][\p{L}’' ]+?) (?:as |to be )?(?:an? )?[‘'“"]?(?:outstanding|good|adequate|requir(?:es|ing) improvement|inadequate)[’'”"]? (?:at|for|in) (?<topic>[^.;]+)/iu;
/** The same with the year at its end: "we graded the force as good at answering calls in 2022". */
const judgedLater =
	/\b(?:we|HMIC(?:FRS)?|the inspectorate|inspectors) (?:judged|graded|assessed|rated) (?:the (?:force|constabulary|service)|it|[\p{Lu}][\p{L}’' ]+?) (?:as |to be )?(?:an? )?[‘'“"]?(?:outstanding|good|adequate|requir(?:es|ing) improvement|inadequate)[’'”"]? (?:at|for|in) (?<topic>[^.;]+?),? in (?<year>20\d\d(?:[/–-]\d\d)?)(?=[.;,)]|$)/iu;
const general =
	/\b(?:our|the) (?<year>20\d\d(?:[/–-]\d\d)?) (?:judge?ments|grades|assessments) (?:are|remain|were|stay|still)\b[^.]*?\b(?:in place|carried over|carried forward|stand|apply|valid)/i;
const graded =
	/^(?<title>.*?)[\s:|,–-]*\b(?<grade>outstanding|good|adequate|requires improvement|inadequate|ungraded)\b[\s:|,–-]*(?<year>20\d\d(?:[/–-]\d\d)?)?$/i;
const yearOnly = /^(?:last inspected:? )?(?<year>20\d\d(?:[/–-]\d\d)?)$/i;

export const carriedOverSentence = defineRule({
	name: 'carried-over-sentence',
	title: 'A judgment that is carried over from another year than its record',
	explains:
		'A judgment that was not renewed keeps the year in which it was given. The table, the summaries, the sentence that carries it over and any general sentence must name the same year, and the year of the record where it is known.',
	severity: 'fault',
	*check(draft, context) {
		const claims = [...tableClaims(draft), ...sentenceClaims(draft)];
		yield* againstEachOther(claims);
		yield* againstRecords(claims, context);
		yield* againstGeneral(draft, claims);
	},
});

function* againstEachOther(claims: readonly Claim[]): Generator<Found> {
	const sentences = claims.filter(({ how }) => how === 'carried');
	for (const claim of sentences) {
		const others = claims.filter(
			(other) => other !== claim && other.how !== 'carried' && sameTopic(claim, other, claims),
		);
		const differing = others.filter(({ year }) => year !== claim.year);
		if (differing.length === 0) continue;
		const years = [...new Set(differing.map(({ year }) => year))];
		yield {
			spot: claim.spot,
			text: `The judgment of “${claim.title}” is carried over from ${claim.year} here, but given to ${years.join(' and ')} elsewhere.`,
			mend: 'Take the year from the record of the judgment, and make the sentence from it in each place.',
			also: differing.map((other) => other.spot),
			data: { topic: claim.title, years: [claim.year, ...years] },
		};
	}
	// Where no sentence carries it over, the table and the summary may still disagree.
	for (const claim of claims.filter(({ how }) => how === 'judged')) {
		if (sentences.some((one) => sameTopic(one, claim, claims))) continue;
		const table = claims.find((other) => other.how === 'table' && sameTopic(other, claim, claims));
		if (table === undefined || table.year === claim.year || table.year.includes('/')) continue;
		yield {
			spot: claim.spot,
			text: `“${table.title}” was last inspected in ${table.year} by the table, and judged in ${claim.year} by this sentence.`,
			mend: 'Take the year from the record of the judgment.',
			also: [table.spot],
			data: { topic: table.title, years: [claim.year, table.year] },
		};
	}
}

function* againstRecords(claims: readonly Claim[], { judgments = [] }: Context): Generator<Found> {
	const records = judgments.map((record) => ({
		record,
		topics: [record.question, ...record.also].map(stems),
	}));
	for (const claim of claims) {
		const known = records.filter(({ topics }) => topics.some((topic) => overlap(topic, claim.topic) > 0.75));
		if (known.length === 0 || known.some(({ record }) => record.year === claim.year)) continue;
		const [{ record } = { record: undefined }] = known as readonly { record: JudgmentRecord }[];
		if (record === undefined) continue;
		yield {
			spot: claim.spot,
			text: `The record of “${record.question}” is of ${known.map((one) => one.record.year).join(' and ')}, not ${claim.year}.`,
			mend: `Write ${record.year}, or correct the record.`,
			data: { topic: record.question, years: [claim.year, record.year] },
		};
	}
}

/** "Our 2017 judgments are still in place" beside a judgment that is carried over from another year. */
function* againstGeneral(draft: Draft, claims: readonly Claim[]): Generator<Found> {
	for (const sentence of draft.sentences) {
		const year = general.exec(sentence.text)?.groups?.year;
		if (year === undefined) continue;
		const current = thisRound(sentence, year);
		const others = claims.filter(
			(one) =>
				one.year !== year && one.year !== current && (one.how === 'carried' || !one.year.includes('/')),
		);
		if (others.length === 0) continue;
		yield {
			spot: spot(sentence),
			text: `All judgments that stand are said to be of ${year}, but ${distinct(others).join(', and ')}.`,
			mend: 'Name the year of each judgment, or say “our most recent judgments”.',
			also: others.map((one) => one.spot),
			data: { year, others: others.map((one) => one.year) },
		};
	}
}

function distinct(claims: readonly Claim[]): string[] {
	return [...new Map(claims.map((one) => [[...one.topic].sort().join(), one])).values()].map(
		({ title, year }) => `“${title}” is of ${year}`,
	);
}

/** "… in the areas we did not inspect in 2018/19" names the round of the report itself. */
function thisRound({ text }: Sentence, year: string): string | undefined {
	return [...text.matchAll(/20\d\d(?:[/–-]\d\d)?/g)].map(([one]) => one).find((one) => one !== year);
}

function sameTopic(a: Claim, b: Claim, all: readonly Claim[]): boolean {
	const likeness = overlap(a.topic, b.topic);
	if (likeness < 0.66) return false;
	// The nearest of its kind is meant: "the public" and "the workforce" share all other words.
	return !all.some((other) => other.how === b.how && overlap(a.topic, other.topic) > likeness);
}

function* sentenceClaims(draft: Draft): Generator<Claim> {
	for (const sentence of draft.sentences) {
		const { text } = sentence;
		const past = [judged, judgedLater].find((pattern) => pattern.test(text));
		for (const match of past === undefined ? [] : text.matchAll(new RegExp(past.source, 'giu'))) {
			const { topic = '', year = '' } = match.groups ?? {};
			const at = sentence.at + match.index;
			yield {
				topic: stems(topic),
				title: topic.trim(),
				year,
				spot: spot(sentence, at, at + match[0].length),
				how: 'judged',
			};
		}
		if (!carried.test(text) || general.test(text)) continue;
		const from = carriedFrom.exec(text.replace(/\bin 20\d\d\/\d\d,?/, ''))?.groups;
		const year = from?.year ?? from?.before;
		const title = sentence.block.section.title ?? '';
		if (year !== undefined && title !== '')
			yield { topic: stems(title), title, year, spot: spot(sentence), how: 'carried' };
	}
}

/** Rows of a table of grades, and the same where a table was flattened into lines. */
function* tableClaims(draft: Draft): Generator<Claim> {
	let title: string[] = [];
	let grade = false;
	let from: Spot | undefined;
	const reset = () => {
		title = [];
		grade = false;
		from = undefined;
	};
	for (const block of draft.blocks) {
		if (block.kind === 'row') {
			const year = block.cells
				.map((cell) => yearOnly.exec(cell)?.groups?.year)
				.find((one) => one !== undefined);
			const named = block.cells[0] ?? '';
			const grades = block.cells.some((cell) => graded.exec(cell)?.groups?.title === '');
			if (year !== undefined && grades && named !== '')
				yield { topic: stems(named), title: named, year, spot: spot(block), how: 'table' };
			continue;
		}
		if (block.kind !== 'line') {
			reset();
			continue;
		}
		const alone = yearOnly.exec(block.text)?.groups?.year;
		const row = graded.exec(block.text)?.groups;
		const year = alone ?? row?.year;
		if (row !== undefined) {
			grade = true;
			if (row.title !== undefined && row.title !== '') {
				title = [row.title];
				from = spot(block);
			}
		}
		if (year !== undefined && grade && title.length > 0 && from !== undefined) {
			const name = title.join(' ');
			yield { topic: stems(name), title: name, year, spot: from, how: 'table' };
			reset();
		} else if (row === undefined) {
			if (grade || year !== undefined) reset();
			if (year === undefined) {
				title = [block.text];
				from = spot(block);
			}
		}
	}
}

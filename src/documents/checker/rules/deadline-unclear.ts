import { type Sentence, spot, tokensOf } from '../draft.ts';
import { recommendationsIn } from '../recommendations.ts';
import { defineRule, type Found } from '../rule.ts';

const vague =
	/\b(?:as soon as (?:possible|practicable|is practicable)|in due course|in the near future|shortly|soon|promptly|in a timely (?:manner|way)|without (?:undue )?delay|at the earliest opportunity|as a (?:matter of urgency|priority)|urgently|when resources (?:allow|permit))\b/i;
const within =
	/\bwithin (?:the next )?(?:a|an|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|\d+) (?:days?|weeks?|months?|years?)\b(?! (?:of|from|after|to)\b)/i;
const immediate =
	/\b(?:immediately|with immediate effect|by the time of our next inspection|before our next inspection)\b/i;
const month =
	/\bby (?:the end of )?(?:January|February|March|April|May|June|July|August|September|October|November|December|spring|summer|autumn|winter|the end of the (?:year|month|financial year))\b(?! (?:19|20)\d\d)/i;

export const deadlineUnclear = defineRule({
	name: 'deadline-unclear',
	title: 'A recommendation whose date nobody can name',
	explains:
		'Whether a recommendation was met in time can be said only if the day is known. “As soon as possible” is no day; “within six months” has no beginning until it says of what; a month needs its year.',
	severity: 'doubt',
	*check(draft) {
		for (const sentence of recommendationsIn(draft)) {
			const found = unclear(sentence);
			if (found !== undefined) yield found;
		}
	},
});

function unclear(sentence: Sentence): Found | undefined {
	const { text } = sentence;
	const here = (match: RegExpExecArray, says: string, mend: string): Found => {
		const at = sentence.at + match.index;
		return { spot: spot(sentence, at, at + match[0].length), text: says, mend };
	};
	const bare = month.exec(text);
	if (bare !== null) return here(bare, `“${bare[0]}” has no year.`, 'Write the year.');
	if (tokensOf(sentence, 'date').length > 0) return undefined;
	const term = within.exec(text);
	if (term !== null)
		return here(
			term,
			`“${term[0]}” does not say from when.`,
			'Write the day, or “of the publication of this report”.',
		);
	const soon = vague.exec(text);
	if (soon !== null)
		return here(soon, `“${soon[0]}” names no day.`, 'Write the day by which it is to be done.');
	if (immediate.test(text) || /\bwithin\b|\bby (?:the )?\d/i.test(text) || leadsIn(sentence))
		return undefined;
	return {
		spot: spot(sentence),
		text: 'This recommendation has no date.',
		mend: 'Write the day by which it is to be done.',
	};
}

/** An item of a list is due when the words that lead in say so. */
function leadsIn({ block }: Sentence): boolean {
	if (block.kind !== 'item') return false;
	const lead = block.section.blocks
		.filter(({ index, kind }) => index < block.index && kind !== 'heading')
		.at(-1);
	const words = [
		lead?.text ?? '',
		...block.section.blocks.filter(({ kind }) => kind === 'paragraph').map(({ text }) => text),
	];
	return words.some((text) => /\b(?:within|by|immediately|no later than)\b.*:$/i.test(text));
}

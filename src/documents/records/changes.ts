import { type ChangeBeside, type Moved, printed, printedNumber } from '../../figures/index.ts';
import type { Answer, Asked, Said } from '../tree/resolver.ts';
import type { Compared } from './others.ts';
import { isProblem, type Problem, refused, shownAs } from './problem.ts';

const shows = ['word', 'value', 'change', 'by', 'phrase', 'beside', 'years'] as const;

/** How a figure moved, or with `with=nation`, that beside how the nation’s did. */
export function changeSaid(compared: Compared, attributes: Asked['attributes']): Answer<Said> {
	const { with: place = 'before', show } = attributes;
	const change = changeIn(compared, attributes);
	if (isProblem(change)) return change;
	const as = shownAs(show, shows);
	if (typeof as !== 'string') return as;
	if (place === 'nation') return besideNation(compared, change, as);
	if (place !== 'before')
		return refused(
			`A change is set beside that of the nation, and not beside “${place}”.`,
			'Write with=nation, or with=before.',
		);
	return movedSaid(compared, change.area, change, as);
}

function changeIn(
	{ comparison }: Compared,
	{ over, of = 'value' }: Asked['attributes'],
): ChangeBeside | Problem {
	const { changes, indicator } = comparison;
	const measured = changes.filter((one) => one.of === of);
	if (measured.length === 0)
		return refused(
			`“of=${of}” says nothing here.`,
			changes.length === 0 ? 'Take it out.' : `Write of=value or, for the number behind a rate, of=number.`,
		);
	const there = measured.filter(({ area }) => area.before !== null);
	const found = over === undefined ? there[0] : there.find(({ years }) => String(years) === over);
	if (found !== undefined) return found;
	const spans = there.map(({ years }) => `over=${years}`);
	return refused(
		over === undefined
			? `There is no earlier figure of “${indicator.title}”.`
			: `There is no figure of “${indicator.title}” of ${over} ${over === '1' ? 'year' : 'years'} before.`,
		spans.length === 0 ? 'Take the comparison out.' : `Write ${spans.join(' or ')}.`,
	);
}

function movedSaid(
	{ comparison: { indicator }, figure, factOf }: Compared,
	moved: Moved,
	{ of, years }: ChangeBeside,
	as: (typeof shows)[number],
): Answer<Said> {
	const { before, word, beside } = moved;
	const facts: Said['facts'] = before === null ? [factOf(figure)] : [factOf(figure), factOf(before)];
	const plain = (text: string | null): Answer<Said> =>
		text === null ? noChange(moved) : { found: { text, facts } };
	switch (as) {
		case 'years':
			return plain(String(years));
		case 'value': {
			const value = of === 'number' ? (before?.numerator ?? null) : (before?.value ?? null);
			if (value === null) return noChange(moved);
			return plain(of === 'number' ? printedNumber(value, 0) : printed(indicator, value));
		}
		case 'change':
			return plain(moved.printed);
		case 'by':
			return plain(byOf(moved));
		case 'beside':
			return worded(beside, facts, (said) => said);
		case 'word':
			return worded(word, facts, (said) => said);
		case 'phrase':
			return worded(word, facts, (said) => phraseOf(said, moved));
	}
}

function besideNation(
	{ figure, factOf }: Compared,
	{ area, nation, word }: ChangeBeside,
	as: (typeof shows)[number],
): Answer<Said> {
	if (nation === null || nation.before === null)
		return refused('There is no change of the nation to set it beside.', 'Take it out.');
	const facts: Said['facts'] = [
		factOf(figure),
		...(area.before === null ? [] : [factOf(area.before)]),
		factOf(nation.before),
	];
	const plain = (text: string | null): Answer<Said> =>
		text === null ? noChange(nation) : { found: { text, facts } };
	switch (as) {
		case 'word':
			return worded(word, facts, (said) => said);
		case 'change':
		case 'value':
			return plain(nation.printed);
		case 'by':
			return plain(byOf(nation));
		case 'phrase':
			return worded(nation.word, facts, (said) => phraseOf(said, nation));
		case 'beside':
		case 'years':
			return refused(`“show=${as}” says nothing of two changes.`, 'Write show=word or show=change.');
	}
}

function worded(
	word: Moved['word'] | Moved['beside'] | ChangeBeside['word'],
	facts: Said['facts'],
	text: (word: string) => string,
): Answer<Said> {
	if (word.word === null) return refused(word.because, 'Give both values without a word, or take it out.');
	return { found: { text: text(word.word), facts, wording: { word: word.word, rule: word.rule } } };
}

function noChange({ word }: Moved): Problem {
	return refused(
		word.word === null ? word.because : 'There was nothing before, so that there is no change in percent.',
		'Give both values, or take it out.',
	);
}

/** Without its sign: "21%", "2 percentage points". */
function byOf({ printed: change }: Moved): string | null {
	return change === null ? null : change.replace(/^[+−]/, '');
}

/** "fell by 21%", "was unchanged" */
function phraseOf(word: string, moved: Moved): string {
	const by = byOf(moved);
	return by === null || word === 'was unchanged' ? word : `${word} by ${by}`;
}

import { type Comparison, compareEach, type Figure } from '../../figures/index.ts';
import type { Answer, Asked, Said } from '../tree/resolver.ts';
import { changeSaid } from './changes.ts';
import { factOf } from './figure-fact.ts';
import { factContext, windowInWords } from './figures.ts';
import type { Known } from './known.ts';
import { figuresAt, type Located, locate } from './located.ts';
import { type Compared, type Other, otherForce, otherIn } from './others.ts';
import { isProblem, type Problem, refused, shownAs, without } from './problem.ts';

const places = ['nation', 'group', 'group-mean', 'guideline', 'before'] as const;
const shows = ['word', 'value', 'phrase', 'whole', 'rank'] as const;

/** `:compare[indicator]{area with until over of show version}` */
export async function sayComparisons(known: Known, asked: readonly Asked[]): Promise<Answer<Said>[]> {
	const located = await locate(known, asked);
	const wanted = without(located);
	const rules = await known.rules();
	const found = await compareEach(known.tx, wanted, { rules });
	const comparisons = new Map(wanted.map((one, index) => [one, found[index]]));
	const others = await othersOf(known, asked, located);
	const context = await factContext(known);
	return located.map((one, index): Answer<Said> => {
		if (isProblem(one)) return one;
		const comparison = comparisons.get(one);
		if (comparison === undefined || comparison.figure === null || comparison.printed === null)
			return noFigure(comparison, one);
		const { figure } = comparison;
		const compared: Compared = {
			comparison,
			figure,
			factOf: (of) => factOf(comparison.indicator, of, context),
		};
		const attributes = asked[index]?.attributes ?? {};
		const beside = others[index];
		if (beside !== null && beside !== undefined) {
			if (isProblem(beside)) return beside;
			const setting = { rules, nameOf: context.nameOfArea };
			return besideSaid(compared, otherForce(compared, beside.figure, setting), attributes.show);
		}
		return said(compared, attributes);
	});
}

function noFigure(comparison: Comparison | undefined, { indicator }: Located): Problem {
	return refused(
		comparison?.unfit ?? `There is no figure of “${indicator.title}” to compare.`,
		'Choose another period or area, or take the comparison out.',
	);
}

/** The figures of other forces that are named; null where what it is compared with is none. */
async function othersOf(
	known: Known,
	asked: readonly Asked[],
	located: readonly (Located | Problem)[],
): Promise<((Located & { figure: Figure }) | Problem | null)[]> {
	const named = asked.map(({ name, attributes }, index) => {
		const own = located[index];
		const other = attributes.with;
		if (own === undefined || isProblem(own) || other === undefined || isPlace(other)) return null;
		return { name, attributes: { ...attributes, area: other, until: own.until.toString() } };
	});
	const wanted = named.flatMap((one) => one ?? []);
	const found = wanted.length === 0 ? [] : await figuresAt(known, await locate(known, wanted));
	let next = 0;
	return named.map((one) => (one === null ? null : (found[next++] ?? null)));
}

function isPlace(word: string): boolean {
	return places.some((place) => place === word);
}

function said(compared: Compared, attributes: Asked['attributes']): Answer<Said> {
	const { with: place = 'nation', over } = attributes;
	if (place === 'before' || over !== undefined) return changeSaid(compared, attributes);
	if (attributes.show === 'rank') return rankSaid(compared);
	const other = otherIn(compared, place);
	return isProblem(other) ? other : besideSaid(compared, other, attributes.show);
}

function besideSaid(
	{ comparison, figure, factOf: fact }: Compared,
	other: Other,
	show: string | undefined,
): Answer<Said> {
	const as = shownAs(show, shows);
	if (typeof as !== 'string') return as;
	const facts: Said['facts'] = [fact(figure), ...other.facts.map(fact)];
	if (as === 'value')
		return other.printed === null
			? refused(`There is no figure for ${other.name}.`, 'Compare with something else, or take it out.')
			: { found: { text: other.printed, facts: swapped(facts) } };
	const { word } = other;
	if (word.word === null) return refused(word.because, 'Give both values without a word, or take it out.');
	const wording = { word: word.word, rule: word.rule };
	const phrase = `${word.word} ${other.printed ?? ''} ${other.inWords}`.replaceAll(/\s+/g, ' ').trim();
	const own = `${comparison.printed} in ${windowInWords(figure)}`;
	switch (as) {
		case 'word':
			return { found: { text: word.word, facts, wording } };
		case 'phrase':
			return { found: { text: phrase, facts, wording } };
		case 'whole':
			return { found: { text: `${own}, ${phrase}`, facts, wording } };
		case 'rank':
			return refused('A rank is among all forces.', 'Leave out “with”.');
	}
}

/** Of the other value, the other figure is spoken of first. */
function swapped([own, ...others]: Said['facts']): Said['facts'] {
	const [first, ...rest] = others;
	return first === undefined ? [own] : [first, own, ...rest];
}

function rankSaid({ comparison, figure, factOf: fact }: Compared): Answer<Said> {
	const { rank, indicator } = comparison;
	if (rank === null)
		return refused(
			`“${indicator.title}” is not ranked here.`,
			'Compare with the nation or the group instead.',
		);
	const text = rank.sentence.split('. ')[0]?.replace(/\.$/, '') ?? '';
	return { found: { text: `${text.charAt(0).toLowerCase()}${text.slice(1)}`, facts: [fact(figure)] } };
}

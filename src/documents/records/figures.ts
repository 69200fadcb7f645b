import { type Figure, type Indicator, printed, printedNumber, spanInWords } from '../../figures/index.ts';
import { quantifier, StatisticsError, type WordingRules } from '../../statistics/index.ts';
import type { Answer, Asked, Said } from '../tree/resolver.ts';
import { type FactContext, factOf } from './figure-fact.ts';
import type { Known } from './known.ts';
import { figuresAt, type Located, locate } from './located.ts';
import { isProblem, type Problem, refused, shownAs, without } from './problem.ts';
import { forcesAt, isSpread, spreadSaid } from './ranges.ts';

const shows = [
	'value',
	'whole',
	'interval',
	'margin',
	'window',
	'number',
	'base',
	'counts',
	'share',
	'word',
	'unit',
] as const;

/** `:figure[indicator]{area until show of version}`: of one area, or with `show=range` and its kin of all forces. */
export async function sayFigures(known: Known, asked: readonly Asked[]): Promise<Answer<Said>[]> {
	const located = await locate(known, asked.map(acrossForces));
	const spread = asked.map(({ attributes }) => isSpread(attributes.show));
	const found = await figuresAt(
		known,
		located.map((one, index) => (spread[index] === true ? skipped : one)),
	);
	const forces = await forcesAt(known, without(located.filter((_, index) => spread[index] === true)));
	const context = await factContext(known);
	const rules = await known.rules();
	const answers: Answer<Said>[] = [];
	for (const [index, { attributes }] of asked.entries()) {
		const { show, of } = attributes;
		const place = located[index] ?? skipped;
		const one = found[index] ?? skipped;
		if (isSpread(show))
			answers.push(isProblem(place) ? place : await spreadSaid(known, place, forces, { show, context }));
		else answers.push(isProblem(one) ? one : oneSaid(one, { show, of, context, rules }));
	}
	return answers;
}

const skipped = refused('Nothing answered this.', 'Take it out.');

/** A range has no area of its own: the newest period of the nation is its period. */
function acrossForces({ name, attributes }: Asked): Pick<Asked, 'name' | 'attributes'> {
	return { name, attributes: isSpread(attributes.show) ? { ...attributes, area: 'nation' } : attributes };
}

type Telling = {
	show: string | undefined;
	of: string | undefined;
	context: FactContext;
	rules: WordingRules;
};

function oneSaid(
	{ indicator, figure }: Located & { figure: Figure },
	{ show, of, context, rules }: Telling,
): Answer<Said> {
	const as = shownAs(show, shows);
	if (typeof as !== 'string') return as;
	if (as === 'word') return quantified(indicator, figure, context, rules);
	const text = textOf(indicator, figure, as, of);
	return typeof text === 'string' ? { found: { text, facts: [factOf(indicator, figure, context)] } } : text;
}

export async function factContext({ about, register, snapshots, withdrawn }: Known): Promise<FactContext> {
	const { nameOfArea } = await register();
	return {
		snapshots: await snapshots(),
		withdrawn: await withdrawn(),
		anonymous: about.anonymous === true,
		nameOfArea,
	};
}

/** What is printed of a figure, however it is asked for; null where that is no matter of this figure alone. */
export function figureText(
	indicator: Indicator,
	figure: Figure,
	{ show, of }: Readonly<Record<string, string | undefined>>,
): string | null {
	const as = shownAs(show, shows);
	if (typeof as !== 'string' || as === 'word') return null;
	const text = textOf(indicator, figure, as, of);
	return typeof text === 'string' ? text : null;
}

function textOf(
	indicator: Indicator,
	figure: Figure,
	as: Exclude<(typeof shows)[number], 'word'>,
	of: string | undefined,
): string | Problem {
	const { value, lower, upper, numerator, denominator } = figure;
	if (as === 'window') return spanInWords(figure);
	if (as === 'unit') return indicator.unit;
	if (as === 'number') return numerator === null ? lacks(indicator, 'number of cases') : whole(numerator);
	if (as === 'base') return denominator === null ? lacks(indicator, 'base') : whole(denominator);
	if (as === 'counts') {
		if (numerator === null || denominator === null) return lacks(indicator, 'counts');
		return countsInWords(whole(numerator), whole(denominator), of);
	}
	if (value === null)
		return refused(
			`The figure of “${indicator.title}” is ${figure.marker ?? 'not available'}.`,
			'Say so in words, or take it out.',
		);
	const text = printed(indicator, value);
	switch (as) {
		case 'value':
		case 'share':
			return text;
		case 'interval':
			if (lower === null || upper === null) return lacks(indicator, 'interval');
			return `${printed(indicator, lower)} to ${printed(indicator, upper)}`;
		case 'margin':
			if (lower === null || upper === null) return lacks(indicator, 'margin');
			return `${text} ± ${marginOf(indicator, lower, upper)}`;
		case 'whole':
			return `${inUnit(indicator, text)} in ${windowInWords(figure)}`;
	}
}

function lacks({ title }: Indicator, what: string): Problem {
	return refused(`“${title}” has no ${what}.`, 'Show something else of it, such as show=value.');
}

/** "44 of the 60 files", "44 of 60" */
export function countsInWords(part: string, all: string, of: string | undefined): string {
	return of === undefined || of.trim() === '' ? `${part} of ${all}` : `${part} of the ${all} ${of.trim()}`;
}

const whole = (value: string) => printedNumber(value, 0);

function marginOf(indicator: Indicator, lower: string, upper: string): string {
	const half = (Number(upper) - Number(lower)) / 2;
	const scaled = indicator.kind === 'proportion' ? half * 100 : half;
	return printedNumber(scaled.toFixed(6), Math.max(1, indicator.decimals));
}

/** "45.5 incidents per 1,000 people"; a percentage stands for itself. */
function inUnit({ kind, unit }: Indicator, text: string): string {
	return kind === 'proportion' ? text : `${text} ${unit}`;
}

/** "the 12 months ending June 2014", "June 2014" */
export function windowInWords(span: { since: Temporal.PlainDate; until: Temporal.PlainDate }): string {
	const words = spanInWords(span);
	return /^\d+ months/.test(words) ? `the ${words}` : words;
}

function quantified(
	indicator: Indicator,
	figure: Figure,
	context: FactContext,
	rules: WordingRules,
): Answer<Said> {
	const { numerator, denominator } = figure;
	if (numerator === null || denominator === null) return lacks(indicator, 'counts, and so no word');
	return wordFor(Number(numerator), Number(denominator), rules, (word, rule) => ({
		text: word,
		facts: [factOf(indicator, figure, context)],
		wording: { word, rule },
	}));
}

/** "most", where the numbers bear a word at all. */
export function wordFor(
	part: number,
	all: number,
	rules: WordingRules,
	said: (word: string, rule: string) => Said,
): Answer<Said> {
	try {
		const found = quantifier(part, all, rules);
		return { found: said(found.word, `${found.method}, ${found.rules}`) };
	} catch (error) {
		if (!(error instanceof StatisticsError)) throw error;
		return refused(error.message, 'Show the counts instead: show=counts.');
	}
}

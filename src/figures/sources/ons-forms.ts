import { type Column, textOf, wordsOf } from '../tables/heading.ts';
import { key } from '../tables/label.ts';
import { midYear, monthToMonth, type Span } from '../tables/span.ts';
import type { Marks } from './marks.ts';
import { neededOffences, offenceOf } from './ons-offences.ts';
import { withTransport } from './published-area.ts';

/** What a column of a table holds. */
export type Meaning = {
	measure: string;
	of?: Readonly<Record<string, string>>;
	/** Without one, the period of the table. */
	span?: Span;
	/** May be below nought, because it is a change. */
	signed?: true;
	/** A population has no police force of the railways in it. */
	total?: 'EW';
	/** The heading is not written as it should be. */
	misspelt?: true;
};

/** A table of the workbook, known by the words of its title. */
export type Form = {
	name: string;
	is(title: string): boolean;
	meaning(column: Column, of: { span: Span }): Meaning | null;
	/** Of what the columns must be there: the text of each that is missing. */
	missing(meanings: readonly Meaning[]): string[];
	marks: Marks;
	total: 'EW' | typeof withTransport;
};

const unit = /^(numbers?|percentages?|percentage change|rate per 1 000 (population|households))$/;
const group = /^(victim based crime|other crimes against society)$/;

const smallBase: Marks = { '-': 'small base' };
const suppressed: Marks = { '+': 'suppressed' };
const all =
	(...patterns: readonly RegExp[]) =>
	(title: string) =>
		patterns.every((pattern) => pattern.test(title));
const none = () => [];

/** The innermost heading that is neither a unit nor the name of a group. */
function innermost(column: Column): string | undefined {
	return column.path.findLast((text) => !unit.test(key(text)) && !group.test(key(text)));
}

function offenceColumn(column: Column, measure: string): Meaning | null {
	const heading = innermost(column);
	const found = heading === undefined ? null : offenceOf(heading);
	if (found === null) return null;
	return { measure, of: { offence: found.offence }, ...(found.misspelt ? { misspelt: true as const } : {}) };
}

function missingOffences(meanings: readonly Meaning[]): string[] {
	const found = new Set(meanings.map(({ of }) => of?.offence));
	return neededOffences.filter((offence) => !found.has(offence));
}

const knifeTotal = 'Total of selected serious offences';

/** The longest first: the title of changes in knife crime also speaks of police force areas and offences. */
export const forms: readonly Form[] = [
	{
		name: 'changes of recorded crime',
		is: all(/offence group/, /percentage change/),
		meaning(column) {
			const found = offenceColumn(column, 'change');
			return found === null ? null : { ...found, signed: true };
		},
		missing: missingOffences,
		marks: smallBase,
		total: withTransport,
	},
	{
		name: 'rates of recorded crime',
		is: all(/offence group/, /\brates? of offences/),
		meaning(column) {
			const words = wordsOf(column.path);
			if (/^population (figures|estimates)/.test(words)) return { measure: 'population', total: 'EW' };
			if (/^household (figures|estimates)/.test(words)) return { measure: 'households', total: 'EW' };
			const heading = innermost(column);
			if (heading === undefined || !/\bhouseholds?\b/i.test(heading)) return offenceColumn(column, 'rate');
			const offence = offenceOf(heading.replace(/\(?\b(?:per 1,000 )?households?\b.*$/i, '').trim());
			return offence === null ? null : { measure: 'household-rate', of: { offence: offence.offence } };
		},
		missing(meanings) {
			const measures = new Set(meanings.map(({ measure }) => measure));
			const others = ['population', 'households'].filter((measure) => !measures.has(measure));
			return [...others, ...missingOffences(meanings)];
		},
		marks: suppressed,
		total: withTransport,
	},
	{
		name: 'numbers of recorded crime',
		is: all(/offence group/, /numbers? of offences/),
		meaning: (column) => offenceColumn(column, 'offences'),
		missing: missingOffences,
		marks: {},
		total: withTransport,
	},
	{
		name: 'changes of knife crime',
		is: all(/knife/, /percentage change|compared with/),
		meaning(column) {
			const words = wordsOf(column.path);
			const ofChange = /change .*compared with/.test(words);
			const span = monthToMonth(textOf(column.raw.findLast((text) => monthToMonth(text) !== null) ?? ''));
			if (span === null) return null;
			const of = { offence: knifeTotal };
			if (ofChange)
				return {
					measure: 'knife-change',
					of: { ...of, 'compared-with': `${span.since} to ${span.until}` },
					signed: true,
				};
			if (/number of/.test(words)) return { measure: 'knife-offences', of, span };
			return words.includes('%') ? { measure: 'knife-percent', of, span } : null;
		},
		missing: (found) => (found.length === 0 ? ['a column of a period'] : []),
		marks: smallBase,
		total: withTransport,
	},
	{
		name: 'numbers of knife crime',
		is: all(/knife/, /selected offences/),
		meaning(column) {
			const [offence = '', ...inner] = column.path;
			if (inner.length === 0) return null;
			const words = wordsOf(inner);
			if (/^number of/.test(words)) return { measure: 'knife-offences', of: { offence } };
			return words.startsWith('%') ? { measure: 'knife-percent', of: { offence } } : null;
		},
		missing: (found) => (found.some(({ of }) => of?.offence === knifeTotal) ? [] : [knifeTotal]),
		marks: smallBase,
		total: withTransport,
	},
	{
		name: 'categories of anti-social behaviour',
		is: all(/anti social behaviour/, /category of incident/),
		meaning(column) {
			const found = ['Personal', 'Nuisance', 'Environmental'].find((name) =>
				column.path.some((text) => key(text) === key(name)),
			);
			return found === undefined ? null : { measure: 'asb-percent', of: { category: found } };
		},
		missing: (found) => (found.length === 0 ? ['a category'] : []),
		marks: smallBase,
		total: withTransport,
	},
	{
		name: 'experiences of anti-social behaviour',
		is: all(/experiences? of anti social behaviour/),
		meaning(column) {
			const words = wordsOf(column.path);
			if (/^unweighted base/.test(words)) return { measure: 'asb-adults-asked', total: 'EW' };
			const [category = ''] = column.path;
			return /percentage experienced/.test(words)
				? { measure: 'asb-experienced-percent', of: { category }, total: 'EW' }
				: null;
		},
		missing: none,
		marks: smallBase,
		total: 'EW',
	},
	{
		name: 'incidents of anti-social behaviour',
		is: all(/anti social behaviour/, /incidents/),
		meaning(column) {
			const span = monthToMonth(column.raw[0] ?? '');
			const words = wordsOf(column.path.slice(1));
			if (span === null) return null;
			if (/^number/.test(words)) return { measure: 'asb-incidents', span };
			return /^rate/.test(words) ? { measure: 'asb-rate', span } : null;
		},
		missing: (found) => (found.length === 0 ? ['a column of a period'] : []),
		marks: suppressed,
		total: withTransport,
	},
	...(['population', 'household'] as const).map(
		(what): Form => ({
			name: `mid-year ${what}s`,
			is: all(/mid year/, new RegExp(`${what} (estimates|figures)`)),
			meaning(column) {
				const inYear = Number(textOf(column.heading));
				if (!Number.isInteger(inYear) || inYear < 1900 || inYear > 2100) return null;
				return { measure: what === 'household' ? 'households' : 'population', span: midYear(inYear) };
			},
			missing: (found) => (found.length === 0 ? ['a column of a year'] : []),
			marks: {},
			total: 'EW',
		}),
	),
];

export const formOf = (title: readonly string[]) => forms.find((form) => form.is(key(title.join(' '))));

import { inWordsDate } from '../../foundation/index.ts';
import { listed, printedNumber } from '../comparison/print.ts';
import type { Indicator, Part } from '../indicators/indicator.ts';
import { sourceTitle } from '../snapshots/words.ts';

type Row = { key: string; value: string };

/** What an indicator is, as a reader of its page wants it told: what is counted, against what, and what is left out. */
export function definitionOf(indicator: Indicator): Row[] {
	const { numerator, denominator, undecided, guideline, deflate, published, forecast } = indicator;
	const rows: (Row | null)[] = [
		{ key: 'What it tells', value: indicator.meaning },
		{ key: 'Unit', value: indicator.unit },
		{ key: denominator === undefined ? 'What is counted' : 'Numerator', value: partInWords(numerator) },
		denominator === undefined ? null : { key: 'Denominator', value: denominatorInWords(denominator) },
		{ key: 'Window', value: windowInWords(indicator) },
		indicator.exclusions.length === 0
			? null
			: { key: 'Left out throughout', value: `${indicator.exclusions.join('. ')}.` },
		{ key: 'Which way is better', value: polarities[indicator.polarity] },
		{ key: 'Interval', value: methods[indicator.method] },
		{
			key: 'Words beside others',
			value:
				indicator.sample || indicator.method === 'published margin'
					? 'It is measured on a sample: a word rests on the significance of the difference.'
					: 'It is a full count: a word rests on the size of the difference.',
		},
		indicator.suppressUnder === undefined
			? null
			: {
					key: 'Suppression',
					value: `Numbers under ${indicator.suppressUnder} are not shown, and neither is one from which they could be worked out.`,
				},
		undecided === undefined
			? null
			: {
					key: 'Still undecided',
					value: `${partInWords(undecided)} These may still come into the numerator.`,
				},
		guideline === undefined
			? null
			: {
					key: 'Guideline',
					value: `${printedNumber(String(guideline.value), decimalsIn(guideline.value))}: ${guideline.means} (${guideline.source}).`,
				},
		deflate === undefined
			? null
			: { key: 'Prices', value: `In the prices of ${deflate.base}, by ${named(deflate)}.` },
		published === undefined
			? null
			: { key: 'Held against', value: `The publisher’s own value: ${named(published)}.` },
		forecast === undefined
			? null
			: {
					key: 'Forecast',
					value: `Made on ${inWordsDate(forecast.made)}. ${forecast.assumptions}`,
				},
		indicator.breakdowns.length === 0
			? null
			: { key: 'Broken down by', value: `${listed(indicator.breakdowns)}.` },
	];
	return rows.flatMap((row) => row ?? []);
}

type Of = Pick<Part, 'source' | 'measure'>;

const named = ({ source, measure }: Of) => `${measure.replaceAll('-', ' ')}, from “${sourceTitle(source)}”`;

function partInWords({ source, measure, where, without, over }: Part): string {
	const only = Object.entries(where).map(([name, values]) => `only ${chosen(name, values)}`);
	const not = Object.entries(without).map(([name, values]) => `without ${chosen(name, values)}`);
	const moment = over === 'last' ? 'as it stood last in the window' : '';
	const more = [...only, ...not, moment].filter((text) => text !== '');
	return `${[capital(named({ source, measure })), ...more].join('; ')}.`;
}

function chosen(name: string, values: readonly string[]): string {
	return `${name.replaceAll('-', ' ')} ${listed(values.map((value) => `“${value}”`))}`;
}

function denominatorInWords(denominator: NonNullable<Indicator['denominator']>): string {
	const { of, project } = denominator;
	return [
		partInWords(denominator),
		of === 'all' ? 'Parts are set against the same denominator as the whole.' : '',
		project === undefined
			? ''
			: `Where it is missing at the end, it is carried on along the trend of ${project} years, and marked as projected.`,
	]
		.filter((text) => text !== '')
		.join(' ');
}

const endings: Readonly<Record<Indicator['window']['ending'], string>> = {
	month: 'each month',
	quarter: 'each quarter of the year',
	march: 'March',
	june: 'June',
	september: 'September',
	december: 'December',
};

function windowInWords({ window: { months, ending } }: Indicator): string {
	return `${months === 1 ? 'A month' : `${months} months`}, ending with ${endings[ending]}.`;
}

const polarities: Readonly<Record<Indicator['polarity'], string>> = {
	'higher is better': 'Higher is better.',
	'lower is better': 'Lower is better.',
	neither: 'Neither: more or less of it is not better or worse in itself.',
};

const methods: Readonly<Record<Indicator['method'], string>> = {
	wilson: 'The 95% interval of a proportion by Wilson’s method.',
	byar: 'The 95% interval of a count by Byar’s method: how far chance alone would move it.',
	'published margin':
		'The margin that the publisher gives. Nothing is added up from figures with such a margin.',
	none: 'None: it is an exact sum.',
};

const decimalsIn = (value: number) => String(value).split('.')[1]?.length ?? 0;

const capital = (text: string) => text.charAt(0).toUpperCase() + text.slice(1);

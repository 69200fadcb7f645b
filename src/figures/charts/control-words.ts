import { inWordsDate } from '../../foundation/index.ts';
import type { SpcRule } from '../../statistics/index.ts';
import { inWords } from '../comparison/period.ts';
import { listed } from '../comparison/print.ts';
import type { ChartTable, ControlChart, Moment } from './chart.ts';
import { type Drawing, type Found, meanings, ruleNumbers } from './control-look.ts';
import type { Scale } from './scale.ts';
import { lineInWords } from './series-words.ts';
import { capital, endInWords, type Illustrative, inTable, markerNotes, placed, printedAs } from './words.ts';

const rulesInWords: Record<SpcRule, string> = {
	'outside limits': 'a value outside the limits',
	'seven on one side': 'seven or more values in a row on one side of the mean',
	'seven-point trend': 'seven or more values in a row that rise, or fall',
	'two of three near a limit': 'two of three values in a row near a limit',
};

export function controlAlt(
	{ measure, name }: ControlChart,
	{ drawn: { baselines }, found, all }: Drawing,
): string[] {
	const last = baselines.at(-1)?.limits;
	const signals = signalsOf(found);
	return [
		`Control chart: ${measure.unit}.`,
		lineInWords({ name, points: all }, measure),
		last === null || last === undefined
			? 'There are too few points for limits.'
			: `Mean ${printedAs(measure, last.mean)}, limits ${printedAs(measure, last.lower)} to ${printedAs(measure, last.upper)}.`,
		...baselines.flatMap(({ startedBy, from }) =>
			startedBy === null
				? []
				: [`The limits start afresh in ${endInWords(Temporal.PlainDate.from(from))}: ${startedBy}.`],
		),
		...(last === null || last === undefined
			? []
			: [signals.length === 0 ? 'There is no signal.' : `Signals: ${signals.join('; ')}.`]),
	];
}

/** Rule by rule, with the stretches of periods in which it was met. */
function signalsOf(found: readonly Found[]): string[] {
	return Object.entries(rulesInWords).flatMap(([rule, words]) => {
		const stretches: Found[][] = [];
		found.forEach((each, index) => {
			if (!each.finding.rules.some((met) => met === rule)) return;
			const open = stretches.at(-1);
			if (open !== undefined && open.at(-1) === found[index - 1]) open.push(each);
			else stretches.push([each]);
		});
		const said = stretches.map((stretch) => {
			const [first, last] = [stretch[0], stretch.at(-1)].map((each) =>
				each === undefined ? '' : endInWords(each.moment.until),
			);
			return first === last ? `${first}` : `${first} to ${last}`;
		});
		return said.length === 0 ? [] : [`${words} (${listed(said)})`];
	});
}

export function controlNotes(
	{ breaks = [], measure }: ControlChart,
	{ drawn: { baselines }, found, all }: Drawing,
	scale: Scale,
): string[] {
	const rules = new Set(found.flatMap(({ finding }) => finding.rules));
	const missing = all.filter(({ value }) => placed(measure, value) === null).length;
	return [
		...breaks.map(({ at, because }) => `Break in the series on ${inWordsDate(at)}: ${because}.`),
		...baselines.flatMap(({ note }) => (note === null ? [] : [note])),
		...Object.entries(rulesInWords).flatMap(([rule, words]) => {
			const own = [...rules].find((each) => each === rule);
			return own === undefined ? [] : [`${ruleNumbers[own]}: ${words}.`];
		}),
		...(missing === 0
			? []
			: [
					`${missing === 1 ? 'One period has' : `${missing} periods have`} no figure; the limits rest on the others.`,
				]),
		...(scale.from > 0 ? [`The scale begins at ${printedAs(measure, scale.from)}, not at zero.`] : []),
		...markerNotes(all),
	];
}

export function controlTable(
	{ measure, name }: ControlChart,
	all: readonly Moment[],
	found: readonly Found[],
	illustrative: Illustrative,
): ChartTable {
	return {
		columns: [
			{ text: 'Period', rowHeader: true },
			{ text: `${name}, ${measure.unit}`, numeric: true },
			{ text: 'Signal' },
		],
		rows: all.map((point) => {
			const finding = found.find(({ moment }) => moment === point)?.finding;
			const rules = listed((finding?.rules ?? []).map((rule) => rulesInWords[rule]));
			return [
				inWords(point),
				inTable(measure, point, illustrative),
				finding === undefined
					? '–'
					: capital(
							rules === '' ? meanings[finding.meaning].says : `${meanings[finding.meaning].says}: ${rules}`,
						),
			];
		}),
	};
}

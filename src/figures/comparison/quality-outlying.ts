import { type PlacedPoint, standardWording } from '../../statistics/index.ts';
import type { Figure } from '../engine/figure.ts';
import type { Indicator } from '../indicators/indicator.ts';
import { brokenBetween, caveatsFor } from './caveats.ts';
import { movedOf } from './change.ts';
import { type Finding, findingOf, isBetter } from './finding.ts';
import { funnelOf, funnelOfChange } from './outlying.ts';
import { printed, printedNumber, signed } from './print.ts';

/** The figures of all forces in one period, and in that of the year before. */
export type OfForces = {
	indicator: Indicator;
	now: readonly Figure[];
	before: readonly Figure[];
	nameOf(area: string): string;
};

const isOutside = ({ place }: PlacedPoint) => place.endsWith('99.8%');

/** Forces outside the limits of the funnel of all forces. */
export function outlyingAgainstOthers({ indicator, now, nameOf }: OfForces): Finding[] {
	const drawing = funnelOf(indicator, now);
	if ('none' in drawing) return [];
	const all = printed(indicator, String(drawing.target * indicator.per));
	return drawing.points.filter(isOutside).flatMap(({ id, place, z }) => {
		const figure = now.find(({ area }) => area === id);
		if (figure?.value == null) return [];
		const higher = z > 0;
		return findingOf(
			'outlying against others',
			{ indicator, figure, nameOf },
			{
				text: `${printed(indicator, figure.value)} is ${place.replace('99.8%', 'the 99.8% limits')} of the funnel; all forces together have ${all}.${caveatOf(indicator, figure, nameOf)}`,
				weight: Math.abs(z),
				better: isBetter(indicator, higher),
			},
		);
	});
}

/** What has to be said of just this force: a rate for the residents of the City of London says little. */
function caveatOf(indicator: Indicator, figure: Figure, nameOf: (area: string) => string): string {
	return caveatsFor(indicator, figure, { area: figure.area, group: [], nameOf })
		.filter(({ about }) => about === 'area')
		.map(({ text }) => ` ${text}`)
		.join('');
}

/** Forces whose figure moved in a year as those of no others did, or by more than chance or a stated tolerance allows. */
export function outlyingAgainstThemselves(of: OfForces): Finding[] {
	const { indicator } = of;
	const pairs = of.now.flatMap((after) => {
		const before = of.before.find(({ area }) => area === after.area);
		const whole =
			before !== undefined && brokenBetween(indicator, { since: before.since, until: after.until }) === null;
		return whole ? [{ after, before }] : [];
	});
	return indicator.kind === 'rate' || indicator.kind === 'count' ? byFunnel(of, pairs) : byWord(of, pairs);
}

type PairOfYears = { after: Figure; before: Figure };

function byFunnel({ indicator, nameOf }: OfForces, pairs: readonly PairOfYears[]): Finding[] {
	const drawing = funnelOfChange(pairs);
	if ('none' in drawing) return [];
	const together = percent(drawing.target);
	return drawing.points.filter(isOutside).flatMap(({ id, value, z, numerator, denominator }) => {
		const figure = pairs.find(({ after }) => after.area === id)?.after;
		if (figure === undefined) return [];
		const count = (number: number) => printedNumber(String(number), 0);
		return findingOf(
			'outlying against itself',
			{ indicator, figure, nameOf },
			{
				text: `${percent(value)} in a year, from ${count(denominator)} to ${count(numerator)}, outside the 99.8% limits for a change; all forces together moved by ${together}.`,
				weight: Math.abs(z),
				better: isBetter(indicator, value > drawing.target),
			},
		);
	});
}

function percent(ratio: number): string {
	return `${signed(((ratio - 1) * 100).toFixed(6), 0)}%`;
}

/** A sample by the significance of the change, anything else where the rule of words calls it considerable. */
function byWord({ indicator, nameOf }: OfForces, pairs: readonly PairOfYears[]): Finding[] {
	return pairs.flatMap(({ after, before }) => {
		const moved = movedOf(
			{ after: { indicator, figure: after, name: nameOf(after.area) }, before },
			{ rules: standardWording, nameOf },
		);
		const { word } = moved.word;
		const significant = moved.word.word !== null && moved.word.rule.startsWith('significance');
		const outlying = significant ? word !== 'was unchanged' : word?.endsWith('considerably') === true;
		if (!outlying || word === null || moved.value === null) return [];
		return findingOf(
			'outlying against itself',
			{ indicator, figure: after, nameOf },
			{
				text: `It ${word} in a year: ${moved.sentence ?? ''}.`,
				weight: Math.abs(Number(moved.value)) / 100,
				better: isBetter(indicator, word.startsWith('rose')),
				illustrative: after.illustrative || before.illustrative,
			},
		);
	});
}

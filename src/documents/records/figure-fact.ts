import {
	type Figure,
	figureId,
	type Indicator,
	indicatorText,
	type Snapshot,
	shown,
	sourceInWords,
	spanInWords,
} from '../../figures/index.ts';
import type { Fact } from '../tree/fact.ts';

export type FactContext = {
	snapshots: readonly Snapshot[];
	/** Those that are not to be quoted any more. */
	withdrawn: ReadonlySet<string>;
	/** A report that must not let a force be recognised says of whom no figure is. */
	anonymous: boolean;
	nameOfArea(area: string): string;
};

const units = {
	proportion: 'percent',
	rate: 'rate',
	count: 'number',
	amount: 'amount',
	mean: 'number',
} as const;

/** A stored figure with all that a reader would need to find it again. */
export function factOf(indicator: Indicator, figure: Figure, context: FactContext): Fact {
	const { area, since, until } = figure;
	const release = newestOf(figure, context.snapshots);
	const own = context.anonymous && isForce(area);
	return {
		id: own ? indicatorText(indicator) : idOf(figure),
		of: 'figure',
		title: indicator.title,
		...numbersOf(indicator, figure),
		...(figure.denominator === null ? {} : { base: baseOf(indicator) }),
		definition: indicatorText(indicator),
		window: { since, until, inWords: spanInWords({ since, until }) },
		...(own ? {} : { area: { id: area, name: context.nameOfArea(area) } }),
		...(release === undefined
			? {}
			: {
					vintage: {
						id: release.id,
						inWords: sourceInWords([figure], context.snapshots),
						since: release.publishedOn,
						withdrawn: figure.snapshots.some((id) => context.withdrawn.has(id)),
					},
					computed: release.importedAt,
				}),
		...(indicator.sample ? { sample: true } : {}),
		...(figure.illustrative ? { illustrative: true } : {}),
	};
}

export type FigureNumbers = Pick<Fact, 'value' | 'unit' | 'interval' | 'numerator' | 'denominator'>;

/** What a fact says of its figure in numbers. */
export function numbersOf(indicator: Indicator, figure: Figure): FigureNumbers {
	const { value, lower, upper, numerator, denominator } = figure;
	return {
		value: value === null ? null : plain(shown(indicator, value)),
		unit: units[indicator.kind],
		...(lower === null || upper === null
			? {}
			: { interval: { lower: plain(shown(indicator, lower)), upper: plain(shown(indicator, upper)) } }),
		...(numerator === null ? {} : { numerator: plain(numerator) }),
		...(denominator === null ? {} : { denominator: plain(denominator) }),
	};
}

/** Stored numbers have zeros at their end that say nothing. */
function plain(value: string): string {
	return value.includes('.') ? value.replace(/\.?0+$/, '') : value;
}

/** A mean of rates is no stored figure, and has the place of one that is. */
function idOf(figure: Figure): string {
	const { method } = figure;
	return method.startsWith('mean of rates') ? `${figureId(figure)}/${method}` : figureId(figure);
}

export function baseOf({ denominator }: Pick<Indicator, 'denominator'>): string {
	return denominator?.measure.replaceAll('-', ' ') ?? 'cases';
}

/** A force, or the group that is named after one. */
function isForce(area: string): boolean {
	return /^(?:group:)?[A-Z]\d{8}$|BTP$/.test(area) && !area.startsWith('EW');
}

function newestOf({ snapshots: used }: Figure, snapshots: readonly Snapshot[]): Snapshot | undefined {
	const ids = new Set(used);
	return snapshots
		.filter(({ id }) => ids.has(id))
		.toSorted((a, b) => Temporal.Instant.compare(b.importedAt, a.importedAt))[0];
}

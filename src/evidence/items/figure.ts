import {
	type Figure,
	figureId,
	figuresOf,
	type Indicator,
	indicatorOf,
	listSnapshots,
	printed,
	sourceInWords,
	spanInWords,
} from '../../figures/index.ts';
import type { Tx } from '../../foundation/index.ts';

/** A figure as evidence states it: nothing of it is typed. */
export type StatedFigure = {
	/** As the room of figures names it. */
	id: string;
	title: string;
	/** The figure with its unit, period and area, and below it its source. */
	statement: string;
	source: string;
	since: Temporal.PlainDate;
	until: Temporal.PlainDate;
	/** Its page. */
	indicator: string;
	area: string;
	illustrative: boolean;
};

const named = /^([a-z0-9-]+)@(\d+)\/(.+?)\/\d{4}-\d{2}-\d{2}\/(\d{4}-\d{2}-\d{2})(?:\/|$)/;

/** The figure of that name as it is stored now; null where there is none. */
export async function statedFigure(
	tx: Tx,
	id: string,
	nameOf: (area: string) => string,
): Promise<StatedFigure | null> {
	const [, indicator = '', version = '', area = '', until = ''] = named.exec(id) ?? [];
	if (indicator === '') return null;
	const key = { indicator, version: Number(version) };
	const definition = await indicatorOf(tx, key);
	if (definition === null) return null;
	const figures = await figuresOf(tx, {
		at: [{ ...key, until: Temporal.PlainDate.from(until) }],
		areas: [area],
		breakdown: 'all',
	});
	const figure = figures.find((one) => figureId(one) === id);
	if (figure === undefined || figure.value === null) return null;
	const source = sourceInWords([figure], await listSnapshots(tx));
	return {
		id,
		title: `${definition.title}: ${nameOf(area)}, ${spanInWords(figure)}`,
		statement: statementOf(definition, figure, nameOf(area), source),
		source,
		since: figure.since,
		until: figure.until,
		indicator,
		area,
		illustrative: figure.illustrative,
	};
}

function statementOf(indicator: Indicator, figure: Figure, name: string, source: string): string {
	const { value, lower, upper, breakdown, markers } = figure;
	const unit = indicator.kind === 'proportion' ? '' : ` ${indicator.unit}`;
	const parts = Object.entries(breakdown).map(([what, part]) => `${what}: ${part}`);
	const about = [name, spanInWords(figure), ...parts].join(', ');
	const interval =
		lower === null || upper === null
			? ''
			: ` (interval ${printed(indicator, lower)} to ${printed(indicator, upper)})`;
	const said = markers.length === 0 ? '' : ` The figure is ${markers.join(', ')}.`;
	return `${indicator.title}: ${value === null ? '' : printed(indicator, value)}${unit}${interval}. ${about}.${said}\nSource: ${source}. Figure ${figureId(figure)}.`;
}

import { contentHash } from '../../foundation/index.ts';
import type { Chart, Drawn } from '../charts/chart.ts';
import { drawChart } from '../charts/draw.ts';

/** Pictures that were drawn before, by the hash of all that they are drawn from. The same chart is the same bytes. */
const drawn = new Map<string, Promise<Drawn>>();
/** About 60 KB each. */
const mostKept = 300;

/** Draws a chart, or hands out the picture that was drawn of the same data before. */
export function draw(chart: Chart): Promise<Drawn> {
	const key = contentHash(chart).toString('base64');
	const known = drawn.get(key);
	if (known !== undefined) {
		// Put behind all others: what was asked for last is kept longest.
		drawn.delete(key);
		drawn.set(key, known);
		return known;
	}
	const picture = drawChart(chart);
	drawn.set(key, picture);
	picture.catch(() => drawn.delete(key));
	const oldest = drawn.keys().next().value;
	if (drawn.size > mostKept && oldest !== undefined) drawn.delete(oldest);
	return picture;
}

export function drawAll(charts: readonly Chart[]): Promise<Drawn[]> {
	return Promise.all(charts.map(draw));
}

import { setImmediate } from 'node:timers/promises';
import { contentHash } from '../../foundation/index.ts';
import type { Chart, Drawn } from './chart.ts';
import { planControl } from './control.ts';
import { planFunnel } from './funnel.ts';
import { planGrades } from './grades.ts';
import { paint } from './paint.ts';
import type { Plan } from './plan.ts';
import { planRanked } from './ranked.ts';
import { planSeries } from './series.ts';
import { planTiles } from './tiles.ts';
import { illustrativeOf } from './words.ts';

/** Draws any chart: the same data give the same bytes. */
export async function drawChart(chart: Chart): Promise<Drawn> {
	// A page of several charts lets other requests in between two of them.
	await setImmediate();
	const plan = planOf(chart);
	const { title, subtitle, source } = chart;
	const illustrative = illustrativeOf(plan.illustrative);
	const made =
		illustrative === 'none'
			? []
			: [illustrative === 'all' ? 'All figures are illustrative.' : 'Some of the figures are illustrative.'];
	const alt = [...(plan.nothing === null ? plan.alt : [plan.nothing]), ...made].join(' ');
	const id = idOf(chart);
	return {
		id,
		title,
		subtitle,
		source,
		notes: [...plan.notes, ...(chart.notes ?? [])],
		svg: plan.scene === null ? null : await paint(plan.scene, { id, title, alt }),
		nothing: plan.nothing,
		alt,
		table: plan.table,
		illustrative,
	};
}

function idOf(chart: Chart): string {
	const print = contentHash(chart).toString('hex').slice(0, 10);
	const own = (chart.id ?? '').toLowerCase().replace(/[^a-z0-9-]+/g, '-');
	return own === '' ? `chart-${print}` : `chart-${own}-${print}`;
}

function planOf(chart: Chart): Plan {
	switch (chart.kind) {
		case 'series':
			return planSeries(chart);
		case 'ranked':
			return planRanked(chart);
		case 'funnel':
			return planFunnel(chart);
		case 'control':
			return planControl(chart);
		case 'grades':
			return planGrades(chart);
		case 'tiles':
			return planTiles(chart);
	}
}

import { type Funnel, funnelLimits } from '../../statistics/index.ts';
import { ink, smallSize } from './look.ts';
import { type Scale, scaleFor } from './scale.ts';
import type { Words } from './scene.ts';

const curvePoints = 48;

/** A place on one of the four lines that the limits draw. */
export type Curve = { x: number; y: number; line: string };

/** The scale of sizes; on a logarithmic one every tenfold step has a tick. */
export function sizeScale(sizes: readonly number[], log: boolean): Scale {
	if (!log) return scaleFor(sizes, { nought: 'always' });
	const from = Math.min(...sizes) * 0.8;
	const to = Math.max(...sizes) * 1.25;
	const ticks: number[] = [];
	for (let tick = 10 ** Math.ceil(Math.log10(from)); tick <= to; tick *= 10) ticks.push(tick);
	return { from, to, ticks, step: 1 };
}

export function curvesOf(drawn: Funnel, across: Scale, log: boolean): Curve[] {
	const curves: Curve[] = [];
	for (let i = 0; i <= curvePoints; i += 1) {
		const part = i / curvePoints;
		const size = log
			? Math.exp(Math.log(across.from) + part * Math.log(across.to / across.from))
			: across.from + Math.max(part ** 2, 1e-4) * (across.to - across.from);
		const { limits95, limits998 } = funnelLimits(drawn, size);
		for (const [line, limits] of [
			['95%', limits95],
			['99.8%', limits998],
		] as const) {
			curves.push(
				{ x: size, y: limits.lower, line: `${line} lower` },
				{ x: size, y: limits.upper, line: `${line} upper` },
			);
		}
	}
	return curves;
}

/** The limits are named where they leave the plot. */
export function endsOfCurves(
	curves: readonly Curve[],
	{ yOf, x, scale }: { yOf(value: number): number; x: number; scale: Scale },
): Words[] {
	const last = curves.slice(-4).filter(({ y }) => y >= scale.from && y <= scale.to);
	const upper = last.filter(({ line }) => line.endsWith('upper')).sort((a, b) => a.y - b.y);
	const lower = last.filter(({ line }) => line.endsWith('lower')).sort((a, b) => b.y - a.y);
	const target = [...upper.slice(0, 1), ...lower.slice(0, 1)];
	const middle = target.length === 0 ? 0 : target.reduce((sum, { y }) => sum + yOf(y), 0) / target.length;
	const named = (curves: readonly Curve[], way: 1 | -1) => {
		let before = middle;
		return curves.map(({ y, line }): Words => {
			const at = way === 1 ? Math.max(yOf(y), before + 15) : Math.min(yOf(y), before - 15);
			before = at;
			return { x, y: at, text: `${line.split(' ')[0]} limit`, size: smallSize, colour: ink.quiet };
		});
	};
	return [...named(upper, -1), ...named(lower, 1)];
}

import { listed } from '../comparison/print.ts';
import type { Figure } from '../engine/figure.ts';

/** "provisional, without Kent": everything that has to be said beside a figure, but that it is illustrative. */
export function said(
	{ markers, missing }: Pick<Figure, 'markers' | 'missing'>,
	nameOf: (area: string) => string,
): string {
	const without = missing.length === 0 ? [] : [`without ${listed(missing.map(nameOf))}`];
	return [...markers, ...without].join(', ');
}

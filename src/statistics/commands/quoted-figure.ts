import type { QuotedFigure } from '../wording.ts';
import { numberOf } from './arguments.ts';

const marked = /^(.+?)%?\s*(?:±|\+\/-|\+-)\s*(.+?)%?$/;
const counted = /^(.+?)\s*(?:\/| of )\s*(.+)$/;

/** A figure as a report prints it: 27, 27%, 88.0±1.4, 88.0 +/- 1.4, 44/60, 44 of 60. */
export function quotedFigure(text: string): QuotedFigure {
	const margin = marked.exec(text.trim());
	if (margin?.[1] !== undefined && margin[2] !== undefined)
		return { value: numberOf('the value', margin[1]), margin: numberOf('the margin', margin[2]) };
	const counts = counted.exec(text.trim());
	if (counts?.[1] !== undefined && counts[2] !== undefined)
		return {
			of: {
				numerator: numberOf('the numerator', counts[1]),
				denominator: numberOf('the denominator', counts[2]),
			},
		};
	return { value: numberOf('the value', text.trim().replace(/%$/, '')) };
}

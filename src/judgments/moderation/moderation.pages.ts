import type { Part } from '../../foundation/index.ts';
import { boardPages } from './board.pages.ts';
import { calibrationPages } from './calibration.pages.ts';

/** The board of each question across forces, and rounds of calibration. */
export function moderationPages(): Part {
	return { routes: [...boardPages, ...calibrationPages] };
}

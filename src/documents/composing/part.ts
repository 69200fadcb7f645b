import type { Part } from '../../foundation/index.ts';
import type { InspectionTab } from '../../programmes/index.ts';
import { composePages } from './compose.pages.ts';

/** The page on which a document is begun. */
export function composingPart(ports: { tabs: readonly InspectionTab[] }): Part {
	return { routes: composePages(ports) };
}

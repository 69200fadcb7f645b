import type { Part } from '../../foundation/index.ts';
import { acceleratedPages } from './accelerated.pages.ts';
import { decidingPages } from './decide.pages.ts';
import { logPages } from './log.pages.ts';
import { overviewPages } from './monitoring.pages.ts';
import { monitoringPolicy } from './stage.ts';

/** How closely each force is watched. */
export function monitoringPart(): Part {
	return {
		policies: [monitoringPolicy],
		routes: [...overviewPages, ...decidingPages, ...logPages, ...acceleratedPages],
	};
}

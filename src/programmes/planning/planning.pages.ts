import type { Part } from '../../foundation/index.ts';
import { calendarPages } from './calendar.pages.ts';
import { detailPage, planFile } from './detail.pages.ts';
import { focusPages } from './focus.pages.ts';
import { inputPages } from './input.pages.ts';
import { listPage } from './list.pages.ts';
import { planPage } from './plan.pages.ts';
import { programmeForms } from './programme.pages.ts';
import { programmePolicy } from './programme.ts';
import { replanPages } from './replan.pages.ts';
import { scopePages } from './scope.pages.ts';
import type { ProgrammeTabPorts } from './tabs.ts';
import { teamPages } from './team.pages.ts';
import { tranchePages } from './tranche.pages.ts';
import { versionPages } from './version.pages.ts';

/** Programmes and their plans. */
export function planningPages(ports: ProgrammeTabPorts = {}): Part {
	return {
		policies: [programmePolicy],
		navigation: [
			{
				text: 'Programmes',
				href: '/programmes',
				permit: programmePolicy.can.read,
				layouts: ['staff'],
				covers: ['/inspections'],
			},
		],
		routes: [
			listPage,
			...programmeForms,
			detailPage(ports),
			planFile,
			...versionPages,
			...scopePages,
			...focusPages,
			...inputPages,
			...tranchePages,
			...planPage,
			...replanPages,
			...calendarPages,
			...teamPages,
		],
	};
}

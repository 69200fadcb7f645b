import type { Part, Services } from '../../foundation/index.ts';
import type { TabPorts } from '../../programmes/index.ts';
import { figurePolicy } from '../snapshots/snapshot.ts';
import { comparePage } from './compare.pages.ts';
import { downloads } from './download.pages.ts';
import { financePage } from './finance.pages.ts';
import { forceFiguresPage } from './force.pages.ts';
import { indicatorPage } from './indicator.pages.ts';
import { listingPage } from './listing.pages.ts';
import { qualityPage } from './quality.pages.ts';
import { similarPage } from './similar.pages.ts';
import { whatIfPage } from './what-if.pages.ts';

/** The pages of a force that other rooms bring stand among its tabs. */
export type FigurePorts = TabPorts;

/** The pages under /figures, and the figures of a force. */
export function figurePages(services: Services, ports: FigurePorts = {}): Part {
	return {
		navigation: [
			{
				text: 'Figures',
				href: '/figures',
				permit: figurePolicy.can.read,
				layouts: ['staff'],
			},
		],
		routes: [
			listingPage(),
			...downloads(services),
			qualityPage(services),
			whatIfPage(),
			similarPage(services),
			...financePage(),
			comparePage(),
			indicatorPage(),
			forceFiguresPage(ports),
		],
	};
}

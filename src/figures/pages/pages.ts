import type { Part, Services } from '../../foundation/index.ts';
import { figurePolicy } from '../snapshots/snapshot.ts';
import { downloads } from './download.pages.ts';
import { indicatorPage } from './indicator.pages.ts';
import { listingPage } from './listing.pages.ts';

/** The pages under /figures, and the figures of a force. */
export function figurePages(services: Services): Part {
	return {
		navigation: [
			{
				text: 'Figures',
				href: '/figures',
				permit: figurePolicy.can.read,
				layouts: ['staff'],
				covers: ['/data'],
			},
		],
		routes: [listingPage(), ...downloads(services), indicatorPage()],
	};
}

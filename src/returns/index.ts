import type { Files, Part, Services } from '../foundation/index.ts';
import type { GateSource, InspectionTab } from '../programmes/index.ts';
import { answerPages } from './answer.pages.ts';
import { requestWorkflow } from './asking.ts';
import { burdenPages } from './burden.pages.ts';
import { checkPages } from './check.pages.ts';
import { requestsOpen } from './gates.ts';
import { listPages } from './list.pages.ts';
import { requestPages } from './request.pages.ts';
import { requestPolicy } from './request.ts';
import { writePages } from './write.pages.ts';

export { type Answer, answersOf, prepareAnswer, takeInto } from './answer.store.ts';
export { requestMoves } from './asking.store.ts';
export { type Asking, type RequestAction, requestWorkflow } from './asking.ts';
export { type Held, heldFor } from './held.store.ts';
export {
	addRequests,
	changeDue,
	keepHeld,
	type NewRequest,
	openRequestsOf,
	type RequestFilter,
	requestById,
	requestsOf,
} from './request.store.ts';
export { citeRequest, type Request, type RequestState, requestPolicy } from './request.ts';
export { requestsWaiting } from './waiting.ts';

/** The page of an inspection that this room brings. */
export const returnTabs: readonly InspectionTab[] = [{ key: 'requests', text: 'Requests' }];

/** What this room still wants before an inspection goes on. */
export const returnsGates: readonly GateSource[] = [requestsOpen];

export type ReturnsPorts = { files: Files; tabs: readonly InspectionTab[] };

export function returnsParts(_services: Services, { files, tabs }: ReturnsPorts): Part[] {
	return [
		{
			policies: [requestPolicy, requestWorkflow.policy],
			navigation: [
				{
					text: 'Requests',
					href: '/requests',
					permit: requestPolicy.can.read,
					layouts: ['staff', 'force'],
					covers: ['/requests', '/burden'],
				},
			],
			routes: [
				...listPages(tabs),
				...writePages,
				...checkPages,
				...requestPages(files),
				...answerPages(files),
				...burdenPages,
			],
		},
	];
}

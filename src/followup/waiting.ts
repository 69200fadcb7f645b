import type { WaitingSource } from '../foundation/index.ts';
import { answeringWaiting } from './answering/waiting.ts';
import { plansWaiting } from './planning/index.ts';
import { partsWaiting } from './reminding/waiting.ts';
import { windowsWaiting } from './windows/index.ts';

/** What of follow-up waits for somebody, for their home page: each step says its own. */
export const followupWaiting: readonly WaitingSource[] = [
	partsWaiting,
	answeringWaiting,
	plansWaiting,
	windowsWaiting,
];

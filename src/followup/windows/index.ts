import type { Files, Part } from '../../foundation/index.ts';
import { windowPages } from './window.pages.ts';
import { windowPolicy } from './window.ts';

export { sendUpdate } from './sending.store.ts';
export { windowsWaiting } from './waiting.ts';
export { openWindow, windowsOf } from './window.store.ts';

export function windowsPart(files: Files): Part {
	return { policies: [windowPolicy], routes: windowPages(files) };
}

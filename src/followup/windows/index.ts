import type { Files, Part } from '../../foundation/index.ts';
import { windowPages } from './window.pages.ts';
import { windowPolicy } from './window.ts';

export { type NewSent, sendUpdate, sentIn } from './sending.store.ts';
export { windowsWaiting } from './waiting.ts';
export { extendWindow, type NewWindow, openWindow, windowById, windowsOf } from './window.store.ts';
export { citeWindow, type SentUpdate, type UpdateWindow, windowHref } from './window.ts';

export function windowsPart(files: Files): Part {
	return { policies: [windowPolicy], routes: windowPages(files) };
}

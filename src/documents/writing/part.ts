import type { Part } from '../../foundation/index.ts';
import { blockPages } from './block.pages.ts';
import { commentPages } from './comment.pages.ts';
import { orderPages } from './order.pages.ts';
import { palettePages } from './palette.pages.ts';
import { versionPages } from './version.pages.ts';
import { waivePages } from './waive.pages.ts';

/** The editor: the text of each block with everything beside it. */
export const writingPart: Part = {
	routes: [...blockPages, ...waivePages, ...palettePages, ...commentPages, ...versionPages, ...orderPages],
};

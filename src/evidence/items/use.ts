import type { Tx } from '../../foundation/index.ts';

/** What rooms above know of these items: what rests on each, and where that is. */
export type UseSource = (
	tx: Tx,
	items: readonly string[],
) => Promise<{ item: string; text: string; href: string }[]>;

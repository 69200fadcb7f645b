import type { Doc } from '../tree/doc.ts';
import { toHtml } from './html.ts';
import type { Links } from './html-blocks.ts';
import type { Pdf, Press } from './press.ts';
import { Unprintable } from './unprintable.ts';

export type Made = Pdf & { html: string };

/**
 * Makes many documents one after the other: `compose` brings one, or null where there is nothing to make; `keep` takes
 * both of its faces, and `refused` the one that there is of a document that cannot be printed (without it, the first
 * such ends all). While one is composed, others are printed; never more than three are in memory, however many there are.
 */
export async function makeAll<Key>(
	keys: readonly Key[],
	{
		compose,
		keep,
		refused,
		press,
		links = {},
	}: {
		compose: (key: Key) => Promise<Doc | null>;
		keep: (key: Key, made: Made) => Promise<void>;
		refused?: (key: Key, refusal: Unprintable, html: string) => Promise<void>;
		press: Press;
		links?: Links;
	},
): Promise<void> {
	const waiting = keys.values();
	const hand = async () => {
		for (const key of waiting) {
			const doc = await compose(key);
			if (doc === null) continue;
			const printing = press.pdf(doc).catch((error: unknown) => {
				if (error instanceof Unprintable && refused !== undefined) return error;
				throw error;
			});
			// It is awaited below; until then a fault must not count as one that nobody looks at.
			printing.catch(() => {});
			const html = toHtml(doc, links);
			const printed = await printing;
			if (printed instanceof Unprintable) await refused?.(key, printed, html);
			else await keep(key, { ...printed, html });
		}
	};
	await Promise.all([hand(), hand(), hand()]);
}

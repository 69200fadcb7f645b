import type { Doc } from '../tree/doc.ts';
import { toHtml } from './html.ts';
import type { Links } from './html-blocks.ts';
import type { Pdf, Press } from './press.ts';

export type Made = Pdf & { html: string };

/**
 * Makes many documents one after the other: `compose` brings one, `keep` takes both of its faces. While one is composed,
 * others are printed; never more than three are in memory, however many there are.
 */
export async function makeAll<Key>(
	keys: readonly Key[],
	{
		compose,
		keep,
		press,
		links = {},
	}: {
		compose: (key: Key) => Promise<Doc>;
		keep: (key: Key, made: Made) => Promise<void>;
		press: Press;
		links?: Links;
	},
): Promise<void> {
	const waiting = keys.values();
	const hand = async () => {
		for (const key of waiting) {
			const doc = await compose(key);
			const printing = press.pdf(doc);
			// It is awaited below; until then a refusal must not count as one that nobody looks at.
			printing.catch(() => {});
			const html = toHtml(doc, links);
			await keep(key, { ...(await printing), html });
		}
	};
	await Promise.all([hand(), hand(), hand()]);
}

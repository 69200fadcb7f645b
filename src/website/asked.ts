import { z } from 'zod';

/** What stands under a name in an address, taken as text whatever it is; of several the first. */
export const oneText = z
	.union([z.string(), z.array(z.string()).transform(([first = '']) => first)])
	.transform((text) => text.replaceAll(/[\s\u200b\ufeff]+/gu, ' ').trim())
	.catch('');

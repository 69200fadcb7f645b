import { z } from 'zod';

/** What a bundle says of itself, and what is in it; this is what the inspectorate signs. */

export const bundleSchema = 'inspectorate-bundle/1';
export const manifestName = 'manifest.json';
export const signatureName = 'manifest.sig';
export const keyName = 'key.pem';

const sha256 = z.string().regex(/^[0-9a-f]{64}$/);

const listed = z.strictObject({
	name: z.string().min(1),
	size: z.int().nonnegative(),
	sha256,
	/** Of the file as it lies in the archive, where it is packed. */
	packed: sha256.optional(),
});
export type Listed = z.output<typeof listed>;

export const manifestShape = z.strictObject({
	schema: z.literal(bundleSchema),
	/** A staff bundle carries the rows behind the figures too. */
	kind: z.enum(['public', 'staff']),
	program: z.strictObject({ name: z.string(), version: z.string(), engine: z.string() }),
	key: z.strictObject({ algorithm: z.literal('Ed25519'), fingerprint: sha256 }),
	release: z.strictObject({ cited: z.string(), slug: z.string(), title: z.string() }),
	edition: z.strictObject({ number: z.int().positive(), releaseAt: z.string(), contentHash: sha256 }),
	files: z.array(listed),
});
export type Manifest = z.output<typeof manifestShape>;

/** Always written in the same way, a line for each thing. */
export function written(value: unknown): string {
	return `${JSON.stringify(value, null, '\t')}\n`;
}

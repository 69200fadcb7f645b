import { createHash } from 'node:crypto';

/** The same for everyone, and of no meaning: a number from 0 to 99. */
export function drawn(...of: string[]): number {
	return createHash('sha256').update(of.join('/')).digest().readUInt32BE() % 100;
}

import type { Tx } from '../../foundation/index.ts';
import type { Resolver } from '../tree/resolver.ts';
import type { About } from './about.ts';
import type { Quoted } from './quoted.ts';

/** A resolver for one reading of one document, which remembers what it was asked. */
export type Records = Resolver & {
	/** Everything that was asked so far and found, in no order. */
	quoted(): readonly Quoted[];
	/** Whether anything that was found is made up for the demonstration. */
	illustrative(): boolean;
};

/** Answers from the records, in a constant number of queries however much the document quotes. */
export function resolverOf(_tx: Tx, _about: About): Records {
	return { quoted: () => [], illustrative: () => false };
}

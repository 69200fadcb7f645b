import type { Indicator } from '../indicators/indicator.ts';

/** A definition, and the hash of its text. */
export type Defined = { indicator: Indicator; hash: string };

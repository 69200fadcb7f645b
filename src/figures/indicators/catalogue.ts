import type { Source } from '../sources/source.ts';
import type { Indicator } from './indicator.ts';

/** What a definition may name: it is checked against this, and nothing else. */
export type Catalogue = {
	sources: readonly Pick<Source, 'name' | 'measures' | 'breakdowns'>[];
	/** The other indicators, where they are at hand. */
	indicators?: readonly Indicator[];
	/** Codes of the areas of forces, where the register is at hand. */
	areas?: ReadonlySet<string>;
};

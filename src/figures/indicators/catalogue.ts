import { sources } from '../sources/all.ts';
import type { Source } from '../sources/source.ts';
import { tidy } from '../sources/tidy.ts';
import type { Indicator } from './indicator.ts';

/** A source as definitions know it. Of one that is known by its snapshots alone, the measures are not. */
export type KnownSource = Pick<Source, 'name' | 'breakdowns'> & { measures: Source['measures'] | null };

/** What a definition may name: it is checked against this, and nothing else. */
export type Catalogue = {
	sources: readonly KnownSource[];
	/** The other indicators, where they are at hand. */
	indicators?: readonly Indicator[];
	/** Codes of the areas of forces, where the register is at hand. */
	areas?: ReadonlySet<string>;
};

/** Every source of this program. A table with a mapping of its own goes by the name of its mapping, never as “tidy”. */
export const shippedCatalogue: Catalogue = { sources: sources.filter((source) => source !== tidy) };

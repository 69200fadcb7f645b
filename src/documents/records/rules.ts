import type { Framework } from '../../programmes/index.ts';
import { type Band, standardWording, type WordingRules } from '../../statistics/index.ts';

/** The thresholds behind words: those of the framework, and the product's where it says nothing. */
export function rulesOf({ wording }: Pick<Framework, 'wording'>): WordingRules {
	if (wording === undefined) return standardWording;
	const { version, inLine, slight, notableRatio, quantifierLeast, quantifiers } = wording;
	return {
		...standardWording,
		version,
		...(inLine === undefined ? {} : { inLine: bandOf(inLine) }),
		...(slight === undefined ? {} : { slight: bandOf(slight) }),
		...(notableRatio === undefined ? {} : { notableRatio }),
		...(quantifierLeast === undefined ? {} : { quantifierLeast }),
		...(quantifiers === undefined ? {} : { quantifiers }),
	};
}

function bandOf({ points, relative }: { points?: number | undefined; relative: number }): Band {
	return points === undefined ? { relative } : { points, relative };
}

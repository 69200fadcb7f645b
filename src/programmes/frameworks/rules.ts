import type { Path, Place, Remark } from './place.ts';
import { componentRules } from './rules-components.ts';
import { gradeRules } from './rules-grades.ts';
import { idRules } from './rules-ids.ts';
import { sampleRules } from './rules-samples.ts';
import { wordingRules } from './rules-wording.ts';

/** What no shape says. Each rule reads the file as it is, so that one problem does not hide another. */
export type Rule = (root: Place, lineOf: (path: Path) => number) => Iterable<Remark>;

export const rules: readonly Rule[] = [idRules, componentRules, gradeRules, sampleRules, wordingRules];

import type { Rule } from '../../foundation/index.ts';
import { componentRules } from './rules-components.ts';
import { gradeRules } from './rules-grades.ts';
import { idRules } from './rules-ids.ts';
import { sampleRules } from './rules-samples.ts';
import { wordingRules } from './rules-wording.ts';

export const rules: readonly Rule[] = [idRules, componentRules, gradeRules, sampleRules, wordingRules];

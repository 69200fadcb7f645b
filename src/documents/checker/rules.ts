import type { Rule } from './rule.ts';

/** Every rule, one line each, in the order of the alphabet; a rule is on when it stands here. */
export const rules: readonly Rule[] = [];

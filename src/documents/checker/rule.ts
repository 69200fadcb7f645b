import type { Context } from './context.ts';
import type { Draft, Spot } from './draft.ts';
import type { RemarkData, Severity } from './remark.ts';

/** What a rule found, before it is given its place in the file. */
export type Found = {
	spot: Spot;
	text: string;
	mend: string;
	/** The other passages that it is about. */
	also?: readonly Spot[];
	/** Where it differs from what the rule usually is. */
	severity?: Severity;
	data?: RemarkData;
};

/** One thing that the checker knows about language or arithmetic in reports. It knows no sentence of any document. */
export type Rule = {
	/** In words joined by hyphens, for what it finds: parts-exceed-whole. */
	name: string;
	/** For lists of rules, as a phrase: "Parts that exceed their whole". */
	title: string;
	/** Why it matters and what it looks at, in a sentence or two. */
	explains: string;
	severity: Severity;
	check(draft: Draft, context: Context): Iterable<Found>;
};

export function defineRule(rule: Rule): Rule {
	if (!/^[a-z]+(?:-[a-z]+)*$/.test(rule.name)) throw new Error(`“${rule.name}” is not a name for a rule.`);
	return rule;
}

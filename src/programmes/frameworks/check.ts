import { type DefinitionProblem, type Form, readDefinition } from '../../foundation/index.ts';
import { type Framework, frameworkShape } from './framework.ts';
import { rules } from './rules.ts';
import { lineageRules } from './rules-lineage.ts';

const form: Form<typeof frameworkShape> = {
	noun: 'framework',
	aNoun: 'a framework',
	guide: 'docs/frameworks.md',
	shape: frameworkShape,
	needed: {
		id: 'a name that never changes, in small letters, digits and hyphens, such as “armed-policing”',
		pillar: 'the id of the pillar that the question belongs to',
		graded: '“true” or “false”',
		positive: '“true” or “false”',
		version: 'a whole number, 1 for the first version',
		cycle: 'the round as readers name it, such as "2018/19"',
		grade: 'the id of a grade of the scale',
	},
};

/**
 * Reads a framework from its file, and tells everything that is wrong with it. With the other frameworks at hand, it is
 * also checked that the earlier questions that it names are there.
 */
export function readFramework(
	source: string,
	file: string,
	others?: readonly Framework[],
): { framework: Framework; hash: Buffer } | { problems: DefinitionProblem[] } {
	const read = readDefinition(form, [...rules, (root) => lineageRules(root, others)], { source, file });
	return 'problems' in read ? read : { framework: read.definition, hash: read.hash };
}

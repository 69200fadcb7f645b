import { type Directive, directiveOf, directives, marks } from './directives.ts';
import type { ContainerDirective, LeafDirective, TextDirective } from './markdown.ts';
import { nearestNames } from './nearest.ts';
import { type Parsed, placeOf, plain } from './parse.ts';
import type { DocProblem } from './problem.ts';

export type DirectiveNode = ContainerDirective | LeafDirective | TextDirective;

export type Recognised =
	/** Not meant as a directive: "12:30", "3:2". */
	| { as: 'text' }
	| { as: 'gap'; problem: DocProblem }
	| { as: 'directive'; directive: Directive; label: string; attributes: Readonly<Record<string, string>> };

const forms = { textDirective: 'inline', leafDirective: 'leaf', containerDirective: 'container' } as const;

/** What somebody meant by colons and a name. */
export function recognise(parsed: Parsed, node: DirectiveNode): Recognised {
	const form = forms[node.type];
	const label = labelOf(node);
	const attributes = attributesOf(node);
	const bare = label === '' && Object.keys(attributes).length === 0;
	if (form === 'inline' && (bare || (directiveOf(form, node.name) === undefined && inAWord(parsed, node))))
		return { as: 'text' };

	const gap = (problem: Omit<DocProblem, 'severity' | 'place'>): Recognised => ({
		as: 'gap',
		problem: { ...problem, severity: 'fault', place: placeOf(parsed, node) },
	});
	const directive = directiveOf(form, node.name);
	if (directive === undefined) return gap(unknown(form, node.name));
	if (directive.label === 'needed' && label === '')
		return gap({
			kind: 'missing-attribute',
			text: `“${marks[form]}${node.name}” says nothing in brackets.`,
			mend: `Write it as ${directive.example}`,
			nearest: [],
		});
	const strange = Object.keys(attributes).find((name) => !directive.attributes.includes(name));
	if (strange !== undefined)
		return gap({
			kind: 'unknown-attribute',
			text: `“${node.name}” does not take “${strange}”.`,
			mend:
				directive.attributes.length === 0
					? `Leave it out: ${directive.example}`
					: `It takes ${directive.attributes.join(', ')}.`,
			nearest: nearestNames(strange, directive.attributes),
		});
	return { as: 'directive', directive, label, attributes };
}

function unknown(form: Directive['form'], name: string): Omit<DocProblem, 'severity' | 'place'> {
	const other = directives.find((one) => one.name === name);
	if (other !== undefined)
		return {
			kind: 'wrong-place',
			text: `“${name}” is not written as “${marks[form]}${name}”.`,
			mend: `Write it as ${other.example}`,
			nearest: [name],
		};
	const names = directives.filter((one) => one.form === form).map((one) => one.name);
	return {
		kind: 'unknown-directive',
		text: `There is no directive “${marks[form]}${name}”.`,
		mend: 'Choose one that there is, or put a backslash before the colon if you mean the words.',
		nearest: nearestNames(name, names),
	};
}

/** "Derbyshire:good[1]" is a word with a colon in it. */
function inAWord({ source }: Parsed, node: DirectiveNode): boolean {
	const before = source.charAt((node.position?.start.offset ?? 0) - 1);
	return /[\p{L}\p{N}]/u.test(before);
}

function labelOf(node: DirectiveNode): string {
	if (node.type !== 'containerDirective') return plain(node).replaceAll(/\s+/g, ' ').trim();
	const [first] = node.children;
	return first?.type === 'paragraph' && first.data?.directiveLabel === true ? plain(first).trim() : '';
}

function attributesOf({ attributes }: DirectiveNode): Record<string, string> {
	return Object.fromEntries(Object.entries(attributes ?? {}).map(([name, value]) => [name, value ?? '']));
}

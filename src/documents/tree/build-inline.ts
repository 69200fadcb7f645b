import type { Resolved } from './ask.ts';
import type { Building } from './building.ts';
import { softBreaks } from './clean.ts';
import type { Fact } from './fact.ts';
import type { Inline } from './inline.ts';
import { addressOf } from './link.ts';
import type { FootnoteDefinition, PhrasingContent, Text as TextNode } from './markdown.ts';
import { type Parsed, placeOf, plain, writtenOf } from './parse.ts';
import type { Place } from './place.ts';
import type { DirectiveNode } from './recognise.ts';

export type Context = {
	parsed: Parsed;
	resolved: Resolved;
	building: Building;
	/** No link stands within another. */
	inLink?: boolean;
};

export function inlines(context: Context, nodes: readonly PhrasingContent[]): Inline[] {
	return nodes.flatMap((node) => inline(context, node));
}

function inline(context: Context, node: PhrasingContent): Inline[] {
	const { parsed, building } = context;
	const place = placeOf(parsed, node);
	switch (node.type) {
		case 'text':
			return textOf(context, node);
		case 'strong':
		case 'emphasis':
			return [{ kind: node.type, children: inlines(context, node.children), place }];
		case 'delete':
			return [{ kind: 'deleted', children: inlines(context, node.children), place }];
		case 'inlineCode':
			return [{ kind: 'code', text: node.value, place }];
		case 'break':
			return [{ kind: 'break', place }];
		case 'link':
			return linked(
				context,
				node.url,
				inlines({ ...context, inLink: true }, node.children),
				place,
				writtenOf(parsed, node),
			);
		case 'linkReference': {
			const definition = definitionOf(parsed, node.identifier);
			const children = inlines({ ...context, inLink: definition !== undefined }, node.children);
			return definition === undefined
				? children
				: linked(context, definition, children, place, writtenOf(parsed, node));
		}
		case 'footnoteReference': {
			const definition = noteOf(parsed, node.identifier);
			if (definition === undefined) return [{ kind: 'text', text: writtenOf(parsed, node), place }];
			const { id, number, first } = building.footnote(parsed, definition);
			return [{ kind: 'footnote-reference', footnote: id, number, first, place }];
		}
		case 'textDirective':
			return directive(context, node, place);
		case 'image':
		case 'imageReference':
			building.fault(
				'picture',
				place,
				'A picture cannot be put in like this, because nobody could read it out or check what it shows.',
				'Put in a chart of figures with ::chart[…].',
			);
			return [{ kind: 'gap', written: writtenOf(parsed, node), place }];
		case 'html':
			return [{ kind: 'text', text: node.value, place }];
	}
}

/** Line by line, so that every word knows its place. */
function textOf({ parsed, building, inLink }: Context, node: TextNode): Inline[] {
	const place = placeOf(parsed, node);
	const missing = /\[\^([^\]\s]+)\]/.exec(node.value)?.[1];
	if (missing !== undefined)
		building.fault(
			'footnote',
			place,
			`There is no footnote “${missing}”.`,
			`Write a line that begins with [^${missing}]: and says what it is.`,
		);
	const lines = node.value.split('\n');
	return lines.flatMap((text, index): Inline[] => {
		const last = index === lines.length - 1;
		const at = lines.length === 1 ? place : placeOfLine(parsed, place, index, text);
		const parts = text.split(softBreaks);
		return parts.flatMap((part, count): Inline[] => [
			...(count > 0 ? [{ kind: 'break', place: at } as const] : []),
			...withAddresses(count === parts.length - 1 && !last ? `${part} ` : part, at, inLink),
		]);
	});
}

const addresses = /(https?:\/\/[^\s<>"“”]*[^\s<>"“”.,;:!?'’)\]])/gi;

/** Addresses that stand in the text are linked as they are. */
function withAddresses(text: string, place: Place, inLink = false): Inline[] {
	if (inLink) return [{ kind: 'text', text, place }];
	return text.split(addresses).flatMap((part, index): Inline[] => {
		const words: Inline = { kind: 'text', text: part, place };
		const href = index % 2 === 1 ? addressOf(part) : null;
		return href === null ? [words] : [{ kind: 'link', href, children: [words], place }];
	});
}

function placeOfLine({ source }: Parsed, place: Place, index: number, text: string): Place {
	const line = place.line + index;
	const written = source.split('\n', line)[line - 1] ?? '';
	const column = index === 0 ? place.column : Math.max(0, written.indexOf(text.slice(0, 12))) + 1;
	return { ...place, line, column, endLine: line, endColumn: column + text.length };
}

function linked(
	{ building }: Context,
	url: string,
	children: readonly Inline[],
	place: Place,
	written: string,
): Inline[] {
	const href = addressOf(url);
	if (href !== null && children.length > 0) return [{ kind: 'link', href, children, place }];
	if (url.startsWith('#') && url.length > 1) {
		const node = { kind: 'cross-reference' as const, target: null, text: written, place };
		building.refer(node, url.slice(1), place);
		return [...children, { kind: 'text', text: ' (', place }, node, { kind: 'text', text: ')', place }];
	}
	building.fault(
		'link',
		place,
		href === null ? `“${url}” is not an address that a reader can open.` : 'The link has no words.',
		'Write a whole address that begins with https://, and the words that are linked in front of it.',
	);
	return [{ kind: 'gap', written, place }];
}

function directive(context: Context, node: DirectiveNode, place: Place): Inline[] {
	const { parsed, resolved, building } = context;
	const what = resolved.recognised.get(node);
	const written = writtenOf(parsed, node);
	if (what === undefined || what.as === 'text') return [{ kind: 'text', text: written, place }];
	if (what.as === 'gap') {
		building.problems.push(what.problem);
		return [{ kind: 'gap', written, place }];
	}
	const { label, attributes, directive } = what;
	switch (directive.name) {
		case 'ref': {
			const reference = { kind: 'cross-reference' as const, target: null, text: written, place };
			building.refer(reference, label, place);
			return [reference];
		}
		case 'anchor':
			building.note('wrong-place', place, 'An anchor stands in a heading.', directive.example);
			return [];
		case 'stated':
			return stated(context, label, attributes, { place, written });
		case 'term': {
			const term = resolved.answers.term.get(node);
			if (term === undefined) return [{ kind: 'gap', written, place }];
			return [{ kind: 'term', slug: term.slug, text: label, first: building.firstHere(term.slug), place }];
		}
	}
	const said = saidOf(resolved, node);
	if (said === undefined) return [{ kind: 'gap', written, place }];
	tellWithdrawn(building, said.facts, place);
	return [{ kind: 'bound', text: said.text, facts: said.facts, wording: said.wording ?? null, place }];
}

function saidOf({ answers }: Resolved, node: DirectiveNode) {
	const { figure, compare, sample, judgment, name } = answers;
	return [figure, compare, sample, judgment, name].map((port) => port.get(node)).find((said) => said);
}

export function tellWithdrawn(building: Building, facts: readonly Fact[], place: Place): void {
	for (const { title, vintage } of facts) {
		if (vintage?.withdrawn !== true) continue;
		const text = `“${title}” comes from data that were withdrawn (${vintage.inWords}).`;
		// A comparison or a table rests on many figures of one release.
		const told = building.problems.some(
			(one) => one.text === text && one.place?.text === place.text && one.place?.line === place.line,
		);
		if (!told)
			building.fault('withdrawn', place, text, 'Take a release that stands, or take the figure out.');
	}
}

function stated(
	{ building }: Context,
	label: string,
	{ evidence = '', source = '' }: Readonly<Record<string, string>>,
	{ place, written }: { place: Place; written: string },
): Inline[] {
	if (evidence === '' && source === '') {
		building.fault(
			'missing-attribute',
			place,
			`“${label}” does not say on what it rests.`,
			`Write :stated[${label}]{evidence=E12}, or {source="…"} with the publication.`,
		);
		return [{ kind: 'gap', written, place }];
	}
	const basis =
		evidence === ''
			? { kind: 'source' as const, text: source }
			: { kind: 'evidence' as const, text: evidence };
	return [{ kind: 'stated', text: label, basis, place }];
}

function definitionOf({ root }: Parsed, identifier: string): string | undefined {
	for (const node of root.children)
		if (node.type === 'definition' && node.identifier === identifier) return node.url;
	return undefined;
}

function noteOf({ root }: Parsed, identifier: string): FootnoteDefinition | undefined {
	return root.children.find(
		(node): node is FootnoteDefinition =>
			node.type === 'footnoteDefinition' && node.identifier === identifier,
	);
}

/** The words of a heading without its anchor. */
export function anchorIn(nodes: readonly PhrasingContent[]): {
	anchor: string | undefined;
	rest: PhrasingContent[];
} {
	const isAnchor = (node: PhrasingContent) => node.type === 'textDirective' && node.name === 'anchor';
	const found = nodes.find(isAnchor);
	const rest = nodes.filter((node) => !isAnchor(node));
	return { anchor: found === undefined ? undefined : plain(found), rest };
}

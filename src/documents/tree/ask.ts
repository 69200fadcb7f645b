import type { Nodes } from './markdown.ts';
import { type Parsed, parse, placeOf } from './parse.ts';
import type { DocProblem } from './problem.ts';
import { type DirectiveNode, type Recognised, recognise } from './recognise.ts';
import type { Answer, Asked, Found, Port, Resolver } from './resolver.ts';

type Answers = { [P in Port]: Map<DirectiveNode, Found[P]> };

/** Everything that the texts ask for, answered; and the texts that came with the answers. */
export type Resolved = {
	recognised: Map<DirectiveNode, Recognised>;
	answers: Answers;
	/** The text of a finding or a box, which may ask on. */
	inner: Map<DirectiveNode, Parsed>;
};

type Question = { parsed: Parsed; node: DirectiveNode; asked: Asked };

/** A text in a text in a text: enough for a box within a finding within an annex. */
const deepest = 6;

/** Asks each port once for every depth of texts within texts, however much a document quotes. */
export async function askAll(texts: readonly Parsed[], resolver: Resolver): Promise<Resolved> {
	const resolved: Resolved = { recognised: new Map(), answers: noAnswers(), inner: new Map() };
	let waiting = [...texts];
	for (let depth = 0; waiting.length > 0; depth += 1) {
		const questions = new Map<Port, Question[]>();
		for (const parsed of waiting) collect(parsed, resolved, questions);
		const before = new Set(resolved.inner.keys());
		await Promise.all(
			[...questions].map(([port, asked]) =>
				depth < deepest ? put(port, asked, resolver, resolved) : circle(asked, resolved),
			),
		);
		waiting = [...resolved.inner].filter(([node]) => !before.has(node)).map(([, parsed]) => parsed);
	}
	return resolved;
}

function collect(parsed: Parsed, { recognised }: Resolved, questions: Map<Port, Question[]>): void {
	const stack: Nodes[] = [parsed.root];
	for (let node = stack.pop(); node !== undefined; node = stack.pop()) {
		if (
			node.type === 'textDirective' ||
			node.type === 'leafDirective' ||
			node.type === 'containerDirective'
		) {
			const what = recognise(parsed, node);
			recognised.set(node, what);
			if (what.as === 'directive' && what.directive.port !== undefined) {
				const asked = { name: what.label, attributes: what.attributes, place: placeOf(parsed, node) };
				const { port } = what.directive;
				const already = questions.get(port);
				if (already === undefined) questions.set(port, [{ parsed, node, asked }]);
				else already.push({ parsed, node, asked });
			}
			if (node.type !== 'containerDirective' && what.as !== 'text') continue;
		}
		if ('children' in node) for (const child of node.children.toReversed()) stack.push(child);
	}
}

async function put<P extends Port>(
	port: P,
	questions: readonly Question[],
	resolver: Resolver,
	{ recognised, answers, inner }: Resolved,
): Promise<void> {
	const ask = resolver[port];
	const given: readonly (Answer<Found[P]> | undefined)[] | undefined = await ask?.(
		questions.map(({ asked }) => asked),
	);
	for (const [index, { node, asked, parsed }] of questions.entries()) {
		const answer = given?.[index];
		if (answer !== undefined && 'found' in answer) {
			answers[port].set(node, answer.found);
			const markdown = markdownIn(answer.found);
			if (markdown !== undefined) inner.set(node, parse(markdown, textName(parsed, asked)));
		} else recognised.set(node, { as: 'gap', problem: problemOf(asked, node, answer) });
	}
}

function textName({ name }: Parsed, asked: Asked): string {
	return [name, asked.name].filter((part) => part !== undefined).join(' › ');
}

function markdownIn(found: Found[Port]): string | undefined {
	return 'markdown' in found ? found.markdown : undefined;
}

function problemOf(asked: Asked, node: DirectiveNode, answer: Answer<unknown> | undefined): DocProblem {
	const common = { severity: 'fault', place: asked.place, nearest: [] } as const;
	if (answer === undefined || 'found' in answer)
		return {
			...common,
			kind: 'not-supplied',
			text: `Nothing here can answer “${node.name}”.`,
			mend: 'Leave it as it is if the document is opened where it can be answered, or take it out.',
		};
	if ('refused' in answer) return { ...common, kind: 'refused', text: answer.refused, mend: answer.mend };
	return {
		...common,
		kind: 'unknown-name',
		text: `There is no ${answer.unknown} “${asked.name}”.`,
		mend: 'Write a name that there is.',
		nearest: answer.nearest,
	};
}

async function circle(questions: readonly Question[], { recognised }: Resolved): Promise<void> {
	for (const { node, asked } of questions)
		recognised.set(node, {
			as: 'gap',
			problem: {
				kind: 'circle',
				severity: 'fault',
				place: asked.place,
				text: `The text “${asked.name}” stands within too many others, or within itself.`,
				mend: 'Take it out of the text that it quotes.',
				nearest: [],
			},
		});
}

function noAnswers(): Answers {
	return {
		figure: new Map(),
		compare: new Map(),
		sample: new Map(),
		judgment: new Map(),
		name: new Map(),
		term: new Map(),
		chart: new Map(),
		table: new Map(),
		finding: new Map(),
		box: new Map(),
		grade: new Map(),
		grades: new Map(),
		matrix: new Map(),
		scoping: new Map(),
		meanings: new Map(),
		text: new Map(),
	};
}

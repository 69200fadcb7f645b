import { itemsOf, nearest, type Placed, type Remark, textOf } from '../../foundation/index.ts';
import type { Framework } from './framework.ts';

/** What each question goes on from is in another framework, is there, and does not come back to it. */
export function* lineageRules(root: Placed, others?: readonly Framework[]): Generator<Remark> {
	const own = textOf(root, 'id') ?? '';
	const known = others?.filter(({ id }) => id !== own) ?? [];
	for (const component of [...itemsOf(root, 'pillars'), ...itemsOf(root, 'questions')]) {
		const id = textOf(component, 'id');
		const seen = new Set<unknown>();
		for (const { value, path } of itemsOf(component, 'continues')) {
			if (typeof value !== 'string') continue;
			if (seen.has(value)) yield { path, text: `“${value}” stands here already. Keep one of them.` };
			seen.add(value);
			const [framework = '', question = ''] = value.split('/');
			if (framework === own)
				yield {
					path,
					text:
						question === id
							? 'This names the question itself. Name the question of an earlier framework, or take it out.'
							: `“${value}” is in this same framework. Name a question of an earlier one, or take it out.`,
				};
			else if (others !== undefined) yield* another(framework, question, path, known, `${own}/${id}`);
		}
	}
}

function* another(
	framework: string,
	question: string,
	path: Placed['path'],
	known: readonly Framework[],
	back: string,
): Generator<Remark> {
	const versions = known.filter(({ id }) => id === framework);
	if (versions.length === 0) {
		const ids = [...new Set(known.map(({ id }) => id))];
		const hint = ids.length === 0 ? '' : ` Did you mean “${nearest(framework, ids)}”?`;
		yield { path, text: `There is no framework “${framework}” here.${hint} Add it first, or mend its name.` };
		return;
	}
	const components = versions.flatMap(({ pillars, questions }) =>
		[...pillars, ...questions].map(({ id }) => id),
	);
	if (!components.includes(question)) {
		yield {
			path,
			text: `The framework “${framework}” has no question “${question}”. Did you mean “${nearest(question, components)}”?`,
		};
		return;
	}
	const way = wayBack(`${framework}/${question}`, back, known);
	if (way !== undefined)
		yield {
			path,
			text: `These questions go on from each other in a circle: ${[back, ...way].join(' → ')}. Take one of the steps out.`,
		};
}

/** How one comes from a question to another over what each goes on from, if one does. */
function wayBack(from: string, to: string, known: readonly Framework[]): string[] | undefined {
	const next = new Map<string, readonly string[]>();
	for (const { id, pillars, questions } of known) {
		for (const component of [...pillars, ...questions]) {
			const key = `${id}/${component.id}`;
			next.set(key, [...(next.get(key) ?? []), ...component.continues]);
		}
	}
	const ways: string[][] = [[from]];
	const seen = new Set([from]);
	for (let way = ways.shift(); way !== undefined; way = ways.shift()) {
		for (const step of next.get(way.at(-1) ?? '') ?? []) {
			if (step === to) return [...way, step];
			if (seen.has(step)) continue;
			seen.add(step);
			ways.push([...way, step]);
		}
	}
	return undefined;
}

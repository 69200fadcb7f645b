import {
	fieldsOf,
	into,
	itemsOf,
	nearest,
	type Placed,
	quoted,
	type Remark,
	textOf,
} from '../../foundation/index.ts';
import type { Catalogue } from './catalogue.ts';

const parts = ['numerator', 'denominator', 'undecided', 'margin', 'published', 'deflate'] as const;

/** Sources, measures and breakdowns that a definition names are there. */
export function* partRules(root: Placed, { sources }: Catalogue): Generator<Remark> {
	for (const name of parts) {
		const part = into(root, name);
		if (part.value !== undefined) yield* partIn(part, sources);
	}
	yield* breakdownsIn(root, sources);
}

function* partIn(part: Placed, sources: Catalogue['sources']): Generator<Remark> {
	const name = textOf(part, 'source');
	if (name === undefined) return;
	const source = sources.find((one) => one.name === name);
	if (source === undefined) {
		yield {
			path: into(part, 'source').path,
			text: unknown(
				`There is no source “${name}”`,
				name,
				sources.map((one) => one.name),
			),
		};
		return;
	}
	const measure = textOf(part, 'measure');
	const measures = source.measures?.map(({ id }) => id);
	if (measure !== undefined && measures !== undefined && !measures.includes(measure))
		yield {
			path: into(part, 'measure').path,
			text: unknown(`The source “${name}” has no measure “${measure}”`, measure, measures),
		};
	for (const field of ['where', 'without'] as const)
		for (const one of fieldsOf(part, field)) {
			if (!source.breakdowns.includes(one.name))
				yield {
					path: one.path,
					text: unknown(`The source “${name}” has no breakdown “${one.name}”`, one.name, source.breakdowns),
				};
			if (field === 'without' && fieldsOf(part, 'where').some((other) => other.name === one.name))
				yield {
					path: one.path,
					text: `“where” names the values of “${one.name}” already, and everything else is left out. Take one of the two out.`,
				};
		}
}

/** A breakdown belongs to the numerator's source, and to the denominator's where each part has its own. */
function* breakdownsIn(root: Placed, sources: Catalogue['sources']): Generator<Remark> {
	const numerator = sourceOf(into(root, 'numerator'), sources);
	const denominator = into(root, 'denominator');
	const below = sourceOf(denominator, sources);
	const own = textOf(denominator, 'of') !== 'all';
	const seen = new Set<string>();
	for (const { value, path } of itemsOf(root, 'breakdowns')) {
		if (typeof value !== 'string') continue;
		if (seen.has(value)) yield { path, text: `“${value}” is here twice. Keep one of them.` };
		seen.add(value);
		if (numerator !== undefined && !numerator.breakdowns.includes(value))
			yield {
				path,
				text: unknown(
					`The source “${numerator.name}” has no breakdown “${value}”`,
					value,
					numerator.breakdowns,
				),
			};
		else if (own && below !== undefined && !below.breakdowns.includes(value))
			yield {
				path,
				text: `The denominator’s source “${below.name}” has no breakdown “${value}”, so its parts would have no denominator. Write “of: all” in the denominator if each part is set against all, or take the breakdown out.`,
			};
	}
}

function sourceOf(part: Placed, sources: Catalogue['sources']) {
	const name = textOf(part, 'source');
	return sources.find((one) => one.name === name);
}

function unknown(sentence: string, word: string, known: readonly string[]): string {
	if (known.length === 0) return `${sentence}: it has none.`;
	if (known.length <= 6) return `${sentence}. Write ${quoted(known, 'or')}.`;
	return `${sentence}. Did you mean “${nearest(word, known)}”? See src/figures/sources/README.md for all of them.`;
}

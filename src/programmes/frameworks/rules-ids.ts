import { into, itemsOf, type Path, type Placed, type Remark, textOf } from '../../foundation/index.ts';

/** Within each of these groups an id is given once. */
export function* idRules(root: Placed, lineOf: (path: Path) => number): Generator<Remark> {
	const questions = itemsOf(root, 'questions');
	const samples = itemsOf(root, 'samples');
	const indicators = questions.flatMap((question) => itemsOf(question, 'indicators'));
	const groups: readonly (readonly Placed[])[] = [
		componentsOf(root),
		itemsOf(into(root, 'scale'), 'grades'),
		indicators,
		...indicators.map((indicator) => itemsOf(indicator, 'stock')),
		questions.flatMap((question) => itemsOf(question, 'criteria')),
		itemsOf(root, 'evidence'),
		samples,
		...samples.flatMap((sample) => [itemsOf(sample, 'strata'), itemsOf(sample, 'criteria')]),
		itemsOf(root, 'outlines'),
		...itemsOf(root, 'outlines').map((outline) => itemsOf(outline, 'sections')),
		itemsOf(root, 'actionPlan'),
		itemsOf(root, 'paragraphs'),
	];
	for (const group of groups) yield* given(group, 'id', lineOf);
	for (const sample of samples) yield* given(itemsOf(sample, 'sizes'), 'force', lineOf);
}

/** Pillars, questions and sub-questions share their ids: a judgment names any of them by one word. */
export function componentsOf(root: Placed): Placed[] {
	const questions = itemsOf(root, 'questions');
	return [
		...itemsOf(root, 'pillars'),
		...questions,
		...questions.flatMap((question) => itemsOf(question, 'parts')),
	];
}

function* given(group: readonly Placed[], field: 'id' | 'force', lineOf: (path: Path) => number) {
	const first = new Map<string, Placed>();
	for (const place of group) {
		const id = textOf(place, field);
		if (id === undefined) continue;
		const before = first.get(id);
		if (before === undefined) first.set(id, place);
		else
			yield {
				path: into(place, field).path,
				text:
					field === 'id'
						? `The id “${id}” is given already, in line ${lineOf(into(before, field).path)}. Give this one an id of its own.`
						: `The force “${id}” has a size already, in line ${lineOf(into(before, field).path)}. Keep one of them.`,
			};
	}
}

import {
	fieldsOf,
	into,
	isFields,
	itemsOf,
	nearest,
	type Path,
	type Placed,
	quoted,
	type Remark,
	textOf,
} from '../../foundation/index.ts';
import { nameKey } from './name-key.ts';
import { idsOf } from './rules-components.ts';

/** Grades are those of the scale, whoever names them. */
export function* gradeRules(root: Placed, lineOf: (path: Path) => number): Generator<Remark> {
	const scale = into(root, 'scale');
	const grades = itemsOf(scale, 'grades');
	yield* inTheirOrder(grades, lineOf);
	const known = idsOf(grades);
	const graded = isFields(scale.value);
	const check = (grade: string, path: Path): Remark[] => {
		if (graded && (known.includes(grade) || known.length === 0)) return [];
		const text = graded
			? `There is no grade “${grade}”. Did you mean “${nearest(grade, known)}”? The grades of this framework are ${quoted(known)}.`
			: `This framework has no scale, so there is no grade “${grade}”. Write a “scale” with its grades, or take this out.`;
		return [{ path, text }];
	};
	const components = [...itemsOf(root, 'pillars'), ...itemsOf(root, 'questions')];
	for (const component of components) {
		const isGraded = into(component, 'graded');
		if (isGraded.value === true && !graded)
			yield {
				path: isGraded.path,
				text: 'This framework has no scale, so nothing in it is graded. Write a “scale” with its grades, or “graded: false”.',
			};
		for (const { name, path } of fieldsOf(component, 'characteristics')) {
			if (isGraded.value === false && graded)
				yield {
					path,
					text: `This one is not graded, so no characteristics of “${name}” are looked for. Write “graded: true”, or take them out.`,
				};
			else yield* check(name, path);
		}
	}
	if (graded && components.every((component) => into(component, 'graded').value === false))
		yield {
			path: scale.path,
			text: 'There is a scale, and nothing is graded on it. Write “graded: true” where grades are given, or take the scale out.',
		};
	yield* guardsThatAgree(itemsOf(root, 'guards'), check, lineOf);
}

function* inTheirOrder(grades: readonly Placed[], lineOf: (path: Path) => number): Generator<Remark> {
	const titles = new Map<string, Placed>();
	let worse: Placed | undefined;
	for (const grade of grades) {
		const title = textOf(grade, 'title');
		const before = title === undefined ? undefined : titles.get(nameKey(title));
		if (before !== undefined)
			yield {
				path: into(grade, 'title').path,
				text: `Another grade is called “${title}”, in line ${lineOf(into(before, 'title').path)}. Give each grade a title of its own.`,
			};
		if (title !== undefined) titles.set(nameKey(title), grade);
		const positive = into(grade, 'positive');
		if (positive.value === false) worse ??= grade;
		else if (positive.value === true && worse !== undefined)
			yield {
				path: positive.path,
				text: `A positive grade stands below “${textOf(worse, 'id')}”, which is not. Write the grades from the best to the worst.`,
			};
	}
}

function* guardsThatAgree(
	guards: readonly Placed[],
	check: (grade: string, path: Path) => Remark[],
	lineOf: (path: Path) => number,
): Generator<Remark> {
	const seen = new Map<string, Placed>();
	for (const guard of guards) {
		const grade = textOf(guard, 'grade');
		if (grade === undefined) continue;
		yield* check(grade, into(guard, 'grade').path);
		const about = JSON.stringify([grade, textOf(guard, 'finding')]);
		const before = seen.get(about);
		if (before === undefined) seen.set(about, guard);
		else
			yield {
				path: guard.path,
				text:
					textOf(before, 'rule') === textOf(guard, 'rule')
						? `This guard says the same as the one in line ${lineOf(before.path)}. Keep one of them.`
						: `The guard in line ${lineOf(before.path)} says the opposite, so no grade “${grade}” could be given. Keep one of them.`,
			};
	}
}

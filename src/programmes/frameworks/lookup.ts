import type { Component, Framework, Grade, Pillar, Question } from './framework.ts';
import { nameKey } from './name-key.ts';

export function isPillar(component: Component): component is Pillar {
	return !('pillar' in component);
}

/** The pillars and questions, each pillar before its questions, in the order of the file. */
export function componentsInOrder(framework: Framework): Component[] {
	return framework.pillars.flatMap((pillar) => [pillar, ...questionsOf(framework, pillar.id)]);
}

export function questionsOf(framework: Framework, pillar: string): Question[] {
	return framework.questions.filter((question) => question.pillar === pillar);
}

/** The pillar or question that an id of this or an earlier version, a title or an alias leads to. */
export function componentOf(framework: Framework, idOrName: string): Component | undefined {
	const all = [...framework.pillars, ...framework.questions];
	const id = currentId(framework, idOrName.trim());
	const key = nameKey(idOrName);
	return (
		all.find((component) => component.id === id) ??
		all.find(({ title, aliases }) => [title, ...aliases].some((name) => nameKey(name) === key))
	);
}

/** What an id of an earlier version is now. */
export function currentId({ renamed }: Framework, id: string): string {
	const next = new Map(Object.entries(renamed));
	const seen = new Set<string>();
	let now = id;
	for (let then = next.get(now); then !== undefined && !seen.has(now); then = next.get(now)) {
		seen.add(now);
		now = then;
	}
	return now;
}

export function gradeOf({ scale }: Framework, id: string | null): Grade | undefined {
	return scale?.grades.find((grade) => grade.id === id);
}

import type { Framework } from './framework.ts';

/** A question of an earlier framework that one goes on from, and how many steps back it is. */
export type EarlierQuestion = { framework: string; component: string; steps: number };

/**
 * Every earlier question that a component goes on from, near ones first: those it names, those which they name, and so
 * on. Where a framework has several versions here, each says what it knows. A circle ends where it comes back.
 */
export function earlierQuestions(
	of: { framework: string; version?: number },
	component: string,
	frameworks: readonly Framework[],
): EarlierQuestion[] {
	const continued = new Map<string, Set<string>>();
	for (const framework of frameworks) {
		// The component's own version alone speaks for it: another version may have another lineage.
		if (framework.id === of.framework && of.version !== undefined && framework.version !== of.version)
			continue;
		for (const one of [...framework.pillars, ...framework.questions]) {
			const key = `${framework.id}/${one.id}`;
			const known = continued.get(key) ?? new Set();
			for (const earlier of one.continues) known.add(earlier);
			continued.set(key, known);
		}
	}
	const start = `${of.framework}/${component}`;
	const steps = new Map([[start, 0]]);
	// A Map yields what is added to it while it is gone through.
	for (const [key, far] of steps) {
		for (const earlier of continued.get(key) ?? []) if (!steps.has(earlier)) steps.set(earlier, far + 1);
	}
	return [...steps]
		.filter(([key]) => key !== start)
		.map(([key, far]) => {
			const [framework = '', question = ''] = key.split('/');
			return { framework, component: question, steps: far };
		});
}

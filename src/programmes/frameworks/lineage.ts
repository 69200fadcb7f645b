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
	const continued = continuedIn(frameworks);
	const start = `${of.framework}/${component}`;
	// The component's own version alone speaks for it: another version may have another lineage.
	const own =
		of.version === undefined
			? undefined
			: frameworks.find(({ id, version }) => id === of.framework && version === of.version);
	const first = own === undefined ? continued.get(start) : continuedIn([own]).get(start);
	const steps = new Map([...(first ?? [])].filter((earlier) => earlier !== start).map((key) => [key, 1]));
	// A Map yields what is added to it while it is gone through.
	for (const [key, far] of steps) {
		for (const earlier of continued.get(key) ?? []) {
			if (earlier !== start && !steps.has(earlier)) steps.set(earlier, far + 1);
		}
	}
	return [...steps].map(([key, far]) => {
		const [framework = '', question = ''] = key.split('/');
		return { framework, component: question, steps: far };
	});
}

/** A page asks about every question of the same frameworks: what they go on from is put together once. */
const known = new WeakMap<readonly Framework[], ReadonlyMap<string, ReadonlySet<string>>>();

function continuedIn(frameworks: readonly Framework[]): ReadonlyMap<string, ReadonlySet<string>> {
	const before = known.get(frameworks);
	if (before !== undefined) return before;
	const continued = new Map<string, Set<string>>();
	for (const framework of frameworks) {
		for (const one of [...framework.pillars, ...framework.questions]) {
			const key = `${framework.id}/${one.id}`;
			const all = continued.get(key) ?? new Set();
			for (const earlier of one.continues) all.add(earlier);
			continued.set(key, all);
		}
	}
	known.set(frameworks, continued);
	return continued;
}

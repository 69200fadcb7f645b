import { quoted } from '../../foundation/index.ts';
import { type About, capital, changed, type Difference, difference, diffWithin } from './diff-lists.ts';
import type { Component, Framework, Question } from './framework.ts';
import { componentsInOrder, currentId, isPillar } from './lookup.ts';

/** Pillars and questions: which came and went, which have another id, name, pillar or grading, and what else they say. */
export function diffComponents(a: Framework, b: Framework): Difference[] {
	const earlier = componentsInOrder(a);
	const later = componentsInOrder(b);
	const partner = partners(a, b);
	const followed = new Set([...partner.values()].map(({ id }) => id));
	return [
		...earlier
			.filter(({ id }) => !followed.has(id))
			.map((gone) => difference(aboutOf(gone), 'removed', `Removed${goneInto(a, b, gone)}`)),
		...later.flatMap((now) => {
			const was = partner.get(now.id);
			return was === undefined ? [arrival(a, b, now)] : diffPair(a, b, was, now, partner);
		}),
		...orderOf(earlier, later, partner),
	];
}

/** Who in the earlier framework is whom in the later one: by id, by what was renamed, or by the lineage of questions. */
function partners(a: Framework, b: Framework): Map<string, Component> {
	const found = new Map<string, Component>();
	const earlier = new Map(componentsInOrder(a).map((component) => [component.id, component]));
	const later = componentsInOrder(b);
	const taken = new Set<string>();
	const pair = (now: Component, was: Component | undefined) => {
		if (was === undefined || taken.has(was.id) || found.has(now.id) || isPillar(was) !== isPillar(now))
			return;
		found.set(now.id, was);
		taken.add(was.id);
	};
	for (const now of later) pair(now, earlier.get(now.id));
	const renamed = [...earlier.values()].filter(({ id }) => !taken.has(id));
	for (const now of later)
		pair(
			now,
			renamed.find(({ id }) => currentId(b, id) === now.id),
		);
	if (a.id === b.id) return found;
	for (const now of later) {
		const named = referencesTo(a, now);
		const [only] = named;
		const others = later.filter((other) => referencesTo(a, other).some((id) => id === only));
		if (named.length === 1 && only !== undefined && others.length === 1) pair(now, earlier.get(only));
	}
	return found;
}

function referencesTo({ id }: Framework, component: Component): string[] {
	return component.continues.filter((one) => one.startsWith(`${id}/`)).map((one) => one.slice(id.length + 1));
}

function diffPair(
	a: Framework,
	b: Framework,
	was: Component,
	now: Component,
	partner: ReadonlyMap<string, Component>,
): Difference[] {
	const about = { ...aboutOf(was), id: now.id };
	const found: Difference[] = [];
	if (was.id !== now.id)
		found.push(difference(about, 'renamed', `Its id is “${now.id}” and was “${was.id}”`));
	if (was.title !== now.title)
		found.push(difference(about, 'renamed', 'Title changed', was.title, now.title));
	if (!isPillar(was) && !isPillar(now) && partner.get(now.pillar)?.id !== was.pillar)
		found.push(
			difference(about, 'moved', `Moved from “${titleOf(a, was.pillar)}” to “${titleOf(b, now.pillar)}”`),
		);
	if (was.graded !== now.graded)
		found.push(difference(about, 'regraded', now.graded ? 'Graded now' : 'No longer graded'));
	found.push(...changed(about, was, now, ['asks', 'aliases', 'scope', 'continues']));
	if (isPillar(was) && isPillar(now)) found.push(...changed(about, was, now, ['inspection']));
	else if (!isPillar(was) && !isPillar(now)) found.push(...diffQuestions(about, was, now));
	return [...found, ...diffCharacteristics(b, about, was, now)];
}

function diffQuestions(about: About, was: Question, now: Question): Difference[] {
	const mandatory = now.mandatory ? 'Asked of every force now' : 'No longer asked of every force';
	return [
		...(was.mandatory === now.mandatory ? [] : [difference(about, 'changed', mandatory)]),
		...changed(about, was, now, ['because']),
		...diffWithin(about, 'Part', was.parts, now.parts),
		...diffWithin(about, 'Criterion', was.criteria, now.criteria),
		...diffWithin(about, 'Indicator', was.indicators, now.indicators),
	];
}

function diffCharacteristics(b: Framework, about: About, was: Component, now: Component): Difference[] {
	const order = b.scale?.grades.map(({ id }) => id) ?? [];
	const grades = [
		...new Set([...order, ...Object.keys(was.characteristics), ...Object.keys(now.characteristics)]),
	];
	return grades.flatMap((grade) =>
		changed(
			about,
			{ [`characteristics of “${grade}”`]: was.characteristics[grade] },
			{ [`characteristics of “${grade}”`]: now.characteristics[grade] },
		),
	);
}

function arrival(a: Framework, b: Framework, now: Component): Difference {
	const under = isPillar(now) ? '' : ` under “${titleOf(b, now.pillar)}”`;
	const from = componentsInOrder(a).filter(({ id }) => a.id !== b.id && referencesTo(a, now).includes(id));
	const more = from.length === 0 ? '' : `, going on from ${titles(from)}`;
	return difference(aboutOf(now), 'added', `Added${under}${more}`, null, now.asks ?? null);
}

function goneInto(a: Framework, b: Framework, gone: Component): string {
	if (a.id === b.id) return '';
	const heirs = componentsInOrder(b).filter((component) => referencesTo(a, component).includes(gone.id));
	return heirs.length === 0 ? '' : `, and goes on in ${titles(heirs)}`;
}

function titles(components: readonly Component[]): string {
	return quoted(components.map(({ title }) => title));
}

function orderOf(
	earlier: readonly Component[],
	later: readonly Component[],
	partner: ReadonlyMap<string, Component>,
): Difference[] {
	return ([true, false] as const).flatMap((pillars) => {
		const now = later.filter((one) => isPillar(one) === pillars && partner.has(one.id));
		const was = earlier.filter((one) => now.some(({ id }) => partner.get(id)?.id === one.id));
		const same = now.every(({ id }, index) => partner.get(id)?.id === was[index]?.id);
		if (same) return [];
		const group = pillars ? 'pillars' : 'questions';
		const text = (list: readonly Component[]) => list.map(({ title }) => title).join('\n');
		return [
			difference({ group, id: '', about: capital(group) }, 'moved', 'Order changed', text(was), text(now)),
		];
	});
}

function aboutOf(component: Component): About {
	return {
		group: isPillar(component) ? 'pillars' : 'questions',
		id: component.id,
		about: `${isPillar(component) ? 'Pillar' : 'Question'} “${component.title}”`,
	};
}

function titleOf(framework: Framework, pillar: string): string {
	return framework.pillars.find(({ id }) => id === pillar)?.title ?? pillar;
}

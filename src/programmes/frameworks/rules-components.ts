import {
	fieldsOf,
	into,
	itemsOf,
	nearest,
	type Path,
	type Placed,
	quoted,
	type Remark,
	textOf,
} from '../../foundation/index.ts';
import { nameKey } from './name-key.ts';
import { componentsOf } from './rules-ids.ts';

/** Questions belong to pillars, names lead to one component each, and what was renamed leads to what is there. */
export function* componentRules(root: Placed, lineOf: (path: Path) => number): Generator<Remark> {
	yield* pillarsThatAreThere(root);
	yield* namesThatLeadToOne(root, lineOf);
	yield* renamedThatArrive(root);
}

function* pillarsThatAreThere(root: Placed): Generator<Remark> {
	const pillars = idsOf(itemsOf(root, 'pillars'));
	for (const question of itemsOf(root, 'questions')) {
		const pillar = textOf(question, 'pillar');
		if (pillar === undefined || pillars.includes(pillar) || pillars.length === 0) continue;
		yield {
			path: into(question, 'pillar').path,
			text: `There is no pillar “${pillar}”. Did you mean “${nearest(pillar, pillars)}”? The pillars of this framework are ${quoted(pillars)}.`,
		};
	}
}

function* namesThatLeadToOne(root: Placed, lineOf: (path: Path) => number): Generator<Remark> {
	const components = componentsOf(root);
	const taken = new Map<string, Placed>();
	for (const component of components) {
		for (const name of [textOf(component, 'id'), textOf(component, 'title')]) {
			if (name !== undefined && !taken.has(nameKey(name))) taken.set(nameKey(name), component);
		}
	}
	for (const component of components) {
		for (const { value, path } of itemsOf(component, 'aliases')) {
			if (typeof value !== 'string') continue;
			const other = taken.get(nameKey(value));
			if (other === undefined) taken.set(nameKey(value), component);
			else if (other === component)
				yield { path, text: `“${value}” is a name of this one already. Leave the alias out.` };
			else
				yield {
					path,
					text: `“${value}” is also a name of “${textOf(other, 'id') ?? 'another component'}” in line ${lineOf(other.path)}, so it would not say which is meant. Choose another alias, or leave it out.`,
				};
		}
	}
}

function* renamedThatArrive(root: Placed): Generator<Remark> {
	const there = idsOf(componentsOf(root));
	const renamed = fieldsOf(root, 'renamed');
	const now = new Map(renamed.map(({ name, value }) => [name, value]));
	const told = new Set<string>();
	for (const { name, value, path } of renamed) {
		if (typeof value !== 'string' || told.has(name)) continue;
		if (there.includes(name)) {
			yield {
				path,
				text: `“${name}” is still there as an id. Take it out of “renamed”, or give that one another id.`,
			};
			continue;
		}
		const way = wayFrom(name, now);
		const end = way.at(-1) ?? name;
		if (way.indexOf(end) < way.length - 1) {
			for (const step of way) told.add(step);
			yield {
				path,
				text: `These names lead in a circle: ${way.join(' → ')}. Let one of them lead to an id that is there.`,
			};
		} else if (!there.includes(end) && end === value) {
			yield {
				path,
				text: `“${name}” leads to “${value}”, and there is no such pillar, question or part.${there.length === 0 ? '' : ` Did you mean “${nearest(value, there)}”?`}`,
			};
		}
	}
}

/** From name to name until there is no further one, or until one comes again. */
function wayFrom(name: string, now: ReadonlyMap<string, unknown>): string[] {
	const way = [name];
	for (let next = now.get(name); typeof next === 'string'; next = now.get(next)) {
		const again = way.includes(next);
		way.push(next);
		if (again) break;
	}
	return way;
}

export function idsOf(places: readonly Placed[]): string[] {
	return places.flatMap((place) => textOf(place, 'id') ?? []);
}

import type { Component, Framework, FrameworkKey, Grade } from '../frameworks/framework.ts';
import { currentId, gradeOf, isPillar } from '../frameworks/lookup.ts';
import type { Judgment } from './judgment.ts';

/** A pillar or a question of a round, under the id that it has in the round's newest version. */
export type Place = { framework: string; component: string };

/** Frameworks at hand for reading judgments made under any of them. */
export type Atlas = {
	all: readonly Framework[];
	version(key: FrameworkKey): Framework;
	/** Every version of one round's framework that is at hand, oldest first. */
	versions(framework: string): readonly Framework[];
};

/** A judgment beside the framework that it was made under, so that year, grade and source come of one record. */
export type Reading = {
	judgment: Judgment;
	framework: Framework;
	component: Component;
	grade: Grade | null;
	/** The year as readers name it: "2016", "2018/19". */
	cycle: string;
	/** "Requires improvement", or what its scale prints where no grade was given. */
	title: string;
	/** "2016 effectiveness inspection". */
	inspection: string;
};

export function atlasOf(frameworks: readonly Framework[]): Atlas {
	const rounds = Map.groupBy(frameworks, ({ id }) => id);
	for (const versions of rounds.values()) versions.sort((a, b) => a.version - b.version);
	return {
		all: frameworks,
		version({ framework, version }) {
			const found = rounds.get(framework)?.find((each) => each.version === version);
			if (found === undefined) throw new Error(`version ${version} of “${framework}” is not at hand`);
			return found;
		},
		versions: (framework) => rounds.get(framework) ?? [],
	};
}

/** Where a component of any version stands in its round: a later version may have given it another id. */
export function placeOf(atlas: Atlas, { framework, component }: Place): Place {
	let id = component;
	for (const version of atlas.versions(framework)) id = currentId(version, id);
	return { framework, component: id };
}

export function keyOf({ framework, component }: Place): string {
	return `${framework}/${component}`;
}

export function read(atlas: Atlas, judgment: Judgment): Reading {
	const framework = atlas.version(judgment);
	const component = componentIn(framework, judgment.component);
	if (component === undefined) {
		throw new Error(`“${judgment.component}” is not in version ${framework.version} of “${framework.id}”`);
	}
	const grade = gradeOf(framework, judgment.grade) ?? null;
	return {
		judgment,
		framework,
		component,
		grade,
		cycle: framework.cycle,
		title: grade?.title ?? framework.scale?.ungraded ?? 'Ungraded',
		inspection: inspectionOf(framework, component),
	};
}

export function componentIn(framework: Framework, id: string): Component | undefined {
	return [...framework.pillars, ...framework.questions].find((component) => component.id === id);
}

const year = /\b(?:19|20)\d\d\b/g;

/** How a sentence names the inspection. A name with another year than the round's would contradict the year beside it. */
export function inspectionOf(framework: Framework, component: Component): string {
	const of = isPillar(component) ? component.id : component.pillar;
	const pillar = framework.pillars.find(({ id }) => id === of);
	const name = pillar?.inspection ?? framework.inspection;
	if (name.includes(framework.cycle)) {
		const others = name.replaceAll(framework.cycle, '').match(year);
		if (others === null) return name;
	}
	return name.match(year) === null ? `${framework.cycle} ${name}` : `${framework.cycle} inspection`;
}

/** A grade within a sentence: “requires improvement”. */
export function quoted(title: string): string {
	return `“${lowered(title)}”`;
}

function lowered(title: string): string {
	return `${title.charAt(0).toLocaleLowerCase('en-GB')}${title.slice(1)}`;
}

/** "outstanding, good, requires improvement, inadequate", or null where nothing is graded. */
export function scaleInWords(framework: Framework): string | null {
	return framework.scale?.grades.map(({ title }) => lowered(title)).join(', ') ?? null;
}

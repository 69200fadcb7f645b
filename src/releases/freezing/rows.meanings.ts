import {
	type Component,
	componentsInOrder,
	earlierQuestions,
	type Framework,
	isPillar,
} from '../../programmes/index.ts';
import type { GradeRow, MeaningRow } from './edition.ts';
import type { Plan } from './plan.store.ts';

/**
 * What the grades of an edition mean: of each framework that they were given under, and of those that carry them over. A
 * version of a framework stays as it is, so an approval is not compared with these.
 */
export function meaningRows(
	grades: readonly GradeRow[],
	{ frameworks, on }: Pick<Plan, 'frameworks' | 'on'>,
): MeaningRow[] {
	const used = new Set(
		grades.flatMap((one) => [
			`${one.framework}@${one.version}`,
			`${one.given_framework ?? one.framework}@${one.given_version ?? one.version}`,
		]),
	);
	return frameworks
		.filter(({ id, version }) => used.has(`${id}@${version}`))
		.toSorted(byKey)
		.map((one) => meaningRow(one, frameworks, on));
}

function meaningRow(one: Framework, frameworks: readonly Framework[], on: Temporal.PlainDate): MeaningRow {
	const grades = one.scale?.grades ?? [];
	return {
		framework: one.id,
		version: one.version,
		stood_on: on.toString(),
		title: one.title,
		cycle: one.cycle,
		inspection: one.inspection,
		summary: one.summary,
		family: one.scale?.family ?? null,
		ungraded: one.scale?.ungraded ?? null,
		grades: grades.map(({ id, title, positive, means }, place) => ({
			grade: id,
			title,
			rank: Number((place / (grades.length - 1)).toFixed(4)),
			positive,
			means,
		})),
		components: componentsInOrder(one).map((component) => ({
			component: component.id,
			kind: isPillar(component) ? 'pillar' : 'question',
			pillar: isPillar(component) ? null : component.pillar,
			title: component.title,
			asks: component.asks ?? null,
			graded: component.graded,
			continues: earlierIn(one, component, frameworks),
		})),
		compared: frameworks
			.filter((other) => other.id !== one.id || other.version !== one.version)
			.toSorted(byKey)
			.map((other) => ({
				framework: other.id,
				version: other.version,
				title: other.title,
				cycle: other.cycle,
				...compared(one, other),
			})),
	};
}

function earlierIn(one: Framework, { id }: Component, frameworks: readonly Framework[]): string[] {
	return earlierQuestions({ framework: one.id, version: one.version }, id, frameworks).map(
		({ framework, component }) => `${framework}/${component}`,
	);
}

/** Grades are compared within one family of scales, and within no other. */
function compared(
	one: Framework,
	other: Framework,
): Pick<MeaningRow['compared'][number], 'comparable' | 'because'> {
	const [own, its] = [gradesInWords(one), gradesInWords(other)];
	if (own === null) return { comparable: false, because: `The ${one.inspection} gave no grades.` };
	if (its === null) return { comparable: false, because: `The ${other.inspection} gave no grades.` };
	if (one.scale?.family !== other.scale?.family)
		return {
			comparable: false,
			because: `The ${one.inspection} graded on one scale (${own}), and the ${other.inspection} on another (${its}). Their grades do not mean the same, so they are not compared.`,
		};
	return {
		comparable: true,
		because: `The ${one.inspection} and the ${other.inspection} graded on scales of one family.`,
	};
}

function gradesInWords({ scale }: Framework): string | null {
	return scale?.grades.map(({ title }) => title.toLocaleLowerCase('en-GB')).join(', ') ?? null;
}

function byKey(a: Framework, b: Framework): number {
	return a.id < b.id ? -1 : a.id > b.id ? 1 : a.version - b.version;
}

import { type Framework, groupsOn, scopingsOfMany } from '../../programmes/index.ts';
import type { Answer, Asked, Found } from '../tree/resolver.ts';
import { type AssessedRow, type Assessment, assessmentsOf } from './assessments.ts';
import { forcesOf, frameworkNamed } from './judgments.ts';
import type { Known } from './known.ts';
import { isProblem, type Problem, refused } from './problem.ts';

/** An answer made of rows of assessments, with those rows. */
export type FromRows<What> = { rows: readonly AssessedRow[]; found: What };

type Wanted = { framework: Framework; force: string };

async function wantedOf(known: Known, asked: readonly Asked[]): Promise<(Wanted | Problem)[]> {
	const forces = await forcesOf(known, asked);
	const wanted: (Wanted | Problem)[] = [];
	for (const [index, { name }] of asked.entries()) {
		const framework = await frameworkNamed(known, name);
		const force = forces[index] ?? refused('This document is about no one force.', 'Name the force.');
		if (isProblem(framework)) wanted.push(framework);
		else wanted.push(typeof force === 'string' ? { framework, force } : force);
	}
	return wanted;
}

/** Assessments by framework and force: one reading for each framework that is named. */
async function read(
	known: Known,
	wanted: readonly Wanted[],
): Promise<(one: Wanted) => Assessment | undefined> {
	const all = new Map<Framework, Map<string, Assessment>>();
	for (const [framework, own] of Map.groupBy(wanted, (one) => one.framework))
		all.set(framework, await assessmentsOf(known, [...new Set(own.map(({ force }) => force))], framework));
	return ({ framework, force }) => all.get(framework)?.get(force);
}

const nothing = refused('Nothing is known of this force.', 'Name another force.');

/** `::grades[programme]{force}` */
export async function giveGradeTables(
	known: Known,
	asked: readonly Asked[],
): Promise<(FromRows<Found['grades']> | Problem)[]> {
	const wanted = await wantedOf(known, asked);
	const assessmentOf = await read(
		known,
		wanted.flatMap((one) => (isProblem(one) ? [] : [one])),
	);
	return wanted.map((one) => {
		if (isProblem(one)) return one;
		const assessment = assessmentOf(one);
		if (assessment === undefined) return nothing;
		const { framework, forceName } = assessment;
		const rows = assessment.rows.filter(({ standing }) => standing !== 'not graded');
		return {
			rows,
			found: {
				caption: `How we judged ${forceName} in ${framework.cycle}`,
				rows: rows.map((row) => ({
					level: row.kind,
					title: row.title,
					target: null,
					grade: row.given,
					lastInspected: row.lastInspected,
					note: noteIn(row),
				})),
			},
		};
	});
}

function noteIn({ standing, remark, carriedOver, lastInspected }: AssessedRow): string | null {
	if (remark !== null) return remark;
	switch (standing) {
		case 'carried over':
			return lastInspected === null ? null : `Carried over from ${lastInspected}`;
		case 'never judged':
		case 'no single judgment':
			return carriedOver;
		case 'not judged yet':
			return 'Not judged yet';
		case 'not decided':
			return 'Not decided whether it is inspected';
		default:
			return null;
	}
}

/** `::grade-matrix[programme]{force}`: the force beside its most similar group of that day, pillar by pillar. */
export async function giveMatrices(
	known: Known,
	asked: readonly Asked[],
): Promise<(FromRows<Found['matrix']> | Problem)[]> {
	const wanted = await wantedOf(known, asked);
	const groups = await groupsOn(
		known.tx,
		wanted.flatMap((one) => (isProblem(one) ? [] : [one.force])),
		known.about.on,
	);
	const members = (force: string) => groups.get(force)?.members.map(({ id }) => id) ?? [];
	const assessmentOf = await read(
		known,
		wanted.flatMap((one) =>
			isProblem(one)
				? []
				: [one.force, ...members(one.force)].map((force) => ({ framework: one.framework, force })),
		),
	);
	return wanted.map((one) => {
		if (isProblem(one)) return one;
		const { framework, force } = one;
		const group = groups.get(force);
		if (group === undefined || group.members.length === 0)
			return refused(
				group?.noneBecause ?? 'No most similar group of this force is on record for this day.',
				'Take the table out, or enter the group in the register.',
			);
		const all = [force, ...members(force)].flatMap((id) => assessmentOf({ framework, force: id }) ?? []);
		const level = framework.pillars.some(({ graded }) => graded) ? framework.pillars : framework.questions;
		const components = level.filter(({ graded }) => graded);
		const rows = all.map(({ rows: own }) =>
			components.flatMap(({ id }) => own.find(({ component }) => component === id) ?? []),
		);
		const lacking = all.filter((_, index) => rows[index]?.some(({ gradeTitle }) => gradeTitle === null));
		const names = new Intl.ListFormat('en-GB').format(lacking.map(({ forceName }) => forceName));
		const notes =
			lacking.length === 0
				? []
				: [`${names} ${lacking.length === 1 ? 'has' : 'have'} not been judged on everything shown here.`];
		return {
			rows: rows.flat(),
			found: {
				caption: `How we judged ${all[0]?.forceName ?? ''} and its most similar forces in ${framework.cycle}`,
				components: components.map(({ title }) => title),
				forces: all.map(({ forceName }, index) => ({
					name: forceName,
					chosen: index === 0,
					grades: rows[index]?.map(({ given }) => given) ?? [],
				})),
				notes: [`Most similar group: ${group.source}.`, ...notes],
			},
		};
	});
}

/** `::scoping[inspection]{force}`: what was inspected, and what stands in place of what was not. */
export async function giveScopings(
	known: Known,
	asked: readonly Asked[],
): Promise<(FromRows<Found['scoping']> | Problem)[]> {
	const forces = await forcesOf(known, asked);
	const own = forces.flatMap((force) => (typeof force === 'string' ? [force] : []));
	const assessments = await assessmentsOf(known, [...new Set(own)]);
	const decided =
		known.about.inspection === null ? [] : await scopingsOfMany(known.tx, [known.about.inspection]);
	return forces.map((force) => {
		if (typeof force !== 'string') return force;
		const assessment = assessments.get(force);
		if (assessment === undefined) return nothing;
		const { framework, forceName, rows } = assessment;
		const questions = rows.filter(({ kind }) => kind === 'question');
		const open = questions.filter(({ inspected }) => inspected === null);
		if (open.length > 0)
			return refused(
				`It has not been decided whether ${forceName} is inspected on ${open.map(({ title }) => `“${title}”`).join(', ')}.`,
				'Decide the scope of the inspection first.',
			);
		const pillars = new Map(framework.pillars.map(({ id, title }) => [id, title]));
		const reasons = new Map(
			force === known.about.force
				? decided.at(-1)?.rows.map(({ component, reason }) => [component, reason])
				: [],
		);
		return {
			rows: questions,
			found: {
				caption: `What we inspected ${forceName} on in ${framework.cycle}`,
				rows: questions.map((row) => ({
					pillar: pillars.get(row.pillar) ?? '',
					question: row.title,
					inspected: row.inspected === true,
					note: row.inspected === true ? null : (standsInstead(row) ?? reasons.get(row.component) ?? null),
				})),
			},
		};
	});
}

function standsInstead({ gradeTitle, lastInspected }: AssessedRow): string | null {
	return gradeTitle === null || lastInspected === null ? null : `${gradeTitle} (${lastInspected})`;
}

/** `::meanings[framework]` */
export async function giveMeanings(
	known: Known,
	asked: readonly Asked[],
): Promise<Answer<Found['meanings']>[]> {
	const answers: Answer<Found['meanings']>[] = [];
	for (const { name } of asked) {
		const framework = await frameworkNamed(known, name);
		if (isProblem(framework)) answers.push(framework);
		else if (framework.scale === undefined)
			answers.push(refused(`“${framework.title}” gives no grades.`, 'Take the list out.'));
		else
			answers.push({
				found: framework.scale.grades.map(({ title, means }) => ({ term: title, meaning: means })),
			});
	}
	return answers;
}

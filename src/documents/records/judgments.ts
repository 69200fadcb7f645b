import type { Framework } from '../../programmes/index.ts';
import type { Answer, Asked, Found, Said } from '../tree/resolver.ts';
import { type AssessedRow, assessmentsOf, rowNamed } from './assessments.ts';
import type { Known } from './known.ts';
import { noForce } from './located.ts';
import { isProblem, type Problem, refused, shownAs, unknownName, without } from './problem.ts';

const shows = ['grade', 'title', 'year', 'carried-over', 'direction', 'moved', 'last'] as const;

/** `:judgment[question]{force show}` */
export async function sayJudgments(known: Known, asked: readonly Asked[]): Promise<Answer<Said>[]> {
	return (await rowsOf(known, asked)).map((row, index): Answer<Said> => {
		if (isProblem(row)) return row;
		const as = shownAs(asked[index]?.attributes.show, shows);
		if (typeof as !== 'string') return as;
		const text = textOf(row, as);
		return typeof text === 'string' ? { found: { text, facts: [row.fact] } } : text;
	});
}

function textOf(row: AssessedRow, as: (typeof shows)[number]): string | Problem {
	const { title, gradeTitle, lastInspected, carriedOver, direction } = row;
	if (as === 'carried-over')
		return (
			carriedOver ?? refused(`“${title}” was inspected, so that nothing is carried over.`, 'Take it out.')
		);
	if (as === 'direction')
		return 'word' in direction ? direction.sentence : refused(direction.none, 'Take the sentence out.');
	if (as === 'moved') return 'word' in direction ? direction.word : refused(direction.none, 'Take it out.');
	if (gradeTitle === null || lastInspected === null)
		return refused(
			`There is no judgment of “${title}” to show. ${row.remark ?? ''}`.trim(),
			'Propose one, or take it out.',
		);
	switch (as) {
		case 'grade':
			return lowered(gradeTitle);
		case 'title':
			return gradeTitle;
		case 'year':
			return lastInspected;
		case 'last':
			return `${gradeTitle} (${lastInspected})`;
	}
}

function lowered(title: string): string {
	return `${title.charAt(0).toLocaleLowerCase('en-GB')}${title.slice(1)}`;
}

/** `::grade[question]{force}` */
export async function giveGrades(
	known: Known,
	asked: readonly Asked[],
): Promise<({ row: AssessedRow; found: Found['grade'] } | Problem)[]> {
	return (await rowsOf(known, asked)).map((row) =>
		isProblem(row) ? row : { row, found: { of: row.title, grade: row.given, note: noteOn(row) } },
	);
}

function noteOn(row: AssessedRow): string | null {
	const { carriedOver, direction, remark, warning } = row;
	const moved = 'word' in direction ? direction.sentence : null;
	const said = [carriedOver ?? moved, carriedOver === null ? null : warning, remark];
	const words = said.filter((one) => one !== null).join(' ');
	return words === '' ? null : words;
}

async function rowsOf(known: Known, asked: readonly Asked[]): Promise<(AssessedRow | Problem)[]> {
	const forces = await forcesOf(known, asked);
	const assessments = await assessmentsOf(known, [
		...new Set(without(forces.map(wrapped)).map(({ id }) => id)),
	]);
	return forces.map((force, index) => {
		if (typeof force !== 'string') return force;
		const assessment = assessments.get(force);
		const name = asked[index]?.name ?? '';
		if (assessment === undefined) return refused('Nothing is known of this force.', 'Name another force.');
		return (
			rowNamed(assessment, name) ?? unknownName('pillar or question', name, namesIn(assessment.framework))
		);
	});
}

const wrapped = (force: string | Problem): { id: string } | Problem =>
	typeof force === 'string' ? { id: force } : force;

function namesIn({ pillars, questions }: Framework): string[] {
	return [...pillars, ...questions].map(({ id }) => id);
}

/** The force that each directive names, or the one that the document is about. */
export async function forcesOf(
	{ about, register }: Known,
	asked: readonly Pick<Asked, 'attributes'>[],
): Promise<(string | Problem)[]> {
	const all = await register();
	return asked.map(({ attributes }) => {
		const { force } = attributes;
		if (force === undefined)
			return (
				about.force ?? refused('This document is about no one force.', 'Name the force: force=derbyshire.')
			);
		return all.find(force)?.id ?? noForce(all, force);
	});
}

/** Which framework a table of grades is of: the document’s own, unless it names another round. */
export async function frameworkNamed(known: Known, name: string): Promise<Framework | Problem> {
	const own = await known.framework();
	const programme = await known.programme();
	if (name === own.id || name === programme.slug || name === 'grades') return own;
	const [id, version] = name.split('@');
	const versions = (await known.frameworks())
		.filter((one) => one.id === id)
		.toSorted((a, b) => a.version - b.version);
	const found =
		version === undefined ? versions.at(-1) : versions.find((one) => String(one.version) === version);
	if (found !== undefined) return found;
	const names = (await known.frameworks()).map((one) => one.id);
	return unknownName('framework or programme', name, [programme.slug, ...names]);
}

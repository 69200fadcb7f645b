import type { Framework, Grade } from '../../programmes/index.ts';
import { againstGrade, type Said, saidInWords } from './said.ts';

/** A grade that a rule leads to, with the rule: shown beside what inspectors think, and never applied. */
export type Suggestion = { grade: Grade; rule: string; because: string };

/** The grade of a question under a pillar, as it counts there. */
export type UnderPillar = {
	title: string;
	/** Null: not graded, or on another scale. */
	grade: string | null;
	/** From an earlier round, because it was not inspected in this one. */
	carried: boolean;
	/** In scope, and not judged yet. */
	open: boolean;
};

/** The sentence why nothing is suggested, where that is so. */
type Suggested = Suggestion | string;

/** By the definitions of the grades: what the framework's guards leave, and how strengths and weaknesses stand. */
export function suggestQuestion(framework: Framework, said: Said): Suggested {
	const grades = framework.scale?.grades ?? [];
	if (grades.length === 0) return 'This framework does not grade.';
	if (said.strengths + said.weaknesses + said.improvements + said.concerns === 0) {
		return 'Nothing is suggested before there is a strength, a weakness or something raised.';
	}
	const left = grades.filter(({ id }) => againstGrade(framework, id, said).length === 0);
	if (left.length === 0) return 'The framework’s guards leave no grade for what was found and raised.';
	const [best] = left;
	const worst = left.at(-1);
	const speaksFor = left.filter(({ positive }) => positive);
	const speaksAgainst = left.filter(({ positive }) => !positive);
	const lowestFor = speaksFor.at(-1) ?? best;
	const chosen =
		said.concerns > 0
			? worst
			: said.weaknesses > said.strengths
				? (speaksAgainst[0] ?? worst)
				: said.weaknesses === 0 && said.improvements === 0 && said.practices > 0
					? best
					: said.improvements > 0 || said.weaknesses > 0
						? lowestFor
						: (speaksFor.slice(1)[0] ?? lowestFor);
	if (chosen === undefined) return 'The framework’s guards leave no grade for what was found and raised.';
	return { grade: chosen, rule: ruleOfQuestion(framework), because: `There are ${saidInWords(said)}.` };
}

function ruleOfQuestion({ guards }: Framework): string {
	return [
		...(guards.length === 0
			? []
			: [
					'Grades that the framework’s guards refuse beside what was found and raised, or that lack what they require, are left out. Of those left:',
				]),
		'with a cause of concern, the lowest;',
		'with more weaknesses than strengths, the highest that speaks against the force;',
		'with no weakness, nothing to improve and a promising practice, the highest;',
		'otherwise the lowest that speaks for the force, or, where there is neither a weakness nor anything to improve, the second highest.',
	].join(' ');
}

const ruleOfPillar =
	'The grade that most of its questions have; of grades that as many have, the worse. Grades carried over count as those of this round do; questions without a grade, or with one of another scale, do not.';

/** The mode of the questions' grades, and the worst of them told beside it. No mean: grades are no numbers. */
export function suggestPillar(framework: Framework, questions: readonly UnderPillar[]): Suggested {
	const grades = framework.scale?.grades ?? [];
	if (grades.length === 0) return 'This framework does not grade.';
	const open = questions.filter((question) => question.open).map(({ title }) => title);
	if (open.length > 0) return `Nothing is suggested before its questions are judged: ${open.join(', ')}.`;
	const counted = grades.map((grade) => ({
		grade,
		of: questions.filter((question) => question.grade === grade.id),
	}));
	const most = Math.max(...counted.map(({ of }) => of.length));
	if (most === 0) return 'None of its questions has a grade of this scale.';
	const chosen = counted.findLast(({ of }) => of.length === most);
	const worst = counted.findLast(({ of }) => of.length > 0);
	if (chosen === undefined || worst === undefined) return 'None of its questions has a grade of this scale.';
	const list = counted
		.filter(({ of }) => of.length > 0)
		.map(({ grade, of }) => {
			const carried = of.filter((question) => question.carried).length;
			return `${of.length} ${grade.title.toLocaleLowerCase('en-GB')}${carried > 0 ? ` (${carried} carried over)` : ''}`;
		});
	const without = questions.filter(({ grade }) => grade === null).length;
	return {
		grade: chosen.grade,
		rule: ruleOfPillar,
		because: `Of its ${questions.length} ${questions.length === 1 ? 'question' : 'questions'}: ${new Intl.ListFormat('en-GB').format([...list, ...(without > 0 ? [`${without} without a grade`] : [])])}. The worst of them is ${worst.grade.title.toLocaleLowerCase('en-GB')}.`,
	};
}

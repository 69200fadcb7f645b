import type { Said } from '../judging/said.ts';

/** What two judgments of one question are compared by. */
export type Compared = {
	key: string;
	name: string;
	/** The place of its grade in the scale, 0 for the best; null where there is none, or it may not be seen. */
	rank: number | null;
	gradeTitle: string;
	said: Said;
	/** Of the criteria and characteristics that were looked at, the share found met; null where none was. */
	metShare: number | null;
};

/** How near two must be to count as similar; printed on the board. */
export const likeness = { share: 0.15, improvements: 1, fewest: 2 } as const;

export const likenessText = `Findings count as similar where both forces have at least ${likeness.fewest} strengths or weaknesses, the share of weaknesses among these differs by at most ${likeness.share * 100} percentage points, the areas for improvement by at most ${likeness.improvements === 1 ? 'one' : likeness.improvements}, both or neither have a cause of concern, and, where criteria were looked at, the share found met differs by at most ${likeness.share * 100} points. A force is flagged where most of those like it have another grade, or where another has a better grade on no better findings.`;

const weight = ({ strengths, weaknesses }: Said) => strengths + weaknesses;

export function similar(a: Compared, b: Compared): boolean {
	if (Math.min(weight(a.said), weight(b.said)) < likeness.fewest) return false;
	const share = ({ said }: Compared) => said.weaknesses / weight(said);
	return (
		Math.abs(share(a) - share(b)) <= likeness.share &&
		Math.abs(a.said.improvements - b.said.improvements) <= likeness.improvements &&
		a.said.concerns > 0 === b.said.concerns > 0 &&
		(a.metShare === null || b.metShare === null || Math.abs(a.metShare - b.metShare) <= likeness.share)
	);
}

/** No better in anything, and worse in something. */
function noBetter(a: Compared, b: Compared): boolean {
	const [x, y] = [a.said, b.said];
	const nowhereBetter =
		x.strengths <= y.strengths &&
		x.weaknesses >= y.weaknesses &&
		x.improvements >= y.improvements &&
		x.concerns >= y.concerns &&
		(a.metShare === null || b.metShare === null || a.metShare <= b.metShare);
	const somewhereWorse =
		x.weaknesses > y.weaknesses || x.improvements > y.improvements || x.concerns > y.concerns;
	return nowhereBetter && somewhereWorse;
}

const named = 3;

function names(of: readonly Compared[]): string {
	const first = of.slice(0, named).map(({ name, gradeTitle }) => `${name} (${gradeTitle})`);
	const rest = of.length - first.length;
	return new Intl.ListFormat('en-GB').format(rest > 0 ? [...first, `${rest} more`] : first);
}

/** Who stands out, and why: similar findings and another grade, or a better grade on findings that are no better. */
export function outliers(all: readonly Compared[]): Map<string, string[]> {
	const graded = all.filter(({ rank }) => rank !== null);
	const flags = new Map<string, string[]>();
	for (const one of graded) {
		const others = graded.filter(({ key }) => key !== one.key);
		const like = others.filter((other) => similar(one, other));
		const different = like.filter(({ rank }) => rank !== one.rank);
		const reasons: string[] = [];
		if (different.length > 0 && different.length > like.length / 2) {
			reasons.push(`Similar findings and another grade: ${names(different)}`);
		}
		const overtaken = others.filter(
			(other) => (one.rank ?? 0) < (other.rank ?? 0) && noBetter(one, other) && !different.includes(other),
		);
		if (overtaken.length > 0) {
			reasons.push(`A better grade on findings that are no better: ${names(overtaken)}`);
		}
		if (reasons.length > 0) flags.set(one.key, reasons);
	}
	return flags;
}

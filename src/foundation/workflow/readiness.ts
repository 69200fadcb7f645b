/** Something that still stands in the way, and where it can be put right. */
export type Problem = { text: string; href?: string };

/** What a readiness generator yields. No more than this many are told at once. */
const most = 100;

/** Everything that stands in the way, as a list: for the error summary, the command line and the workflow. */
export function problemsIn(readiness: Iterable<Problem>): Problem[] {
	const problems: Problem[] = [];
	for (const problem of readiness) {
		problems.push(problem);
		if (problems.length === most) break;
	}
	return problems;
}

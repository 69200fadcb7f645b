import { type Meaning, type Meanings, newestFirst, type PublicJudgment } from '../record/index.ts';

/** What all forces were last judged on one question, by the scale on which they were. */
export type Graded = {
	/** Null where what it means is not on record. */
	meaning: Meaning | null;
	/** From the best to the worst; a grade that no force was given is there too. */
	grades: readonly {
		grade: string | null;
		title: string;
		means: string | null;
		judgments: readonly PublicJudgment[];
	}[];
	count: number;
};

export type AcrossForces = {
	/** One for each scale whose grades are not compared with the others, the one that most forces have first. */
	scales: readonly Graded[];
	/** Why there are several. */
	apart: readonly string[];
};

/** Of each force what it was judged last, and once. */
export function newestOf(judgments: readonly PublicJudgment[]): PublicJudgment[] {
	return [...Map.groupBy(judgments, ({ force }) => force.id).values()].flatMap(
		(own) => own.toSorted(newestFirst)[0] ?? [],
	);
}

export function acrossForces(judgments: readonly PublicJudgment[], meanings: Meanings): AcrossForces {
	const scales: PublicJudgment[][] = [];
	const apart = new Set<string>();
	for (const one of judgments) {
		const same = scales.find(([first]) => {
			if (first === undefined) return false;
			const { comparable, because } = meanings.compare(first.given, one.given);
			if (!comparable && because !== null) apart.add(because);
			return comparable;
		});
		if (same === undefined) scales.push([one]);
		else same.push(one);
	}
	return {
		scales: scales.toSorted((a, b) => b.length - a.length).map((own) => gradedOf(own, meanings)),
		apart: [...apart],
	};
}

function gradedOf(judgments: readonly PublicJudgment[], meanings: Meanings): Graded {
	const [first] = judgments;
	const meaning = first === undefined ? null : (meanings.of(first.given) ?? null);
	const known = meaning?.grades ?? [];
	const own = [...Map.groupBy(judgments, ({ grade }) => grade)]
		.filter(([grade]) => !known.some((each) => each.grade === grade))
		.toSorted(([, [a]], [, [b]]) => (a?.rank ?? 2) - (b?.rank ?? 2))
		.map(([grade, all]) => ({ grade, title: all[0]?.gradeTitle ?? '', means: null }));
	return {
		meaning,
		grades: [...known, ...own].map(({ grade, title, means }) => ({
			grade,
			title,
			means,
			judgments: judgments
				.filter((one) => one.grade === grade)
				.toSorted((a, b) => a.force.name.localeCompare(b.force.name, 'en-GB')),
		})),
		count: judgments.length,
	};
}
